"""One plain function for each kind of row: a valid one, with nothing surprising in it.

Names are of offices and organisations invented for tests. Fields given by name win.
"""

import datetime
import itertools
import zlib

import orjson
from django.contrib.auth import get_user_model

from procurement import actions, codelists, dates, dossier, worth
from procurement.actions import holdings, party_rows, totals
from procurement.models import (
    PARTIES,
    Buyer,
    Citation,
    Claim,
    Contract,
    Counter,
    Ground,
    Identifier,
    Intervention,
    InterventionGround,
    Notice,
    PublicContract,
    PublicParty,
    RegisterDocument,
    Source,
    Stakeholder,
    Vendor,
)
from procurement.models.recency import recency
from procurement.models.register_document import packed
from procurement.models.when import REGISTER_DAYS
from procurement.money import Money, total
from procurement.ocds.register import READER
from procurement.searchable_text import document_words

# What a register document says at its head, as public rows call it.
HEAD = {
    "stage", "value_minor", "currency", "value_kind", "decided_on", *REGISTER_DAYS, "category",
    "method", "cpv",
}  # fmt: skip
_numbers = itertools.count(1)
# The flags of a contract that is invented.
INVENTED = {"demonstration": True, "invented": True}


def make_user(**fields):
    """Give an account that is staff and may do everything."""
    fields = {"username": f"user{next(_numbers)}", "is_staff": True, "is_superuser": True} | fields
    return get_user_model().objects.create_user(**fields)


def make_buyer(**fields) -> Buyer:
    return Buyer.objects.create(**{"name": "Northmarch Council"} | fields)


def make_vendor(**fields) -> Vendor:
    return Vendor.objects.create(**{"name": "Fenwick Systems"} | fields)


def make_stakeholder(**fields) -> Stakeholder:
    fields = {"name": "Northmarch Scrutiny Committee", "is_a": "office", "takes_the": True} | fields
    return Stakeholder.objects.create(**fields)


def make_identifier(**fields) -> Identifier:
    """Give an identifier; name its `buyer`, `vendor` or `stakeholder`."""
    return Identifier.objects.create(**{"scheme": "GB-COH", "value": "01234567"} | fields)


def make_source(**fields) -> Source:
    return Source.objects.create(
        **{"title": "Report on the records system", "kind": "news_report"} | fields
    )


def make_contract(*, vendors=(), **fields) -> Contract:
    """Give a draft that names nobody unless told."""
    contract = Contract.objects.create(**{"title": "Records system for Northmarch"} | fields)
    contract.vendors.set(vendors)
    return contract


def make_claim(contract=None, **fields) -> Claim:
    """Give a claim that is not ready: of £50m unless another `fact` is named."""
    if fields.get("fact", "value") == "value":
        fields = {"value_minor": 50_000_000_00, "currency": "GBP"} | fields
    return Claim.objects.create(contract=contract or make_contract(), **{"fact": "value"} | fields)


def make_intervention(contract=None, **fields) -> Intervention:
    """Give a hold that is not ready, by a new stakeholder unless one, or several `actors`, are named."""
    actors = fields.pop("actors", None) or [fields.pop("stakeholder", None) or make_stakeholder()]
    act = Intervention.objects.create(
        contract=contract or make_contract(), **{"type": "hold"} | fields
    )
    act.set_actors(actors)
    return act


def make_ground_link(intervention=None, code="data_security", **fields) -> InterventionGround:
    """Give a ground stated against the contract."""
    return InterventionGround.objects.create(
        intervention=intervention or make_intervention(),
        ground=Ground.objects.get(code=code),
        **fields,
    )


def make_citation(**fields) -> Citation:
    """Give a ready citation, `reported`; name what it backs, else it is a new contract."""
    if not fields.keys() & {"contract", "intervention", "ground", "claim"}:
        fields["contract"] = make_contract()
    if "source" not in fields:
        fields["source"] = make_source()
    return Citation.objects.create(**fields)


def make_ready_contract(*, source=None, stakeholder=None, **fields) -> Contract:
    """Give a contract that can be published: parties, value, stage and hold, all cited and ready."""
    source = source or make_source()
    fields = {"purpose": "a records system"} | fields
    if "buyer" not in fields:
        fields["buyer"] = make_buyer()
    if "vendors" not in fields:
        fields["vendors"] = [make_vendor()]
    contract = make_contract(**fields)
    make_citation(contract=contract, source=source)
    for stated in (
        {"fact": "value", "value_kind": "proposed"},
        {"fact": "stage", "stage": "award"},
    ):
        make_citation(claim=make_claim(contract, ready=True, **stated), source=source)
    act = {"ready": True} | ({"stakeholder": stakeholder} if stakeholder else {})
    make_citation(intervention=make_intervention(contract, **act), source=source)
    return Contract.objects.get(pk=contract.pk)


