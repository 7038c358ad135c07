"""Closed lists about amounts: what an amount of a notice is, and what it counts as.

Sources: OCDS 1.1.5 and its extensions, which say what each field means; the rules by which an
amount counts are ours, and stand in `procurement/ocds/register/amount_kinds.py`.
"""

from .codelist import Code, Codelist

AMOUNT = Codelist(
    "amount",
    Code("budget", "Budget", "What the buyer has set aside.", "OCDS planning/budget/amount"),
    Code("budget_part", "Part of the budget", "What is set aside for one year, or comes from one source.", "OCDS budgetBreakdown/amount, finance/value"),
    Code("estimate", "Estimate", "What the buyer expects it to cost.", "OCDS tender/value, lots/value"),
    Code("least", "At least", "The least that the buyer expects to pay.", "OCDS tender/minValue, lots/minValue"),
    Code("most", "At most", "The most that the buyer expects to pay.", "OCDS tender/maxValue, lotGroups/maximumValue"),
    Code("ceiling", "Ceiling", "The most that may be bought under a framework.", "OCDS frameworkAgreement/value"),
    Code("share", "Share of a vendor", "What one of several vendors is to get of an award.", "Contracts Finder suppliers/x_awardValue"),
    Code("changed", "Value after a change", "What the contract is worth with the change.", "OCDS UK amendments/value"),
    Code("final", "Final value", "What was paid by the end.", "OCDS implementation/finalValue"),
    Code("payment", "Payment", "What was paid.", "OCDS implementation/transactions"),
    Code("penalty", "Penalty", "What the vendor owes for a failure.", "OCDS UK performanceFailures/penaltyValue"),
    Code("charge", "Charge", "What is charged under the contract, and to whom.", "OCDS implementation/charges"),
    Code("bid", "Bid", "What a bidder offered.", "OCDS bids/details/value"),
    Code("subcontract", "Subcontracts", "What is to be subcontracted.", "OCDS subcontracting/value"),
    Code("fee", "Fee", "What taking part costs a bidder.", "OCDS participationFees/value"),
    Code("prize", "Prize", "What a winner of a design contest gets.", "OCDS designContest/prizes"),
    Code("measured", "Measured", "What an indicator of money measured, or is to reach.", "OCDS metrics/observations/value"),
)  # fmt: skip

AMOUNT_BASIS = Codelist(
    "amount_basis",
    Code("net", "Without VAT", "The notice states it beside an amount with tax, or says that it is without.", "OCDS UK value/amount"),
    Code("gross", "With VAT", "The notice states it as the amount with all taxes.",
         "OCDS UK value/amountGross; valueAddedTaxIncluded"),
)  # fmt: skip

# What the amount of an award or agreement counts as. The first alone is added up as bought.
COUNTED_AS = Codelist(
    "counted_as",
    Code("decided", "Decided", "A decision to buy for this amount."),
    Code("proposed", "Proposed", "A purchase that is intended, not decided."),
    Code("ceiling", "Ceiling", "The most that may be bought under a framework or a dynamic market: nothing is bought by it."),
    Code("yearly", "A year", "What it costs in one year; what it costs as a whole is not stated."),
    Code("nominal", "No price", "£1 or less, which notices state where the price is not known or not told."),
    Code("cancelled", "Cancelled", "The award or the agreement was taken back, or nobody was chosen."),
    Code("same_award", "Same award", "An award that another contract states too: it counts there."),
    Code("corrected", "Put right", "An amount with a slip in it, for which a later notice states another: it counts nowhere."),
    Code("estimate", "Estimate", "What the buyer expects; nothing is decided."),
    Code("gross", "With VAT only", "The amount with all taxes; the one without is not stated."),
)  # fmt: skip
