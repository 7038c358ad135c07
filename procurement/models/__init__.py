"""The record: one file for each thing the public would name, and the copies it reads."""

from .agreement import Agreement
from .award import Award
from .buyer import Buyer
from .citation import Citation
from .claim import Claim
from .contract import Contract
from .copies import (
    Counter,
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicInterventionGround,
    PublicMention,
    PublicParty,
    PublicSource,
    Tombstone,
)
from .ground import Ground, InterventionGround
from .intervention import Intervention
from .notice import Notice
from .party import Identifier
from .revision import Revision, RevisionBody
from .source import Source
from .stakeholder import Stakeholder
from .vendor import Vendor
from .versions import Conflict

__all__ = [
    "Agreement",
    "Award",
    "Buyer",
    "Citation",
    "Claim",
    "Conflict",
    "Contract",
    "Counter",
    "Ground",
    "Identifier",
    "Intervention",
    "InterventionGround",
    "Notice",
    "PublicContract",
    "PublicContractVendor",
    "PublicIntervention",
    "PublicInterventionGround",
    "PublicMention",
    "PublicParty",
    "PublicSource",
    "Revision",
    "RevisionBody",
    "Source",
    "Stakeholder",
    "Tombstone",
    "Vendor",
]
