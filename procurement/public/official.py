"""The rows of what official notices say of a contract, as `awards` reads them."""

from typing import NamedTuple

from .reading import NamedParty

Money = tuple[int, str]  # minor units and currency
Key = tuple[str, int]  # kind and public id of a party


class AwardRow(NamedTuple):
    """One decision to buy. Dates are ISO 8601, as exact as they are known; none is "".

    `buyers` are who buys under it, where that is not the contract's buyer alone. `counted_as` is a code of
    COUNTED_AS, or "" where the amount of an agreement stands for it; `place` is the one among the
    awards of the notices; `said` what they say of it besides, by our names.
    """

    id: str
    title: str
    status: str
    date: str
    starts_on: str
    ends_on: str
    value: Money | None
    vendors: list[NamedParty]
    buyers: list[NamedParty]
    value_gross: Money | None
    counted_as: str
    why: str
    marked: bool
    place: int
    said: dict


class AgreementRow(NamedTuple):
    """One signed document; `award` is the id of the award that it follows, or "", `place` as of an award.

    `vendors` are those that it names itself, where they are not its award's.
    """

    id: str
    award: str
    title: str
    status: str
    signed_on: str
    starts_on: str
    ends_on: str
    value: Money | None
    vendors: list[NamedParty]
    place: int
    said: dict


class Official(NamedTuple):
    """What notices say of one contract; `stage` is "" where there are none.

    `by_role` are vendors named as suppliers beside the awards; `register` holds the sections of its document,
    `names` whom of the record each name in the notices means.
    """

    stage: str
    value: Money | None
    value_kind: str
    awards: list[AwardRow]
    agreements: list[AgreementRow]
    by_role: list[NamedParty]
    register: dict
    names: dict[str, list[Key]]
