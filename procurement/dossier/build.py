"""From working rows to the structure: what is ready, and nothing else."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from procurement import plaintext
from procurement.models import Citation, Claim, Contract, Intervention, InterventionGround, Notice
from procurement.models.fields import partial_date
from procurement.money import Money

from .finish import finish
from .names import Names

SHAPE = 1


def build(contract: Contract) -> dict:
    """Give the public form of a contract from its ready rows. A fixed number of queries.

    Public ids that are not given yet are None.
    """
    return form_of(loaded(contract.pk))


def form_of(whole: Any) -> dict:
    """Give the public form of a loaded contract, whose public ids `actions` may have given."""
    cited = _Cited(whole)
    body = {
        "shape": SHAPE,
        "id": whole.public_id,
        "slug": plaintext.slug(whole.title),
        "ocid": whole.ocid,
        "title": whole.title,
        "purpose": whole.purpose,
        "description": whole.description,
        "is_sample": whole.is_sample,
        **_parties(whole, cited),
        "register": _register(whole),
        "category": whole.category,
        "method": whole.method,
        "citations": cited.of(whole.ready_citations),
        "claims": [_claim(claim, cited) for claim in whole.ready_claims],
        "interventions": [_intervention(act, cited) for act in in_order(whole.ready_acts)],
        "awards": [_award(one, cited.names) for one in _dated(whole.awards, "decided_on")],
        "agreements": [_agreement(one) for one in _dated(whole.agreements, "signed_on")],
        "notices": [_notice(one) for one in _dated(whole.notices, "published_at", "release_id")],
        "sources": cited.sources,
    }
    return finish(body)


def loaded(pk: int) -> Any:
    """Load a contract with everything that its public form is made of.

    A `Contract` that also has `ready_citations`, `ready_claims` and `ready_acts`, as lists; these
    have theirs, and acts have `all_grounds`.
    """
    citations = Prefetch(
        "citations",
        Citation.objects.filter(ready=True).select_related("source__repeats__repeats", "speaker"),
        to_attr="ready_citations",
    )
    grounds = Prefetch(
        "grounds",
        InterventionGround.objects.select_related("ground").prefetch_related(citations),
        to_attr="all_grounds",
    )
    acts = Intervention.objects.filter(ready=True).select_related("stakeholder", "related")
    claims = Claim.objects.filter(ready=True).select_related("stakeholder", "buyer", "vendor")
    return (
        Contract.objects.select_related("buyer", "user_body")
        .prefetch_related(
            "vendors",
            "awards__vendors",
            "agreements",
            Prefetch("notices", Notice.objects.defer("release")),
            citations,
            Prefetch("claims", claims.prefetch_related(citations), to_attr="ready_claims"),
            Prefetch(
                "interventions", acts.prefetch_related(grounds, citations), to_attr="ready_acts"
            ),
        )
        .get(pk=pk)
    )


def in_order(acts: Iterable[Any]) -> list[Any]:
    """Give acts by date; those without one after them, in the editor's order."""
    acts = sorted(acts, key=lambda act: (act.position, act.pk))
    dated = sorted((act for act in acts if act.happened_on), key=lambda act: act.happened_on)
    return dated + [act for act in acts if not act.happened_on]


def all_citations(contract) -> list[Citation]:
    """Give the ready citations of a loaded contract, in the order in which a reader meets them."""
    statements = [contract, *contract.ready_claims]
    for act in in_order(contract.ready_acts):
        statements += [act, *act.all_grounds]
    return [citation for statement in statements for citation in statement.ready_citations]


def all_parties(contract) -> list:
    """Give the parties that the public form of a loaded contract names, Nones among them.

    Each database orders names its own way, so they are put in order here.
    """
    parties = [contract.buyer, contract.user_body, *_by_name(contract.vendors.all())]
    for award in _dated(contract.awards, "decided_on"):
        parties += _by_name(award.vendors.all())
    for claim in contract.ready_claims:
        parties += [claim.stakeholder, claim.buyer, claim.vendor]
    parties += [act.stakeholder for act in contract.ready_acts]
    return parties + [citation.speaker for citation in all_citations(contract)]


