"""What became of a contract, as notices say it: changes, performance, endings."""

from procurement.codelists import AGREEMENT_STATUS, AWARD_STATUS, LOT_STATUS
from procurement.codelists.afterwards import (
    MODIFICATION_GROUND,
    PENALTY,
    RATING,
    TERMINATION_REASON,
)

from ..days import in_words
from ..names import listed
from .lines import Group, Line, both, row, sentence, series, times
from .notes import status_words
from .periods import span
from .whose import Whose

_STATUS = {"agreement": AGREEMENT_STATUS, "award": AWARD_STATUS, "tender": LOT_STATUS}
_CHANGES = 5
_MORE = "Its notice may say what was changed."
# Lines of one event stay together.
_ALL = 99
_PENALTY_WORDS = ("penalty_words", "penalty_contracted", "penalty_imposed", "partial_termination")


def before_award(body: dict, whose: Whose) -> Group:
    """Give the changes of what was put out to tender, and how that came to nothing, likewise."""
    changes = _changes(body, whose, is_tender=True)
    rows = [*changes[-_CHANGES:], *_endings(body, whose, is_tender=True)]
    return Group("Changes to the tender", rows, changes[:-_CHANGES])


def afterwards(body: dict, whose: Whose) -> Group:
    """Give each change, failures, indicators, endings.

    The latest changes are in view, those before them fold.
    """
    register = body["register"]
    changes = _changes(body, whose, is_tender=False)
    said = [(one, whose.words(one)) for one in register.get("failures", ())]
    rows = [
        *changes[-_CHANGES:],
        *(found for one, of in said for found in _failure(one, of)),
        *row("Indicators", (line for one, of in said for line in _indicator(one, of))),
        *_endings(body, whose, is_tender=False),
    ]
    return Group("After the award", rows, changes[:-_CHANGES])


def _changes(body, whose, *, is_tender):
    """Of the tender, or of what was awarded and signed: those of which no more is read than that they were, first."""
    said = [
        one
        for one in body["register"].get("modifications", ())
        if (one["of"] == "tender") is is_tender
    ]
    told = [(one, _change(one, whose)) for one in said]
    bare = [(one, _bare(one)) for one, rows in told if not rows]
    return [*row("Change", whose.merged(bare)), *(found for _, rows in told for found in rows)]


def _bare(one):
    """When it was; of one without a day, by which notice."""
    when = in_words(one.get("on"))
    notice = f"by notice {one['notice']}" if not when and "notice" in one else ""
    return Line(sentence(when, notice) or "A change", meaning=_MORE)


def _endings(body, whose, *, is_tender):
    # The words of a status stand with the award, and those of the tender with the stage.
    said = {("award", one["id"]): one.get("status_text", "") for one in body["awards"]}
    said["tender", ""] = status_words(body)
    for one in body["register"].get("terminations", ()):
        if (one["of"] == "tender") is not is_tender:
            continue
        words = said.get((one["of"], "" if is_tender else one.get("id", "")), "")
        if words.split() == one.get("details", "").split():
            one = {key: one[key] for key in one if key != "details"}
        yield from _ending(one, whose.words(one))


def _change(one, whose):
    """Its facts in a line, then its grounds and the notice's words."""
    added, removed = one.get("vendors_added", ()), one.get("vendors_removed", ())
    value = both(one.get("value"), one.get("value_gross"))
    term = span({name: one[name] for name in one if name != "on"})
    facts = series(
        f"new term {term}" if term else "",
        f"new value {value}" if value else "",
        "may be renewed" if one.get("renewal") else "",
        f"added {listed(added)}" if added else "",
        f"removed {listed(removed)}" if removed else "",
        *(
            f"{part.get('what', 'it')} was “{part['before']}”"
            for part in one.get("changes", ())
            if "before" in part
        ),
    )
    said = [
        *_reasons(one.get("grounds", ()), MODIFICATION_GROUND),
        *_words(one, "rationale", "description"),
    ]
    if not facts and not said:
        return []
    label = "Proposed change" if one.get("proposed") else "Change"
    head = Line(sentence(in_words(one.get("on")), facts), whose=whose.words(one))
    return row(label, _headed(head, said), _ALL)


def _headed(head, said):
    """Lines of one event, of which the first says of what it is."""
    if head.says or not said:
        return [head, *said]
    return [said[0]._replace(whose=head.whose), *said[1:]]


def _reasons(reasons, listing):
    for one in reasons:
        code = one.get("meaning", "")
        if code in listing:
            yield Line(listing.label(code), meaning=listing[code].definition)
        else:
            yield Line(words=one.get("text", "") or one.get("code", ""))


def _words(one, *keys):
    """The notice's words under some keys, each once."""
    found = dict.fromkeys(one[key] for key in keys if one.get(key))
    return [Line(words=words) for words in found]


def _failure(one, whose):
    if one["what"] != "failure":
        return []
    penalty = PENALTY.label(one.get("penalty", "")).lower()
    worth = both(one.get("penalty_value"), one.get("penalty_value_gross"))
    paid = {True: "paid", False: "not paid"}.get(one.get("penalty_paid"), "")
    owed = series(
        f"penalty {worth}" if worth else "", f"penalty set {penalty}" if penalty else "", paid
    )
    head = sentence(
        one.get("category", ""),
        times(one["events"]) if "events" in one else "",
        span(one),
        f"established {in_words(one['decided_on'])}" if "decided_on" in one else "",
        f"by {listed(one['vendors'])}" if one.get("vendors") else "",
        owed,
        f"penalty of {in_words(one['penalty_on'])}" if "penalty_on" in one else "",
    )
    said = _words(one, "requirement", "description", *_PENALTY_WORDS)
    return row("Performance failure", _headed(Line(head, whose=whose), said), _ALL)


def _indicator(one, whose):
    if one["what"] == "none":
        yield Line("None are published:", words=one.get("rationale", ""), whose=whose)
    if one["what"] != "indicator":
        return
    seen = [part for part in map(_observed, one.get("observations", ())) if part]
    agreed = "agreed" if one.get("agreed") else ""
    yield Line(
        sentence(agreed, "; ".join(seen)), one.get("title", ""), one.get("description", ""), whose
    )


def _observed(one):
    code = one.get("rating", "")
    rating = RATING.label(code).lower() if code in RATING else one.get("rating_words", "") or code
    measure = " ".join(filter(None, (one.get("measure", ""), one.get("unit", ""))))
    return ", ".join(
        filter(
            None, (rating, measure, both(one.get("value"), None), span(one), one.get("notes", ""))
        )
    )


def _ending(one, whose):
    label = "Termination" if one.get("reasons") or one.get("rationale") else "Ending"
    status = _STATUS[one["of"]].label(one.get("status", "")).lower()
    final = both(one.get("final_value"), one.get("final_value_gross"))
    head = sentence(status, in_words(one.get("on")), f"final value {final}" if final else "")
    said = [*_reasons(one.get("reasons", ()), TERMINATION_REASON)]
    said += _words(one, "rationale", "details", "final_value_details")
    # That it is called terminated, and nothing else, stands beside the agreement already.
    is_more = said or final or one.get("on")
    return row(label, _headed(Line(head, whose=whose), said), _ALL) if is_more else []
