"""How two contracting processes belong together, as notices state it: OCDS 1.1.5, related processes.

The list is open: a notice may give a code that is not here, which is shown as it stands.
"""

from .codelist import Code, Codelist

RELATIONSHIP = Codelist(
    "relationship",
    Code(
        "framework",
        "Bought under the framework",
        "The contract is called off from the framework that the other process set up.",
        "OCDS relatedProcess framework",
    ),
    Code(
        "planning",
        "Was planned in",
        "The other process is the planning of this one.",
        "OCDS relatedProcess planning",
    ),
    Code(
        "parent",
        "May become a subcontract of",
        "What is bought here may be a part of the other contract’s work, passed on.",
        "OCDS relatedProcess parent",
    ),
    Code(
        "prior",
        "Renews or replaces",
        "The other contract came before, and this one takes its place.",
        "OCDS relatedProcess prior",
    ),
    Code(
        "unsuccessfulProcess",
        "Follows an attempt that failed",
        "The other process came to nothing, and this one follows it.",
        "OCDS relatedProcess unsuccessfulProcess",
    ),
    Code(
        "subContract",
        "May have a subcontract in",
        "The other process may lead to a subcontract of this contract.",
        "OCDS relatedProcess subContract",
    ),
    Code(
        "replacementProcess",
        "May be replaced by",
        "The other process may lead to this contract’s replacement.",
        "OCDS relatedProcess replacementProcess",
    ),
    Code(
        "renewalProcess",
        "May be renewed by",
        "The other process may lead to this contract’s renewal.",
        "OCDS relatedProcess renewalProcess",
    ),
)
