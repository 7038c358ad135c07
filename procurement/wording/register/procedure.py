"""How the vendor is chosen, as notices say it: reasons, laws, treaties, days of standstill."""

from procurement.codelists import (
    COVERED_BY,
    LEGAL_BASIS,
    METHOD,
    PROCEDURE_FACT,
    RATIONALE,
    SPECIAL_REGIME,
)

from ..days import in_words
from ..names import spelled_out
from .lines import Group, Line, row, sentence, yes_no
from .periods import span
from .techniques import technique
from .vendors import removed
from .whose import Whose

_TECHNIQUES = ("framework", "dynamic", "auction")
# What readers ask for first; all else of PROCEDURE_FACT folds, and so does what is denied.
_FIRST = (
    "details", "earlier", "method", "call_off", "framework", "dynamic", "rationale", "rationale_law",
    "special_regime", "accelerated", "legal_basis", "standstill",
)  # fmt: skip


def procedure(body: dict, whose: Whose) -> Group:
    """Give what is said of the procedure beside what the key facts say."""
    said: dict[str, list] = {}
    denied: dict[str, list] = {}
    for one in body["register"].get("procedure", ()):
        kept = denied if one.get("is") is False else said
        kept.setdefault(one["what"], []).extend((one, line) for line in _lines(one, body))
    if reasons := _reasons(body):
        said["rationale"] = [*reasons, *said.get("rationale", ())]
    rest = [what for what in PROCEDURE_FACT.codes() if what in said and what not in _FIRST]
    first = [one for what in _FIRST if what in said for one in _rows(what, said, whose)]
    more = [one for what in rest for one in _rows(what, said, whose)]
    more += [one for what in denied for one in _rows(what, denied, whose)]
    return Group("Procedure", [*first, *removed(body)], more)


def _rows(what, said, whose):
    return row(PROCEDURE_FACT.label(what), whose.merged(said.get(what, ())))


def _lines(one, body):
    what = one["what"]
    if what in _TECHNIQUES:
        return technique(one)
    return (
        _SAID[what](one, body)
        if what in _SAID
        else [Line(yes_no(one.get("is")), words=one.get("text", ""))]
    )


def _details(one, body):
    words = spelled_out(one["text"])
    return [] if words == _first_words(body) else [Line(words=words)]


def details(body: dict) -> str:
    """Give the procedure in the words of the notice, where they say more than our own; else ""."""
    words = _first_words(body)
    ours = METHOD.label(body["method"]).lower()
    return "" if words.lower() in (ours, f"{ours} procedure") else words


def _first_words(body):
    found = (body["register"] or {}).get("procedure", ())
    return next((spelled_out(one["text"]) for one in found if one["what"] == "details"), "")


def _method(one, body):
    return [] if one["code"] in METHOD else [Line(words=one["code"])]


def _called_off(one, body):
    identifier = " ".join(filter(None, (one.get("scheme", ""), one.get("identifier", ""))))
    name = one.get("title", "") or identifier
    return [Line("" if name == identifier else identifier, name, url=_link(one))]


def _reasons(body):
    """The reasons for a direct award that have a word of ours, each with its meaning."""
    codes = body["register"].get("rationales", ())
    known = [RATIONALE[code] for code in codes if code in RATIONALE]
    return [({}, Line(code.label, meaning=code.definition)) for code in known]


def _reason(one, body):
    """What has no word of ours, as the notice has it."""
    codes = body["register"].get("rationales", ())
    is_told = "code" in one and (one["code"] not in codes or one["code"] in RATIONALE)
    return [] if is_told else [Line(words=one.get("text", "") or one["code"])]


def _law(one, body):
    number = " ".join(filter(None, (one.get("scheme", ""), one.get("code", ""))))
    name = LEGAL_BASIS[number].label if number in LEGAL_BASIS else ""
    return [Line(name or one.get("text", "") or number, url=_link(one))]


def _link(one):
    uri = one.get("uri", "")
    return uri if uri.startswith("https://") else ""


def _days(one, body):
    return [Line(sentence(span(one)))]


# Of each code of PROCEDURE_FACT, what makes its lines of an entry; all others are yes, no, or words.
_SAID = {
    "details": _details,
    "method": _method,
    "call_off": _called_off,
    "rationale": _reason,
    "legal_basis": _law,
    "rationale_law": _law,
    "special_regime": lambda one, _: [Line(SPECIAL_REGIME.label(one["code"]))],
    "covered_by": lambda one, _: [Line(COVERED_BY.label(one["code"]))],
    "standstill": _days,
    "assessments_sent": lambda one, _: [Line(in_words(one["on"]))],
}
