"""Merging one party into another: whatever named it names the other from then on."""

from django.db import transaction
from django.utils import timezone

from procurement.models import (
    Counter,
    PartyMerge,
    PartyRedirect,
    PublicContract,
    PublicParty,
    Tombstone,
)

from .. import party_rows
from ..action_log import describe, log_action
from ..errors import Refused, checked_reason
from ..holdings import recount_buyers
from ..public_rows import rewrite, touched
from ..reworth import reworth
from ..same_awards import settle_again
from ..totals import recount
from . import bodies, copies, names, references
from .checks import problems
from .steps import step


def merge_parties(
    kept, merged, *, by, reason: str, at=None, despite_identifiers=False
) -> PartyMerge:
    """Merge a party into another of its kind, wherever it is named; give the record of it.

    The merged row stays, marked; its public address leads to the kept one for ever. Each tracked
    contract that named it gets one Revision, and pending edits stay pending. `despite_identifiers`
    says that a person decided, against two numbers of one register. Raises `Refused`.
    """
    reason = checked_reason(reason)
    return _merge(kept, merged, by, reason, at or timezone.now(), despite_identifiers)


@transaction.atomic
def _merge(kept, merged, by, reason, at, despite_identifiers):
    Counter.hold()
    kept, merged = _locked(kept), _locked(merged)
    if found := problems(kept, merged, despite_identifiers=despite_identifiers):
        raise Refused(found)
    buried = _stones(merged).values_list("reason", flat=True).first()
    both = public_copies(kept, merged)
    moved = {"state": _state(merged, both[1])} | _working(kept, merged, both)
    moved["public"] = _public(*both, by=by, reason=reason, at=at) if all(both) else None
    moved["address"] = _redirect(kept, merged, buried)
    rewrite(touched(copy.pk for copy in both[:1] if copy))
    compare_again([copy for copy in both[:1] if copy], by=by, reason=reason)
    party_rows.delete_orphans(at, {copy.pk for copy in both if copy}, set())
    party_rows.count_named({copy.pk for copy in both[:1] if copy}, set())
    recount_buyers()
    Counter.next("data")
    log_action(
        "merged", kept, about=f" ← {describe(merged)}",
        by=by, reason=reason,
    )  # fmt: skip
    return _record(kept, merged, moved, by=by, reason=reason, at=at)


def _locked(party):
    return type(party).objects.select_for_update(of=("self",)).get(pk=party.pk)


def public_copies(kept, merged) -> tuple[PublicParty | None, PublicParty | None]:
    """Give the public copies of both; where the merged one is public, the kept one becomes it."""
    merged_copy = copy_of(merged)
    kept_copy = copy_of(kept)
    if merged_copy and not kept_copy:
        kept_copy = party_rows.copy_party(kept)
        kept.refresh_from_db(fields=["published_version"])
    return kept_copy, merged_copy


def copy_of(party) -> PublicParty | None:
    """Give the public copy of a party, if it is public."""
    if party.public_id is None:
        return None
    return PublicParty.objects.filter(kind=party.kind, public_id=party.public_id).first()


def _state(merged, copy):
    settled = copy is not None and merged.version == merged.published_version
    return {"settled": settled, "published": merged.published_version}


def _working(kept, merged, both):
    """Move the working rows; give what moved."""
    touched = list(tracked(merged).values_list("pk", flat=True))
    stakeholders = list(linked(merged).values_list("pk", flat=True))
    moved = {"rows": references.move(merged, kept), "names": names.give(kept, merged)}
    gained = moved["names"]["gained"] or moved["rows"]["identifier." + kept.kind]["rows"]
    # What nobody published of the merged party is a pending edit of the kept one.
    pending = gained and not (both[1] and merged.version == merged.published_version)
    kept.save(update_fields=[*names.columns(moved["names"]), "updated_at"])
    step(type(kept).objects.filter(pk=kept.pk), settled=not pending)
    step(references.Contract.objects.filter(pk__in=touched))
    step(references.Stakeholder.objects.filter(pk__in=stakeholders))
    row = type(merged).objects.filter(pk=merged.pk)
    row.update(merged_into=kept, version=merged.version + 1, published_version=0)
    return moved


def tracked(party):
    """Give the working contracts that editors keep and that name a party."""
    return references.contracts_naming(party).filter(tracked=True)


def linked(party):
    """Give the stakeholders that are said to be a buyer or vendor."""
    rows = references.Stakeholder.objects
    return rows.none() if party.kind == "stakeholder" else rows.filter(**{party.kind: party})


def _public(kept, merged, **said):
    """Move the public copies; give what moved."""
    moved: dict = {"copy": {field.attname: getattr(merged, field.attname) for field in _FIELDS}}
    moved["names"] = names.give_public(kept, merged)
    moved["same"] = list(merged.also.values_list("public_id", flat=True))
    merged.also.update(same_as=kept)
    moved["register"] = copies.take_over(kept, merged)
    moved["revisions"] = bodies.rewrite(kept, merged, **said)
    PublicParty.objects.filter(pk=merged.pk).delete()
    return moved


_FIELDS = PublicParty._meta.concrete_fields


def _stones(party):
    return Tombstone.objects.filter(kind=party.kind, public_id=party.public_id)


def _redirect(kept, merged, buried):
    """Let the old address lead to the kept party, and those that led to it as well."""
    if merged.public_id is None:
        return None
    kind, old, new = kept.kind, merged.public_id, kept.public_id
    led = PartyRedirect.objects.filter(kind=kind, to_public_id=old)
    record = {"led": list(led.values_list("public_id", flat=True)), "buried": buried}
    led.update(to_public_id=new)
    # Writing contracts anew may have buried it just now.
    _stones(merged).delete()
    PartyRedirect.objects.create(
        kind=kind, public_id=old, to_public_id=new, demonstration=kept.demonstration
    )
    return record


def compare_again(parties: list[PublicParty], *, by, reason: str) -> None:
    """Compare the awards of all that names some public parties anew: who they are has changed."""
    named_by = copies.naming(*parties).order_by() if parties else PublicContract.objects.none()
    changed = settle_again(named_by.values_list("public_id", flat=True))
    recount(reworth(changed, by=by, reason=reason))


def _record(kept, merged, moved, **said):
    return PartyMerge.objects.create(
        kind=kept.kind,
        kept_pk=kept.pk,
        kept_public_id=kept.public_id,
        kept_name=kept.name,
        merged_pk=merged.pk,
        merged_public_id=merged.public_id,
        merged_name=merged.name,
        moved=moved,
        demonstration=kept.demonstration,
        **said,
    )
