"""What contracts share, parties and sources: taken as they are on record, else made."""

from typing import Any

from django.db.models import F

from procurement.models import Buyer, Identifier, Source, Stakeholder, Vendor
from procurement.models.party import Party

from .part import Part, two_columns

_PARTY = ("kind", "name", "the", "aliases", "website", "identifiers")
_KNOWN: dict[str, tuple[str, ...]] = {"stakeholder": (*_PARTY, "is_a", "buyer", "vendor")}
_TEXTS = ("title", "publisher", "author", "url", "archive_url", "notes")
_SOURCE = ("number", "kind", "primary", "published", "accessed_on", "repeats", *_TEXTS)


class Parties:
    """The parties that one dictionary names, each looked up or made once."""

    def __init__(self, marks: dict) -> None:
        self._marks = marks
        self._found: dict[tuple, Any] = {}

    def party_row(self, part: Part, key: str, model: type[Party]) -> Any:
        """Give the row of the party that a part names under a key; None where it names none."""
        party = part.part(key, _KNOWN.get(model.kind, _PARTY))
        return party and self._one(party, model)

    def listed(self, part: Part, key: str, model: type[Party]) -> list:
        """Give the rows of the parties that a part lists under a key."""
        known = _KNOWN.get(model.kind, _PARTY)
        return [self._one(party, model) for party in part.parts(key, known)]

    def _one(self, party, model):
        if party.text("kind", model.kind) != model.kind:
            raise party.refused("kind", f"a {model.kind} is needed here.")
        numbers = [(one.text("scheme"), one.text("value")) for one in _numbers(party)]
        key = (model.kind, party.text("name"), *sorted(numbers))
        if key not in self._found:
            self._found[key] = _on_record(party, model, self._marks) or self._made(party, model)
        return self._found[key]

    def _made(self, party, model):
        columns = {"takes_the": party.flag("the"), "aliases": "\n".join(_aliases(party))}
        if model is Stakeholder:
            columns["is_a"] = party.text("is_a", "organisation")
            columns["buyer"] = self.party_row(party, "buyer", Buyer)
            columns["vendor"] = self.party_row(party, "vendor", Vendor)
        row = model(
            name=party.text("name"), website=party.text("website"), **columns, **self._marks
        )
        party.saved(row)
        for number in _numbers(party):
            borne = {"scheme": number.text("scheme"), "value": number.text("value")}
            number.saved(Identifier(**borne, **{model.kind: row}))
        return row


def _on_record(party, model, marks):
    """Whoever bears one of its numbers, or else its very name."""
    rows = model.objects.filter(**marks).order_by(F("canonical").asc(nulls_first=True), "pk")
    for number in _numbers(party):
        borne = number.normal(Identifier(scheme=number.text("scheme"), value=number.text("value")))
        numbered = {"identifiers__scheme": borne.scheme, "identifiers__value": borne.value}
        if row := rows.filter(**numbered).first():
            return row
    found = list(rows.filter(name=party.text("name")))
    if len({row.canonical_id or row.pk for row in found}) > 1:
        words = f"several {model.kind}s bear this name. Say which by an identifier."
        raise party.refused("name", words)
    return found[0] if found else None


def _numbers(party):
    return party.parts("identifiers", ("scheme", "value"))


def _aliases(party):
    for alias in party.each("aliases"):
        if type(alias) is not str:
            raise party.refused("aliases", "a list of texts is needed.")
        yield alias


def sources_of(form: Part, marks: dict) -> dict[int, Source]:
    """Give the sources that a dictionary lists, by their numbers there.

    One on record is the same where address and title are.
    """
    parts = form.parts("sources", _SOURCE)
    found: dict[int, Source] = {}
    for part in parts:
        number = part.number("number")
        if number is None or number in found:
            raise part.refused("number", "a whole number is needed that no other source has.")
        found[number] = _source_on_record(part, marks) or part.saved(_source(part, marks))
    for part in parts:
        _repeat(part, found)
    return found


def _source_on_record(part, marks):
    same = {"url": part.text("url"), "title": part.text("title")}
    return Source.objects.filter(**same, **marks).order_by("pk").first() if same["url"] else None


def _source(part, marks):
    return Source(
        **{key: part.text(key) for key in _TEXTS},
        kind=part.text("kind", "news_report"),
        is_primary=part.flag("primary"),
        **two_columns("published_on", part.date("published")),
        accessed_on=part.day("accessed_on"),
        **marks,
    )


def _repeat(part, found):
    number = part.number("repeats")
    if number is None:
        return
    if number not in found:
        raise part.refused("repeats", f"no source here has the number {number}.")
    source = found[part.number("number")]
    if source.repeats_id is None:
        source.repeats = found[number]
        part.saved(source)
