"""Closed lists about what the official register holds: awards, agreements and notices."""

from .codelist import Code, Codelist

AWARD_STATUS = Codelist(
    "award_status",
    Code("pending", "Proposed", "Intended, not decided.", "OCDS awardStatus pending"),
    Code("active", "Decided", "The decision stands.", "OCDS awardStatus active"),
    Code("cancelled", "Cancelled", "Says that an award was taken back.", "OCDS awardStatus cancelled"),
    Code("unsuccessful", "Unsuccessful", "Nobody was chosen.", "OCDS awardStatus unsuccessful"),
)

AGREEMENT_STATUS = Codelist(
    "agreement_status",
    Code("pending", "Not signed", "Drawn up, not in force.", "OCDS contractStatus pending"),
    Code("active", "Signed", "Signed by all, and in force until its term is over.", "OCDS contractStatus active"),
    Code("cancelled", "Cancelled", "Given up before it was signed.", "OCDS contractStatus cancelled"),
    Code("terminated", "Called terminated", "A notice calls it terminated, at its term or before.", "OCDS contractStatus terminated"),
)

# Awards and agreements under which nothing is bought.
NOTHING_BOUGHT = frozenset(("cancelled", "unsuccessful"))

# UK1 to UK17 as the Procurement Act 2023 and its regulations number them; the others are OCDS tags.
NOTICE_TYPE = Codelist(
    "notice_type",
    Code("UK1", "Pipeline notice", "Says what the buyer may ask for bids for later. It decides nothing."),
    Code("UK2", "Preliminary market engagement notice", "Asks the market what it could offer. It decides nothing."),
    Code("UK3", "Planned procurement notice", "Says that the buyer means to ask for bids. It decides nothing."),
    Code("UK4", "Tender notice", "Asks for bids."),
    Code("UK5", "Transparency notice", "Says that the buyer intends to award directly, without a competition."),
    Code("UK6", "Contract award notice", "Says what the buyer has decided about the award, usually before anything is signed."),
    Code("UK7", "Contract details notice", "Gives the details of a contract that is signed."),
    Code("UK8", "Contract payment notice", "Says what the buyer paid under the contract."),
    Code("UK9", "Contract performance notice", "Says how the vendor performs, or that it failed to."),
    Code("UK10", "Contract change notice", "Says how the contract is changed, or is to be."),
    Code("UK11", "Contract termination notice", "Says that the contract is terminated, at its term or before."),
    Code("UK12", "Procurement termination notice", "Says that the buyer stopped the process, or a part of it, before a contract was made."),
    Code("UK13", "Dynamic market intention notice", "Says that the buyer means to keep a list of vendors that can bid. It spends nothing."),
    Code("UK14", "Dynamic market establishment notice", "Opens a list of vendors that can bid. It spends nothing."),
    Code("UK15", "Dynamic market modification notice", "Changes a list of vendors that can bid. It spends nothing."),
    Code("UK16", "Dynamic market cessation notice", "Closes a list of vendors that can bid. It spends nothing."),
    Code("UK17", "Payments compliance notice", "Says how promptly the buyer pays. It is about no single contract."),
    Code("planning", "Planning notice", "Says what the buyer may buy, or has plans for.", "OCDS tag planning"),
    Code("planningUpdate", "Planning notice, changed", "Changes an earlier planning notice.", "OCDS tag planningUpdate"),
    Code("tender", "Tender notice", "Asks for bids, or records that they were asked for.", "OCDS tag tender"),
    Code("tenderAmendment", "Tender notice, amended", "Changes the terms of the tender.", "OCDS tag tenderAmendment"),
    Code("tenderUpdate", "Tender notice, changed", "Changes an earlier tender notice.", "OCDS tag tenderUpdate"),
    Code("tenderCancellation", "Tender cancelled", "Says that the process, or a part of it, was stopped.", "OCDS tag tenderCancellation"),
    Code("award", "Award notice", "Says what the buyer has decided about the award.", "OCDS tag award"),
    Code("awardUpdate", "Award notice, changed", "Changes an earlier award notice.", "OCDS tag awardUpdate"),
    Code("awardCancellation", "Award cancelled", "Says that an award was taken back.", "OCDS tag awardCancellation"),
    Code("contract", "Contract notice", "Gives details of the contract.", "OCDS tag contract"),
    Code("contractUpdate", "Contract notice, changed", "Changes an earlier contract notice.", "OCDS tag contractUpdate"),
    Code("contractAmendment", "Contract amended", "Says how the contract is changed, or is to be.", "OCDS tag contractAmendment"),
    Code("implementation", "Implementation notice", "Says how the contract is carried out.", "OCDS tag implementation"),
    Code("implementationUpdate", "Implementation notice, changed", "Changes an earlier implementation notice.", "OCDS tag implementationUpdate"),
    Code("contractTermination", "Contract terminated", "Says that the contract is terminated, at its term or before.", "OCDS tag contractTermination"),
    Code("compiled", "Compiled record", "It sums up earlier notices, as their publisher put them together.", "OCDS tag compiled"),
)


def notice_event(kind: str) -> str:
    """Give what a notice of a kind says happened, such as "Contract award notice (UK6)"."""
    label = NOTICE_TYPE.label(kind) if kind else "Notice of a kind that is not stated"
    return f"{label} ({kind})" if kind.startswith("UK") else label
