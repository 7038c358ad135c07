"""Writes an invented register straight into the tables that the public reads."""

import datetime
from itertools import islice

from django.db import connection, transaction
from tqdm import tqdm

from procurement import actions, plaintext, search, wording
from procurement.models import (
    Contract,
    Counter,
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicInterventionGround,
    PublicMention,
    PublicParty,
    bulk,
)
from procurement.models.recency import recency
from procurement.models.when import WHEN_COLUMNS, when_columns

from .world import Row, World

BATCH = 5000
_OFFICIAL = wording.Attribution("official_record")
AT = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
_CONTRACT = (
    "id", "public_id", "ocid", "title", "slug", "headline", "known_as", "buyer_id", "stage", "hold",
    "held_since", "held_since_precision", "ever", "value_minor", "currency", "value_kind",
    "days", *WHEN_COLUMNS, "decided_on", "dated_on", "last_event_on", "last_event_on_precision",
    "last_event", "appeared_at", "published_at", "changed_at", "cpv", "division", "category",
    "method", "tracked", "disputed",
    "demonstration", "invented", "revision_hash", "year", "recency", "title_words", "words",
)  # fmt: skip
_PARTY = (
    "id", "kind", "public_id", "name", "takes_the", "slug", "is_a", "aliases", "identifiers",
    "website", "contract_count", "intervention_count", "totals", "shared_count", "beside",
    "unknown_count", "demonstration_count", "demonstration", "invented", "words", "unspread",
)  # fmt: skip
_LINK = ("contract_id", "vendor_id", "counted", "value_minor", "currency", "shared_with")
_MENTION = ("contract_id", "party_id")
_ACT = (
    "id", "public_id", "contract_id", "stakeholder_id", "type", "capacity", "effect", "outcome",
    "happened_on", "happened_on_precision", "position", "sentence", "level", "known_as",
    "has_primary_source", "has_reply", "has_outcome", "demonstration", "invented", "words",
)  # fmt: skip
# Passages come from the description that is kept with the working rows.
_WORK = {field.attname: field.get_default() for field in Contract._meta.concrete_fields} | {
    "from_register": True,
    "created_at": None,
    "updated_at": None,
}
_GROUND = ("intervention_id", "ground", "name", "layer", "direction")
TABLES = (
    PublicParty, PublicContract, PublicContractVendor, PublicMention, PublicIntervention,
    PublicInterventionGround, Contract,
)  # fmt: skip


def fill(world: World) -> None:
    """Write the world into an empty database, and let the planner know."""
    write(world)
    _freshen()


def write(world: World) -> None:
    """Write the world into an empty database, in the order in which its rows come."""
    rows, parties = world.rows(), _Parties(world)
    with bulk.much_writing(), tqdm(total=world.count, unit="contract", unit_scale=True) as progress:
        parties.write()
        while batch := list(islice(rows, BATCH)):
            with transaction.atomic():
                _write(batch, parties)
            progress.update(len(batch))
        with transaction.atomic():
            actions.recount(parties.all)
            actions.recount_holdings()
            Counter.next("data")


def _write(batch: list[Row], parties: "_Parties") -> None:
    # The index on SQLite wants its keys to go up.
    batch.sort(key=lambda row: (row.last, row.number))
    bulk.insert(PublicContract, _CONTRACT, [_contract(row, parties) for row in batch])
    bulk.insert(Contract, tuple(_WORK), [_work(row) for row in batch])
    links = [link for row in batch for link in _links(row, parties)]
    bulk.insert(PublicContractVendor, _LINK, links)
    tracked = [row for row in batch if row.acts]
    named = [(row.number, key) for row in tracked for key in parties.of(row)]
    bulk.insert(PublicMention, _MENTION, named)
    acts = [(row, place) for row in tracked for place in range(len(row.acts))]
    keys = list(bulk.ids(PublicIntervention, len(acts)))
    told = [_act(key, row, place, parties) for key, (row, place) in zip(keys, acts, strict=True)]
    bulk.insert(PublicIntervention, _ACT, told)
    grounds = [
        (key, row.acts[place].ground, row.acts[place].ground.replace("_", " "), "stated", "against")
        for key, (row, place) in zip(keys, acts, strict=True)
    ]
    bulk.insert(PublicInterventionGround, _GROUND, grounds)


def _work(row: Row):
    """The working row, as far as passages read it."""
    told = {"id": row.number, "public_id": row.number, "ocid": _ocid(row), "title": row.title}
    told |= {"description": row.description, "stage": row.stage}
    told |= {name: bulk.stamp(AT) for name in ("created_at", "updated_at") if name in _WORK}
    return tuple((_WORK | told).values())


