"""One batch of releases, taken in one transaction: all of it or nothing."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from procurement import actions
from procurement.codelists import notice_event
from procurement.models import Counter, Revision

from ..compiled_notices import Compiled
from ..notice import Notice
from . import contracts_and_notices, documents, existing, fingerprints, public_rows, stale_parties
from .contract_notices import ContractNotices
from .existing import give_way
from .match_parties import Matcher
from .parties import Parties

# Contracts that a batch tells anew because a party of theirs has another name.
MOST_AT_ONCE = 2000


class Written(NamedTuple):
    """What came of a batch: counts, what people have to look at, and whose totals changed."""

    created: int
    updated: int
    unchanged: list[Notice]
    clashed: list[tuple[Notice, str]]
    review: list[tuple[str, str, str, str]]
    touched: set[int]


@transaction.atomic
def write_batch(
    notices: list[Notice], compiled: dict[str, Compiled], *, invented: bool, then
) -> Written:
    """Write what is new among notices; `then` is called inside the transaction with what came of it.

    `compiled` is what they say together, by OCID, as far as that is known.
    """
    Counter.hold()
    contracts = existing.contracts({one.ocid for one in notices})
    existing.lock_drafts(contracts)
    typed = give_way(contracts, invented=invented)
    works, unchanged, clashed = _sort(notices, contracts, invented)
    created = sum(work.existing is None for work in works)
    fresh = sum(len(work.new) for work in works)
    written = _write(works, compiled, invented)
    touched = written.touched | _rebuild_few(written.stale, works, invented)
    review = [*written.review, *_gave_way(typed)]
    taken = Written(created, fresh - created, unchanged, clashed, review, touched)
    then(taken)
    return taken


@transaction.atomic
def rebuild_contracts(contract_pks: list[int], *, invented: bool) -> set[int]:
    """Rebuild contracts from the notices that are held; give the parties whose totals may change."""
    Counter.hold()
    return _again(contract_pks, invented).touched


def _rebuild_few(stale: stale_parties.Stale, works, invented) -> set[int]:
    """Tell at once what stale parties named before: later they would name more. Many can wait."""
    renamed, rematched = stale.public_rows()
    if len(renamed | rematched) > MOST_AT_ONCE:
        return set()
    written = {work.pk for work in works}
    contracts = [pk for pk in stale_parties.contracts(rematched) if pk not in written]
    touched = _again(contracts, invented).touched
    ids = [work.public_id for work in works]
    touched |= actions.rewrite(stale_parties.to_rewrite(renamed, rematched, ids))
    for keys in stale:
        stale_parties.settled(keys)
    return touched


def _again(contract_pks, invented) -> "_Written":
    contracts = existing.contracts_of(contract_pks)
    before = existing.notices(contract_pks)
    works = [
        ContractNotices(one.ocid, one, before[one.pk]) for one in contracts if one.pk in before
    ]
    return _write(works, {}, invented)


class _Written(NamedTuple):
    review: list[tuple[str, str, str, str]]
    touched: set[int]
    stale: stale_parties.Stale


def _sort(notices, contracts, invented):
    """Give the contracts with something new, the notices held already, and those not to be taken."""
    before = existing.notices(one.pk for one in contracts.values())
    works: dict[str, ContractNotices] = {}
    unchanged, clashed = [], []
    seen = {one.hash for group in before.values() for one in group}
    for one in notices:
        contract = contracts.get(one.ocid)
        if contract and not contract.is_of(invented=invented):
            clashed.append((one, _CLASH[invented]))
        elif one.hash in seen:
            unchanged.append(one)
        else:
            seen.add(one.hash)
            if one.ocid not in works:
                works[one.ocid] = ContractNotices(
                    one.ocid, contract, before.get(contract.pk, []) if contract else []
                )
            works[one.ocid].new.append(one)
    return list(works.values()), unchanged, clashed


_CLASH = {
    True: "A contract that is not invented has this OCID, so no invented one can.",
    False: "A contract of the demonstration record has this OCID.",
}


def _write(works: list[ContractNotices], compiled: dict[str, Compiled], invented: bool):
    if not works:
        return _Written([], set(), stale_parties.Stale({}, {}))
    releases = existing.releases([one.pk for work in works for one in work.before])
    for work in works:
        work.compile(releases, compiled.get(work.ocid))
    buyers = [one for work in works for one in work.buyers]
    suppliers = [one for work in works for one in work.suppliers]
    who = [
        Matcher("buyer", buyers, invented=invented),
        Matcher("vendor", suppliers, invented=invented),
    ]
    buyer, vendor = (Parties(one, invented=invented) for one in who)
    drafts = _number(works)
    contracts_and_notices.write(works, buyer, invented=invented)
    named = documents.write(works, buyer, vendor)
    others = fingerprints.write(works, named, invented=invented)
    touched = _publish(works, buyer, vendor, invented)
    if others:
        reason = actions.SAME.format("came in or changed")
        touched |= actions.reworth(others, by=actions.importer(), reason=reason)
    Counter.next("data")
    clashes = [clash for one in who for clash in one.clashes]
    return _Written(
        [*_clashes(clashes), *_joined(drafts)],
        touched | buyer.public_keys() | vendor.public_keys(),
        stale_parties.Stale(
            {"buyer": buyer.renamed, "vendor": vendor.renamed},
            {"buyer": buyer.rematched, "vendor": vendor.rematched},
        ),
    )


def _number(works: list[ContractNotices]) -> list[ContractNotices]:
    """Give public ids to contracts that have none, drafts among them; give those drafts.

    In the order of the works, so that nobody can tell which of them editors have a draft of.
    """
    fresh = [work for work in works if work.public_id is None]
    drafts = [work for work in fresh if work.existing]
    for work, number in zip(fresh, Counter.take_many("contract", len(fresh)), strict=True):
        work.public_id = number
        if work.existing:
            actions.join_register(work.pk, number)
            [work.existing] = existing.contracts_of([work.pk])
    return drafts


def _publish(works: list[ContractNotices], buyers, vendors, invented) -> set[int]:
    """Write what the public sees; give the parties that are to be counted anew. What was withdrawn stays so."""
    public = [work for work in works if not work.existing or work.existing.is_public]
    tracked = {work.pk for work in public if work.existing and work.existing.tracked}
    published = (
        set(Revision.objects.filter(contract__in=tracked).values_list("contract", flat=True))
        if tracked
        else set()
    )
    register = [work for work in public if work.pk not in published]
    touched = public_rows.write(register, buyers, vendors, invented=invented)
    for work in public:
        if work.pk in published:
            actions.register_changed(work.pk, notice_event(work.last.type), work.last.at)
    return touched


def _clashes(clashes) -> Iterable[tuple[str, str, str, str]]:
    for clash in clashes:
        number = "-".join(clash.number)
        yield (
            "identifier", f"{clash.organisation.name}: {number}",
            f"It bears {number}, and another number of the same register: {clash.borne}. The number is left out.",
            "Look who it is; merge parties in the admin where they are one.",
        )  # fmt: skip


def _joined(drafts: list[ContractNotices]) -> Iterable[tuple[str, str, str, str]]:
    for work in drafts:
        yield (
            "ocid", work.ocid,
            "A draft of ours bears this OCID: it is the part of the register's contract that is not published now.",
            "Look it through in the admin: its title stands in the notes, its parties are claims that are not ready.",
        )  # fmt: skip


def _gave_way(ocids: list[str]) -> Iterable[tuple[str, str, str, str]]:
    for ocid in ocids:
        yield (
            "ocid", ocid,
            "An editor had given this OCID to a contract that does not bear it in public: its notices are another's.",
            "That contract says in its notes which OCID it had: look whether the two are one.",
        )  # fmt: skip
