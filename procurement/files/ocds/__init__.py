"""Contracts as a release package of the Open Contracting Data Standard 1.1.5.

Each release sums up what official notices say of one contract. What sources report, such as a value
or an award of which there is no notice, is not in it: docs/files.md says what is.

Source: https://standard.open-contracting.org/1.1/en/schema/release_package/
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import orjson

from procurement import public
from procurement.public import AgreementRow, AwardRow, ContractRow, NamedParty, Official

from . import declared
from .afterwards import AFTERWARDS
from .parties import parties, parties_named, reference
from .sections import BEFORE
from .tree import Tree
from .values import moment, period, value, without_empty

# Of contracts without an Open Contracting ID of their own. It is registered nowhere, and says so.
PREFIX = "ocds-unregistered"
PUBLISHER = "Public decisions"
# What Find a Tender declares of what is kept here: the first two have most of the others in them.
EXTENSIONS = (
    "https://standard.open-contracting.org/profiles/eu/latest/en/extension.json",
    "https://raw.githubusercontent.com/cabinetoffice/ocds_uk_extension/main/extension.json",
    *(
        f"https://raw.githubusercontent.com/open-contracting-extensions/ocds_{one}_extension/master/extension.json"
        for one in (
            "amendment_rationale_classifications", "budget_breakdown", "contract_completion",
            "performance_failures", "suitability",
        )
    ),
)  # fmt: skip
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
    head = {
        "uri": uri, "version": "1.1", "extensions": EXTENSIONS,
        "publisher": {"name": PUBLISHER, "uri": f"{site}/"},
    }  # fmt: skip
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
    numbers = public.identifiers_of(key for row in rows for key, _ in parties_named(*row))
    for row, official in rows:
        mine = parties(dict(parties_named(row, official)), numbers, official)
        yield _release(row, official, mine, site)


def _release(row, official, mine, site):
    tree = _tree(official.register)
    awards, contracts = tree.array("awards"), tree.array("contracts")
    stated = tree.object()
    return without_empty(
        ocid=row.ocid or f"{PREFIX}-{row.id}",
        id=f"{row.id}-{row.changed_at}",
        date=row.changed_at,
        tag=["compiled"],
        initiationType="tender",
        language="en",
        demonstration=row.demonstration or None,
        invented=row.invented or None,
        parties=mine,
        buyer=_party("buyer", row.buyer) or _nameless(official.register),
        planning=stated.get("planning"),
        tender=_tender(row, official, site, stated.get("tender", {})),
        bids=stated.get("bids"),
        awards=[_with(_award(one), awards.get(one.place, {})) for one in official.awards],
        contracts=[
            _with(_contract(one), contracts.get(one.place, {}))
            for one in official.agreements
            if one.award
        ],
        relatedProcesses=stated.get("relatedProcesses"),
        statistics=stated.get("statistics"),
        **{name: stated[name] for name in ("title", "description") if name in stated},
    )


def _tree(register):
    """All that stands at a path of the notices."""
    tree = Tree()
    for name, put in (BEFORE | AFTERWARDS).items():
        if name in register:
            put(tree, register[name])
    declared.put(tree, register)
    return tree


def _tender(row, official, site, stated):
    estimate = official.value if official.value_kind == "estimate" else None
    page = {
        "id": "record",
        "title": "This contract on record, with its sources",
        "url": f"{site}/contracts/{row.id}/",
        "language": "en",
    }
    item = {"id": "1", "classification": {"scheme": "CPV", "id": row.cpv}}
    usual = without_empty(value=_value(estimate), items=[item] if row.cpv else None)
    documents = [page, *stated.pop("documents", ())]
    own = without_empty(
        id=stated.pop("id", "") or row.ocid or f"{PREFIX}-{row.id}",
        title=row.title,
        status=stated.get("status") or _STATUS.get(official.stage),
        procurementMethod=row.method if row.method not in _NOT_SAID else "",
        mainProcurementCategory=row.category if row.category not in _NOT_SAID else "",
        documents=documents,
    )
    return _with(own, usual | stated)


def _award(award: AwardRow) -> dict[str, Any]:
    return without_empty(
        id=award.id,
        title=award.title,
        **_in_words(award),
        status=award.status,
        rationale=award.said.get("rationale"),
        relatedLots=award.said.get("lots"),
        date=moment(award.date),
        value=_value(award.value),
        # Where they are not the contract's buyer alone, as the EU's profile has them.
        buyers=[
            *(_party("buyer", one) for one in award.buyers),
            *({"name": words} for words in award.said.get("unnamed_buyers", ())),
        ],
        suppliers=[
            *(_party("vendor", one) for one in award.vendors),
            *({"name": words} for words in award.said.get("unnamed", ())),
        ],
        contractPeriod=period(award._asdict()),
    )


def _contract(agreement: AgreementRow) -> dict[str, Any]:
    return without_empty(
        id=agreement.id,
        awardID=agreement.award,
        title=agreement.title,
        **_in_words(agreement),
        status=agreement.status,
        suppliers=[_party("vendor", one) for one in agreement.vendors],
        dateSigned=moment(agreement.signed_on),
        period=period(agreement._asdict()),
        value=_value(agreement.value),
    )


def _in_words(row: AwardRow | AgreementRow) -> dict[str, Any]:
    return {
        "description": row.said.get("description"),
        "statusDetails": row.said.get("status_text"),
    }


def _party(kind: str, one: NamedParty | None) -> dict[str, Any] | None:
    return {"id": reference((kind, one.id)), "name": one.name} if one else None


def _nameless(register: dict) -> dict[str, Any]:
    """What the notices have in the place of a buyer's name."""
    return without_empty(name=register.get("unnamed", {}).get("buyer"))


def _with(own: dict[str, Any], stated: dict[str, Any]) -> dict[str, Any]:
    """What this site says of a thing, and besides what else the notices say of it."""
    found = dict(own)
    for key, one in stated.items():
        there = found.setdefault(key, one)
        if isinstance(there, dict):
            found[key] = one | there
    return found


def _value(pair: tuple[int, str] | None) -> dict[str, Any]:
    return value({"minor": pair[0], "currency": pair[1]}) if pair else {}
