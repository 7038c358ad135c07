"""What the official register says of a contract: the part of a dossier that imports write."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from procurement import links, plaintext
from procurement.codelists import NOTHING_BOUGHT
from procurement.dates import LONDON
from procurement.models import Contract, Notice, PublicContract, RegisterDocument
from procurement.models.when import REGISTER_DAYS
from procurement.money import Money

from .finish import finish
from .names import Key, Names

SHAPE = 4

# What heads a document is told at the top of a page; its other keys are sections of the register part.
_HEAD = frozenset(
    ("title", "description", "buyer", "user_body", "stage", "value", "value_kind", "decided_on",
     *REGISTER_DAYS, "said_on", "category", "method", "cpv", "awards", "agreements", "parties", "by_role")
)  # fmt: skip


def loads() -> list:
    """Give what is to be prefetched of a contract for its register part."""
    return ["vendors", Prefetch("notices", Notice.objects.defer("packed"))]


def register_form(contract: Contract) -> dict:
    """Give the public form of a contract of which the register alone speaks. Five queries.

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
    notices = [one for one in loads() if one != "vendors"]
    return Contract.objects.filter(from_register=True).order_by().prefetch_related(*notices)


def _form(whole):
    said = document_of(whole)
    body = {
        "shape": SHAPE,
        "id": whole.public_id,
        "ocid": whole.ocid,
        "purpose": "",
        "demonstration": whole.demonstration,
        "invented": whole.invented,
        "tracked": False,
        **part(whole, said, Names(parties(whole, said), [])),
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
    said = document_of(contract)
    body.update(part(contract, said, Names(parties(contract, said), [])))
    return finish(body)


def document_of(contract: Any) -> dict | None:
    """Give what the notices of a working contract say; None where there is no notice. One query."""
    found = RegisterDocument.objects.filter(public_id=contract.public_id or 0).first()
    return found.body if found else None


def part(contract: Any, said: dict | None, names: Names) -> dict:
    """Give the keys of a structure that the register owns; `said` is its document."""
    notices = [_notice(one, contract.ocid) for one in _published(contract.notices)]
    if said is None:
        return _NOTHING | {"awards": [], "agreements": [], "notices": notices}
    own = _own(said, names) if contract.from_register else {}
    return own | {
        "register": _register(said, contract.notices.all()),
        "category": said.get("category", "not_stated"),
        "method": said.get("method", "not_stated"),
        "cpv": said.get("cpv", ""),
        "awards": [
            _award(one, said, names) | {"at": f"awards/{place}"}
            for place, one in _dated(said["awards"], "decided_on")
        ],
        "agreements": [
            _agreement(one) | {"at": f"contracts/{place}"}
            for place, one in _dated(said["agreements"], "signed_on")
        ],
        "notices": _once(notices),
    }


_NOTHING = {"register": None, "category": "not_stated", "method": "not_stated", "cpv": ""}


def _own(said, names):
    """What the register alone says of a contract that no editor made by hand."""
    buyer, user = (_party(said, said.get(key), "buyer", names) for key in ("buyer", "user_body"))
    return {
        "title": said["title"],
        "slug": plaintext.slug(said["title"]),
        "description": said.get("description", ""),
        "buyer": buyer,
        "user_body": None if user == buyer else user,
        # `finish` puts vendors in order, each once.
        "vendors": [
            vendor
            for award in said["awards"]
            if award.get("status") not in NOTHING_BOUGHT
            for vendor in _vendors(award, said, names)
        ],
    }


def _party(said, place, kind, names):
    """The form of a party of a document, by its place there; None for none."""
    if place is None:
        return None
    party = said["parties"][place]
    return names.named(kind, party[f"{kind}_id"], party["name"])


def _vendors(award, said, names):
    return [_party(said, place, "vendor", names) for place in award["suppliers"]]


def parties(contract: Any, said: dict | None) -> list:
    """Give the parties that the register part of a loaded contract names, Nones among them.

    Those of its document by kind and public id, the others as working rows.
    """
    own = () if contract.from_register else by_name(contract.vendors.all())
    edited = () if contract.from_register else (contract.buyer, contract.user_body)
    return [*edited, *own, *(keys_of(said) if said else ())]


def keys_of(said: dict) -> Iterable[Key]:
    """Give (kind, public id) of the parties of a document."""
    for party in said["parties"]:
        for kind in ("buyer", "vendor"):
            if party[f"{kind}_id"]:
                yield Key(kind, party[f"{kind}_id"])


def by_name(parties) -> list:
    """Order working parties by name: each database orders them its own way."""
    return sorted(parties, key=lambda party: (*plaintext.name_order(party.name), party.pk))


def _dated(rows, column):
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

    return sorted(notices.all(), key=place)


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


def _register(said, notices):
    """The facts that the register owns, and the sections of its document."""
    head = {
        "stage": said["stage"],
        "value": _money(said.get("value")),
        "value_kind": said["value_kind"],
        "decided_on": _date(said.get("decided_on")),
        **{name: _date(said.get(name)) for name in REGISTER_DAYS},
        "said_on": _last_said(notices),
    }
    return head | {key: _told(value) for key, value in said.items() if key not in _HEAD}


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
    return told | _money(part) if "minor" in part else told


def _award(award, said, names):
    return {
        "id": award["id"],
        "title": award.get("title", ""),
        "status": award.get("status", ""),
        "date": _date(award.get("decided_on")),
        "starts_on": award.get("starts_on"),
        "ends_on": award.get("ends_on"),
        "latest_end_on": award.get("latest_end_on"),
        "value": _money(award.get("value")),
        **_counted(award),
        **_shares(award, said),
        "vendors": _vendors(award, said, names),
    }


def _shares(award, said):
    """What the notice states of an award for each vendor, where it does: {"shares": [{"vendor", money}]}."""
    shares = [
        {"vendor": one["vendor"], **_money(one)}
        for one in said.get("amounts", ())
        if one.get("kind") == "share" and "vendor" in one and one.get("id") == award["id"]
    ]
    return {"shares": shares} if shares else {}


def _agreement(agreement):
    return {
        "id": agreement["id"],
        "award": agreement.get("award", ""),
        "title": agreement.get("title", ""),
        "status": agreement.get("status", ""),
        "signed_on": agreement.get("signed_on"),
        "starts_on": agreement.get("starts_on"),
        "ends_on": agreement.get("ends_on"),
        "latest_end_on": agreement.get("latest_end_on"),
        "value": _money(agreement.get("value")),
        **_counted(agreement),
    }


def _counted(row):
    """What its amount counts as, and why, unless another amount stands for it; and the one with tax."""
    found = {key: row[key] for key in ("counted_as", "why", "marked", "same") if key in row}
    return found | ({"value_gross": _money(row["value_gross"])} if "value_gross" in row else {})


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


def _money(value):
    return money_form(value["minor"], value["currency"]) if value else None


def _date(day: str | None) -> dict | None:
    """A day as a structure has dates."""
    return {"on": day, "precision": "day"} if day else None
