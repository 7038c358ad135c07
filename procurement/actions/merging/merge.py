"""One party leads to another, which is the same body; and it does not where that is undone.

Rows stay as they were named: `canonical` says who a party is, and whoever reads them follows it. So
nothing moves, and nothing has to be put back.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from procurement import models

from .. import party_rows
from ..action_log import describe, log_action
from ..errors import Refused, checked_reason
from ..holdings import recount_buyers
from ..public_rows import reindex, rewrite, touched
from ..revisions import importer
from ..reworth import reworth
from ..same_awards import settle_again
from ..totals import recount
from ..whose_body import write_same_bodies
from .checks import clashes, problems

AS_NOTICES_SAY = "An official notice gives one organisation the name and numbers of both."


@transaction.atomic
def merge_parties(
    kept, merged, *, by, reason: str, at=None, despite_identifiers=False
) -> models.PartyMerge:
    """Merge a party into another of its kind, wherever it is named; give the record of it.

    Its address leads to that of the other. No revision and no pending edit changes: what is public is
    read anew. `despite_identifiers` says that a person decided, against two numbers of one register.
    Raises `Refused`.
    """
    reason, at = checked_reason(reason), at or timezone.now()
    models.Counter.hold()
    kept, merged = _locked(kept), _locked(merged)
    if found := problems(kept, merged, despite_identifiers=despite_identifiers):
        raise Refused(found)
    merge = _record(kept, merged, by=by, reason=reason, at=at)
    members = with_merged(merged)
    _point(kept.kind, members, kept)
    _write_anew(kept.kind, {kept.pk, *members}, by=by, reason=reason, at=at)
    log_action("merged", kept, about=f" ← {describe(merged)}", by=by, reason=reason)
    return merge


def _locked(party):
    return type(party).objects.select_for_update(of=("self",)).get(pk=party.pk)


def with_merged(party) -> set[int]:
    """Give the keys of a party and of all that were merged into it, wherever they lead now."""
    return {party.pk} | models.PartyMerge.objects.into(party.kind, party.pk)


@transaction.atomic
def undo_merge(merge: models.PartyMerge, *, by, reason: str, at=None) -> models.PartyMerge:
    """Undo a merge: the merged party, with all merged into it, is a party of its own again.

    What was entered, imported or published since is as if there had been no merge. Raises `Refused`.
    """
    reason, at = checked_reason(reason), at or timezone.now()
    models.Counter.hold()
    merge = models.PartyMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.undone_at is not None:
        raise Refused(["This merge is undone already."])
    merge.undone_at, merge.undone_by, merge.undone_reason = at, by, reason
    merge.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    merged = models.PARTIES[merge.kind].objects.select_related("canonical").get(pk=merge.merged_pk)
    kept: Any = merged.canonical
    members = with_merged(merged)
    merged.canonical = None
    _point(merge.kind, {merged.pk}, None)
    _point(merge.kind, members - {merged.pk}, merged)
    _write_anew(merge.kind, {kept.pk, *members}, by=by, reason=reason, at=at)
    log_action("unmerged", merged, about=f" ← {describe(kept)}", by=by, reason=reason)
    return merge


def merge_as_notices_say(kind: str, kept: int, merged: int) -> set[int]:
    """Merge two parties that an official notice shows to be one, by their keys, inside an import.

    The import rebuilds the contracts of both from their notices; those that editors keep are written anew here,
    and those of whoever was merged with either before. One that was merged before stays so: the other follows
    it, unless that would show what editors did not publish. Gives the keys of the public parties to be counted anew.
    """
    parties = models.PARTIES[kind].objects.select_related("canonical").in_bulk([kept, merged])
    one, other = parties[kept], parties[merged]
    if other.canonical:
        one, other = other, one
    other = other.canonical or other
    to = one.canonical or one
    if not to.published_version:
        # What editors wrote and did not publish stays theirs.
        one, to, other = other, other, to
    if to == other:
        return set()
    _record(one, other, by=importer(), reason=AS_NOTICES_SAY, at=timezone.now())
    members = with_merged(other)
    _point(kind, members, to)
    return _write_what_no_notice_will(kind, {to.pk, *members}, {kept, merged})


def _write_what_no_notice_will(kind, parties, rebuilt):
    """Write anew the contracts of some parties, but for those of the register that are rebuilt for two of them."""
    named = touched(public_keys(kind, parties - rebuilt))
    for part in models.bulk.sliced(sorted(touched(public_keys(kind, parties)))):
        rows = models.PublicContract.objects.filter(pk__in=part, tracked=True)
        named.update(rows.values_list("pk", flat=True))
    return rewrite(named)


def _point(kind: str, members: set[int], to) -> None:
    """Let parties of a kind, by their keys, lead to one that is not merged itself; None: to nobody."""
    parties = models.PARTIES[kind].objects.filter(pk__in=members)
    parties.update(canonical=to)
    ids = [one for one in parties.values_list("public_id", flat=True) if one]
    models.PartyRedirect.objects.filter(kind=kind, public_id__in=ids).delete()
    rows = models.PublicParty.objects.filter(kind=kind, public_id__in=ids)
    led = {pk for pk in rows.values_list("canonical", flat=True) if pk}
    # Its public id is what addresses lead to, so it comes first.
    row = party_rows.public_row(to) if to and rows.exists() else None
    if to:
        models.PartyRedirect.objects.bulk_create(
            models.PartyRedirect(
                kind=kind, public_id=id_, to_public_id=to.public_id, demonstration=to.demonstration
            )
            for id_ in ids
        )
    rows.update(canonical=row)
    reindex(led | {row.pk} if row else led)


def _write_anew(kind, parties, *, by, reason, at):
    """Write what is public and names some parties, by their keys; count what they add up to."""
    keys = public_keys(kind, parties)
    contracts = touched(keys)
    rewrite(contracts)
    _compare_awards(contracts, by=by, reason=reason)
    party_rows.delete_orphans(at, keys, set())
    write_same_bodies(kind, parties)
    party_rows.count_named(keys, set())
    recount_buyers()
    models.Counter.next("data")


def public_keys(kind, parties) -> set[int]:
    """Give the keys of the public rows of some parties, by their keys."""
    ids = models.PARTIES[kind].objects.filter(pk__in=parties).values("public_id")
    rows = models.PublicParty.objects.filter(kind=kind, public_id__in=ids)
    return set(rows.values_list("pk", flat=True))


def _compare_awards(contracts, *, by, reason):
    """Compare the awards of some public contracts anew: who their parties are has changed."""
    rows = models.PublicContract.objects.filter(pk__in=contracts).order_by()
    changed = settle_again(rows.values_list("public_id", flat=True))
    recount(reworth(changed, by=by, reason=reason))


def _record(kept, merged, **said):
    return models.PartyMerge.objects.create(
        kind=kept.kind,
        kept_pk=kept.pk,
        kept_public_id=kept.public_id,
        kept_name=kept.name,
        merged_pk=merged.pk,
        merged_public_id=merged.public_id,
        merged_name=merged.name,
        demonstration=kept.demonstration,
        **said,
    )


def preview_merge(kept, merged) -> dict:
    """Give {"problems", "clashes", "tracked", "register"} of a merge. Writes nothing.

    `clashes` are those of the problems that a person may decide against. `tracked` are the public contracts
    that editors keep and that name `merged`, whose links would lead to `kept`; `register` is how many others do.
    """
    found = {"problems": problems(kept, merged), "clashes": [], "tracked": [], "register": 0}
    if type(kept) is not type(merged) or kept.pk == merged.pk:
        return found
    rows = models.PublicContract.objects.filter(
        pk__in=touched(public_keys(merged.kind, with_merged(merged)))
    )
    tracked = models.Contract.objects.filter(
        public_id__in=rows.filter(tracked=True).values("public_id")
    )
    return found | {
        "clashes": clashes(kept, merged),
        "tracked": list(tracked.order_by("pk")),
        "register": rows.filter(tracked=False).count(),
    }
