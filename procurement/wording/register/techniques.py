"""Framework agreements, dynamic markets and auctions, in words."""

from procurement.codelists import DYNAMIC_STATUS, FRAMEWORK_METHOD, FRAMEWORK_USE, NOTICE_TYPE

from ..days import in_words
from ..names import listed
from .lines import Line, money, number_of, sentence, yes_no
from .periods import span


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
