"""From working rows to the structure: what is ready, and nothing else."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Prefetch

from procurement import plaintext
from procurement.models import (
    Citation,
    Claim,
    Contract,
    Intervention,
    InterventionGround,
)

from . import register
from .finish import finish
from .parties_and_sources import Names
from .register import SHAPE
from .register_entries import amount_entry


def build(contract: Contract) -> dict:
    """Give the public form of a contract from its ready rows. A fixed number of queries.

    Public ids that are not given yet are None.
    """
    return dossier_of(loaded(contract.pk))


def dossier_of(whole: Any) -> dict:
    """Give the public form of a loaded contract, whose public ids `actions` may have given."""
    return finish(stated(whole))


def stated(whole: Any) -> dict:
    """Give what a loaded contract states, of the statements that are chosen: a structure before `finish`."""
    cited = _Cited(whole)
    return {
        "shape": SHAPE,
        "id": whole.public_id,
        "title": whole.title,
        "slug": plaintext.slug(whole.title),
        "ocid": whole.ocid,
        "purpose": whole.purpose,
        "description": whole.description,
        "demonstration": whole.demonstration,
        "invented": whole.invented,
        "tracked": True,
        **_parties(whole, cited.names),
        **register.part(whole, whole.said, cited.names),
        "citations": cited.of(whole.chosen_citations),
        "claims": [_claim(claim, cited) for claim in whole.chosen_claims],
        "interventions": [_intervention(act, whole, cited) for act in in_order(whole.chosen_acts)],
        "sources": cited.sources,
    }


def loaded(pk: int, *, locked: bool = False) -> Any:
    """Load a contract with everything that a form of it can be made of; `locked` until the transaction ends.

    A `Contract` that also has `all_citations`, `all_claims` and `all_acts`, as lists; these have theirs, and
    acts have `all_grounds`; and `said`, the document of its notices, if it has any. What is ready is chosen.
    """
    citations = Prefetch(
        "citations",
        Citation.objects.select_related("source__repeats__repeats", "speaker"),
        to_attr="all_citations",
    )
    grounds = Prefetch(
        "grounds",
        InterventionGround.objects.select_related("ground").prefetch_related(citations),
        to_attr="all_grounds",
    )
    acts = Intervention.objects.select_related("related")
    claims = Claim.objects.select_related("stakeholder", "buyer", "vendor")
    rows = Contract.objects.select_for_update(of=("self",)) if locked else Contract.objects.all()
    whole: Any = (
        rows.select_related("buyer", "user_body")
        .prefetch_related(
            *register.loads(),
            citations,
            Prefetch("claims", claims.prefetch_related(citations), to_attr="all_claims"),
            Prefetch(
                "interventions",
                acts.with_actors().prefetch_related(grounds, citations),
                to_attr="all_acts",
            ),
        )
        .get(pk=pk)
    )
    whole.said = register.document_of(whole)
    return choose(whole, is_ready)


def is_ready(row: Any) -> bool:
    """Tell whether a working row goes out with the next publication; a contract itself always does."""
    return getattr(row, "ready", True)


def choose(whole: Any, is_chosen: Callable[[Any], bool]) -> Any:
    """Say which statements, grounds and citations of a loaded contract are meant; give it back.

    It then has `chosen_heading` (whether title and parties are), `chosen_citations`, `chosen_claims` and
    `chosen_acts`; these have `chosen_citations`, and acts `chosen_grounds`.
    """

    def of(rows):
        return [row for row in rows if is_chosen(row)]

    whole.chosen_heading = is_chosen(whole)
    whole.chosen_citations = of(whole.all_citations) if whole.chosen_heading else []
    whole.chosen_claims, whole.chosen_acts = of(whole.all_claims), of(whole.all_acts)
    for row in (*whole.chosen_claims, *whole.chosen_acts):
        row.chosen_citations = of(row.all_citations)
    for act in whole.chosen_acts:
        act.chosen_grounds = of(act.all_grounds)
        for ground in act.chosen_grounds:
            ground.chosen_citations = of(ground.all_citations)
    return whole


def in_order(acts: Iterable[Any]) -> list[Any]:
    """Give acts by date; those without one after them, in the editor's order."""
    acts = sorted(acts, key=lambda act: (act.position, act.pk))
    dated = sorted((act for act in acts if act.happened_on), key=lambda act: act.happened_on)
    return dated + [act for act in acts if not act.happened_on]


