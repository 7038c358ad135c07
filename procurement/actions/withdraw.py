"""Taking a contract out of the public record: what stays is the reason."""

from django.db import transaction

from procurement.models import Contract, Counter, PublicContract, Revision, Submission

from . import party_rows
from .action_log import log_action
from .change import Change
from .errors import Refused, checked_reason
from .holdings import recount_holdings
from .published_rows import add_tombstone
from .revisions import add_revision
from .reworth import SAME, reworth
from .same_awards import settle_again
from .submissions import fail, send_back
from .totals import recount

BEFORE_ITS_TIME = "The contract was withdrawn before its time."
WITHDRAWN = (
    "The contract was withdrawn: what is published of it now makes it public again, as a whole."
)


@transaction.atomic
def withdraw(contract: Contract, *, by, reason: str, at=None) -> Revision:
    """Take a contract out: every address of it answers 410 with the reason.

    The working record stays, and can be published again; what was submitted is sent back. Raises
    `Refused` when it is not public.
    """
    reason = checked_reason(reason)
    Counter.hold()
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    public_id = contract.public_id
    public = public_id and PublicContract.objects.filter(public_id=public_id).first()
    if not public:
        raise Refused(["This contract is not public."])
    body = {"shape": 1, "id": contract.public_id, "withdrawn": True}
    revision = add_revision(contract, body, Change("withdrawn"), by=by, reason=reason, at=at)
    _take_out(public, revision)
    # What stood beside it counts now, as if it had never been public.
    again = settle_again([contract.public_id or 0])
    recount(reworth(again, by=by, reason=SAME.format("is public no more")))
    recount_holdings()
    for one in Submission.objects.filter(contract=contract, state="scheduled"):
        fail(one, BEFORE_ITS_TIME)
    for one in Submission.objects.filter(contract=contract, state="in_review"):
        send_back(one, by=by, note=WITHDRAWN)
    log_action("withdrawn", contract, by=by, reason=reason)
    Contract.objects.filter(pk=contract.pk).update(published_version=0)
    return revision


def _take_out(public, revision):
    parties, sources = party_rows.mentioned(public)
    add_tombstone("contract", public.public_id, reason=revision.reason, revision=revision)
    for public_id in public.interventions.values_list("public_id", flat=True):
        add_tombstone("intervention", public_id, reason=revision.reason, revision=revision)
    public.delete()
    party_rows.delete_orphans(revision.at, parties, sources)
    party_rows.count_named(parties, sources)
