"""Closed lists about what becomes of a contract: why it is changed or ended, how it is performed.

Sources: Procurement Act 2023, sections 71, 74, 78, 80 and schedule 8; Procurement Regulations 2024,
regulations 39 and 41; codelists of the OCDS extension for the United Kingdom (2026-01-13).
"""

from .codelist import Code, Codelist

# Ten grounds, and contracts for light touch services, which may be changed without one.
MODIFICATION_GROUND = Codelist(
    "modification_ground",
    Code("provided_for", "Provided for in the contract", "The contract, and the notice that led to it, said clearly that it may be changed like this.", "Procurement Act 2023 sch.8 para.1"),
    Code("urgency", "Urgency", "What is needed is needed so urgently that it could be bought directly.", "Procurement Act 2023 sch.8 para.2(b)(i)"),
    Code("protect_life", "Protection of life", "Regulations allow buying directly, to protect life or public order.", "Procurement Act 2023 sch.8 para.2(b)(ii)"),
    Code("unforeseeable", "Unforeseeable circumstances", "What made the change necessary could not be foreseen when the contract was awarded.", "Procurement Act 2023 sch.8 para.4"),
    Code("known_risk", "A known risk came true", "A risk that the notice had named has come true.", "Procurement Act 2023 sch.8 paras.5 to 7"),
    Code("additional", "More of what is bought", "More goods, services or works are needed, and those of another vendor would not fit without great difficulty and cost.", "Procurement Act 2023 sch.8 para.8"),
    Code("restructuring", "Corporate restructuring", "The contract passes to another vendor because the first one was restructured.", "Procurement Act 2023 sch.8 para.9"),
    Code("defence", "Defence", "A contract of a defence authority keeps up with technology, or with what the armed forces need.", "Procurement Act 2023 sch.8 para.10"),
    Code("not_substantial", "Not substantial", "Its term changes by a tenth at most, and what is bought and who gains by it do not change materially.", "Procurement Act 2023 s.74(1)(b), (3)"),
    Code("below_threshold", "Below the threshold", "Its value changes by a tenth at most, for works by 15 per cent, and by less than the threshold; what is bought stays materially the same.", "Procurement Act 2023 s.74(1)(c), (4)"),
    Code("light_touch", "Light touch contract", "It is for services whose contracts may be changed without such a ground.", "Procurement Act 2023 s.74"),
)  # fmt: skip

TERMINATION_REASON = Codelist(
    "termination_reason",
    Code("discharge", "Completed or discharged", "What was agreed is done, or is owed no longer.", "Procurement Act 2023 s.80(3)(a)"),
    Code("expiry", "Expired", "Its term is over.", "Procurement Act 2023 s.80(3)(b)"),
    Code("by_party", "Ended by a party", "The buyer or the vendor ended it.", "Procurement Act 2023 s.80(3)(c)"),
    Code("rescission", "Rescinded", "It is undone, as if it had not been made.", "Procurement Act 2023 s.80(3)(d)"),
    Code("set_aside", "Set aside by a court", "A court's order set it aside.", "Procurement Act 2023 s.80(3)(e)"),
    Code("unlawful", "Awarded or changed in breach of the Act", "The buyer considers that it was awarded or changed in material breach of the Act.", "Procurement Act 2023 s.78(2)(a)"),
    Code("excluded_vendor", "Vendor excluded", "A vendor has become one that must or may be excluded.", "Procurement Act 2023 s.78(2)(b)"),
    Code("excluded_subcontractor", "Subcontractor excluded", "A subcontractor must or may be excluded.", "Procurement Act 2023 s.78(2)(c)"),
    Code("breach", "Breach by the vendor", "The vendor broke the contract.", "Procurement Act 2023 s.71(3); Procurement Regulations 2024 reg.41(2)(h)"),
)  # fmt: skip

PENALTY = Codelist(
    "penalty",
    Code("contracted", "By the contract", "The contract itself sets what the vendor owes for it.", "OCDS UK penaltyType contracted"),
    Code("imposed", "By a court", "A court or tribunal imposed it.", "OCDS UK penaltyType imposed"),
    Code("negotiated", "By settlement", "Buyer and vendor agreed on it.", "OCDS UK penaltyType negotiated"),
)  # fmt: skip

# How a vendor does against an indicator, in the codes of the extension; the law rates likewise (regulation 39(5)).
RATING = Codelist(
    "rating",
    Code("met", "Met", "As good as was agreed, or better.", "OCDS UK measureClassification met"),
    Code("slightlyBelow", "Slightly below", "Close to what was agreed.", "OCDS UK measureClassification slightlyBelow"),
    Code("below", "Below", "Less than was agreed.", "OCDS UK measureClassification below"),
    Code("significantlyBelow", "Far below", "Far less than was agreed.", "OCDS UK measureClassification significantlyBelow"),
    Code("other", "Other", "None of these ratings says it.", "OCDS UK measureClassification other"),
)  # fmt: skip