def all_citations(contract) -> list[Citation]:
    """Give the chosen citations of a loaded contract, in the order in which a reader meets them."""
    statements = [contract, *contract.chosen_claims]
    for act in in_order(contract.chosen_acts):
        statements += [act, *act.chosen_grounds]
    return [citation for statement in statements for citation in statement.chosen_citations]


def all_parties(contract) -> list:
    """Give the parties that the public form of a loaded contract names, Nones among them.

    Each database orders names its own way, so they are put in order here.
    """
    parties = register.parties(contract, contract.said)
    for claim in contract.chosen_claims:
        parties += [claim.stakeholder, claim.buyer, claim.vendor]
    parties += [actor for act in contract.chosen_acts for actor in act.actors]
    return parties + [citation.speaker for citation in all_citations(contract)]


class _Cited:
    """Numbers sources as statements point to them, and names each citation for links back up."""

    def __init__(self, contract) -> None:
        citations = all_citations(contract)
        sources = [citation.source for citation in citations]
        self.names = Names(all_parties(contract), sources, hidden=True)
        self.sources: list[dict] = []
        self._numbers: dict[int, int] = {}

    def of(self, citations) -> list[dict]:
        """Give the citations of one statement."""
        return [self._citation(citation) for citation in citations]

    def _citation(self, citation):
        number = self._number(citation.source)
        return {
            "key": citation.public_id,
            "source": number,
            "level": citation.attribution,
            "speaker": self.names.party(citation.speaker),
            "hedge": citation.hedge,
            "quotation": citation.quotation,
            "place": citation.place,
        }

    def _number(self, source):
        if source.pk not in self._numbers:
            self._numbers[source.pk] = len(self.sources) + 1
            form = self.names.source(source)
            self.sources.append({"number": self._numbers[source.pk], **form})
        return self._numbers[source.pk]


def _parties(contract, names):
    return {
        "buyer": names.party(contract.buyer),
        "user_body": names.party(contract.user_body),
        # `finish` puts vendors in order.
        "vendors": [names.party(vendor) for vendor in contract.vendors.all()],
    }


def _claim(claim, cited):
    party = claim.stakeholder or claim.buyer or claim.vendor
    return {
        "key": claim.public_id,
        "fact": claim.fact,
        "value": amount_entry(claim.value_minor, claim.currency),
        "value_kind": claim.value_kind,
        "stage": claim.stage,
        "date": claim.date and claim.date.as_json(),
        "party": cited.names.party(party),
        "rank": claim.rank,
        "citations": cited.of(claim.chosen_citations),
    }


def _intervention(act, contract, cited):
    related = _related(act)
    # First: sources are numbered as a reader meets them.
    citations = cited.of(act.chosen_citations)
    return {
        "id": act.public_id,
        "type": act.type,
        "actors": [cited.names.party(actor) for actor in act.actors],
        "targets": [{"kind": "contract", "id": contract.public_id}],
        "capacity": act.capacity,
        "date": act.happened and act.happened.as_json(),
        "power": act.power,
        "summary": act.summary,
        "effect": act.effect,
        "outcome": act.outcome,
        "outcome_date": act.ended and act.ended.as_json(),
        "expires_on": act.expires_on and act.expires_on.isoformat(),
        "looked_on": act.looked_on and act.looked_on.isoformat(),
        "relation": act.relation if related else "",
        "related": related,
        "grounds": [_ground(ground, cited) for ground in act.chosen_grounds],
        "citations": citations,
    }


def _related(act):
    """The public id of the earlier intervention: None unless it is ready too."""
    return act.related.public_id if act.related and act.related.ready else None


def _ground(link, cited):
    return {
        "key": link.public_id,
        "code": link.ground.code,
        "name": link.ground.name,
        "layer": link.layer,
        "direction": link.direction,
        "words": link.words,
        "citations": cited.of(link.chosen_citations),
    }
