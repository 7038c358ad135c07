"""Deadlines, periods and milestones, as notices state them; and what may extend a contract."""

from procurement.codelists import MILESTONE_STATUS, MILESTONE_TYPE, OPTION_KIND, PERIOD_KIND

from ..days import in_words
from .lines import Group, Line, Row, figure, money, number_of, row, sentence, times, yes_no
from .whose import Whose

# What readers ask for first; all else of PERIOD_KIND folds.
_FIRST = (
    "bidding", "applying", "interest", "enquiries", "invitation", "deciding", "contract", "decided_term",
    "next_notice",
)  # fmt: skip
_TERM = {"Contract start": "starts_on", "Contract end": "ends_on"}
_DAYS = ("starts_on", "ends_on", "latest_end_on")


def periods(body: dict, whose: Whose) -> Group:
    """Give the periods and dates that neither the key facts nor the awards say already."""
    said: dict[str, list] = {}
    for one in body["register"].get("periods", ()):
        if unsaid := _unsaid(one, body):
            said.setdefault(_what(one), []).append((one, _line(unsaid)))
    order = [*_FIRST, *(code for code in PERIOD_KIND.codes() if code not in _FIRST), *said]
    rows = {
        what: row(_label(what, body), whose.merged(said[what]))
        for what in dict.fromkeys(order)
        if what in said
    }
    first = [one for what in rows if what in _FIRST for one in rows[what]]
    rest = [one for what in rows if what not in _FIRST for one in rows[what]]
    return Group("Dates", first, rest) if first else Group("Dates", rest)


def _what(one):
    """A term that was decided is another than the one that was asked for."""
    decided = one["what"] == "contract" and one["of"] in ("award", "agreement")
    return "decided_term" if decided else one["what"]


def _unsaid(one, body):
    """An entry without the days that stand elsewhere on the page."""
    dates = {fact: form["date"]["on"] for fact, form in body["dates"].items()}
    if one["what"] == "contract":
        if one["of"] in ("award", "agreement"):
            return _without(one, _DAYS)
        same = all(dates.get(name) == one[name] for name in _DAYS if name in one)
        return _without(one, _DAYS) if same else one
    if one["what"] == "milestone" and one.get("title") in _TERM:
        # Contracts Finder states the term twice.
        return None if one.get("ends_on") == dates.get(_TERM[one["title"]]) else one
    if one["what"] == "published" and one["on"] in _published(body):
        return None
    if one["what"] == "bidding" and one.get("ends_on") == dates.get("open_until"):
        return _without(one, ("ends_on",))
    return one


def _published(body):
    """The days of the notices, which stand with them."""
    return {one["published_at"][:10] for one in body["notices"] if one["published_at"]}


def _without(one, names):
    left = {name: value for name, value in one.items() if name not in names}
    return left if left.keys() - {"what", "of", "id", "at"} else None


def _label(what, body):
    # Beside the term of an award it is what was asked for.
    if what == "contract" and body["awards"]:
        return "Contract term, as put out to tender"
    return "Contract term" if what == "decided_term" else PERIOD_KIND.label(what)


def _line(one):
    if one["what"] == "auction":
        step = f"steps of at least {money(one['step'])}" if "step" in one else ""
        return Line(sentence(span(one), step), one.get("url", ""), url=one.get("url", ""))
    if one["what"] != "milestone":
        return Line(sentence(span(one)), words=one.get("reason", ""))
    status = MILESTONE_STATUS.label(one.get("status", "")).lower()
    due = f"due {in_words(one['ends_on'])}" if "ends_on" in one else ""
    met = f"met {in_words(one['on'])}" if "on" in one else ""
    name = one.get("title") or MILESTONE_TYPE.label(one.get("type", ""))
    words = one.get("text", "")
    return Line(
        sentence(due, met, "" if met and status == "met" else status),
        name,
        "" if words == name else words,
    )


def span(one: dict) -> str:
    """Give a period in words: "1 May 2025 to 30 April 2027, at latest 30 April 2029"; "24 months"."""
    starts, ends, latest = (in_words(one.get(name)) for name in _DAYS)
    days = f"{starts} to {ends}" if starts and ends and starts != ends else ""
    # Of one day: "30 December 2015".
    days = days or (starts if starts == ends else "")
    days = days or (
        f"from {starts}" if starts else f"until {ends}" if ends else in_words(one.get("on"))
    )
    long = [number_of(one[unit], unit[:-1]) for unit in ("months", "days") if unit in one]
    parts = [days, *long, f"at latest {latest}" if latest and latest != ends else ""]
    return ", ".join(part for part in parts if part)


def options(body: dict, whose: Whose) -> Group:
    """Give what may extend a contract, add to it or bring it back; what is denied folds."""
    said: dict[tuple[str, bool], list] = {}
    for one in body["register"].get("options", ()):
        denied = one.get("applies") is False and not one.keys() & {"text", "latest_end_on"}
        for line in _option(one, body):
            said.setdefault((one["what"], denied), []).append((one, line))
    rows: dict[bool, list[Row]] = {False: [], True: []}
    for (what, denied), lines in said.items():
        rows[denied] += row(OPTION_KIND.label(what), whose.merged(lines))
    return Group("Options and renewal", rows[False], rows[True])


def _option(one, body):
    latest = one.get("latest_end_on")
    known = body["dates"].get("latest_end_on")
    terms = body["register"].get("periods", ())
    if latest and (
        known
        and known["date"]["on"] == latest
        or any(latest == term.get("latest_end_on") for term in terms)
    ):
        latest = None
    times = _times(one)
    when = span({name: one[name] for name in (*_DAYS[:2], "days", "months") if name in one})
    text = sentence(times, when, f"latest end {in_words(latest)}" if latest else "")
    if not text and not one.get("text"):
        # A latest end that the key facts have says that it may be extended.
        text = yes_no(one.get("applies"))
    yield Line(text, words=one.get("text", ""))
    for dates in one.get("dates", ()):
        yield Line(sentence(f"expected {span(dates)}"))


def _times(one):
    least, most = one.get("least"), one.get("most")
    if most == "no limit":
        return "no limit to how often"
    if least and most and least != most:
        return f"{figure(least)} to {figure(most)} times"
    return f"at most {times(most)}" if most else f"at least {times(least)}" if least else ""
