"""The words that register contracts would have if their notices were taken now."""

from procurement import actions
from procurement.models import Contract, PublicContract, bulk

from . import existing
from .contract_notices import ContractNotices


def _told(keys):
    """{key of the public row: its title words and words}."""
    rows = bulk.select(PublicContract, ("public_id", "id"), "id", keys)
    public = dict(rows)
    contracts = dict(bulk.select(Contract, ("id", "public_id"), "public_id", public))
    own = {public[contracts[pk]]: words for pk, words in _own(contracts).items()}
    return actions.register_words(own)


def _own(contract_pks) -> dict[int, str]:
    """{contract: the words of its notices}, of those that have any."""
    before = existing.notices(contract_pks)
    releases = existing.releases([one.pk for notices in before.values() for one in notices])
    works = [
        ContractNotices(one.ocid, one, before[one.pk])
        for one in existing.contracts_of(contract_pks)
        if one.pk in before
    ]
    for work in works:
        work.compile(releases)
    return {work.pk: work.words for work in works}


REGISTER = actions.WordsKind(
    "contracts of the register",
    lambda: PublicContract.objects.filter(revision_hash=""),
    "recency",
    actions.OF_CONTRACTS,
    _told,
)