def _ocid(row):
    return f"ocds-b3n4ch-{row.number:08}"


def _links(row: Row, parties: "_Parties"):
    others = len(row.vendors) - 1
    counted = "unknown" if row.minor is None else "shared" if others else "alone"
    value = (row.minor, row.currency) if counted == "alone" else (None, "")
    for vendor in row.vendors:
        yield (row.number, parties.vendors[vendor], counted, *value, others)


def _contract(row: Row, parties: "_Parties"):
    names = [parties.world.buyers[row.buyer], *(parties.world.vendors[one] for one in row.vendors)]
    ocid = _ocid(row)
    ever = f",{row.hold}," if row.hold != "none" else ",on_hold," if row.acts else ""
    held = row.last if row.hold != "none" else None
    kind = "decided" if row.minor is not None else ""
    headline = wording.headline(
        buyer=names[0], vendors=names[1:], purpose="", value="", stage=row.stage, hold=row.hold,
        actors=[], how=_OFFICIAL,
    )  # fmt: skip
    days = _days(row)
    return (
        row.number, row.number, ocid, row.title, plaintext.slug(row.title), headline,
        "official record", parties.buyers[row.buyer], row.stage, row.hold, held,
        "day" if held else "", ever, row.minor, row.currency, kind, bulk.json(days),
        *when_columns(row.stage, days), row.decided, row.decided, row.last, "day",
        "An award notice was published.", bulk.stamp(AT), bulk.stamp(AT), bulk.stamp(AT), row.cpv,
        row.cpv[:2],
        row.category, row.method, bool(row.acts), ",value," if row.disputed else "", False, False, "",
        row.decided.year, recency(row.last, row.number),
        search.indexed(" ".join([row.title, *names])), search.indexed(f"{row.description} {ocid}"),
    )  # fmt: skip


def _days(row: Row) -> dict[str, str]:
    """Two years from the decision, and bids until it."""
    ends = row.decided + datetime.timedelta(days=730)
    days = {
        "said_on": row.last,
        "open_until": row.decided,
        "starts_on": row.decided,
        "ends_on": ends,
    }
    return {name: day.isoformat() for name, day in days.items()}


def _act(key, row, place, parties):
    act = row.acts[place]
    sentence = f"{act.type.replace('_', ' ')} about {row.title}"
    return (
        key, key, row.number, parties.actor, act.type, "not_stated", "none_yet", act.outcome, act.on,
        "day", place, sentence, "reported", "reported", False, False, act.outcome != "pending",
        False, False, search.indexed(sentence),
    )  # fmt: skip


class _Parties:
    """The public parties, by their places in the world."""

    def __init__(self, world: World) -> None:
        self.world = world
        buyers, vendors = len(world.buyers), len(world.vendors)
        self.buyers = range(1, buyers + 1)
        self.vendors = range(buyers + 1, buyers + vendors + 1)
        self.actor = buyers + vendors + 1
        self.all = range(1, self.actor + 1)

    def of(self, row: Row) -> list[int]:
        """Give whom a contract that editors keep names."""
        return [self.buyers[row.buyer], *(self.vendors[one] for one in row.vendors), self.actor]

    def write(self) -> None:
        """Write them; what they add up to is counted when all is there."""
        told = [
            *self._rows("buyer", self.buyers, self.world.buyers),
            *self._rows("vendor", self.vendors, self.world.vendors),
            *self._rows("stakeholder", [self.actor], ["Scrutiny committee"]),
        ]
        for part in bulk.sliced(told):
            bulk.insert(PublicParty, _PARTY, part)

    @staticmethod
    def _rows(kind, keys, names):
        for number, (key, name) in enumerate(zip(keys, names, strict=True), 1):
            yield (
                key, kind, number, name, False, plaintext.slug(name), "", "[]", "[]", "", 0, 0, "{}",
                0, "[]", 0, 0, False, False, search.indexed(name), False,
            )  # fmt: skip


def _freshen():
    """Let the planner know the tables; on PostgreSQL take in what the index has pending."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in TABLES:
                if model in (PublicContract, PublicParty, PublicIntervention):
                    cursor.execute(f"SELECT gin_clean_pending_list('{model._meta.db_table}_index')")
                cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")
            return
        cursor.execute("PRAGMA analysis_limit = 1000")
        for model in TABLES:
            cursor.execute(f"ANALYZE {model._meta.db_table}")
