"""What a record does not say, said: a list of plain sentences.

Ignorance is claimed only of what was looked for and not found. Of an official notice some fields are
read and others are not, so a contract of which notices speak is not said to lack what they may state.
"""

from procurement import codelists, wording

# What `ocds/extract` reads of a notice.
READ = (
    "title, description, buyer, vendors, value, stage, procedure and category, and the dates of the "
    "decision, the signature and the term"
)


def unknown(body: dict) -> list[str]:
    """Give the sentences about what no source of this contract states, or what is not read of them."""
    return [
        *_about_contract(body),
        *_about_acts(body["interventions"]),
        *[line for source in body["sources"] for line in _about_source(source)],
    ]


def _about_contract(body):
    if body["register"]:
        yield _read(len(body["notices"]))
        return
    yield "No official notice of this contract is on this record."
    if not body["buyer"]:
        yield "The buyer is not stated."
    if not body["vendors"]:
        yield "No vendor is stated."
    if not body["value"] and "value" not in body["disputed"]:
        yield "The value is not stated."
    if body["stage"]["code"] == "unknown" and "stage" not in body["disputed"]:
        yield "The stage of the contract is not stated."
    if not body["dates"]:
        yield "No date of the contract is stated: not of its decision, signature, start or end."
    if not body["decision_maker"] and "decision_maker" not in body["disputed"]:
        yield "Whose decision the award is, is not stated."


def _read(notices):
    which, itself = (
        ("notice", "notice itself") if notices == 1 else ("notices", "notices themselves")
    )
    return f"Of the official {which} this page shows the {READ}; the {itself} may say more."


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
        who = wording.named(act["stakeholder"]["name"], act["stakeholder"]["the"])
        verb = "is" if len(missing) == 1 else "are"
        yield f"{label} by {who}: {wording.listed(missing)} {verb} not stated."


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


def _about_source(source):
    missing = [
        word
        for word, stated in (
            ("publisher", source["publisher"]),
            ("author", source["author"]),
            ("date", source["published"]),
            ("address", source["url"]),
        )
        if not stated
    ]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        yield f"Source {source['number']}: {wording.listed(missing)} {verb} not stated."
