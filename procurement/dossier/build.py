"""From working rows to the structure: what is ready, and nothing else."""

from collections.abc import Iterable
from typing import Any

from procurement import plaintext
from procurement.models import Citation, Contract

from . import register
from .finish import finish
from .loading import choose, loaded
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


def name_all(whole: Any) -> Any:
    """Look up once what all parties and sources of a loaded contract are called, for every form made of it."""
    choose(whole, lambda _: True)
    sources = [citation.source for citation in all_citations(whole)]
    whole.names = Names(all_parties(whole), sources, hidden=True)
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
        if hasattr(contract, "names"):
            self.names = contract.names
        else:
            sources = [citation.source for citation in all_citations(contract)]
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
