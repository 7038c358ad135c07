"""Publish by copy: one immutable Revision, and the rows that the public reads."""

from collections import Counter as Tally

from django.db import transaction

from procurement import codelists, dates, dossier
from procurement.dossier.build import dossier_of, loaded
from procurement.models import Conflict, Contract, PublicIntervention, Revision
from procurement.models import Counter as Numbers

from . import copies
from .action_log import log_action
from .errors import Refused, checked_reason
from .holdings import recount_holdings
from .public_ids import assign_ids, take_ids
from .repeated_sources import follow_roots, unpublished
from .revisions import add_revision
from .reworth import SAME, reworth
from .same_awards import settle_again
from .totals import recount


def publish(contract: Contract, *, by, reason: str, version=None, at=None) -> Revision:
    """Make the ready part of a contract public, and give the Revision that keeps it.

    `version` is the version that the editor saw; `Conflict` when the contract has moved on.
    Raises `Refused` without a reason, with a statement that has no citation, or when nothing
    would change.
    """
    revision = _publish(contract, by, checked_reason(reason), version, at)
    if revision is None:
        raise Refused(["Nothing would change in public."])
    return revision


@transaction.atomic
def _publish(contract, by, reason, version, at):
    """Publish; None where the public form is the same as before, and so nothing is pending."""
    Numbers.hold()
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    if version is not None and contract.version != version:
        raise Conflict(contract)
    if found := problems(contract):
        raise Refused(found)
    again = _back(contract)
    whole = loaded(contract.pk)
    assign_ids(whole, take_ids)
    body = dossier_of(whole)
    revision = None
    if not _is_the_same(contract, body):
        new = unpublished(body)
        revision = add_revision(contract, body, kind="published", by=by, reason=reason, at=at)
        copies.write(body, revision)
        follow_roots(new, by=by, reason=reason, at=at)
        recount(reworth(again, by=by, reason=SAME.format("is public again")))
        recount_holdings()
        log_action("published", whole, by=by, reason=reason)
    Contract.objects.filter(pk=contract.pk).update(published_version=contract.version)
    return revision


def _back(contract) -> list[int]:
    """Compare the awards of what was withdrawn with those of others again; give those that this concerns."""
    if contract.public_id is None or contract.published_version:
        return []
    changed = settle_again([contract.public_id], public=[contract.public_id])
    return [one for one in changed if one != contract.public_id]


def problems(contract: Contract) -> list[str]:
    """Give the sentences that say why a contract cannot be published as it is; none if it can."""
    untracked = [] if contract.tracked else ["Start tracking this contract before you publish it."]
    return untracked + [
        *[f"No citation backs {_names(row)}." for row in dossier.uncited(contract)],
        *[
            f"Several claims about “{codelists.FACT.label(fact)}” are preferred: prefer one."
            for fact in _preferred_twice(contract)
        ],
        *[
            f"{_names(act).capitalize()} is dated {act.happened.show()}, which is still ahead:"
            " publish it when it has happened."
            for act in _ahead(contract)
        ],
        *[
            f"Intervention {act.public_id} is still public under “{act.contract}”: publish that first."
            for act in _public_elsewhere(contract)
        ],
    ]


def _ahead(contract):
    """Acts with a date that is still ahead: what has not happened holds nothing up."""
    acts = contract.interventions.filter(ready=True, happened_on__gt=dates.today())
    return acts.select_related("stakeholder")


def _names(row):
    """Say which statement a working row is."""
    if isinstance(row, Contract):
        return "the contract itself: its title, buyer and vendors"
    if row._meta.model_name == "interventionground":
        return f"the ground “{row}” of “{row.intervention}”"
    return f"the {row._meta.verbose_name} “{row}”"


def _preferred_twice(contract):
    facts = contract.claims.filter(ready=True, rank="preferred").values_list("fact", flat=True)
    # Several vendors can be preferred: they supply together.
    return [fact for fact, times in Tally(facts).items() if times > 1 and fact != "vendor"]


def _public_elsewhere(contract):
    """Public copies, under other contracts, of the acts that were moved to this one."""
    ids = contract.interventions.filter(ready=True, public_id__isnull=False).values("public_id")
    return (
        PublicIntervention.objects.filter(public_id__in=ids)
        .exclude(contract__public_id=contract.public_id)
        .select_related("contract")
    )


def _is_the_same(contract, body):
    latest = Revision.objects.latest_of(contract)
    return bool(latest and latest.kind != "withdrawn" and latest.says(body))
