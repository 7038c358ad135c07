"""How the vendor is chosen, as notices say it: reasons, laws, treaties, standstill, frameworks, markets, auctions."""

from procurement.codelists import (
    COVERED_BY,
    DYNAMIC_STATUS,
    FRAMEWORK_METHOD,
    FRAMEWORK_USE,
    LEGAL_BASIS,
    METHOD,
    NOTICE_TYPE,
    PROCEDURE_FACT,
    RATIONALE,
    SPECIAL_REGIME,
)

from ..days import in_words
from ..names import listed, spelled_out
from .lines import Group, Line, money, number_of, row, sentence, yes_no
from .periods import span
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


def technique(one: dict) -> list[Line]:
    """Give what is said of one technique: its terms in a line, then the notice's words."""
    terms = sentence(
        FRAMEWORK_METHOD.label(one.get("method", "")).lower(),
        FRAMEWORK_USE.label(one.get("use", "")).lower(),
        _vendors(one),
        f"at most {money(one['value'])}" if one.get("value") else "",
        span(one),
        _opened_again(one),
        f"when published: {DYNAMIC_STATUS.label(one['status']).lower()}" if "status" in one else "",
        _only("for", one.get("for_buyers", ()), "text", "code"),
        _only("in", one.get("for_places", ()), "words", "codes"),
    )
    if "notice" in one:
        terms = sentence(f"by a {NOTICE_TYPE.label(one['notice']).lower()}", terms)
    lines = [Line(terms)] if terms else []
    lines += [Line(words=one["text"])] if one.get("text") else []
    lines += [Line("Who can buy:", words=one["buyers"])] if one.get("buyers") else []
    lines += (
        [Line("Why it is so long:", words=one["why_so_long"])] if one.get("why_so_long") else []
    )
    if str(one.get("url", "")).startswith(("https://", "http://")):
        lines.append(Line(name=one["url"], url=one["url"]))
    return lines or [Line(yes_no(one.get("is", True)))]


def _only(whom, rows, *keys):
    """To whom, or where, it is open alone: each by its words, else by its codes."""
    stated = [next((row[key] for key in keys if key in row), "") for row in rows]
    names = [one if isinstance(one, str) else ", ".join(one) for one in stated if one]
    return f"{whom} {listed(names)}" if names else ""


def _vendors(one):
    least, most = one.get("minimum"), one.get("maximum")
    if most == "no limit":
        return "no limit to the number of vendors"
    if least and most and least != most:
        return f"{least} to {most} vendors"
    return (
        f"at most {number_of(most, 'vendor')}"
        if most
        else f"at least {number_of(least, 'vendor')}"
        if least
        else ""
    )


def _opened_again(one):
    if "open_scheme" not in one and "scheme_ends_on" not in one:
        return ""
    again = "opened again to new vendors" if one.get("open_scheme", True) else "not opened again"
    return f"{again}, until {in_words(one['scheme_ends_on'])}" if "scheme_ends_on" in one else again
