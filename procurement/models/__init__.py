"""The record: one file for each thing the public would name, and the copies it reads."""

from .audit_entry import AuditEntry
from .award_fingerprint import AwardFingerprint, NotTheSame
from .citation import Citation
from .claim import Claim
from .contract import Contract
from .counter import Counter
from .distinct_pair import DistinctPair
from .emptied_leaf import EmptiedLeaf
from .ground import Ground, InterventionGround
from .import_run import ImportProblem, ImportRun
from .intervention import Intervention, InterventionActor
from .login_attempts import KnownAddress, LoginFailure
from .note import Note
from .notice import Notice
from .party import PARTIES, Buyer, Identifier, Stakeholder, Vendor
from .party_merge import PartyMerge, PartyRedirect
from .party_name import PartyName
from .public_contract import PublicContract
from .public_holdings import PublicHoldings
from .public_intervention import (
    PublicIntervention,
    PublicInterventionActor,
    PublicInterventionGround,
)
from .public_parts import PublicContractBuyer, PublicContractVendor, PublicMention, PublicSum
from .public_party import PublicParty
from .public_source import PublicSource
from .register_document import RegisterDocument
from .revision import Revision, RevisionBody
from .source import Source
from .source_in_hand import SourceInHand
from .source_text import SourceText
from .submission import Submission
from .tombstone import Tombstone
from .versions import Conflict