def publish(contract, reason="First publication.", at=None, by=None):
    """Publish as a new editor, unless told by whom; give the Revision."""
    return actions.publish(contract, by=by or make_user(), reason=reason, at=at)


# The register: rows and copies as an import writes them


def make_register_contract(
    *, buyer=None, run_by=None, vendors=None, awards=None, notices=1, **fields
):
    """Give a public contract that the register alone speaks of, with its copies.

    One award of £1m to all `vendors`, unless `awards` says [(minor units, currency, vendors)];
    `value_minor` and `currency` change that one award. The notices are award notices, monthly.
    """
    number = next(_numbers)
    buyer = _numbered(buyer or make_buyer())
    if awards is None:
        minor, currency = fields.pop("value_minor", 1_000_000_00), fields.pop("currency", "GBP")
        awards = [(minor, currency, [make_vendor()] if vendors is None else vendors)]
    head = {"stage": "award", "decided_on": datetime.date(2025, 3, 1)} | _decided(awards)
    term = {"starts_on": datetime.date(2025, 4, 1), "ends_on": datetime.date(2027, 3, 31)}
    head |= term if awards else {}
    head |= {name: fields.pop(name) for name in [*fields] if name in HEAD}
    columns = {"title": f"Roads {number}", "ocid": f"ocds-test-{number}"} | fields
    contract = Contract.objects.create(
        public_id=Counter.next("contract"), published_version=1,
        **columns | {"buyer": buyer, "from_register": True, "tracked": False},
    )  # fmt: skip
    said = head_of(head)
    rows = _awards(contract, awards, said.get("decided_on"))
    said = write_document(contract, awards=rows, run_by=run_by, **said)
    _make_notices(contract, notices)
    write_register(contract)
    Counter.next("data")
    return contract


def _numbered(party):
    if party.public_id is None:
        party.refresh_from_db(fields=["public_id"])
    if party.public_id is None:
        party.public_id = Counter.next(party.kind)
        type(party).objects.filter(pk=party.pk).update(public_id=party.public_id)
    return party


def _is_price(minor, currency):
    return minor is not None and not Money(minor, currency).is_nominal


def _decided(awards):
    """The decided value of a whole contract: none where currencies mix, or nothing is a price."""
    sums = total(Money(minor, code) for minor, code, _ in awards if _is_price(minor, code))
    if len(sums) != 1:
        return {"value_kind": "unknown"}
    [(currency, minor)] = sums.items()
    return {"value_minor": minor, "currency": currency, "value_kind": "decided"}


def write_document(contract, *, awards=(), agreements=(), run_by=None, **head) -> dict:
    """Write what notices would say of a contract; give it.

    An award is {"id", "value", "vendors": [working rows], …}; `head` is what heads the document, its buyer
    being that of the contract, and `run_by` a working row, as it has.
    """
    parties: dict = {}
    if contract.public_id is None:  # what notices speak of is never a mere draft
        contract.public_id = Counter.next("contract")
        Contract.objects.filter(pk=contract.pk).update(public_id=contract.public_id)

    def place(party):
        return parties.setdefault((party.kind, _numbered(party).public_id), (len(parties), party))[
            0
        ]

    told = []
    for number, award in enumerate(awards, start=1):
        vendors = award.get("vendors", ())
        suppliers = {"suppliers": [place(one) for one in vendors]}
        said = {key: value for key, value in award.items() if key != "vendors"}
        told.append({"id": str(number)} | _counted(said) | suppliers)
    own = {"buyer": contract.buyer, "run_by": run_by}
    document = {"title": contract.title, "stage": "award", "value_kind": "unknown"}
    document |= {"description": contract.description} if contract.description else {}
    document |= {key: place(party) for key, party in own.items() if party} | head
    rows = [{"id": str(number)} | _counted(one) for number, one in enumerate(agreements, 1)]
    named = [{"name": party.name, "numbers": [], "id": ""} for _, party in parties.values()]
    document |= {"awards": told, "agreements": rows, "parties": named}
    document |= {"sums": _sums(told, rows)} | document
    ids = [
        [party.public_id if party.kind == kind else None for kind in ("buyer", "vendor")]
        for _, party in parties.values()
    ]
    RegisterDocument.objects.update_or_create(
        public_id=contract.public_id,
        defaults={"reader": READER, "packed": packed(document), "parties": ids},
    )
    return document


