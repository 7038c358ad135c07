"""Invented buyers and vendors: a number gives a name, an address and its identifiers, for good.

Company numbers begin with 99 and GB-PPON numbers with Z: no register gives out either.
"""

from typing import Any

from .chance import Chance, mixed
from .places import NUMBER, place, postcode, region, street
from .topics import TRADE_WORDS

CENTRAL, LOCAL = "publicAuthorityCentralGovernment", "publicAuthoritySubCentralGovernment"
# name, sector: c council, h health, e school, u university, p police and fire, d department
KINDS = [
    ("{} Borough Council", "c"), ("{} Hospitals NHS Trust", "h"), ("{} County Council", "c"),
    ("{} Police", "p"), ("University of {}", "u"), ("{} City Council", "c"),
    ("{} Housing Association", "c"), ("{} District Council", "c"), ("{} Academies Trust", "e"),
    ("{} Harbour Authority", "d"), ("{} Metropolitan Borough Council", "c"),
    ("{} Community Health Trust", "h"), ("{} Fire and Rescue Authority", "p"),
    ("{} Town Council", "c"), ("{} College", "e"), ("{} Combined Authority", "c"),
    ("{} Water Management Board", "d"), ("{} Ambulance Service", "h"),
    ("{} Development Agency", "d"), ("{} Technical University", "u"), ("{} High School", "e"),
    ("{} National Park Authority", "d"), ("{} Integrated Care Board", "h"),
    ("{} Records Office", "d"),
]  # fmt: skip
ENDINGS = ["Ltd", "Ltd", "Ltd", "Ltd", "Ltd", "Limited", "LLP", "plc", "Group Ltd", "CIC"]
LETTERS = "BCDGHJLMNPQRTVWXYZ"
TRADES = len(TRADE_WORDS)
DESCRIPTIONS = {
    CENTRAL: "Public authority - central government",
    LOCAL: "Public authority - sub-central government",
}


class Organisation:
    """One invented body. `number` tells it from all others of its kind."""

    __slots__ = ("name", "number", "ppon", "seat", "sector", "town")

    def __init__(self, name: str, number: int, town: str, sector: str, seat: int) -> None:
        self.name = name
        self.number = number
        self.town = town
        self.sector = sector
        self.seat = seat
        self.ppon = _ppon(number)

    @property
    def company_number(self) -> str:
        """Give its number in the form of the register of companies."""
        return f"99{mixed(self.number, 1_000_000, 7919):06d}"

    @property
    def classification(self) -> dict[str, str]:
        """Give what kind of authority a buyer is."""
        kind = CENTRAL if self.sector == "d" else LOCAL
        return {"scheme": "UK_CA_TYPE", "id": kind, "description": DESCRIPTIONS[kind]}

    def address(self) -> dict[str, Any]:
        """Give where it sits."""
        return {
            "streetAddress": street(self.seat),
            "locality": self.town,
            "postalCode": postcode(self.seat),
        }

    def site(self) -> str:
        """Give the address of its pages, which do not exist."""
        return f"https://{self.town.lower()}-{self.number}.example.org"

    def region(self) -> str:
        """Give the region it lies in."""
        return region(self.seat)


def buyers(chance: Chance, count: int) -> list[Organisation]:
    """Give this many buyers; the first ones are to be picked most often."""
    start = chance.below(NUMBER)
    return [_buyer(number, start) for number in range(count)]


def vendors(chance: Chance, count: int) -> list[Organisation]:
    """Give this many vendors, a multiple of `TRADES`; the trade of each is its number's rest."""
    start = chance.below(NUMBER)
    return [_vendor(number, start) for number in range(count)]


def how_many(count: int) -> tuple[int, int]:
    """Give how many buyers and vendors share this many processes."""
    some = max(1, round(count**0.88 / TRADES)) * TRADES
    return min(5_000, 5 + round(count**0.63)), min(60_000, some)


def _ppon(number: int) -> str:
    """Give a number in the form of the central digital platform."""
    mix, digits = divmod(mixed(number, 18**4 * 10_000, 1_234_577), 10_000)
    letters = [LETTERS[mix // 18**power % 18] for power in range(4)]
    return f"ZZ{letters[0]}{letters[1]}-{digits:04d}-{letters[2]}{letters[3]}ZX"


def _buyer(number: int, start: int) -> Organisation:
    name, sector = KINDS[number % len(KINDS)]
    seat = (mixed(number, NUMBER, 1217) + start) % NUMBER
    town = place(seat)
    return Organisation(name.format(town), 500_000 + number, town, sector, seat)


def _vendor(number: int, start: int) -> Organisation:
    within, trade = divmod(number, TRADES)
    seat = (mixed(within, NUMBER, 1009) + trade * 157 + start) % NUMBER
    words = TRADE_WORDS[trade]
    word = words[(within // NUMBER + seat) % len(words)]
    ending = ENDINGS[mixed(within + trade, 10, 7)]
    town = place(seat * 7 + trade)
    return Organisation(f"{place(seat)} {word} {ending}", number, town, "", seat)
