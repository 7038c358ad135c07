"""What official notices say of contracts: stage, value, awards and signed agreements.

Of a contract that editors keep, it is what its newest revision says; else the register's own rows.
What sources claim is not in it.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import Q

from procurement import dossier, plaintext
from procurement.dossier.register import dated
from procurement.models import PublicParty, RegisterDocument, Revision

from .contract_row import ContractRow
from .official import AgreementRow, AwardRow, Key, Money, Official
from .reading import NamedParty, among

CHUNK = 500


def with_official(rows: Iterable[ContractRow]) -> Iterator[tuple[ContractRow, Official]]:
    """Give contracts, each with what notices say of it. At most six queries for each chunk."""
    told = iter(rows)
    while some := list(islice(told, CHUNK)):
        kept = _of_revisions({row.revision_hash: row.merged for row in some if row.revision_hash})
        register = _of_register([row.id for row in some if not row.revision_hash])
        for row in some:
            if row.revision_hash:
                yield row, kept.get(row.revision_hash, _NOTHING)
            else:
                value = None if row.value_minor is None else (row.value_minor, row.currency)
                yield row, Official(row.stage, value, row.value_kind, *register[row.id])


_NOTHING = Official("", None, "", [], [], [], {}, {})


def award_rows(rows: Iterable[ContractRow]) -> Iterator[tuple[ContractRow, AwardRow]]:
    """Give each award of contracts, with its contract. Queries as `with_official`."""
    for row, official in with_official(rows):
        for award in official.awards:
            yield row, award


def identifiers_of(parties: Iterable[Key]) -> dict[Key, list[dict]]:
    """Give {(kind, id): [{"scheme", "value"}]} of public parties, with those merged into them. One query."""
    ids: dict[str, set[int]] = {"buyer": set(), "vendor": set()}
    for kind, id_ in parties:
        ids[kind].add(id_)
    found: dict[Key, list[dict]] = {}
    rows = _identified(ids, "").union(_identified(ids, "canonical__"), all=True)
    for kind, id_, told in rows:
        own = found.setdefault((kind, id_), [])
        own.extend(one for one in told if one not in own)
    return found


def _identified(ids, of):
    """(kind, public id, identifiers) of the parties that are those, or that `of` leads to those."""
    wanted = Q()
    for kind, some in ids.items():
        wanted |= Q(**{f"{of}kind": kind, f"{of}public_id__in": among(some)})
    rows = PublicParty.objects.filter(wanted).order_by()
    return rows.values_list(f"{of}kind", f"{of}public_id", "identifiers")


# From revisions


def _of_revisions(hashes) -> dict[str, Official]:
    """{hash: what its body says of the register}. One query, and one body at a time."""
    if not hashes:
        return {}
    found = Revision.objects.filter(hash__in=list(hashes)).order_by()
    rows = found.values_list("hash", "body__text").iterator(chunk_size=20)
    return {hash_: _published(text, hashes[hash_]) for hash_, text in rows}


def _published(text: str, merged: dict) -> Official:
    body = dossier.rest_of(text) or {}
    if not body.get("register"):
        return _NOTHING
    body = dossier.follow_merges(body, merged)
    register = body["register"]
    return Official(
        register["stage"],
        _amount(register["value"]),
        register["value_kind"],
        [_award_form(place, one) for place, one in enumerate(body["awards"])],
        [_agreement_form(place, one) for place, one in enumerate(body["agreements"])],
        # Structures of earlier releases say nothing of them.
        _parties(body.get("by_role", ())),
        register,
        {},
    )


def _award_form(place, form):
    return AwardRow(
        form["id"],
        form["title"],
        form["status"],
        form["date"]["on"] if form["date"] else "",
        form["starts_on"] or "",
        form["ends_on"] or "",
        _amount(form["value"]),
        _parties(form["vendors"]),
        _parties(form.get("buyers", ())),
        *_counted(form),
        _place(form, place),
        form,
    )


def _place(form, otherwise):
    """The place of an award or agreement among those of the notices, which a revision has in order of date."""
    return int(form["at"].rpartition("/")[2]) if "at" in form else otherwise


def _counted(form):
    """The last of an award's columns, which stand alike in a document and in a revision."""
    gross = _amount(form.get("value_gross"))
    return gross, form.get("counted_as", ""), form.get("why", ""), form.get("marked", False)


