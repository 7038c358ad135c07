"""Which other processes and notices the notices of a contract name."""

from procurement.codelists import RELATIONSHIP

from .lines import Group, Line, row, sentence
from .whose import Whose

_FOUND = {"link": "linked by a document", "mention": "named in the description"}


def related(body: dict, whose: Whose) -> Group:
    """Give the related notices, but for the framework that the procedure names already."""
    register = body["register"]
    said = {one["at"] for one in register.get("procedure", ()) if one["what"] == "call_off"}
    others = [one for one in register.get("related", ()) if one["at"] not in said]
    lines = whose.merged((one, _line(one)) for one in others)
    return Group("Related notices", row("Notices", lines, 5))


def _line(one):
    """How it belongs together, then its title or number, and where it is."""
    scheme, number = one.get("scheme", ""), one.get("identifier", "")
    kinds = [RELATIONSHIP.label(code) for code in one.get("relationships", ())]
    numbered = "" if scheme in _FOUND else " ".join(filter(None, (scheme, number)))
    name = one.get("title", "") or numbered or number or one.get("url", "")
    text = _FOUND.get(scheme, "") or ("" if name == numbered else numbered)
    return Line(text, name, whose=sentence(*kinds), url=one.get("url", ""))
