"""Publish by copy: one immutable Revision, and the rows that the public reads."""

from django.db import transaction
from django.db.models import prefetch_related_objects

from procurement.dossier.loading import loaded
from procurement.dossier.statement_states import key_of
from procurement.models import Conflict, Contract, Revision, Submission
from procurement.models import Counter as Numbers
from procurement.models.versions import version_of

from .action_log import log_action
from .change import NEW_FACTS, Change, checked_change, refuse_facts
from .errors import NOTHING_TICKED, Refused, checked_reason
from .four_eyes import one_person, refuse_own
from .holdings import recount_holdings
from .problems import drafts_among, preferred_twice, problems_of
from .public_ids import (
    assign_ids,
    first_named,
    is_key_of_shared,
    take_ids,
    versions_of_shared,
)
from .published_rows import write_published
from .repeated_sources import follow_roots
from .resting import rests_on, with_what_they_rest_on
from .revisions import add_revision
from .reworth import SAME, reworth
from .same_awards import settle_again
from .statements import (
    changed_statements,
    choose_ticked,
    composed,
    form_of,
    is_pending,
    statements_of,
)
from .totals import recount

# What the log says of kinds of change; of all others, that it was published.
_LOGGED = {"put_back": "put_back", "looked_again": "looked_again"}


def publish(
    contract: Contract,
    *,
    by,
    reason: str,
    change: Change = NEW_FACTS,
    only=None,
    version=None,
    versions=None,
    at=None,
) -> Revision:
    """Make the ready part of a contract public, and give the Revision that keeps it.

    `only` are the keys of the statements that are meant, with what they rest on; what the public reads of
    the others stays, and they stay pending. `version` is the version of the contract that the editor
    saw, `versions` {key: version} those of all that goes out: statements, and parties and sources that become public
    with them; `Conflict` when one has moved on, or goes out and is not among them. `change` is what
    kind of change it is. Raises `Refused` without a reason, where nothing is ticked, with a statement that has
    no citation, where two people are asked for and `by` saved some of it last, or when nothing would change.
    """
    reason = checked_reason(reason)
    revision = _publish(contract, by, reason, change, only, version, versions, at)
    if revision is None:
        raise Refused(["Nothing would change in public."])
    return revision


@transaction.atomic
def _publish(contract, by, reason, change, only, version, versions, at):
    """Publish; None where the public form is the same as before, and so nothing of it is pending."""
    Numbers.hold()
    whole = contract = loaded(contract.pk, locked=True)
    _refuse_what_moved_on(whole, version, versions or {})
    latest = Revision.objects.latest_of(contract)
    before = form_of(latest, whole)
    ticked = _ticked(whole, only, before)
    if versions is not None:
        _refuse_unseen(whole, ticked, versions)
    if again := comes_back(contract):
        whole = loaded(contract.pk)
    choose_ticked(whole, ticked)
    if found := problems_of(whole):
        raise Refused([one.says for one in found])
    assign_ids(whole, take_ids)
    body = composed(whole, before, ticked)
    if found := preferred_twice(whole, body):
        raise Refused([one.says for one in found])
    change, revision = checked_change(change, first=not contract.published_version), None
    if not (latest and latest.kind != "withdrawn" and latest.says(body)):
        refuse_facts(change, before, body)
        changed = changed_statements(whole, body, before)
        refuse_own(changed, by)
        revision = write_revision(
            contract, body, change, latest, by=by, reason=reason, at=at, again=again,
            one_person=one_person(changed, by),
        )  # fmt: skip
        Submission.objects.close(revision, ticked)
    if only is None:
        Contract.objects.filter(pk=whole.pk).update(published_version=whole.version)
    else:
        settle_version(whole, body)
    return revision


def _refuse_what_moved_on(whole, version, versions):
    now = {key_of(row): version_of(row) for row in statements_of(whole)}
    # What parties and sources are public by now goes out with something else.
    seen = {key: one for key, one in versions.items() if not is_key_of_shared(key)}
    if version not in (None, whole.version) or not seen.items() <= now.items():
        raise Conflict(whole)


def _refuse_unseen(whole, ticked, versions):
    """Refuse what goes out with what is ticked in another version than was seen, or unseen."""
    going = [row for row in statements_of(whole) if key_of(row) in ticked]
    shared = versions_of_shared(thing for row in going for thing in first_named(row))
    if not ticked <= versions.keys() or not shared.items() <= versions.items():
        raise Conflict(whole)


def _ticked(whole, only, before):
    if only is None:
        return {key_of(row) for row in statements_of(whole)}
    if not only:
        raise Refused([NOTHING_TICKED])
    ticked = with_what_they_rest_on(only, rests_on(whole, before))
    unknown = ticked - {key_of(row) for row in statements_of(whole)}
    if unknown:
        raise Refused([f"There is no “{key}” in this record any more." for key in sorted(unknown)])
    if drafts := drafts_among(whole, ticked):
        raise Refused([one.says for one in drafts])
    return ticked


def write_revision(
    contract, body, change: Change, latest, *, by, reason, at, again=(), one_person=None
) -> Revision:
    """Write a form that differs from the `latest` revision, with its public rows and all that follows for others.

    `again` are other contracts whose awards `comes_back` concerns; `one_person` as in `add_revision`.
    """
    prefetch_related_objects([by], "groups")
    revision = add_revision(
        contract, body, change, by=by, reason=reason, at=at, previous=latest, one_person=one_person
    )
    written = write_published(body, revision)
    follow_roots(written.new_sources, by=by, reason=reason, at=at)
    recount(reworth(again, by=by, reason=SAME.format("is public again")))
    if written.is_counted_otherwise or again:
        recount_holdings()
    log_action(_LOGGED.get(change.kind, "published"), contract, by=by, reason=reason)
    return revision


def settle_version(whole, body: dict) -> None:
    """Say which version the public sees: an earlier one than the latest where something stays pending."""
    rows = Contract.objects.filter(pk=whole.pk)
    rows.update(published_version=whole.version)
    if is_pending(whole, body):
        rows.touch()


def comes_back(contract) -> list[int]:
    """Compare the awards of what was withdrawn with those of others again; give the contracts that this concerns."""
    if contract.public_id is None or contract.published_version:
        return []
    changed = settle_again([contract.public_id], public=[contract.public_id])
    return [one for one in changed if one != contract.public_id]
