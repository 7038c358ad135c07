"""Contracts as a release package of the Open Contracting Data Standard 1.1.5.

Each release sums up what official notices say of one contract. What sources report, such as a value
or an award of which there is no notice, is not in it: docs/files.md says what is.

Source: https://standard.open-contracting.org/1.1/en/schema/release_package/
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import orjson

from procurement import identifiers, money, public
from procurement.public import AgreementRow, AwardRow, ContractRow, Official

# Of contracts without an Open Contracting ID of their own. It is registered nowhere, and says so.
PREFIX = "ocds-unregistered"
PUBLISHER = "Public decisions"
_STATUS = {
    "planning": "planned", "tender": "active", "cancelled": "cancelled",
    "unsuccessful": "unsuccessful", "withdrawn": "withdrawn",
    **dict.fromkeys(
        ("award_proposed", "award", "contract_pending", "active", "complete", "ended", "terminated_early"),
        "complete",
    ),
}  # fmt: skip
_NOT_SAID = ("", "not_stated")
CHUNK = 500


def as_package(rows: Iterable[ContractRow], site: str, uri: str) -> Iterator[bytes]:
    """Give a release package of contracts; it is as new as what changed last of them."""
    told, newest = public.with_official(rows), ""
    head = {"uri": uri, "version": "1.1", "publisher": {"name": PUBLISHER, "uri": f"{site}/"}}
    # The head goes with the first releases: whatever fails before them is still told in words.
    before = orjson.dumps(head)[:-1] + b',"releases":[\n'
    while some := list(islice(told, CHUNK)):
        yield before + b",\n".join(map(orjson.dumps, releases(some, site)))
        newest, before = max(newest, *(row.changed_at for row, _ in some)), b",\n"
    start = b"" if newest else before
    newest = newest or f"{public.today().isoformat()}T00:00:00Z"
    yield start + f'],\n"publishedDate":"{newest}"}}\n'.encode()


def releases(rows: list[tuple[ContractRow, Official]], site: str) -> Iterator[dict]:
    """Give the release of each contract. One query."""
    named = {key: one for row in rows for key, one in _named(*row)}
    numbers = public.identifiers_of(named)
    parties = {key: _party(key, one.name, numbers.get(key, ())) for key, one in named.items()}
    for row, official in rows:
        mine = dict.fromkeys(key for key, _ in _named(row, official))
        yield _release(row, official, [parties[key] for key in mine], site)


def _named(row, official):
    """The key and name of each party of a release: its buyers, whom awards name, and suppliers by role."""
    if row.buyer_id:
        yield ("buyer", row.buyer_id), row.buyer
    for vendor in official.by_role:
        yield ("vendor", vendor.id), vendor
    for award in official.awards:
        if award.buyer:
            yield ("buyer", award.buyer.id), award.buyer
        for vendor in award.vendors:
            yield ("vendor", vendor.id), vendor


def _release(row, official, parties, site):
    awards = [_award(award) for award in official.awards]
    contracts = [_contract(one) for one in official.agreements if one.award]
    return _said(
        ocid=row.ocid or f"{PREFIX}-{row.id}",
        id=f"{row.id}-{row.changed_at}",
        date=row.changed_at,
        tag=["compiled"],
        initiationType="tender",
        language="en",
        demonstration=row.demonstration,
        invented=row.invented,
        parties=parties,
        buyer=row.buyer_id and {"id": f"buyer-{row.buyer_id}", "name": row.buyer_name},
        tender=_tender(row, official, site),
        awards=awards,
        contracts=contracts,
    )


def _said(**members: Any) -> dict:
    """Leave out what is not stated."""
    return {name: value for name, value in members.items() if value}


def _party(key, name, numbers):
    kind, id_ = key
    borne = [_identifier(one) for one in numbers]
    return _said(
        id=f"{kind}-{id_}",
        name=name,
        identifier=borne[0] if borne else None,
        additionalIdentifiers=borne[1:],
        roles=["buyer" if kind == "buyer" else "supplier"],
    )


def _identifier(number):
    scheme = identifiers.SCHEMES.get(number["scheme"])
    uri = scheme.url.format(value=number["value"]) if scheme else ""
    return _said(scheme=number["scheme"], id=number["value"], uri=uri)


def _tender(row, official, site):
    estimate = official.value if official.value_kind == "estimate" else None
    page = {
        "id": "record",
        "title": "This contract on record, with its sources",
        "url": f"{site}/contracts/{row.id}/",
        "language": "en",
    }
    return _said(
        id=row.ocid or f"{PREFIX}-{row.id}",
        title=row.title,
        status=_STATUS.get(official.stage),
        value=_value(estimate),
        tenderPeriod=_said(endDate=_moment(row.days.get("open_until", ""))),
        procurementMethod=row.method if row.method not in _NOT_SAID else "",
        mainProcurementCategory=row.category if row.category not in _NOT_SAID else "",
        items=[{"id": "1", "classification": {"scheme": "CPV", "id": row.cpv}}] if row.cpv else [],
        documents=[page],
    )


def _award(award: AwardRow) -> dict:
    return _said(
        id=award.id,
        title=award.title,
        status=award.status,
        date=_moment(award.date),
        value=_value(award.value),
        buyer=_buyer(award),
        suppliers=[{"id": f"vendor-{one.id}", "name": one.name} for one in award.vendors],
        contractPeriod=_period(award),
    )


def _contract(agreement: AgreementRow) -> dict:
    return _said(
        id=agreement.id,
        awardID=agreement.award,
        title=agreement.title,
        status=agreement.status,
        dateSigned=_moment(agreement.signed_on),
        period=_period(agreement),
        value=_value(agreement.value),
    )


def _buyer(award: AwardRow) -> dict | None:
    """Who buys under an award, where that is not the contract's buyer: OCDS has no field of its own for it."""
    return award.buyer and {"id": f"buyer-{award.buyer.id}", "name": award.buyer.name}


def _period(one) -> dict:
    return _said(startDate=_moment(one.starts_on), endDate=_moment(one.ends_on))


def _moment(day: str) -> str:
    """A day as OCDS has it, which knows no days: as midnight. What is less exact is left out."""
    return f"{day}T00:00:00Z" if len(day) == len("2026-05-21") else ""


def _value(value: tuple[int, str] | None) -> dict | None:
    if not value:
        return None
    minor, currency = value
    whole, part = divmod(minor, 10 ** money.CURRENCIES[currency])
    # Of amounts that are accepted, a float has every digit.
    return {
        "amount": float(money.Money(minor, currency).amount) if part else whole,
        "currency": currency,
    }
