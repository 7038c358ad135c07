"""What the official register says of a contract: the part of a dossier that imports write."""

from typing import Any

from django.db.models import Prefetch

from procurement import links, plaintext
from procurement.codelists import NOTHING_BOUGHT
from procurement.dates import LONDON
from procurement.models import Contract, Notice, PublicContract
from procurement.models.fields import partial_date
from procurement.models.when import REGISTER_DAYS
from procurement.money import Money

from .finish import finish
from .names import Names

SHAPE = 3


def loads() -> list:
    """Give what is to be prefetched of a contract for its register part."""
    notices = Prefetch("notices", Notice.objects.defer("packed"))
    return ["vendors", "awards__vendors", "agreements", notices]


def register_form(contract: Contract) -> dict:
    """Give the public form of a contract of which the register alone speaks. Six queries.

    Nothing that an editor wrote is in it.
    """
    return _form(_loaded().get(pk=contract.pk))


def published_register_form(public_id: int) -> dict | None:
    """Give the public form of the public contract of that id, if the register alone speaks of it."""
    public = PublicContract.objects.filter(public_id=public_id, revision_hash="")
    whole = _loaded().filter(public_id__in=public.values("public_id")).first()
    return _form(whole) if whole else None


def _loaded():
    # The vendors of a register contract are those of its awards.
    return (
        Contract.objects.filter(from_register=True)
        .order_by()
        .select_related("buyer", "user_body")
        .prefetch_related(*[one for one in loads() if one != "vendors"])
    )


def _form(whole):
    names = Names(parties(whole), [])
    body = {
        "shape": SHAPE,
        "id": whole.public_id,
        "ocid": whole.ocid,
        "purpose": "",
        "demonstration": whole.demonstration,
        "invented": whole.invented,
        "tracked": False,
        **part(whole, names),
        "citations": [],
        "claims": [],
        "interventions": [],
        "sources": [],
    }
    return finish(body)


def replace_register(body: dict, contract: Any) -> dict:
    """Put what the register says now into a published structure, and word it anew.

    `contract` is loaded with `loads`. What editors published stays as it is.
    """
    body.update(part(contract, Names(parties(contract), [])))
    return finish(body)


def part(contract: Any, names: Names) -> dict:
    """Give the keys of a structure that the register owns, from a contract loaded with `loads`."""
    own = _own(contract, names) if contract.from_register else {}
    return own | {
        "register": _register(contract),
        "category": contract.category,
        "method": contract.method,
        "cpv": contract.cpv,
        "awards": [_award(one, names) for one in _dated(contract.awards, "decided_on", "local_id")],
        "agreements": [
            _agreement(one, {award.pk: award.local_id for award in contract.awards.all()})
            for one in _dated(contract.agreements, "signed_on", "local_id")
        ],
        "notices": [
            _notice(one, contract.ocid)
            for one in _dated(contract.notices, "published_at", "release_id", "content_hash")
        ],
    }


def _own(contract, names):
    """What the register alone says of a contract that no editor made by hand."""
    return {
        "title": contract.title,
        "slug": plaintext.slug(contract.title),
        "description": contract.description,
        "buyer": names.party(contract.buyer),
        "user_body": names.party(contract.user_body),
        "vendors": [names.party(vendor) for vendor in _suppliers(contract)],
    }


def _suppliers(contract):
    """The vendors of the awards that stand, each once."""
    standing = [award for award in contract.awards.all() if award.status not in NOTHING_BOUGHT]
    return list(dict.fromkeys(vendor for award in standing for vendor in award.vendors.all()))


def parties(contract: Any) -> list:
    """Give the parties that the register part of a loaded contract names, Nones among them."""
    own = [] if contract.from_register else by_name(contract.vendors.all())
    named = [contract.buyer, contract.user_body, *own]
    for award in _dated(contract.awards, "decided_on", "local_id"):
        named += by_name(award.vendors.all())
    return named


def by_name(parties) -> list:
    """Order working parties by name: each database orders them its own way."""
    return sorted(parties, key=lambda party: (*plaintext.name_order(party.name), party.pk))


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
        "value": money_form(contract.value_minor, contract.currency),
        "value_kind": contract.value_kind,
        "decided_on": _date(contract.decided_on, contract.decided_on_precision),
        **{name: _date(getattr(contract, name), "day") for name in REGISTER_DAYS},
        "said_on": _last_said(contract),
    }


def _last_said(contract):
    """The day of the last notice that has one."""
    moments = [one.published_at for one in contract.notices.all() if one.published_at]
    return max(moments).astimezone(LONDON).date().isoformat() if moments else ""


def _award(award, names):
    vendors = [names.party(vendor) for vendor in award.vendors.all()]
    return {
        "id": award.local_id,
        "title": award.title,
        "status": award.status,
        "date": _date(award.decided_on, award.decided_on_precision),
        "starts_on": award.starts_on and award.starts_on.isoformat(),
        "ends_on": award.ends_on and award.ends_on.isoformat(),
        "value": money_form(award.value_minor, award.currency),
        "vendors": vendors,
    }


def _agreement(agreement, awards):
    return {
        "id": agreement.local_id,
        "award": awards.get(agreement.award_id, ""),
        "title": agreement.title,
        "status": agreement.status,
        "signed_on": agreement.signed_on and agreement.signed_on.isoformat(),
        "starts_on": agreement.starts_on and agreement.starts_on.isoformat(),
        "ends_on": agreement.ends_on and agreement.ends_on.isoformat(),
        "value": money_form(agreement.value_minor, agreement.currency),
    }


def _notice(notice, ocid):
    return {
        "type": notice.type,
        "title": notice.title,
        "release_id": notice.release_id,
        "published_at": notice.published_at and notice.published_at.isoformat(),
        "url": notice.url or links.of_notice(ocid or "", notice.release_id),
        "changes": notice.changes,
    }


def money_form(minor: int | None, currency: str) -> dict | None:
    """Give an amount as it stands in a structure; None for none."""
    return None if minor is None else Money(minor, currency).as_json()


def _date(on, precision) -> dict | None:
    date = partial_date(on, precision)
    return date.as_json() if date else None
