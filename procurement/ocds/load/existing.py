"""What the register holds already of the contracts that a batch is about.

And OCIDs that editors typed and that nothing public bears: they keep no notice from being public.
"""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from procurement import actions
from procurement.models import Contract, Notice, Revision, bulk

from ..notice import FIRST, unpacked_release
from ..reading import Release


class ExistingContract(NamedTuple):
    """A contract as it stands."""

    pk: int
    ocid: str
    public_id: int | None
    published_version: int
    from_register: bool
    tracked: bool
    demonstration: bool
    invented: bool

    @property
    def is_public(self) -> bool:
        """Whether the public sees it: no draft, and not withdrawn, which no import undoes."""
        return self.public_id is not None and self.published_version > 0

    def is_of(self, *, invented: bool) -> bool:
        """Whether notices may tell of it that are invented, or that are not."""
        return self.demonstration == self.invented == invented


class ExistingNotice(NamedTuple):
    """A notice that is held; its release is read only when its contract is rebuilt."""

    pk: int
    contract_id: int
    hash: str
    at: datetime.datetime | None
    release_id: str
    type: str

    @property
    def order(self) -> tuple:
        """Its place among the notices of its contract, as `Notice.order` has it."""
        return (self.at or FIRST, self.release_id, self.hash)


_CONTRACT = (
    "id", "ocid", "public_id", "published_version", "from_register", "tracked", "demonstration",
    "invented",
)  # fmt: skip
_NOTICE = ("id", "contract_id", "content_hash", "published_at", "release_id", "type")


def contracts(ocids: Iterable[str]) -> dict[str, ExistingContract]:
    """Give {ocid: contract} of those that are held. One query."""
    return {
        row[1]: ExistingContract(*row) for row in bulk.select(Contract, _CONTRACT, "ocid", ocids)
    }


def lock_drafts(found: dict[str, ExistingContract]) -> None:
    """Let nobody delete drafts until this transaction ends; leave out what was deleted meanwhile.

    One query where there is a draft, else none.
    """
    drafts = {one.pk: ocid for ocid, one in found.items() if one.public_id is None}
    if not drafts:
        return
    rows = Contract.objects.select_for_update().filter(pk__in=drafts, ocid__in=drafts.values())
    there = {contract.pk for contract in rows.order_by("pk").only("pk")}
    for pk in drafts.keys() - there:
        del found[drafts[pk]]


def contracts_of(pks: Iterable[int]) -> list[ExistingContract]:
    """Give contracts by their keys. One query."""
    return [ExistingContract(*row) for row in sorted(bulk.select(Contract, _CONTRACT, "id", pks))]


def notices(contract_pks: Iterable[int]) -> dict[int, list[ExistingNotice]]:
    """Give {contract: its notices}. One query."""
    found: dict[int, list[ExistingNotice]] = {}
    for pk, contract, hash_, at, *rest in bulk.select(Notice, _NOTICE, "contract_id", contract_pks):
        found.setdefault(contract, []).append(
            ExistingNotice(pk, contract, hash_, bulk.moment(at), *rest)
        )
    return found


def not_imported(releases: list[Release], *, invented: bool) -> list[Release]:
    """Give the releases whose content is not held yet: as it was last written. Two queries."""
    known = contracts({one.ocid for one in releases if one.ocid})
    keys = [one.pk for one in known.values() if one.is_of(invented=invented)]
    rows = bulk.select(Notice, ("content_hash",), "contract_id", keys)
    hashes = {row[0] for row in rows}
    return [one for one in releases if one.hash not in hashes]


def releases(notice_pks: Iterable[int]) -> dict[int, dict]:
    """Give {notice: its release, as `embedded`} of notices that are held. One query."""
    rows = bulk.select(Notice, ("id", "packed"), "id", notice_pks)
    return {pk: unpacked_release(bytes(packed)) for pk, packed in rows}


def give_way(contracts: dict[str, ExistingContract], *, invented: bool) -> list[str]:
    """Take OCIDs that are merely typed from {OCID: contract}, and from those contracts; give them.

    A draft is left: it is joined to what the notices say, unless one of the two is of the demonstration.
    """
    typed = [ocid for ocid, one in contracts.items() if _is_merely_typed(ocid, one, invented)]
    for ocid in typed:
        actions.release_ocid(contracts.pop(ocid).pk)
    return typed


def _is_merely_typed(ocid, contract, invented):
    if contract.from_register or Notice.objects.filter(contract=contract.pk).exists():
        return False
    if contract.public_id is None:
        return not contract.is_of(invented=invented)
    return published_ocid(contract.pk) not in (ocid, None)


def published_ocid(contract_pk: int) -> str | None:
    """Give the OCID that a contract was last published with; None where its body was emptied."""
    revisions = Revision.objects.filter(contract=contract_pk).exclude(kind="withdrawn")
    last = revisions.select_related("body").order_by("-number").first()
    body = last.body.load() if last else {"ocid": ""}
    return body["ocid"] if body and "ocid" in body else None
