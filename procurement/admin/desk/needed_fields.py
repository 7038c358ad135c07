"""Which fields a form asks for: what its fact or type of act needs, and what the row holds already."""

from procurement.models.claim import COLUMN

CLAIM = ("value_minor", "value_kind", "stage", "stated_on", "stakeholder", "buyer", "vendor")

# Acts that use a power; that do something to the contract by themselves; that wait for an end; and
# that can be due to end on a day.
_POWER = {
    "call_in", "review_opened", "investigation", "hold", "approval_refused", "approval",
    "approval_conditional", "automatic_suspension", "interim_order", "ruling", "direction",
    "recommendation", "cancellation", "termination", "reprocurement_ordered",
}  # fmt: skip
_NO_EFFECT = {
    "concern_raised", "legal_challenge_threatened", "exploration", "support_statement", "response",
}  # fmt: skip
_NO_OUTCOME = {
    "concern_raised", "modification", "extension", "termination", "withdrawal_by_supplier",
    "exploration", "support_statement", "response",
}  # fmt: skip
_EXPIRES = {
    "call_in", "review_opened", "investigation", "hold", "approval_refused",
    "approval_conditional", "automatic_suspension", "interim_order", "direction",
}  # fmt: skip
# Acts that are hardly without a reason.
GROUNDED = {
    "concern_raised", "objection", "complaint", "call_in", "hold", "approval_refused",
    "legal_challenge_threatened", "legal_challenge", "support_statement",
}  # fmt: skip
# Acts that answer, decide or end an earlier one.
RELATES = {
    "approval_refused", "approval", "approval_conditional", "interim_order", "ruling", "direction",
    "recommendation", "cancellation", "termination", "withdrawal_by_supplier", "reprocurement_ordered",
    "modification", "response",
}  # fmt: skip
ALL = "*"


def of_fact(fact: str, row=None) -> list[str]:
    """Give the fields of a claim about a fact."""
    needed = {COLUMN.get(fact), "value_kind" if fact == "value" else ""}
    return [name for name in CLAIM if name in needed or _holds(row, name)]


def of_type(code: str, row=None) -> list[str]:
    """Give the fields of an act of a type; of `ALL`, every one that there is."""
    asked = {
        "power": code in _POWER,
        "effect": code not in _NO_EFFECT,
        "outcome": code not in _NO_OUTCOME,
        "outcome_on": code not in _NO_OUTCOME,
        "expires_on": code in _EXPIRES,
    }
    return [name for name, needed in asked.items() if needed or code == ALL or _holds(row, name)]


def _holds(row, name):
    """Tell whether a row says something in a column, beyond what a new row does."""
    if row is None:
        return False
    value, column = getattr(row, name), row._meta.get_field(name)
    return value not in (None, "") and value != column.get_default()
