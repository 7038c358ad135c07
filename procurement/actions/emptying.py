"""Taking one statement out of what was published, where the law demands it: its text and its salt.

What is cited or given for it goes with it, and so does what follows from all statements, which is made
anew from the rest. The hashes of the revision stay, and go on to verify.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from procurement import dossier
from procurement.dossier.build import all_citations
from procurement.models import (
    AuditEntry,
    Contract,
    Counter,
    EmptiedLeaf,
    PublicContract,
    Revision,
    Submission,
    roles,
)
from procurement.models.leaves import FOLLOWS, canonical, with_beneath
from procurement.models.revision import CORRECTION, TAKEN_OUT
from procurement.models.submission import OPEN

from .emptying_history import empty_entries, keys_of_leaves
from .errors import Refused, checked_reason
from .holdings import recount_holdings
from .published_rows import write_published

# What can be emptied: by the first word of the name of its leaf.
STATEMENTS = ("source", "claim", "act", "ground", "citation")


class Emptied(NamedTuple):
    """A revision, and the names of the leaves that go from it."""

    revision: Revision
    leaves: list[str]

    def said(self) -> dict[str, Any]:
        """Give what each of them says."""
        said = self.revision.body.said | self.revision.correction()
        return {name: said[name] for name in self.leaves}


def preview_emptying(public_id: int, leaf: str, number: int | None = None) -> list[Emptied]:
    """Give what emptying a leaf of a contract would take out of which revisions. Writes nothing.

    `leaf` is its name, such as "citation 9", or "correction"; `number` that of the one revision, None for all
    that hold it. Raises `Refused` where none does.
    """
    revisions = Revision.objects.of_contracts([public_id]).select_related("body").order_by("number")
    if number is not None:
        revisions = revisions.filter(number=number)
    found = [
        Emptied(one, sorted(with_beneath(said, leaf)))
        for one in revisions
        if leaf in (said := one.body.said | one.correction())
    ]
    if leaf.partition(" ")[0] not in (*STATEMENTS, CORRECTION) or not found:
        of = f"Revision {number}" if number is not None else "No revision"
        lacks = "does not hold" if number is not None else "holds"
        raise Refused(
            [f"{of} of contract {public_id} {lacks} “{leaf}”. A leaf is called as in {_CALLED}."]
        )
    return found


_CALLED = "“claim 7”, “act 2”, “ground 4”, “citation 9”, “source 3”, “correction”"


@transaction.atomic
def empty_leaf(
    public_id: int, leaf: str, *, reason: str, number: int | None = None, by=None, at=None
) -> list[Emptied]:
    """Take a leaf out of one revision of a contract, or of all that hold it; give what went from which.

    Public rows, lists and the search say no more of it where the newest revision is among them; where it goes
    from all, so does what the history of working rows kept of it. The reason is public. `by` is the account
    that does it, None for the command line. Raises `Refused`.
    """
    reason = checked_reason(reason)
    Counter.hold()
    contract = Contract.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
    found = preview_emptying(public_id, leaf, number)
    for one in found:
        _take_out(one, reason, at or timezone.now())
    if leaf == CORRECTION:
        _empty_correction([one.revision for one in found])
    elif number is None:
        empty_entries(keys_of_leaves(leaf for one in found for leaf in one.leaves))
    if leaf != CORRECTION:
        _write_anew(contract, found, reason)
    Counter.next("data")
    numbers = ", ".join(str(one.revision.number) for one in found)
    AuditEntry.record(
        "emptied", by=by, role=roles.label_of(by) if by else "", said=reason,
        about=f"Contract {public_id}: {leaf} of revisions {numbers}",
        subject=contract.place_in_history()[0] if contract else "",
    )  # fmt: skip
    return found


def _take_out(one, reason, at):
    body, gone = one.revision.body, {*one.leaves}
    if gone != {CORRECTION}:
        gone.add(FOLLOWS)
    for column in ("text", "salts"):
        was = json.loads(getattr(body, column))
        setattr(body, column, canonical({name: was[name] for name in was if name not in gone}))
    body.save(update_fields=["text", "salts"])
    EmptiedLeaf.objects.bulk_create(
        EmptiedLeaf(revision=one.revision, name=name, reason=reason, at=at) for name in one.leaves
    )


def _empty_correction(revisions):
    """What a correction says stands in its revision, and in all that asked for it, whatever became of that.

    What is to be published with such words is sent back.
    """
    words = [text for one in revisions for text in (one.was_said, one.is_right)]
    asked = Submission.objects.filter(
        Q(was_said__in=words) | Q(is_right__in=words),
        contract__in=[one.contract_id for one in revisions],
    )
    asked.filter(state__in=OPEN).update(state="sent_back", answer=TAKEN_OUT)
    asked.update(was_said="", is_right="")
    Revision.objects.filter(pk__in=[one.pk for one in revisions]).update(
        was_said=TAKEN_OUT, is_right=TAKEN_OUT
    )


def _write_anew(contract, found, reason):
    """Write the public rows of the contract anew, where its newest revision is among them.

    What editors have says something else from then on, and so is pending.
    """
    hashes = [one.revision.hash for one in found]
    public = PublicContract.objects.filter(public_id=contract.public_id, revision_hash__in=hashes)
    if public.exists():
        Contract.objects.filter(pk=contract.pk).touch()
        latest = Revision.objects.latest_of(contract)
        body = dossier.rest_of(latest.body.text)
        if write_published(body, latest, reason=reason).is_counted_otherwise:
            recount_holdings()


def taken_out(whole: Any) -> list[Any]:
    """Give the chosen statements of a loaded contract that were taken out of the last revision that held them.

    One query, two where anything was taken out.
    """
    if whole.public_id is None:
        return []
    rows = {name: row for name, row in _named(whole) if row.public_id is not None}
    chain = {"revision__subject_kind": "contract", "revision__subject_id": whole.public_id}
    emptied: dict[str, int] = {}
    for name, number in EmptiedLeaf.objects.filter(**chain).values_list("name", "revision__number"):
        emptied[name] = max(number, emptied.get(name, 0))
    emptied = {name: number for name, number in emptied.items() if name in rows}
    if not emptied:
        return []
    later = Revision.objects.of_contracts([whole.public_id]).filter(
        number__gt=min(emptied.values())
    )
    for number, listed in later.values_list("number", "leaves"):
        emptied = {
            name: last
            for name, last in emptied.items()
            if number <= last or name not in json.loads(listed)
        }
    return [rows[name] for name in emptied]


def _named(whole) -> Iterator[tuple[str, Any]]:
    """The working rows of statements by the names of their leaves."""
    for claim in whole.chosen_claims:
        yield f"claim {claim.public_id}", claim
    for act in whole.chosen_acts:
        yield f"act {act.public_id}", act
        for ground in act.chosen_grounds:
            yield f"ground {ground.public_id}", ground
    for citation in all_citations(whole):
        yield f"citation {citation.public_id}", citation
        yield f"source {citation.source.public_id}", citation.source
