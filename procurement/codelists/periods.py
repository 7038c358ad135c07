"""Closed lists about when and in which parts something is bought, as official notices state it.

None of the words says that something is still so: a notice is read long after it was published.
"""

from .codelist import Code, Codelist

PERIOD_KIND = Codelist(
    "period_kind",
    Code("published", "Published", "The day on which the publisher says that the notice about it came out.", "OCDS datePublished"),
    Code("enquiries", "Questions", "When bidders may ask the buyer questions.", "OCDS enquiryPeriod"),
    Code("documents", "Documents", "When the documents can be had.", "OCDS communication.documentAvailabilityPeriod"),
    Code("interest", "Requests to take part", "By when whoever wants to bid has to say so.", "OCDS for the UK expressionOfInterestDeadline"),
    Code("applying", "Applications", "By when to apply. The notice has those who are chosen invited to bid on a later day, so it is no deadline for bids.", "OCDS tenderPeriod before secondStage.invitationDate"),
    Code("confirming", "Invitations to confirm interest", "When those who said that they are interested are to be asked to confirm it.", "OCDS communication.invitationToConfirmInterestDispatchDate"),
    Code("invitation", "Invitations to bid", "When those who are chosen are to be invited to bid.", "OCDS secondStage.invitationDate"),
    Code("bidding", "Bids", "When bids can be made; its end is the deadline.", "OCDS tenderPeriod"),
    Code("opening", "Opening of bids", "When the bids are to be opened.", "OCDS bidOpening.date"),
    Code("auction", "Electronic auction", "When bidders lower their prices, or better their bids, step by step on line.", "Prozorro auctions"),
    Code("bids_valid", "Bids stay valid", "How long, after the deadline, bidders have to stand by their bids.", "OCDS submissionTerms.bidValidityPeriod"),
    Code("deciding", "Assessment and decision", "When bids are to be assessed and the decision taken.", "OCDS awardPeriod"),
    Code("complaints", "Complaints", "When complaints about the process can be made.", "Prozorro complaintPeriod"),
    Code("settled", "Settled", "When its status became final.", "OCDS for the UK finalStatusDate"),
    Code("contract", "Contract term", "From when to when what is bought is to be supplied.", "OCDS contractPeriod; contracts.period"),
    Code("milestone", "Milestone", "An event with a day on which it is due.", "OCDS milestones"),
    Code("next_notice", "Next notice", "When the buyer expects to publish the notice that follows.", "OCDS communication.futureNoticeDate"),
)  # fmt: skip

MILESTONE_TYPE = Codelist(
    "milestone_type",
    Code("preProcurement", "Preparation", "An event while the purchase was prepared, such as a study.", "OCDS milestoneType"),
    Code("approval", "Approval", "When the contract or the project is to be signed off.", "OCDS milestoneType"),
    Code("engagement", "Market engagement", "When the market, or the public, is heard.", "OCDS milestoneType"),
    Code("assessment", "Assessment", "When bids or the project are assessed, such as by a committee.", "OCDS milestoneType"),
    Code("delivery", "Delivery", "When something is to be supplied.", "OCDS milestoneType"),
    Code("reporting", "Report", "When a report is due.", "OCDS milestoneType"),
    Code("financing", "Financing", "When money for it is to be paid in.", "OCDS milestoneType"),
    Code("payment", "Payment", "When the vendor is to be paid.", "OCDS milestoneType"),
    Code("futureSignatureDate", "Expected signature", "When the buyer expects to sign the contract.", "OCDS for the UK, milestoneType"),
    Code("securityClearanceDeadline", "Security clearance", "By when bidders have to be cleared.", "OCDS for the EU, milestoneType"),
)  # fmt: skip

MILESTONE_STATUS = Codelist(
    "milestone_status",
    Code("scheduled", "Planned", "A day is set; the notice does not say how it went.", "OCDS milestoneStatus"),
    Code("met", "Met", "The notice says that it was reached.", "OCDS milestoneStatus"),
    Code("notMet", "Not met", "The notice says that it was not reached when it was last looked at.", "OCDS milestoneStatus"),
    Code("partiallyMet", "Partly met", "The notice says that it was reached in part when it was last looked at.", "OCDS milestoneStatus"),
)  # fmt: skip

OPTION_KIND = Codelist(
    "option_kind",
    Code("renewal", "Extension or renewal", "Whether the contract can go on beyond its term without a new competition.", "OCDS hasRenewal; maxExtentDate"),
    Code("options", "Options", "Whether the buyer may buy more, or otherwise, under the contract.", "OCDS hasOptions"),
    Code("recurrence", "To be bought again", "Whether the buyer expects to ask for bids for the same again.", "OCDS hasRecurrence"),
)  # fmt: skip

LOT_STATUS = Codelist(
    "lot_status",
    Code("planning", "Considered", "The notice says that buying it was being considered.", "OCDS tenderStatus planning"),
    Code("planned", "Planned", "The notice says that bids were to be asked for.", "OCDS tenderStatus planned"),
    Code("active", "Put out to tender", "The notice asks for bids for it; whether it was awarded since, it does not say.", "OCDS tenderStatus active"),
    Code("complete", "Concluded", "The notice says that the asking for bids is over.", "OCDS tenderStatus complete"),
    Code("cancelled", "Cancelled", "The buyer stopped it.", "OCDS tenderStatus cancelled; UK12"),
    Code("unsuccessful", "Unsuccessful", "Nobody was chosen.", "OCDS tenderStatus unsuccessful"),
    Code("withdrawn", "Withdrawn", "The publisher says no more about it.", "OCDS tenderStatus withdrawn"),
)  # fmt: skip
