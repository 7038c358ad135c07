"""What the sections of a register document become in OCDS: before the award, and of all its stages.

Each entry says where it stood in the notices (`at`), and is put there again.
"""

from collections.abc import Callable
from typing import Any

from .tree import Tree
from .values import Entry, classification, value, without_empty

_CATEGORIES = ("goods", "services", "works")
_SEVERAL = {"deliveryAddress": "deliveryAddresses", "deliveryLocation": "deliveryLocations"}
_ADDRESS = {
    "streetAddress": "street", "locality": "locality", "region": "region", "postalCode": "postcode",
    "country": "country", "countryName": "country_name", "description": "words",
}  # fmt: skip


def procedure(tree: Tree, entries: list[Entry]) -> None:
    """Put the market that a notice sets up by its type; call-offs stand with related processes."""
    for one in entries:
        if "notice" in one:
            tree.put("tender/techniques/hasDynamicPurchasingSystem", True)


def classifications(tree: Tree, entries: list[Entry]) -> None:
    """Put what is bought, by codes; an item belongs to the lot that it names."""
    for one in entries:
        tree.put(one["at"], classification(one))
        _of_lot(tree, one)


def categories(tree: Tree, entries: list[Entry]) -> None:
    """Put categories; the main one of the tender is the contract's own."""
    for one in entries:
        at = one["at"]
        if at.endswith("/mainProcurementCategory"):
            tree.put(at, one["code"] if one["code"] in _CATEGORIES else "")
        elif "Procurement" in at:
            tree.put(at, one.get("code", one.get("text")))


def places(tree: Tree, entries: list[Entry]) -> None:
    """Put places of delivery: several in an array, one without it."""
    for one in entries:
        gazetteer = one.get("gazetteer")
        found = without_empty(
            **{name: one.get(key) for name, key in _ADDRESS.items()},
            uri=one.get("uri"),
            gazetteer=gazetteer
            and without_empty(scheme=gazetteer.get("scheme"), identifiers=gazetteer["codes"]),
        )
        tree.put(_place(one["at"]), found)
        _of_lot(tree, one)


def _place(at):
    """The path under the name that goes with whether there are several."""
    head, _, last = at.rpartition("/")
    if last.isdigit():
        field = head.rpartition("/")[2]
        return f"{head[: -len(field)]}{_SEVERAL.get(field, field)}/{last}"
    return f"{at}/0" if last in _SEVERAL.values() else at


def _of_lot(tree, one):
    head, items, rest = one["at"].partition("tender/items/")
    if items and not head and one.get("of") == "lot":
        tree.put(f"tender/items/{rest.partition('/')[0]}/relatedLot", one["ids"][0])


def amounts(tree: Tree, entries: list[Entry]) -> None:
    """Put every amount where it stood; what is each vendor's of an award has no place in OCDS."""
    for one in entries:
        at, _, key = one["at"].rpartition("/")
        if one.get("kind") != "share":
            stated = value(None, one) if key == "amountGross" else value(one)
            if key == "amount" and one.get("basis") == "gross":
                stated["valueAddedTaxIncluded"] = True
            tree.put(at, stated)


def related(tree: Tree, entries: list[Entry]) -> None:
    """Put related processes; addresses and mentions in texts are none."""
    for one in entries:
        if "relatedProcesses/" in one["at"]:
            found = without_empty(
                relationship=one.get("relationships"),
                **{name: one.get(name) for name in ("scheme", "identifier", "title")},
                uri=one.get("url"),
                relatedLots=one.get("lots"),
            )
            tree.put(one["at"], found)


BEFORE: dict[str, Callable[[Tree, Any], None]] = {
    "procedure": procedure,
    "classifications": classifications,
    "categories": categories,
    "places": places,
    "amounts": amounts,
    "related": related,
}