def _by_name(parties):
    return sorted(parties, key=lambda party: (party.name.casefold(), party.name, party.pk))


class _Cited:
    """Numbers sources as statements point to them, and keys each citation for links back up."""

    def __init__(self, contract) -> None:
        citations = all_citations(contract)
        self.names = Names(all_parties(contract), [citation.source for citation in citations])
        self.sources: list[dict] = []
        self._numbers: dict[int, int] = {}
        self._keys = 0

    def of(self, citations) -> list[dict]:
        """Give the citations of one statement."""
        return [self._citation(citation) for citation in citations]

    def _citation(self, citation):
        number = self._number(citation.source)
        self._keys += 1
        return {
            "key": self._keys,
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


def _parties(contract, cited):
    return {
        "buyer": cited.names.party(contract.buyer),
        "user_body": cited.names.party(contract.user_body),
        # `finish` puts vendors in order.
        "vendors": [cited.names.party(vendor) for vendor in contract.vendors.all()],
    }


def _dated(rows, column, *then):
    """Order by date, those without one last; each database has its own place for them."""

    def place(row):
        date = getattr(row, column)
        # Text is compared here, because each database has its own order of letters too.
        return (date is None, date or 0, *[getattr(row, name) for name in then], row.pk)

    return sorted(rows.all(), key=place)


def _register(contract):
    """The facts that the register owns, or None for a contract without notices."""
    if not contract.notices.all():
        return None
    return {
        "stage": contract.stage,
        "value": _money(contract.value_minor, contract.currency),
        "value_kind": contract.value_kind,
        "decided_on": _date(contract.decided_on, contract.decided_on_precision),
    }


def _claim(claim, cited):
    party = claim.stakeholder or claim.buyer or claim.vendor
    return {
        "fact": claim.fact,
        "value": _money(claim.value_minor, claim.currency),
        "value_kind": claim.value_kind,
        "stage": claim.stage,
        "date": claim.date and claim.date.as_json(),
        "party": cited.names.party(party),
        "rank": claim.rank,
        "citations": cited.of(claim.ready_citations),
    }


def _intervention(act, cited):
    related = _related(act)
    return {
        "id": act.public_id,
        "type": act.type,
        "stakeholder": cited.names.party(act.stakeholder),
        "capacity": act.capacity,
        "date": act.happened and act.happened.as_json(),
        "power": act.power,
        "summary": act.summary,
        "effect": act.effect,
        "outcome": act.outcome,
        "outcome_date": act.ended and act.ended.as_json(),
        "expires_on": act.expires_on and act.expires_on.isoformat(),
        "relation": act.relation if related else "",
        "related": related,
        "grounds": [_ground(ground, cited) for ground in act.all_grounds],
        "citations": cited.of(act.ready_citations),
    }


def _related(act):
    """The public id of the earlier intervention: None unless it is ready too."""
    return act.related.public_id if act.related and act.related.ready else None


def _ground(link, cited):
    return {
        "code": link.ground.code,
        "name": link.ground.name,
        "layer": link.layer,
        "direction": link.direction,
        "words": link.words,
        "citations": cited.of(link.ready_citations),
    }


def _award(award, names):
    return {
        "id": award.local_id,
        "title": award.title,
        "date": _date(award.decided_on, award.decided_on_precision),
        "value": _money(award.value_minor, award.currency),
        "vendors": [names.party(vendor) for vendor in award.vendors.all()],
    }


def _agreement(agreement):
    return {
        "id": agreement.local_id,
        "signed_on": agreement.signed_on and agreement.signed_on.isoformat(),
        "starts_on": agreement.starts_on and agreement.starts_on.isoformat(),
        "ends_on": agreement.ends_on and agreement.ends_on.isoformat(),
        "value": _money(agreement.value_minor, agreement.currency),
    }


def _notice(notice):
    return {
        "type": notice.type,
        "title": notice.title,
        "published_at": notice.published_at and notice.published_at.isoformat(),
        "url": notice.url,
    }


def _money(minor, currency):
    return None if minor is None else Money(minor, currency).as_json()


def _date(on, precision) -> dict | None:
    date = partial_date(on, precision)
    return date.as_json() if date else None
