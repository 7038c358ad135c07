"""Writes the working rows of a batch: contracts, notices, awards, agreements and their links."""

from django.utils import timezone

from procurement.models import Agreement, Award, AwardVendor, Contract, Notice, bulk
from procurement.models.contract import REGISTER_PART
from procurement.models.when import REGISTER_DAYS

from .parties import Parties
from .work import Work

# What the register owns of every contract, and what of those that no editor made by hand.
_REGISTER = (
    "stage", "value_minor", "currency", "value_kind", "decided_on", "decided_on_precision",
    *REGISTER_DAYS,
    "category", "method", "cpv", "updated_at",
)  # fmt: skip
_OWN = ("title", "description", "buyer_id", "user_body_id")
_NEW = (
    "public_id", "ocid", "purpose", "notes", "from_register", "tracked", "demonstration", "invented",
    "version", "published_version", "created_at",
)  # fmt: skip
_AWARD = (
    "id", "contract_id", "local_id", "title", "status", "decided_on", "decided_on_precision",
    "value_minor", "currency", "starts_on", "ends_on", "created_at", "updated_at",
)  # fmt: skip
_AGREEMENT = (
    "contract_id", "award_id", "local_id", "title", "status", "signed_on", "starts_on", "ends_on",
    "value_minor", "currency", "created_at", "updated_at",
)  # fmt: skip
_NOTICE = (
    "contract_id", "release_id", "content_hash", "published_at", "type", "title", "url", "changes",
    "packed", "created_at", "updated_at",
)  # fmt: skip


def write(works: list[Work], buyers: Parties, vendors: Parties, *, invented: bool) -> None:
    """Write what the register states of contracts, which have public ids. New ones get their keys."""
    now = bulk.stamp(timezone.now())
    _contracts(works, buyers, now, invented)
    told_anew = [work.pk for work in works if work.held]
    for part in bulk.sliced(told_anew):
        AwardVendor.objects.filter(award__contract__in=part)._raw_delete("default")
        Agreement.objects.filter(contract__in=part)._raw_delete("default")
        Award.objects.filter(contract__in=part)._raw_delete("default")
    _awards(works, vendors, now)
    _notices(works, now)


def _contracts(works, buyers, now, invented):
    new = [work for work in works if not work.held]
    rows = []
    for work, pk in zip(new, bulk.ids(Contract, len(new)), strict=True):
        work.pk = pk
        version = (REGISTER_PART, REGISTER_PART)
        fresh = (work.public_id, work.ocid, "", "", True, False, invented, invented, *version, now)
        rows.append((pk, *_own(work, buyers), *_register(work, now), *fresh))
    bulk.insert(Contract, ("id", *_OWN, *_REGISTER, *_NEW), rows)
    held = [work for work in works if work.held]
    own = [
        (work.pk, *_own(work, buyers), *_register(work, now))
        for work in held
        if work.held.from_register
    ]
    bulk.update(Contract, ("id", *_OWN, *_REGISTER), own)
    others = [(work.pk, *_register(work, now)) for work in held if not work.held.from_register]
    bulk.update(Contract, ("id", *_REGISTER), others)


def _own(work, buyers):
    register = work.register
    buyer, user = buyers.of(register.buyer), buyers.of(register.user_body)
    if user and buyer and user.pk == buyer.pk:
        user = None
    return register.title, register.description, buyer and buyer.pk, user and user.pk


def _register(work, now):
    register = work.register
    minor, currency = register.value or (None, "")
    return (
        register.stage, minor, currency, register.value_kind, register.decided_on,
        "day" if register.decided_on else "", *(getattr(register, name) for name in REGISTER_DAYS),
        register.category, register.method, register.cpv, now,
    )  # fmt: skip


def _awards(works, vendors, now):
    keys = bulk.ids(Award, sum(len(work.register.awards) for work in works))
    awards, links, agreements = [], [], []
    for work in works:
        pks = []
        for award in work.register.awards:
            pks.append(next(keys))
            minor, currency = award.value or (None, "")
            awards.append(
                (
                    pks[-1],
                    work.pk,
                    award.local_id,
                    award.title,
                    award.status,
                    award.decided_on,
                    "day" if award.decided_on else "",
                    minor,
                    currency,
                    award.starts_on,
                    award.ends_on,
                    now,
                    now,
                )  # fmt: skip
            )
            links += _links(pks[-1], award.suppliers, vendors)
        agreements += [_agreement(work.pk, one, pks, now) for one in work.register.agreements]
    bulk.insert(Award, _AWARD, awards)
    bulk.insert(AwardVendor, ("award_id", "vendor_id", "by_name"), links)
    bulk.insert(Agreement, _AGREEMENT, agreements)


def _links(award_pk, suppliers, vendors):
    """A vendor that is named twice is one; by number, if it is once."""
    found: dict[int, bool] = {}
    for one in suppliers:
        pk = vendors.of(one).pk
        found[pk] = found.get(pk, True) and not one.numbers
    return [(award_pk, pk, by_name) for pk, by_name in found.items()]


def _agreement(contract_pk, one, pks, now):
    minor, currency = one.value or (None, "")
    return (
        contract_pk, None if one.award is None else pks[one.award], one.local_id, one.title,
        one.status, one.signed_on, one.starts_on, one.ends_on, minor, currency, now, now,
    )  # fmt: skip


def _notices(works, now):
    rows = [
        (
            work.pk,
            one.release_id,
            one.hash,
            bulk.stamp(one.at),
            one.type,
            one.title,
            one.url,
            bulk.json(work.changes.get(one.hash, [])),
            bulk.packed(one.packed),
            now,
            now,
        )  # fmt: skip
        for work in works
        for one in work.new
    ]
    bulk.insert(Notice, _NOTICE, rows)
    moved = [
        (one.pk, bulk.json(work.changes[one.hash]))
        for work in works
        for one in work.before
        if one.hash in work.changes
    ]
    bulk.update(Notice, ("id", "changes"), moved)
