"""What a record does not say, said: a list of plain sentences.

Ignorance is claimed only of what was looked for and not found. Of an official notice some fields are
read and others are not, and its texts are not read, so it is never said to lack what it may state.
"""

from procurement import codelists, dates, wording
from procurement.wording.register import tax_not_stated

from .looked_for import not_found, unnamed, unread
from .statements import actors_in_words

# So much that could not be read is told on a page; JSON has all of it.
_MOST_SENT = 10
_DATES = {"decided_on", "signed_on", "starts_on", "ends_on"}


def unknown(body: dict) -> list[str]:
    """Give the sentences about what no source of this contract states, or what is not read of them.

    Where a claim was taken out, nothing is missed that it may have stated.
    """
    lost = any(one["leaf"].startswith("claim ") for one in body.get("emptied", ()))
    return [
        *(() if lost and not body["register"] else _about_contract(body)),
        *_about_acts(body["interventions"]),
        *_about_sources(body["sources"]),
    ]


def _about_contract(body):
    if body["register"]:
        yield from _about_notices(body, "invented" if body["invented"] else "official")
        return
    yield _no_notice(body["sources"])
    if not body["buyer"]:
        yield "The buyer is not stated."
    if not body["vendors"]:
        yield "No vendor is stated."
    if not body["value"] and "value" not in body["disputed"]:
        yield "The value is not stated."
    if body["stage"]["code"] == "unknown" and "stage" not in body["disputed"]:
        yield "The stage of the contract is not stated."
    if not body["dates"] and not _DATES & set(body["disputed"]):
        yield "No date of the contract is stated: not of its decision, signature, start or end."
    if not body["decision_maker"] and "decision_maker" not in body["disputed"]:
        yield "Who decides on the award is not stated."


def _no_notice(sources):
    if any(one["kind"] == "official_notice" for one in sources):
        return "The official notice cited here was not imported: it may state more than editors took from it."
    return "No official notice of this contract is on this record."


def _about_notices(body, kind):
    """What the readers of `ocds/register` pass over, and what they looked for and did not find."""
    which, it, its = ("notices", "them", "their")
    if len(body["notices"]) == 1:
        which, it, its = ("notice", "it", "its")
    yield f"The {kind} {which} may state more: this record does not read all of {it}."
    missing, unfit = not_found(body)
    if missing:
        yield f"Looked for in {its} fields and not found: {wording.listed(missing)}."
    if unfit:
        yield f"Stated in a form that this record cannot read: {wording.listed(unfit)}."
    if sent := unread(body):
        yield f"As sent, where it could not be read: {_sent(sent)}."
    for what in ("buyer", "vendor"):
        if words := unnamed(body, what):
            told = wording.unnamed_besides if _named(body, what) else wording.unnamed
            yield told(what, words)
    if said := tax_not_stated(body["register"]):
        yield said
    yield from _about_publication(body)


def _sent(unread):
    """What could not be read, each with the path at which the notice has it."""
    told = [f"“{one['sent']}” ({one['at']})" for one in unread[:_MOST_SENT]]
    more = len(unread) - len(told)
    return "; ".join([*told, *([f"and {more} more"] if more else [])])


def _named(body, what):
    """Those of a kind whom the notices name."""
    if what == "buyer":
        return body["buyer"]
    return body.get("by_role") or any(award["vendors"] for award in body["awards"])


def _about_publication(body):
    """An award that stands in a notice of the asking for bids, of a day before it was decided."""
    said_on = body["register"]["said_on"]
    tags = {one["type"] for one in body["notices"]}
    decided = max((one["date"]["on"] for one in body["awards"] if one["date"]), default="")
    if (
        said_on
        and decided > said_on
        and all(tag.startswith(("tender", "planning")) for tag in tags)
    ):
        yield (
            f"When the award was published is not stated: it is dated {_day(decided)}, and no notice"
            f" with a later date than {_day(said_on)} is on this record."
        )


def _day(text):
    return dates.parse(text).show()


def _about_acts(acts):
    undated = len(acts) > 1 and not any(act["date"] for act in acts)
    if undated:
        yield "No date of any intervention is stated."
    for act in acts:
        yield from _about_act(act, dated_apart=undated)


def _about_act(act, *, dated_apart):
    missing = []
    if not act["date"] and not dated_apart:
        missing.append("its date")
    if not act["power"] and act["type"] in NEEDS_POWER:
        missing.append("the power it rests on")
    if act["effect"] == "unknown" and act["type"] in NEEDS_POWER:
        missing.append("its effect")
    if missing:
        label = codelists.TYPE.label(act["type"])
        verb = "is" if len(missing) == 1 else "are"
        yield f"{label} by {actors_in_words(act)}: {wording.listed(missing)} {verb} not stated."


# Acts that need a legal power; a concern or an argument needs none.
NEEDS_POWER = {
    "call_in",
    "investigation",
    "hold",
    "approval_refused",
    "approval",
    "approval_conditional",
    "interim_order",
    "direction",
    "modification",
    "extension",
    "cancellation",
    "termination",
    "reprocurement_ordered",
}


# Kinds of source that somebody signs; an official document or a press release is its publisher's.
SIGNED = {"news_report", "investigation", "expert_analysis"}


def missed(kind: str, **stated) -> list[str]:
    """Give which of publisher, author, date and address are not stated, where they are worth having."""
    return [
        fact for fact, value in stated.items() if not value and (fact != "author" or kind in SIGNED)
    ]


def _about_sources(sources):
    """All that is missing of them, in one sentence: each fact once, with the numbers of its sources."""
    lacking: dict[str, list[str]] = {}
    for one in sources:
        for fact in missed(
            one["kind"], publisher=one["publisher"], author=one["author"],
            date=one["published"], address=one["url"],
        ):  # fmt: skip
            lacking.setdefault(fact, []).append(str(one["number"]))
    facts: dict[str, list[str]] = {}
    for fact in ("publisher", "author", "date", "address"):
        if fact in lacking:
            facts.setdefault(wording.listed(lacking[fact]), []).append(fact)
    told = [
        f"the {wording.listed(names)} of {_numbered(numbers)}" for numbers, names in facts.items()
    ]
    if len(told) > 1:
        yield f"Not stated: {'; '.join(told)}."
    elif told:
        verb = "is" if len(lacking) == 1 else "are"
        yield f"{wording.capitalise(told[0])} {verb} not stated."


def _numbered(numbers):
    return f"source {numbers}" if numbers.isdigit() else f"sources {numbers}"
