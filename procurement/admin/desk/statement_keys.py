"""The key of a statement, by which addresses, forms and ticks name it."""

from procurement.models import Claim, Contract, Intervention

from ..keys import is_key

HEADING = "heading"
KINDS = {"claim": Claim, "intervention": Intervention}


def key_of(statement) -> str:
    """Give the key of a claim, an intervention, or of a contract for its title and parties."""
    if isinstance(statement, Contract):
        return HEADING
    return f"{statement._meta.model_name}-{statement.pk}"


def find_statement(contract: Contract, key: str):
    """Give the statement of a contract that a key names; None where there is none."""
    if key == HEADING:
        return contract
    kind, _, number = key.partition("-")
    if kind not in KINDS or not is_key(number):
        return None
    return KINDS[kind]._default_manager.filter(contract=contract, pk=number).first()
