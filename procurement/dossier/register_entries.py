"""Awards, agreements and notices as a dossier has them."""

from collections.abc import Iterable
from typing import Any

from procurement import links, plaintext
from procurement.money import Money

from .parties_and_sources import Key


def party_of(said, place, kind, names):
    """The form of a party of a document, by its place there; None for none."""
    if place is None:
        return None
    party = said["parties"][place]
    return names.register_party(kind, party[f"{kind}_id"], party["name"])


def vendors_of(row, said, names):
    return [party_of(said, place, "vendor", names) for place in row.get("suppliers", ())]


def _buyers_of(row, said, names):
    """Those of an award or agreement; none where they are the contract's, which `finish` sees to."""
    return [party_of(said, place, "buyer", names) for place in row.get("buyers", ())]


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


def award_entry(award, said, names):
    return {
        "id": award["id"],
        "title": award.get("title", ""),
        **_in_words(award),
        "status": award.get("status", ""),
        "date": day_entry(award.get("decided_on")),
        "starts_on": award.get("starts_on"),
        "ends_on": award.get("ends_on"),
        "latest_end_on": award.get("latest_end_on"),
        "value": stated_amount(award.get("value")),
        **_counted(award),
        **_shares(award, said),
        "vendors": vendors_of(award, said, names),
        **_some("earlier", award, said, names),
        **_some("removed", award, said, names),
        "buyers": _buyers_of(award, said, names),
    }


def _some(key, row, said, names):
    """{key: [vendor]}, where there is any.

    "earlier": whom of its vendors the newest list of them leaves out; "removed": who were its vendors.
    """
    found = [party_of(said, place, "vendor", names) for place in row.get(key, ())]
    return {key: found} if found else {}


def _own_vendors(agreement, said, names):
    """The vendors of an agreement where they are not those of its award."""
    if not agreement.keys() & {"suppliers", "removed"}:
        return {}
    removed = _some("removed", agreement, said, names)
    return {"vendors": vendors_of(agreement, said, names)} | removed


def _in_words(row):
    """What the notices say of it besides, where they do."""
    keys = ("description", "status_text", "rationale", "lots", "unnamed", "unnamed_buyers")
    return {key: row[key] for key in keys if key in row}


def _shares(award, said):
    """What the notice states of an award for each vendor, where it does: {"shares": [{"vendor", money}]}."""
    shares = [
        {"vendor": one["vendor"], **stated_amount(one)}
        for one in said.get("amounts", ())
        if one.get("kind") == "share" and "vendor" in one and one.get("id") == award["id"]
    ]
    return {"shares": shares} if shares else {}


def agreement_entry(agreement, said, names):
    return {
        "id": agreement["id"],
        "award": agreement.get("award", ""),
        "title": agreement.get("title", ""),
        **_in_words(agreement),
        "status": agreement.get("status", ""),
        "signed_on": agreement.get("signed_on"),
        "starts_on": agreement.get("starts_on"),
        "ends_on": agreement.get("ends_on"),
        "latest_end_on": agreement.get("latest_end_on"),
        "value": stated_amount(agreement.get("value")),
        **_counted(agreement),
        **_own_vendors(agreement, said, names),
        "buyers": _buyers_of(agreement, said, names),
    }


def _counted(row):
    """What its amount counts as, and why, unless another amount stands for it; and the one with tax."""
    keys = ("counted_as", "why", "marked", "same", "value_unread")
    found = {key: row[key] for key in keys if key in row}
    return found | (
        {"value_gross": stated_amount(row["value_gross"])} if "value_gross" in row else {}
    )


def notice_entry(notice, ocid):
    return {
        "type": notice.type,
        "title": notice.title,
        "release_id": notice.release_id,
        "published_at": notice.published_at and notice.published_at.isoformat(),
        "url": notice.url or links.of_notice(ocid or "", notice.release_id),
        "changes": notice.changes,
    }


def amount_entry(minor: int | None, currency: str) -> dict | None:
    """Give an amount as it stands in a structure; None for none."""
    return None if minor is None else Money(minor, currency).as_json()


def stated_amount(value):
    return amount_entry(value["minor"], value["currency"]) if value else None


def day_entry(day: str | None) -> dict | None:
    """A day as a structure has dates."""
    return {"on": day, "precision": "day"} if day else None
