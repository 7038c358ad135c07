"""How awards and agreements are told apart where they are not listed: pages show no ids of theirs."""

from collections.abc import Callable, Mapping
from typing import Any

from ..names import listed
from ..register.lines import folded, money

# A title of more characters is cut, and vendors of more name nothing.
_LONGEST = 80
_KINDS = {"award": ("awards", "to"), "agreement": ("agreements", "with")}
_Row = dict[str, Any]


def named_things(document: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Give {("award" or "agreement", id): "“Paving”", "to Vendor A Ltd", "of £5"}.

    All of a kind are named in one way: by title, vendors, value or the last two, the first of these that each has
    and none shares; none are named where there is no such way.
    """
    found: dict[tuple[str, str], str] = {}
    for kind, (section, towards) in _KINDS.items():
        rows = [one for one in document[section] if one.get("id")]
        for way in (_title, _vendors(document, towards), _value, _both(document, towards)):
            names = [way(one) for one in rows]
            if all(names) and len({*names}) == len(rows):
                found |= {(kind, one["id"]): name for one, name in zip(rows, names, strict=True)}
                break
    return found


def _title(row: _Row) -> str:
    title = folded(row.get("title", ""), _LONGEST, _LONGEST)[0]
    return title and f"“{title}”"


def _vendors(document: Mapping[str, Any], towards: str) -> Callable[[_Row], str]:
    parties = document["parties"]
    awards = {one["id"]: one for one in document["awards"] if "id" in one}

    def named(row: _Row) -> str:
        places = row.get("suppliers") or awards.get(row.get("award"), {}).get("suppliers", ())
        names = listed([parties[place]["name"] for place in places])
        return f"{towards} {names}" if 0 < len(names) <= _LONGEST else ""

    return named


def _value(row: _Row) -> str:
    value = money(row.get("value"))
    return value and f"of {value}"


def _both(document: Mapping[str, Any], towards: str) -> Callable[[_Row], str]:
    vendors = _vendors(document, towards)

    def named(row: _Row) -> str:
        parts = vendors(row), _value(row)
        return " ".join(parts) if all(parts) else ""

    return named