def _sums(awards, agreements):
    """What the amounts add up to, as what they count as."""
    sums = []
    for one in [*awards, *agreements]:
        if "counted_as" in one:
            worth.move(sums, one["value"], "", one["counted_as"])
    return [one for one in sums if one["kind"]]


def _counted(row):
    """An award or agreement, its amount counted as decided, or as no price."""
    value = row.get("value")
    price = value and _is_price(value["minor"], value["currency"])
    return ({"counted_as": "decided" if price else "nominal"} if value else {}) | row


def alter_document(contract, change) -> None:
    """Change what notices say of a contract: `change` is given the document."""
    row = RegisterDocument.objects.get(public_id=contract.public_id)
    document = orjson.loads(zlib.decompress(bytes(row.packed)))
    change(document)
    row.packed = packed(document)
    row.save()


def _awards(contract, awards, decided_on):
    """Awards as `write_document` takes them, of (minor units, currency, vendors)."""
    dates_ = {"starts_on": "2025-04-01", "ends_on": "2027-03-31"}
    dates_ |= {"decided_on": decided_on} if decided_on else {}
    return [
        {"status": "active", "vendors": vendors, **dates_}
        | ({} if minor is None else {"value": {"minor": minor, "currency": currency}})
        for minor, currency, vendors in awards
    ]


def _make_notices(contract, notices):
    for place in range(notices):
        year, month = divmod(place, 12)
        at = datetime.datetime(2025 + year, 1 + month, 2, 9, tzinfo=datetime.UTC)
        stages = {"what": "Stage", "before": "Tender", "after": "Awarded"}
        Notice.objects.create(
            contract=contract,
            release_id=f"{place:06}-2025",
            content_hash=f"{contract.pk:032}{place:032}",
            published_at=at,
            type="UK6",
            title=contract.title,
            url=f"https://www.find-tender.service.gov.uk/Notice/{place:06}-2025",
            changes=[stages] if place else [],
        )


def head_of(columns):
    """What heads a document, of columns as a public row has them."""
    minor, currency = columns.pop("value_minor", None), columns.pop("currency", "")
    value = {} if minor is None else {"value": {"minor": minor, "currency": currency}}
    days = {key: one.isoformat() for key, one in columns.items() if isinstance(one, datetime.date)}
    return {key: one for key, one in (columns | days | value).items() if one}


def write_register(contract) -> PublicContract:
    """Write the public rows of a contract of which the register alone speaks, as an import does."""
    said = dossier.document_of(contract)
    last = contract.notices.last()
    day = last.published_at.astimezone(dates.LONDON).date()
    event = codelists.notice_event(last.type)
    at = (contract.notices.first().published_at, last.published_at)
    moments = actions.Moments(at[0], *at, event, day, "day")
    of = (contract.public_id, contract.ocid, contract.demonstration, contract.invented)

    def party_at(kind, place):
        working = PARTIES[kind].objects.get(public_id=said["parties"][place][f"{kind}_id"])
        key = (kind, make_public(working).public_id)
        return actions.public_parties({key})[key]

    ids = contract.notices.values_list("release_id", flat=True)
    words = document_words(said, contract.ocid, ids)
    facts = actions.document_facts(said, actions.Noticed(*of, moments), party_at, words)
    totals.recount(actions.write([facts]).parties)
    holdings.recount_holdings()
    return PublicContract.objects.get(public_id=contract.public_id)


def make_public(party) -> PublicParty:
    """Make a party public that is not yet."""
    _numbered(party)
    known = PublicParty.objects.filter(kind=party.kind, public_id=party.public_id).first()
    return known or party_rows.copy_party(party)


def told(body):
    """Give a structure as it reads today."""
    return dossier.as_of(body, dates.today())


def placed(public_id, dated_on, last_event_on=None, cpv=""):
    """Give the columns of a public copy that say where it stands in lists."""
    return {
        "dated_on": dated_on,
        "year": dated_on.year,
        "last_event_on": last_event_on,
        "recency": recency(last_event_on, public_id),
        "division": cpv[:2],
    }


def alter_copy(copy, **columns) -> PublicContract:
    """Change columns of a public copy, and those that follow from them."""
    for column, value in columns.items():
        setattr(copy, column, copy._meta.get_field(column).to_python(value))
    where = placed(copy.public_id, copy.dated_on, copy.last_event_on, copy.cpv)
    PublicContract.objects.filter(pk=copy.pk).update(**columns | where)
    copy.refresh_from_db()
    return copy
