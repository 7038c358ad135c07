"""What is stated of one contract, as working rows: claims, acts, grounds, and what backs each."""

from procurement import models
from procurement.models.claim import COLUMN

from .part import Part, two_columns
from .shared import Parties, sources_of

_CONTRACT = (
    "title", "purpose", "description", "ocid", "buyer", "user_body", "vendors", "citations",
    "claims", "interventions", "sources",
)  # fmt: skip
_CLAIM = ("fact", "value", "value_kind", "stage", "date", "party", "rank", "citations")
_ACT = (
    "id", "type", "actors", "capacity", "date", "power", "summary", "effect", "outcome",
    "outcome_date", "expires_on", "related", "relation", "grounds", "citations",
)  # fmt: skip
_GROUND = ("code", "layer", "direction", "words", "citations")
_CITATION = ("source", "level", "speaker", "hedge", "quotation", "place")
# Steps between the places of acts without a date, so that editors can put others between them.
_STEP = 10


def contract_of(form: object, marks: dict) -> models.Contract:
    """Make the working rows that a dictionary states; give their contract."""
    whole = Part(form, _CONTRACT)
    return _Rows(whole, marks).contract()


class _Rows:
    """The working rows of one dictionary, which share its parties and sources."""

    def __init__(self, whole: Part, marks: dict) -> None:
        self.whole, self.marks = whole, marks
        self.parties, self.sources = Parties(marks), sources_of(whole, marks)

    def contract(self):
        columns = {key: self.whole.text(key) for key in ("title", "purpose", "description", "ocid")}
        for key in ("buyer", "user_body"):
            columns[key] = self.parties.party_row(self.whole, key, models.Buyer)
        contract = self.whole.saved(models.Contract(**columns, **self.marks))
        contract.vendors.set(self.parties.listed(self.whole, "vendors", models.Vendor))
        self._cite(self.whole, contract=contract)
        for part in self.whole.parts("claims", _CLAIM):
            self._cite(part, claim=self._claim(part, contract))
        self._acts(contract)
        contract.refresh_from_db()
        return contract

    def _claim(self, part, contract):
        money, fact = part.money("value"), part.text("fact")
        if fact != "value" and part.states("value_kind"):
            raise part.refused("value_kind", "only a claim about a value has one.")
        return part.saved(
            models.Claim(
                contract=contract,
                fact=fact,
                value_minor=money and money.minor,
                currency=money.currency if money else "",
                value_kind=part.text("value_kind", "unknown"),
                stage=part.text("stage"),
                **two_columns("stated_on", part.date("date")),
                **self._party(part, COLUMN.get(fact)),
                rank=part.text("rank", "normal"),
                ready=True,
            )
        )

    def _party(self, part, column):
        if not part.states("party"):
            return {}
        if column not in models.PARTIES:
            raise part.refused("party", "a claim about this fact names no party.")
        return {column: self.parties.party_row(part, "party", models.PARTIES[column])}

    def _acts(self, contract):
        acts, parts = {}, self.whole.parts("interventions", _ACT)
        rows = [self._act(part, contract, place) for place, part in enumerate(parts, start=1)]
        for part, row in zip(parts, rows, strict=True):
            number = part.number("id")
            if number in acts:
                raise part.refused("id", f"another intervention here has the id {number}.")
            if number is not None:
                acts[number] = row
        for part, row in zip(parts, rows, strict=True):
            self._relate(part, row, acts)

    def _act(self, part, contract, place):
        happened, ended = part.date("date"), part.date("outcome_date")
        if happened and ended and ended.last() < happened.on:
            raise part.refused("outcome_date", f"it cannot end before it happened ({happened}).")
        actors = self.parties.listed(part, "actors", models.Stakeholder)
        if not actors:
            raise part.refused("actors", "say who acted: one stakeholder at least.")
        act = part.saved(
            models.Intervention(
                contract=contract,
                **{key: part.text(key) for key in ("type", "power", "summary")},
                capacity=part.text("capacity", "not_stated"),
                effect=part.text("effect", "unknown"),
                outcome=part.text("outcome", "pending"),
                **two_columns("happened_on", happened),
                **two_columns("outcome_on", ended),
                expires_on=part.day("expires_on"),
                position=place * _STEP,
                ready=True,
            )
        )
        act.set_actors(actors)
        self._cite(part, intervention=act)
        for ground in part.parts("grounds", _GROUND):
            self._cite(ground, ground=self._ground(ground, act))
        return act

    def _relate(self, part, row, acts):
        number = part.number("related")
        if number is None and part.text("relation"):
            raise part.refused("relation", "say by `related` which intervention it is about.")
        if number is None:
            return
        if number not in acts:
            raise part.refused("related", f"no intervention here has the id {number}.")
        row.related, row.relation = acts[number], part.text("relation")
        part.saved(row)

    def _ground(self, part, act):
        code = part.text("code")
        ground = models.Ground.objects.filter(code=code).first()
        if ground is None:
            raise part.refused("code", f"no ground has the code “{code}”.")
        if code == "other" and not part.text("words"):
            raise part.refused("words", "“other” says nothing by itself: give it in words.")
        return part.saved(
            models.InterventionGround(
                intervention=act,
                ground=ground,
                layer=part.text("layer", "stated"),
                direction=part.text("direction", "against"),
                words=part.text("words"),
            )
        )

    def _cite(self, part, **backed):
        for citation in part.parts("citations", _CITATION):
            number = citation.number("source")
            if number not in self.sources:
                raise citation.refused("source", f"no source here has the number {number}.")
            citation.saved(
                models.Citation(
                    source=self.sources[number],
                    attribution=citation.text("level", "reported"),
                    speaker=self.parties.party_row(citation, "speaker", models.Stakeholder),
                    **{key: citation.text(key) for key in ("hedge", "quotation", "place")},
                    **backed,
                )
            )
