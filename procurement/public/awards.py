"""What official notices say of contracts: stage, value, awards and signed agreements.

Of a contract that editors keep, it is what its newest revision says; else the register's own rows.
What sources claim is not in it.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import orjson
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from procurement.models import Agreement, Award, AwardVendor, PublicParty, Revision
from procurement.plaintext import name_order

from .rows import ContractRow, Named, among

CHUNK = 500

Money = tuple[int, str]  # minor units and currency
Key = tuple[str, int]  # kind and public id of a party


class AwardRow(NamedTuple):
    """One decision to buy. Dates are ISO 8601, as exact as they are known; none is ""."""

    id: str
    title: str
    status: str
    date: str
    starts_on: str
    ends_on: str
    value: Money | None
    vendors: list[Named]


class AgreementRow(NamedTuple):
    """One signed document; `award` is the id of the award that it follows, or ""."""

    id: str
    award: str
    title: str
    status: str
    signed_on: str
    starts_on: str
    ends_on: str
    value: Money | None


class Official(NamedTuple):
    """What notices say of one contract; `stage` is "" where there are none."""

    stage: str
    value: Money | None
    value_kind: str
    awards: list[AwardRow]
    agreements: list[AgreementRow]


def with_official(rows: Iterable[ContractRow]) -> Iterator[tuple[ContractRow, Official]]:
    """Give contracts, each with what notices say of it. At most five queries for each chunk."""
    told = iter(rows)
    while some := list(islice(told, CHUNK)):
        kept = _of_revisions({row.revision_hash for row in some if row.revision_hash})
        register = _of_register([row.id for row in some if not row.revision_hash])
        for row in some:
            if row.revision_hash:
                yield row, kept.get(row.revision_hash, _NOTHING)
            else:
                awards, agreements = register[row.id]
                value = None if row.value_minor is None else (row.value_minor, row.currency)
                yield row, Official(row.stage, value, row.value_kind, awards, agreements)


_NOTHING = Official("", None, "", [], [])


def award_rows(rows: Iterable[ContractRow]) -> Iterator[tuple[ContractRow, AwardRow]]:
    """Give each award of contracts, with its contract. Queries as `with_official`."""
    for row, official in with_official(rows):
        for award in official.awards:
            yield row, award


def identifiers_of(parties: Iterable[Key]) -> dict[Key, list[dict]]:
    """Give {(kind, id): [{"scheme", "value"}]} of public parties. One query."""
    ids: dict[str, set[int]] = {"buyer": set(), "vendor": set()}
    for kind, id_ in parties:
        ids[kind].add(id_)
    wanted = Q()
    for kind, some in ids.items():
        wanted |= Q(kind=kind, public_id__in=among(some))
    found = PublicParty.objects.filter(wanted).values_list("kind", "public_id", "identifiers")
    return {(kind, id_): told for kind, id_, told in found}


# From revisions


def _of_revisions(hashes) -> dict[str, Official]:
    """{hash: what its body says of the register}. One query, and one body at a time."""
    if not hashes:
        return {}
    found = Revision.objects.filter(hash__in=hashes).order_by().values_list("hash", "body__text")
    return {hash_: _published(text) for hash_, text in found.iterator(chunk_size=20)}


def _published(text: str) -> Official:
    body = orjson.loads(text or "{}")
    register = body.get("register")
    if not register:
        return _NOTHING
    return Official(
        register["stage"],
        _money(register["value"]),
        register["value_kind"],
        [_award_form(one) for one in body["awards"]],
        [_agreement_form(one) for one in body["agreements"]],
    )


def _award_form(form):
    return AwardRow(
        form["id"],
        form["title"],
        form["status"],
        form["date"]["on"] if form["date"] else "",
        form["starts_on"] or "",
        form["ends_on"] or "",
        _money(form["value"]),
        [Named(vendor["id"], vendor["name"]) for vendor in form["vendors"]],
    )


def _agreement_form(form):
    return AgreementRow(
        *[form[key] for key in ("id", "award", "title", "status")],
        *[form[key] or "" for key in ("signed_on", "starts_on", "ends_on")],
        _money(form["value"]),
    )


def _money(form) -> Money | None:
    return (form["minor"], form["currency"]) if form else None


# From the register


def _of_register(ids) -> dict[int, tuple[list[AwardRow], list[AgreementRow]]]:
    """{public id: its awards and agreements}, in the order of its page. At most four queries."""
    found: dict[int, tuple[list, list]] = {id_: ([], []) for id_ in ids}
    if not ids:
        return found
    vendors = _suppliers(ids)
    for key, id_, *row in _in_order(Award, ids, "decided_on", "decided_on_precision"):
        found[id_][0].append(_award(row, vendors.get(key, [])))
    for _, id_, *row in _in_order(Agreement, ids, "signed_on", "award__local_id"):
        found[id_][1].append(_agreement(row))
    return found


def _award(row, vendors):
    local_id, title, status, on, starts, ends, minor, currency, precision = row
    date = (on or "")[: _WIDTH.get(precision, 10)]
    value = None if minor is None else (minor, currency)
    return AwardRow(local_id, title, status, date, starts or "", ends or "", value, vendors)


def _agreement(row):
    local_id, title, status, on, starts, ends, minor, currency, award = row
    value = None if minor is None else (minor, currency)
    dates = on or "", starts or "", ends or ""
    return AgreementRow(local_id, award or "", title, status, *dates, value)


_WIDTH = {"year": 4, "month": 7}


def _in_order(model, ids, dated, last):
    """Rows by date, those without one last; text is compared here, for each database has its way."""
    dates = [Cast(name, TextField()) for name in (dated, "starts_on", "ends_on")]
    columns = ("pk", "contract__public_id", "local_id", "title", "status", *dates, "value_minor",
               "currency", last)  # fmt: skip
    rows = model.objects.filter(contract__public_id__in=among(ids)).order_by()
    return sorted(
        rows.values_list(*columns), key=lambda row: (row[5] is None, row[5] or "", row[2], row[0])
    )


def _suppliers(ids) -> dict[int, list[Named]]:
    """{award: its vendors by name, as they are public}. Two queries."""
    links = AwardVendor.objects.filter(award__contract__public_id__in=among(ids)).order_by()
    pairs = links.values_list("award", "vendor__public_id")
    public = [(award, id_) for award, id_ in pairs if id_ is not None]
    ids_ = {id_ for _, id_ in public}
    named = PublicParty.objects.filter(kind="vendor", public_id__in=among(ids_))
    names = dict(named.values_list("public_id", "name"))
    found: dict[int, list[Named]] = {}
    for award, id_ in public:
        if id_ in names:
            found.setdefault(award, []).append(Named(id_, names[id_]))
    for vendors in found.values():
        vendors.sort(key=lambda one: (*name_order(one.name), one.id))
    return found