def _agreement_form(place, form):
    return AgreementRow(
        *[form[key] for key in ("id", "award", "title", "status")],
        *[form[key] or "" for key in ("signed_on", "starts_on", "ends_on")],
        _amount(form["value"]),
        _parties(form.get("vendors", ())),
        _place(form, place),
        form,
    )


def _parties(forms):
    return [NamedParty(one["id"], one["name"]) for one in forms]


def _amount(form) -> Money | None:
    return (form["minor"], form["currency"]) if form else None


# From the register


def _of_register(ids) -> dict[int, tuple]:
    """{public id: the last columns of `Official`}, awards in the order of its page. Five queries at most."""
    bodies = RegisterDocument.objects.bodies(ids) if ids else {}
    vendors, buyers = _names("vendor", bodies.values()), _other_buyers(bodies.values())
    return {id_: _said(bodies.get(id_, _EMPTY), vendors, buyers) for id_ in ids}


def _said(said, vendors, buyers):
    awards = [
        _award(place, one, said, vendors, buyers)
        for place, one in dated(said["awards"], "decided_on")
    ]
    agreements = [_agreement(*one, said, vendors) for one in dated(said["agreements"], "signed_on")]
    names: dict[str, list[Key]] = {}
    for party in said["parties"]:
        vendor, buyer = vendors.get(party["vendor_id"]), buyers.get(party["buyer_id"])
        mine = (
            ("buyer", buyer.id if buyer else party["buyer_id"]),
            ("vendor", vendor and vendor.id),
        )
        names.setdefault(party["name"], []).extend(key for key in mine if key[1])
    return awards, agreements, _by_role(said, [*awards, *agreements], vendors), said, names


def _other_buyers(bodies):
    """As `_names` of the buyers of those contracts whose awards have several. No query where none has."""
    several = [said for said in bodies if any("buyers" in award for award in said["awards"])]
    return _names("buyer", several) if several else {}


def _by_role(said, rows, vendors):
    if "by_role" not in said:
        return []
    awarded = {vendor.id for row in rows for vendor in row.vendors}
    named = _named(said["by_role"], said["parties"], "vendor", vendors)
    return [vendor for vendor in named if vendor.id not in awarded]


_EMPTY: dict = {"awards": [], "agreements": [], "parties": []}


def _award(place, form, whole, vendors, buyers):
    said = [form.get(key, "") for key in ("title", "status", "decided_on", "starts_on", "ends_on")]
    named = _named(form["suppliers"], whole["parties"], "vendor", vendors)
    bought = _buyers(form, whole, buyers) if "buyers" in form else []
    return AwardRow(
        form["id"], *said, _amount(form.get("value")), named, bought, *_counted(form), place, form
    )


def _agreement(place, form, whole, vendors):
    keys = ("award", "title", "status", "signed_on", "starts_on", "ends_on")
    said = [form.get(key, "") for key in keys]
    named = _named(form.get("suppliers", ()), whole["parties"], "vendor", vendors)
    return AgreementRow(form["id"], *said, _amount(form.get("value")), named, place, form)


def _buyers(form, whole, buyers):
    """None where it is the contract's alone, which may be named in two ways."""
    found = _named(form["buyers"], whole["parties"], "buyer", buyers)
    first = [whole["buyer"]] if "buyer" in whole else []
    return found if found != _named(first, whole["parties"], "buyer", buyers) else []


def _named(places, parties, kind, known):
    """Parties by name, each once."""
    ids = (parties[place][f"{kind}_id"] for place in places)
    found = list({named.id: named for named in map(known.get, ids) if named}.values())
    return sorted(found, key=lambda one: (*plaintext.name_order(one.name), one.id))


def _names(kind, bodies) -> dict[int, NamedParty]:
    """{public id in a document: the party as it is public}, of merged ones the one they are. One query."""
    key = f"{kind}_id"
    ids = {party[key] for said in bodies for party in said["parties"] if party[key]}
    rows = PublicParty.objects.filter(kind=kind, public_id__in=among(ids))
    columns = ("public_id", "name", "canonical__public_id", "canonical__name")
    return {
        id_: NamedParty(to or id_, now or name) for id_, name, to, now in rows.values_list(*columns)
    }
