"""A contract as a row: each of its fields, with the words for it and the column it comes from.

Pages, feeds, and all files are made of these: a field that is added here with its words stands in
CSV, Excel, JSON and docs/files.md.
"""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, NamedTuple, get_type_hints

import orjson

from procurement import codelists
from procurement.money import Money
from procurement.search import Piece

from .plan import TABLE
from .reading import NamedParty, codes, each_party, moment

_NO_FACT = "Whether it is invented, and no fact: true or false. What is invented is of the demonstration record."


class Field(NamedTuple):
    """How a field of a row is said and read.

    `kind` is text, which anybody may have written; code, which this site writes; number; date, as
    exact as it is known; or flag. `holds` says what its column in a file holds; "" where files have it
    otherwise, or not. `sql` is the column, where that is not the one of its name, and `read` makes
    the value of what the database gives.
    """

    kind: str
    holds: str = ""
    sql: str = ""
    read: Callable[[Any], Any] | None = None


def _own(sql: str = "", read: Callable[[Any], Any] | None = None) -> Field:
    """A field that files have otherwise, or not."""
    return Field("text", "", sql, read)


def _coded(holds: str, codelist: codelists.Codelist, end: str = ".") -> Field:
    return Field("code", f"{holds}: {', '.join(codelist.codes())}{end}")


def _dated(name: str, holds: str) -> Field:
    return Field("date", holds, f"CAST({TABLE}.{name} AS text)", _or_none)


def _flag(holds: str) -> Field:
    return Field("flag", f"{holds}: true or false.", read=bool)


def _text(column: str) -> str:
    """A moment or structure as the database writes it, so that no object is made of it."""
    return f"CAST({TABLE}.{column} AS text)"


def _or_none(text: str | None) -> str:
    return text or ""


class ContractRow(NamedTuple):
    """One contract as it reads today. Dates are ISO 8601, as exact as they are known; none is ""."""

    # fmt: off
    key: Annotated[int, _own(f"{TABLE}.id")]
    id: Annotated[int, Field("number", "The number of the contract on this site; permanent.", f"{TABLE}.public_id")]
    ocid: Annotated[str, Field("text", "Its Open Contracting ID, where one is known.")]
    title: Annotated[str, Field("text", "Its title.")]
    slug: Annotated[str, _own()]
    headline: Annotated[str, Field("text", "The sentence at the top of its page, with how it is known.")]
    stage: Annotated[str, _coded("How far the process is", codelists.STAGE)]
    days: Annotated[dict[str, str], _own(_text("days"), orjson.loads)]
    hold: Annotated[str, _coded("What holds it up now", codelists.HOLD)]
    held_since: Annotated[str, _dated("held_since", "Since when, where that is stated.")]
    known_as: Annotated[str, Field("text", "How stage and hold are known, in a few words.")]
    value_minor: Annotated[int | None, _own()]
    currency: Annotated[str, Field("code", "The currency of the value: an ISO 4217 code.")]
    value_kind: Annotated[str, _coded("What value it is", codelists.VALUE_KIND)]
    buyer_id: Annotated[int | None, _own("b.public_id")]
    buyer_name: Annotated[str, _own("b.name", _or_none)]
    user_body_id: Annotated[int | None, _own("u.public_id")]
    user_body_name: Annotated[str, _own("u.name", _or_none)]
    run_by_id: Annotated[int | None, _own("r.public_id")]
    run_by_name: Annotated[str, _own("r.name", _or_none)]
    other_buyers: Annotated[list[NamedParty], _own(read=each_party)]
    vendors: Annotated[list[NamedParty], _own(read=each_party)]
    unnamed_vendors: Annotated[str, _own()]
    decided_on: Annotated[str, _dated("decided_on", "When it was decided to buy.")]
    decided_from: Annotated[str, Field(
        "code",
        "What that day is taken from where no decision is dated: signature, the day of the first signature.",
    )]
    last_event_on: Annotated[str, _dated("last_event_on", "When something last happened.")]
    last_event: Annotated[str, Field("text", "What last happened, in a sentence.")]
    category: Annotated[str, _coded("What kind of thing is bought", codelists.CATEGORY)]
    method: Annotated[str, _coded("How the vendor was chosen", codelists.METHOD)]
    cpv: Annotated[str, Field("text", "What is bought: its code of the Common Procurement Vocabulary.")]
    bids_received: Annotated[int | None, Field(
        "number", "How many bids came in, where that is stated; of several lots or awards, the fewest."
    )]
    regions: Annotated[list[str], _coded(
        "Where it is delivered, “; ” between them", codelists.REGION,
        ". Of what is said to be delivered in England or in the United Kingdom, these stand there only where no"
        " region is stated.",
    )._replace(read=codes)]
    framework: Annotated[str, _coded(
        "What it has to do with a framework or dynamic market", codelists.FRAMEWORK, "; or nothing is said."
    )]
    rationales: Annotated[list[str], _coded(
        "The reasons given for a direct award, “; ” between them", codelists.RATIONALE,
        "; or the code of the notice.",
    )._replace(kind="text", read=codes)]
    tracked: Annotated[bool, _flag("Whether editors keep it, and not the register alone")]
    disputed: Annotated[list[str], _coded(
        "The facts that accounts differ on, “; ” between them", codelists.DISPUTABLE
    )._replace(read=codes)]
    published_at: Annotated[str, _own(_text("published_at"), moment)]
    changed_at: Annotated[str, _own(_text("changed_at"), moment)]
    demonstration: Annotated[bool, _flag("Whether it is of the demonstration record, which is in no total")]
    invented: Annotated[bool, Field("flag", _NO_FACT, read=bool)]
    revision_hash: Annotated[str, _own()]
    merged: Annotated[dict[str, list], _own(_text("merged"), orjson.loads)]
    # fmt: on
    # Not from a column: told by the day, and where the words stand that it was found by.
    stage_in_words: str = ""
    stage_is_past: bool = False
    passage: Sequence[Piece] = ()

    @property
    def address(self) -> str:
        """The address of its page."""
        # A title without a letter or digit of this alphabet has an empty slug.
        return f"/contracts/{self.id}-{self.slug}/" if self.slug else f"/contracts/{self.id}/"

    @property
    def buyer(self) -> NamedParty | None:
        """Who buys."""
        return NamedParty(self.buyer_id, self.buyer_name) if self.buyer_id else None

    @property
    def user_body(self) -> NamedParty | None:
        """Who uses it, as editors say."""
        return NamedParty(self.user_body_id, self.user_body_name) if self.user_body_id else None

    @property
    def run_by(self) -> NamedParty | None:
        """Who runs the procurement for the buyer, as notices say."""
        return NamedParty(self.run_by_id, self.run_by_name) if self.run_by_id else None

    @property
    def money(self) -> Money | None:
        """The headline value."""
        return None if self.value_minor is None else Money(self.value_minor, self.currency)


# {field: how it is said and read}, in the order of the row.
FIELDS: dict[str, Field] = {
    name: hint.__metadata__[0]
    for name, hint in get_type_hints(ContractRow, include_extras=True).items()
    if hasattr(hint, "__metadata__")
}
