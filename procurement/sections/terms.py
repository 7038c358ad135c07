"""On which terms bids are made and the contract is carried out.

Sources: OCDS 1.1.5 (submissionMethod), its EU profile (contractTerms, submissionTerms, otherRequirements,
secondStage, communication, bidOpening, participationFees, designContest, essentialAssets, sustainability), UK
extension (who gets the next notice, where participation is reserved).
"""

from procurement.codelists import LANGUAGE, PARTICIPATION_FEE, PERMISSION, SUBMISSION_METHOD

from .fields import ASKED, TENDER, Entry, Field, FieldKind, closed

_PROSE, _FLAG, _LINES = FieldKind.PROSE, FieldKind.FLAG, FieldKind.LINES


def _permission(name: str, key: str, label: str, other: str = "") -> Field:
    return closed(name, key, PERMISSION, label, other)


TERMS = (
    Entry("bidding", ASKED, "", (
        Field("methods", "submissionMethod", _LINES, "How to bid", SUBMISSION_METHOD),
        Field("method_text", "submissionMethodDetails", _PROSE, "How and where to bid"),
    )),
    Entry("submission", ASKED, "submissionTerms", (
        Field("languages", "languages", _LINES, "Languages of bids", LANGUAGE),
        _permission("electronic", "electronicSubmissionPolicy", "Electronic bids"),
        Field("why_on_paper", "nonElectronicSubmissionRationale", _PROSE, "Why bids are not electronic"),
        # Sell2Wales and Public Contracts Scotland spell it otherwise.
        _permission("catalogues", "electronicCatalogPolicy", "Electronic catalogues", "electronicCataloguePolicy"),
        _permission("variants", "variantPolicy", "Variants"),
        Field("several_bids", "multipleBidsAllowed", _FLAG, "Several bids of one bidder"),
        Field("signature", "advancedElectronicSignatureRequired", _FLAG, "Advanced electronic signature"),
        Field("deposits", "depositsGuarantees", _PROSE, "Deposits and guarantees"),
        Field("subcontracting", "subcontractingClauses", _LINES, "What bids have to say of subcontracting"),
    )),
    Entry("fee", TENDER, "participationFees/*", (
        Field("types", "type", _LINES, "Fees for taking part", PARTICIPATION_FEE),
        Field("text", "description", _PROSE, "About the fee"),
        Field("payment", "methodOfPayment", _LINES, "How the fee is paid"),
    )),
    Entry("second_stage", TENDER, "secondStage", (
        Field("least", "minimumCandidates", FieldKind.NUMBER, "Candidates invited, at least"),
        Field("most", "maximumCandidates", FieldKind.NUMBER, "Candidates invited, at most"),
    )),
    Entry("stages", ASKED, "secondStage", (
        Field("successive", "successiveReduction", _FLAG, "Bidders drop out in stages"),
        Field("no_negotiation", "noNegotiationNecessary", _FLAG, "May be awarded without negotiation"),
    )),
    Entry("requirements", ASKED, "otherRequirements", (
        Field("staff", "requiresStaffNamesAndQualifications", _FLAG, "Bids have to name the staff"),
        Field("clearance", "securityClearance", _PROSE, "Security clearance"),
        Field("reduction", "reductionCriteria", _PROSE, "How candidates are chosen"),
        Field("conditions", "qualificationSystemConditions", _LINES, "Conditions of qualification"),
        Field("checks", "qualificationSystemMethods", _LINES, "How qualification is checked"),
        Field("reserved_where", "reservedParticipationLocation/description", _PROSE, "Reserved for bidders in"),
        Field("reserved_regions", "reservedParticipationLocation/gazetteer/identifiers", _LINES, "Reserved for areas"),
    )),
    Entry("tool", ASKED, "communication", (
        Field("name", "atypicalToolName", label="Tool for bidding"),
        Field("url", "atypicalToolUrl", FieldKind.URL, "Address of the tool for bidding"),
        Field("next_notice_to", "futureNoticeRecipients", _PROSE, "Who gets the next notice"),
    )),
    Entry("opening", ASKED, "bidOpening", (
        Field("street", "address/streetAddress", FieldKind.TITLE, "Where bids are opened"),
        Field("locality", "address/locality", FieldKind.TITLE, "Bids are opened in"),
        Field("location", "location/description", FieldKind.TITLE, "Place where bids are opened"),
    )),
    Entry("contract", ASKED, "contractTerms", (
        Field("performance", "performanceTerms", _PROSE, "How the contract is carried out"),
        Field("financial", "financialTerms", _PROSE, "Payment"),
        Field("legal_form", "tendererLegalForm", _PROSE, "Legal form of a group"),
        _permission("invoices", "electronicInvoicingPolicy", "Electronic invoices"),
        Field("payment", "hasElectronicPayment", _FLAG, "Electronic payment"),
        Field("ordering", "hasElectronicOrdering", _FLAG, "Electronic orders"),
        Field("sheltered", "reservedExecution", _FLAG, "Only in sheltered employment"),
        Field("has_secrecy", "hasNonDisclosureAgreement", _FLAG, "Agreement of secrecy"),
        Field("secrecy", "nonDisclosureAgreement", _PROSE, "About secrecy"),
        Field("has_exclusive_rights", "hasExclusiveRights", _FLAG, "Exclusive rights"),
        Field("exclusive_rights", "exclusiveRights", _PROSE, "About exclusive rights"),
        Field("revenue_share", "operatorRevenueShare", FieldKind.NUMBER, "Share of revenue, as stated"),
        Field("rewards", "rewardsAndPenalties", _PROSE, "Rewards and penalties"),
        Field("social", "socialStandards", _PROSE, "Social standards"),
        Field("customers", "customerServices", FieldKind.ROWS, "Service to customers", rows=(
            Field("type", "type"),
            Field("title", "name", FieldKind.TITLE),
            Field("text", "description", FieldKind.PROSE),
        )),
        Field("other", "otherTerms", _PROSE, "Other terms"),
    )),
    Entry("standards", ("lot",), "", (
        Field("sustainable", "hasSustainability", _FLAG, "Sustainability"),
        Field("accessible", "hasAccessibilityCriteria", _FLAG, "Accessibility"),
        Field("why_not_accessible", "noAccessibilityCriteriaRationale", _PROSE, "Why not accessible"),
    )),
    Entry("sustainability", ("lot",), "sustainability/*", (
        Field("goal", "goal", label="Goal of sustainability"),
        Field("strategies", "strategies", _LINES, "Ways to sustainability"),
        Field("text", "description", _PROSE, "About sustainability"),
    )),
    Entry("contest", ASKED, "designContest", (
        Field("prizes", "hasPrizes", _FLAG, "Prizes"),
        Field("prizes_text", "prizes/description", _PROSE, "About the prizes"),
        Field("payments", "rewardsDetails", _PROSE, "Payments to participants"),
        Field("contracts", "followUpContracts", _FLAG, "Contracts for the winners"),
        Field("binding", "bindingJuryDecision", _FLAG, "The jury binds the buyer"),
    )),
    Entry("asset", ASKED, "essentialAssets/*", (
        Field("text", "description", _PROSE, "Assets for the service"),
        Field("significance", "significance", label="How much of the assets needed"),
        Field("predominance", "predominance", label="Assets, beside other uses"),
    )),
)  # fmt: skip
