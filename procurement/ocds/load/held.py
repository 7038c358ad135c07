"""What the register holds already of the contracts that a batch is about."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from procurement.models import Contract, Notice

from ..notice import FIRST, again
from .bulk import sliced


class HeldContract(NamedTuple):
    """A contract as it stands."""

    pk: int
    ocid: str
    public_id: int | None
    published_version: int
    from_register: bool
    tracked: bool
    is_sample: bool

    @property
    def is_public(self) -> bool:
        """Whether the public sees it: no draft, and not withdrawn, which no import undoes."""
        return self.public_id is not None and self.published_version > 0


class HeldNotice(NamedTuple):
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
    "pk",
    "ocid",
    "public_id",
    "published_version",
    "from_register",
    "tracked",
    "is_sample",
)
_NOTICE = ("pk", "contract_id", "content_hash", "published_at", "release_id", "type")


def contracts(ocids: Iterable[str]) -> dict[str, HeldContract]:
    """Give {ocid: contract} of those that are held. One query for 5,000."""
    found = {}
    for part in sliced(ocids):
        for row in Contract.objects.filter(ocid__in=part).order_by().values_list(*_CONTRACT):
            found[row[1]] = HeldContract(*row)
    return found


def contracts_of(pks: list[int]) -> list[HeldContract]:
    """Give contracts by their keys. One query for 5,000."""
    return [
        HeldContract(*row)
        for part in sliced(pks)
        for row in Contract.objects.filter(pk__in=part).order_by("pk").values_list(*_CONTRACT)
    ]


def notices(contract_pks: Iterable[int]) -> dict[int, list[HeldNotice]]:
    """Give {contract: its notices}. One query for 5,000 contracts."""
    found: dict[int, list[HeldNotice]] = {}
    for part in sliced(contract_pks):
        rows = Notice.objects.filter(contract__in=part).order_by().values_list(*_NOTICE)
        for row in rows:
            found.setdefault(row[1], []).append(HeldNotice(*row))
    return found


def extracts(notice_pks: Iterable[int]) -> dict[int, dict]:
    """Give {notice: extract} of notices that are held. One query for 5,000."""
    found = {}
    for part in sliced(notice_pks):
        for pk, packed in Notice.objects.filter(pk__in=part).order_by().values_list("pk", "packed"):
            found[pk] = again(bytes(packed))
    return found
