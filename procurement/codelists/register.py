"""Closed lists about what the official register holds: awards, agreements and notices."""

from .codelist import Code, Codelist

AWARD_STATUS = Codelist(
    "award_status",
    Code("pending", "Proposed", "Intended, not decided.", "OCDS awardStatus pending"),
    Code("active", "Decided", "The decision stands.", "OCDS awardStatus active"),
    Code("cancelled", "Cancelled", "The award was taken back.", "OCDS awardStatus cancelled"),
    Code("unsuccessful", "Unsuccessful", "Nobody was chosen.", "OCDS awardStatus unsuccessful"),
)

AGREEMENT_STATUS = Codelist(
    "agreement_status",
    Code("pending", "Not signed", "Drawn up, not in force.", "OCDS contractStatus pending"),
    Code(
        "active",
        "Signed",
        "Signed by all, and in force until its term is over.",
        "OCDS contractStatus active",
    ),
    Code(
        "cancelled", "Cancelled", "Given up before it was signed.", "OCDS contractStatus cancelled"
    ),
    Code(
        "terminated",
        "Called terminated",
        "A notice calls it terminated, at its term or before.",
        "OCDS contractStatus terminated",
    ),
)

# UK1 to UK17 as the Procurement Act 2023 and its regulations number them; the others are OCDS tags.
NOTICE_TYPE = Codelist(
    "notice_type",
    Code(
        "UK1", "Pipeline notice", "The buyer may ask for bids for this later. Nothing is decided."
    ),
    Code(
        "UK2",
        "Preliminary market engagement notice",
        "The buyer asks the market what it could offer. Nothing is decided.",
    ),
    Code(
        "UK3", "Planned procurement notice", "The buyer means to ask for bids. Nothing is decided."
    ),
    Code("UK4", "Tender notice", "Bids are asked for."),
    Code(
        "UK5",
        "Transparency notice",
        "The buyer intends to award directly, without a competition. Nothing is signed.",
    ),
    Code(
        "UK6",
        "Contract award notice",
        "The buyer has decided whom to award to. Usually nothing is signed yet.",
    ),
    Code("UK7", "Contract details notice", "The contract is signed; this gives its details."),
    Code("UK8", "Contract payment notice", "The buyer paid for work under the contract."),
    Code(
        "UK9",
        "Contract performance notice",
        "It says how the vendor performs, or that it failed to.",
    ),
    Code("UK10", "Contract change notice", "The contract is to be changed."),
    Code("UK11", "Contract termination notice", "The contract has ended, at its term or before."),
    Code(
        "UK12",
        "Procurement termination notice",
        "The buyer stopped the process before a contract was made.",
    ),
    Code(
        "UK13",
        "Dynamic market intention notice",
        "The buyer means to keep a list of vendors that can bid. It spends nothing.",
    ),
    Code(
        "UK14",
        "Dynamic market establishment notice",
        "A list of vendors that can bid was opened. It spends nothing.",
    ),
    Code(
        "UK15",
        "Dynamic market modification notice",
        "A list of vendors that can bid was changed. It spends nothing.",
    ),
    Code(
        "UK16",
        "Dynamic market cessation notice",
        "A list of vendors that can bid was closed. It spends nothing.",
    ),
    Code(
        "UK17",
        "Payments compliance notice",
        "It says how promptly the buyer pays. It is about no single contract.",
    ),
    Code(
        "planning",
        "Planning notice",
        "A need is being prepared; nothing is decided.",
        "OCDS tag planning",
    ),
    Code(
        "planningUpdate",
        "Planning notice, changed",
        "An earlier planning notice was changed.",
        "OCDS tag planningUpdate",
    ),
    Code("tender", "Tender notice", "Bids are asked for.", "OCDS tag tender"),
    Code(
        "tenderAmendment",
        "Tender notice, amended",
        "The terms of the tender were changed.",
        "OCDS tag tenderAmendment",
    ),
    Code(
        "tenderUpdate",
        "Tender notice, changed",
        "An earlier tender notice was changed.",
        "OCDS tag tenderUpdate",
    ),
    Code(
        "tenderCancellation",
        "Tender cancelled",
        "The process was stopped.",
        "OCDS tag tenderCancellation",
    ),
    Code("award", "Award notice", "The buyer has decided whom to award to.", "OCDS tag award"),
    Code(
        "awardUpdate",
        "Award notice, changed",
        "An earlier award notice was changed.",
        "OCDS tag awardUpdate",
    ),
    Code(
        "awardCancellation",
        "Award cancelled",
        "The award was taken back.",
        "OCDS tag awardCancellation",
    ),
    Code("contract", "Contract notice", "It gives details of the contract.", "OCDS tag contract"),
    Code(
        "contractUpdate",
        "Contract notice, changed",
        "An earlier contract notice was changed.",
        "OCDS tag contractUpdate",
    ),
    Code(
        "contractAmendment",
        "Contract amended",
        "The contract was changed.",
        "OCDS tag contractAmendment",
    ),
    Code(
        "implementation",
        "Implementation notice",
        "It says how the contract is carried out.",
        "OCDS tag implementation",
    ),
    Code(
        "implementationUpdate",
        "Implementation notice, changed",
        "An earlier implementation notice was changed.",
        "OCDS tag implementationUpdate",
    ),
    Code(
        "contractTermination",
        "Contract ended",
        "The contract has ended, at its term or before.",
        "OCDS tag contractTermination",
    ),
    Code(
        "compiled",
        "Compiled record",
        "It sums up earlier notices, as their publisher put them together.",
        "OCDS tag compiled",
    ),
)


def notice_event(kind: str) -> str:
    """Give what a notice of a kind says happened, such as "Contract award notice (UK6)"."""
    label = NOTICE_TYPE.label(kind) if kind else "Notice of a kind that is not stated"
    return f"{label} ({kind})" if kind.startswith("UK") else label
