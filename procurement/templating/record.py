"""What templates say of the record: labels, dates, sums, names and addresses."""

from functools import lru_cache

from django.core.exceptions import DisallowedHost
from django.urls import reverse

from procurement import codelists, dates, holds, wording
from procurement.money import Money, in_range

_PARTIES = ("buyer", "vendor", "stakeholder")
# Values that are not of one purchase, where something is set up to buy under.
_OF_MANY = ("estimate", "ceiling")
_BOUGHT_UNDER = ("framework", "dynamic")
_ENDED = {"terminated_early", "cancelled", "unsuccessful", "withdrawn"}


def in_a_sentence(text: str) -> str:
    """Give the words of a code as they read inside a sentence: "value with VAT"."""
    return text[:1].lower() + text[1:]


def label(code: str, name: str) -> str:
    """Give the label of a code of the list of that name; an unknown code stands for itself."""
    return codelists.LISTS[name].label(code)


def value_kind_in_words(contract) -> str:
    """Give what the value of a contract in a list is: "estimated value, framework"."""
    said = in_a_sentence(codelists.VALUE_KIND.label(contract.value_kind))
    if contract.value_kind in _OF_MANY and contract.framework in _BOUGHT_UNDER:
        return f"{said}, {in_a_sentence(codelists.FRAMEWORK.label(contract.framework))}"
    return said


def definition(code: str, name: str) -> str:
    """Give what a code of the list of that name means; nothing for an unknown one."""
    listing = codelists.LISTS[name]
    return listing[code].definition if code in listing else ""


def day(date) -> str:
    """Give a date in words, whichever form it is in; None is "date not stated".

    Awards have partial dates, agreements and notices ISO 8601 days and moments.
    """
    if isinstance(date, str):
        date = dates.stated(date) if date else None
    return dates.show(dates.from_json(date) if isinstance(date, dict) else date)


def dates_stated(body: dict) -> list[tuple[str, dict]]:
    """Give (fact, form) of the dates of a dossier, from the decision to the end.

    A kept structure has its keys by letter.
    """
    return [(fact, body["dates"][fact]) for fact in codelists.FACT.codes() if fact in body["dates"]]


def exact(money) -> str:
    """Give every digit of a sum: "£50,000,000"; nothing for None."""
    return _money(money).exact() if money else ""


def short(money) -> str:
    """Give a sum as a headline does: "£50m"; nothing for None."""
    return _money(money).short() if money else ""


def exact_range(value: dict) -> str:
    """Give every digit of a value, of an estimate both ends: "£40,000 to £80,000"."""
    return in_range(_least(value), _money(value))


def short_range(value: dict) -> str:
    """Give a value as a headline does, of an estimate both ends: "£30m to £40m"."""
    return in_range(_least(value), _money(value), short=True)


def _least(value):
    return _money(value["least"]) if "least" in value else None


def _money(money) -> Money:
    return Money(money["minor"], money["currency"]) if isinstance(money, dict) else money


def party_name(party) -> str:
    """Give a party's name as it reads inside a sentence: "the Mayor of London"."""
    if isinstance(party, dict):
        return wording.party_name(party["name"], party["the"])
    return wording.party_name(party.name, party.takes_the)


def party_names(parties) -> str:
    """Give who acted together as it reads inside a sentence: "the Mayor of London and critics"."""
    return wording.listed([party_name(one) for one in parties])


@lru_cache(maxsize=4096)
def url(name: str, *args) -> str:
    """Give the address of a page by its name: a list of 25 asks some hundred times."""
    return reverse(name, args=args)


def address(thing) -> str:
    """Give the address of whatever has a page, in its form in a dossier or as a copy.

    Nothing for a form whose public id is not given yet.
    """
    kind, public_id, slug = _dossier_key(thing) if isinstance(thing, dict) else _copy_key(thing)
    if not public_id:
        return ""
    if kind in ("source", "intervention"):
        return url(f"{kind}-detail", public_id)
    # A name without a letter or digit of this alphabet has an empty slug.
    return url(f"{kind}-detail", *([public_id, slug] if slug else [public_id]))


def _dossier_key(form):
    if form.get("kind") in _PARTIES:
        return form["kind"], form["id"], form["slug"]
    if "claims" in form:
        return "contract", form["id"], form["slug"]
    return "intervention" if "actors" in form else "source", form["id"], ""


def _copy_key(row):
    kind = row._meta.model_name.removeprefix("public")
    if kind == "party":
        kind = row.kind
    return kind, row.public_id, getattr(row, "slug", "")


def absent(body: dict) -> str:
    """Give what is said of a fact that a dossier does not have: it may be what was taken out."""
    lost = any(one["leaf"].startswith("claim ") for one in body.get("emptied", ()))
    return "not on this record" if lost else "not stated"


def flagged(row) -> str:
    """Give the word that marks a copy of the demonstration record; nothing where it is said already."""
    if row.invented:
        return "" if getattr(row, "known_as", "") == "invented" else "invented"
    return "demonstration" if row.demonstration else ""


def tone(hold: str, stage: str, is_past: bool) -> str:
    """Give which of the meanings a stamp carries: stopped, doubt, going, past or unknown."""
    if hold in holds.STOPPING or (hold in ("", "none") and stage in _ENDED):
        return "stopped"
    if hold and hold != "none":
        return "doubt"
    if stage in ("", "unknown"):
        return "unknown"
    return "past" if is_past else "going"


def page_address(request) -> str:
    """Give the whole address of a page, for print; nothing under a host name that is not ours."""
    try:
        return request.build_absolute_uri()
    except DisallowedHost:
        return ""


def foremost(rows, number: int) -> list:
    """Give the first rows of many; all of them where only one more would be left out."""
    rows = list(rows)
    return rows if len(rows) <= number + 1 else rows[:number]


def others(rows, number: int) -> list:
    """Give the rows that `foremost` leaves out."""
    rows = list(rows)
    return [] if len(rows) <= number + 1 else rows[number:]
