"""Which public contracts a change of a party touches."""

from collections.abc import Iterable

from procurement.models import (
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicMention,
    bulk,
)

# Where public rows name a party: (table, column of the contract, column of the party).
NAMING = (
    (PublicContract, "id", "buyer_id"),
    (PublicContract, "id", "run_by_id"),
    (PublicContractVendor, "contract_id", "vendor_id"),
    (PublicContractBuyer, "contract_id", "buyer_id"),
    (PublicMention, "contract_id", "party_id"),
)


def touched(parties: Iterable[int]) -> set[int]:
    """Give the keys of the public contracts that name some public parties, in whichever part.

    Takes keys. Five queries, none for none.
    """
    keys = list(parties)
    return {
        contract
        for model, column, party in NAMING
        for [contract] in bulk.select(model, (column,), party, keys)
    }
