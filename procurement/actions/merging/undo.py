"""Taking a merge back: whatever it moved goes where it was."""

from django.db import transaction
from django.utils import timezone

from procurement.models import (
    PARTIES,
    Contract,
    Counter,
    PartyMerge,
    PartyRedirect,
    PublicParty,
    Stakeholder,
    Tombstone,
)

from .. import party_rows
from ..action_log import describe, log_action
from ..errors import Refused, checked_reason
from ..holdings import recount_buyers
from ..public_rows import rewrite, touched
from ..same_awards import name_in_documents
from . import bodies, names, references
from .checks import undo_problems
from .merge import compare_again, copy_of, linked, tracked
from .steps import step


def undo_merge(merge: PartyMerge, *, by, reason: str, at=None) -> PartyMerge:
    """Take a merge back: the merged party has its row, its address and all that named it again.

    What was written since stays with the kept one. Each tracked contract that moved gets one
    Revision. Raises `Refused` while a later merge of the kept party stands, and for a contract
    that was published since and has edits that are not.
    """
    return _undo(merge, by, checked_reason(reason), at or timezone.now())


@transaction.atomic
def _undo(merge, by, reason, at):
    Counter.hold()
    merge = PartyMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    model = PARTIES[merge.kind]
    kept, merged = model.objects.get(pk=merge.kept_pk), model.objects.get(pk=merge.merged_pk)
    if found := undo_problems(merge, kept):
        raise Refused(found)
    _working(merge.moved, kept, merged)
    merged.refresh_from_db()
    _address(merge, at)
    _public(merge.moved["public"], kept, merged)
    written = (merge.moved["public"] or {}).get("revisions", {})
    bodies.write_back(written, _published(written, merged), by=by, reason=reason, at=at)
    found = [copy for copy in map(copy_of, (kept, merged)) if copy]
    rewrite(touched(copy.pk for copy in found))
    party_rows.delete_orphans(at)
    found = [copy for copy in map(copy_of, (kept, merged)) if copy]
    both = {copy.pk for copy in found}
    compare_again(found, by=by, reason=reason)
    party_rows.count_named(both, set())
    recount_buyers()
    Counter.next("data")
    log_action(
        "unmerged", merged, about=f" ← {describe(kept)}",
        by=by, reason=reason,
    )  # fmt: skip
    merge.undone_at, merge.undone_by, merge.undone_reason = at, by, reason
    merge.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    return merge


def _working(moved, kept, merged):
    """Put the working rows back."""
    names.take(kept, moved["names"])
    kept.save(update_fields=[*names.columns(moved["names"]), "updated_at"])
    step(type(kept).objects.filter(pk=kept.pk))
    references.put_back(moved["rows"], merged, kept)
    state, following = moved["state"], merged.version + 1
    published = following if state["settled"] else state["published"]
    row = type(merged).objects.filter(pk=merged.pk)
    row.update(merged_into=None, version=following, published_version=published)
    step(Contract.objects.filter(pk__in=list(tracked(merged).values_list("pk", flat=True))))
    step(Stakeholder.objects.filter(pk__in=list(linked(merged).values_list("pk", flat=True))))


def _address(merge, at):
    """Let the old address be the party's own again."""
    record = merge.moved["address"]
    if record is None:
        return
    redirects = PartyRedirect.objects.filter(kind=merge.kind)
    redirects.filter(public_id=merge.merged_public_id).delete()
    redirects.filter(public_id__in=record["led"]).update(to_public_id=merge.merged_public_id)
    if record["buried"] is not None:
        Tombstone.objects.create(
            kind=merge.kind, public_id=merge.merged_public_id, reason=record["buried"], at=at,
            demonstration=merge.demonstration,
        )  # fmt: skip


def _public(moved, kept, merged):
    """Put the public copies back, but for those that are written from their structure."""
    if moved is None:
        return
    merged_copy, kept_copy = _restored(moved["copy"]), copy_of(kept)
    if kept_copy is None:
        return
    names.take_public(kept_copy, moved["names"])
    if merged.kind != "stakeholder":
        name_in_documents(sorted(moved["register"]), kept, merged)
    same = PublicParty.objects.filter(kind="stakeholder", public_id__in=moved["same"])
    same.filter(same_as=kept_copy).update(same_as=merged_copy)


def _restored(columns):
    copy = PublicParty(**columns)
    if not PublicParty.objects.filter(pk=copy.same_as_id).exists():
        copy.same_as_id = None
    copy.save(force_insert=True)
    return copy


def _published(written, merged):
    """The contracts whose structure is to name the merged party again."""
    keys = {int(key) for key in written} | set(tracked(merged).values_list("pk", flat=True))
    found = Contract.objects.filter(pk__in=keys, published_version__gt=0)
    return found.filter(revisions__isnull=False).distinct().order_by("pk")
