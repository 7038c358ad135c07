"""What the official register says of a contract: the part of a dossier that imports write."""

from typing import Any

from django.db.models import Prefetch

from procurement import plaintext
from procurement.dates import LONDON
from procurement.models import Notice, PublicContract, RegisterDocument
from procurement.models.when import REGISTER_DAYS
from procurement.shares import supplying

from .finish import finish
from .parties_and_sources import Names
from .register_entries import (
    agreement_entry,
    award_entry,
    day_entry,
    keys_of,
    notice_entry,
    parties,
    party_of,
    stated_amount,
)
from .replace import follow_merges

SHAPE = 5

# What heads a document is told at the top of a page; its other keys are sections of the register part.
_HEAD = frozenset(
    ("title", "description", "buyer", "run_by", "stage", "value", "value_kind", "decided_on", "decided_from",
     *REGISTER_DAYS, "said_on", "category", "method", "cpv", "awards", "agreements", "parties", "by_role")
)  # fmt: skip


def loads() -> list:
    """Give what is to be prefetched of a contract for its register part."""
    return ["vendors", Prefetch("notices", Notice.objects.defer("packed"))]


def register_dossier(public_id: int) -> dict | None:
    """Give the public form of the public contract of that id, if the register alone speaks of it. Four queries.

    Made of public rows alone: the contract's, its register document, its notices and its parties.
    """
    public = PublicContract.objects.filter(public_id=public_id, revision_hash="").first()
    if public is None:
        return None
    said = document_of(public)
    notices = list(Notice.objects.filter(contract__public_id=public_id).defer("packed"))
    names = Names(list(keys_of(said)) if said else [], [])
    body = {
        "shape": SHAPE,
        "id": public.public_id,
        "ocid": public.ocid,
        "purpose": "",
        "demonstration": public.demonstration,
        "invented": public.invented,
        "tracked": False,
        **_part(public.ocid, said, names, notices, owns=True),
        "citations": [],
        "claims": [],
        "interventions": [],
        "sources": [],
    }
    return follow_merges(finish(body), public.merged)


def replace_register(body: dict, contract: Any) -> dict:
    """Put what the register says now into a published structure, and word it anew.

    `contract` is loaded with `loads`. What editors published stays as it is.
    """
    said = document_of(contract)
    names = Names(parties(contract, said), [], hidden=True)
    body.update(part(contract, said, names))
    return finish(body)


def document_of(contract: Any) -> dict | None:
    """Give what the notices of a contract say; None where there is no notice. One query."""
    found = RegisterDocument.objects.filter(public_id=contract.public_id or 0).first()
    return found.body if found else None


def part(contract: Any, said: dict | None, names: Names) -> dict:
    """Give the keys of a structure that the register owns; `contract` is loaded, `said` is its document."""
    notices = list(contract.notices.all())
    return _part(contract.ocid, said, names, notices, owns=contract.from_register)


def _part(ocid, said, names, notices, *, owns):
    told = [notice_entry(one, ocid) for one in _published(notices)]
    if said is None:
        return _NOTHING | {"awards": [], "agreements": [], "by_role": [], "notices": told}
    own = _own(said, names) if owns else {}
    return own | {
        "register": _register(said, notices, names),
        "category": said.get("category", "not_stated"),
        "method": said.get("method", "not_stated"),
        "cpv": said.get("cpv", ""),
        "awards": [
            award_entry(one, said, names) | {"at": f"awards/{place}"}
            for place, one in dated(said["awards"], "decided_on")
        ],
        "agreements": [
            agreement_entry(one, said, names) | {"at": f"contracts/{place}"}
            for place, one in dated(said["agreements"], "signed_on")
        ],
        # `finish` leaves out those whom an award names.
        "by_role": [party_of(said, place, "vendor", names) for place in said.get("by_role", ())],
        "notices": _once(told),
    }


_NOTHING = {"register": None, "category": "not_stated", "method": "not_stated", "cpv": ""}


def _own(said, names):
    """What the register alone says of a contract that no editor made by hand."""
    return {
        "title": said["title"],
        "slug": plaintext.slug(said["title"]),
        "description": said.get("description", ""),
        "buyer": party_of(said, said.get("buyer"), "buyer", names),
        "user_body": None,
        # `finish` puts vendors in order, each once.
        "vendors": [party_of(said, place, "vendor", names) for place in supplying(said)],
    }


def dated(rows: list[dict], column: str) -> list[tuple[int, dict]]:
    """Give (place in the notices, row) of awards or agreements, by date, those without one last."""

    def order(numbered):
        row = numbered[1]
        return (column not in row, row.get(column, ""), row["id"])

    return sorted(enumerate(rows), key=order)


def _published(notices):
    """Order notices by their moment, those without one last, as text does on neither database."""

    def place(row):
        at = row.published_at
        return (at is None, at or 0, row.release_id, row.content_hash, row.pk)

    return sorted(notices, key=place)


def _once(notices):
    """Notices of which one came with its id and without it stand once, with what either changed."""

    def which(notice):
        return notice["published_at"], notice["type"], notice["title"]

    nameless = {which(one): one for one in notices if not one["release_id"] and one["published_at"]}
    found = []
    for one in notices:
        if one["release_id"] and (same := nameless.get(which(one))):
            found = [other for other in found if other is not same]
            one = one | {"changes": same["changes"] or one["changes"]}
        found.append(one)
    return found


def _register(said, notices, names):
    """The facts that the register owns, and the sections of its document."""
    head = {
        "stage": said["stage"],
        "value": stated_amount(said.get("value")),
        "value_kind": said["value_kind"],
        "decided_on": day_entry(said.get("decided_on")),
        "decided_from": said.get("decided_from", ""),
        **{name: day_entry(said.get(name)) for name in REGISTER_DAYS},
        "said_on": _last_said(notices),
        **_run_by(said, names),
    }
    return head | {key: _told(value) for key, value in said.items() if key not in _HEAD}


def _run_by(said, names):
    """Who runs the procurement, where that is another than who buys: the buyer may go by two names."""
    buyer, other = (party_of(said, said.get(key), "buyer", names) for key in ("buyer", "run_by"))
    return {"run_by": other} if other and other != buyer else {}


def _last_said(notices):
    """The day of the last notice that has one."""
    moments = [one.published_at for one in notices if one.published_at]
    return max(moments).astimezone(LONDON).date().isoformat() if moments else ""


def _told(part):
    """A section, its amounts as a structure has them."""
    if isinstance(part, list):
        return [_told(one) for one in part]
    if not isinstance(part, dict):
        return part
    told = {key: _told(value) for key, value in part.items()}
    return told | stated_amount(part) if "minor" in part else told
