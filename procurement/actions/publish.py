"""Publish by copy: one immutable Revision, and the rows that the public reads."""

from collections import Counter as Tally

from django.db import transaction
from django.db.models import prefetch_related_objects

from procurement import codelists, dates, dossier
from procurement.dossier.build import dossier_of, loaded
from procurement.models import Conflict, Contract, PublicIntervention, Revision
from procurement.models import Counter as Numbers

from .action_log import log_action
from .change import NEW_FACTS, Change, checked_change
from .emptying import taken_out
from .errors import Refused, checked_reason
from .holdings import recount_holdings
from .public_ids import assign_ids, take_ids
from .published_rows import write_published
from .repeated_sources import follow_roots
from .revisions import add_revision
from .reworth import SAME, reworth
from .same_awards import settle_again
from .totals import recount


def publish(
    contract: Contract, *, by, reason: str, change: Change = NEW_FACTS, version=None, at=None
) -> Revision:
    """Make the ready part of a contract public, and give the Revision that keeps it.

    `version` is the version that the editor saw; `Conflict` when the contract has moved on. `change` is
    what kind of change it is. Raises `Refused` without a reason, with a statement that has no citation, or
    when nothing would change.
    """
    revision = _publish(contract, by, checked_reason(reason), change, version, at)
    if revision is None:
        raise Refused(["Nothing would change in public."])
    return revision


@transaction.atomic
def _publish(contract, by, reason, change, version, at):
    """Publish; None where the public form is the same as before, and so nothing is pending."""
    Numbers.hold()
    whole = contract = loaded(contract.pk, locked=True)
    if version is not None and contract.version != version:
        raise Conflict(contract)
    if found := _problems(whole):
        raise Refused(found)
    if again := _back(contract):
        whole = loaded(contract.pk)
    assign_ids(whole, take_ids)
    body = dossier_of(whole)
    revision, latest = None, Revision.objects.latest_of(contract)
    change = checked_change(change, first=not contract.published_version)
    if not _is_the_same(latest, body):
        prefetch_related_objects([by], "groups")
        revision = add_revision(
            contract, body, change, by=by, reason=reason, at=at, previous=latest
        )
        written = write_published(body, revision)
        follow_roots(written.new_sources, by=by, reason=reason, at=at)
        recount(reworth(again, by=by, reason=SAME.format("is public again")))
        if written.is_counted_otherwise or again:
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
    return _problems(loaded(contract.pk))


def _problems(whole) -> list[str]:
    untracked = [] if whole.tracked else ["Start tracking this contract before you publish it."]
    return untracked + [
        *[f"No citation backs {_names(row)}." for row in dossier.uncited(whole)],
        *[
            f"Nobody acts in {_names(act)}: say who did."
            for act in whole.ready_acts
            if not act.actors
        ],
        *[
            f"Several claims about “{codelists.FACT.label(fact)}” are preferred: prefer one."
            for fact in _preferred_twice(whole)
        ],
        *[
            f"{_names(act).capitalize()} is dated {act.happened.show()}, which is still ahead:"
            " publish it when it has happened."
            for act in _ahead(whole)
        ],
        *[
            f"Intervention {act.public_id} is still public under “{act.contract}”: publish that first."
            for act in _public_elsewhere(whole)
        ],
        *[
            f"{_names(row).capitalize()} was taken out of what had been published: it cannot be published"
            " again. Delete it, and enter anew what may be said."
            for row in taken_out(whole)
        ],
    ]


def _ahead(whole):
    """Acts with a date that is still ahead: what has not happened holds nothing up."""
    today = dates.today()
    return [act for act in whole.ready_acts if act.happened_on and act.happened_on > today]


def _names(row):
    """Say which statement a working row is."""
    if isinstance(row, Contract):
        return "the contract itself: its title, buyer and vendors"
    if row._meta.model_name == "interventionground":
        return f"the ground “{row}” of “{row.intervention}”"
    return f"the {row._meta.verbose_name} “{row}”"


def _preferred_twice(whole):
    facts = [claim.fact for claim in whole.ready_claims if claim.rank == "preferred"]
    # Several vendors can be preferred: they supply together.
    return [fact for fact, times in Tally(facts).items() if times > 1 and fact != "vendor"]


def _public_elsewhere(whole):
    """Public copies, under other contracts, of the acts that were moved to this one."""
    ids = [act.public_id for act in whole.ready_acts if act.public_id]
    return (
        PublicIntervention.objects.filter(public_id__in=ids)
        .exclude(contract__public_id=whole.public_id)
        .select_related("contract")
    )


def _is_the_same(latest, body):
    return bool(latest and latest.kind != "withdrawn" and latest.says(body))
