"""The organisations that notices name: in which part, where they are, what they are."""

from typing import Any

from procurement.codelists import PARTY_ROLE

from .lines import Group, Line, row, sentence
from .places import country, region
from .whose import Whose

_WHY = {"notOnAnyRegister": "said to be on no register"}
_SITES = (("url", "Web addresses"), ("profile", "Where they publish as buyers"))


def organisations(body: dict, whose: Whose) -> Group:
    """Give who does something else than buy, supply and bid; where all are, and what kind of body."""
    said = body["register"].get("organisations", ())
    buying = {one["name"] for one in _buyers(body)}
    runs = body["register"].get("run_by", {}).get("name")
    parts = [Line(text, one["name"]) for one in said if (text := _roles(one, buying, runs))]
    described = [Line(text, one["name"]) for one in said if (text := _described(one))]
    more = row("Where and what they are", described)
    for key, label in _SITES:
        more += row(label, [Line(name=one["name"], url=one[key]) for one in said if key in one])
    return Group("Organisations", row("Others named", parts), more)


def _buyers(body):
    rows = (*body["awards"], *body["agreements"])
    found = [body["buyer"], *(one for row in rows for one in row.get("buyers", ()))]
    return [one for one in found if one]


def _roles(one, buying, runs):
    """That a buyer runs the procurement and pays for it, and that a vendor is paid, goes without saying.

    Who else `runs` it stands among the key facts.
    """
    usual = ("buyer", "procuringEntity", "payer") if one["name"] in buying else ("payee",)
    usual = (*usual, "procuringEntity") if one["name"] == runs else usual
    labels = [PARTY_ROLE.label(role) for role in one.get("roles", ()) if role not in usual]
    return sentence(*labels[:1], *(label[:1].lower() + label[1:] for label in labels[1:]))


def _described(one: dict[str, Any]) -> str:
    place = [one.get("locality", ""), region(one.get("region", ""))]
    place.append(country(one))
    kinds = [kind.get("text") or kind["code"] for kind in one.get("types", ())]
    why = one.get("unregistered", "")
    place.insert(0, f"in law {one['legal_name']}" if "legal_name" in one else "")
    return sentence(*dict.fromkeys([*place, *kinds, _WHY.get(why, why)]))
