"""What an organisation does in a contracting process, besides buying, supplying and bidding.

The list is open: a notice may give a role that is not here, which is shown as it stands. Sources: OCDS 1.1.5
partyRole, its EU profile, and the services that use more.
"""

from .codelist import Code, Codelist

PARTY_ROLE = Codelist(
    "party_role",
    Code("buyer", "Buyer", "Its money pays for what is bought.", "OCDS partyRole buyer"),
    Code("procuringEntity", "Runs the procurement", "It may be another body than who buys.",
         "OCDS partyRole procuringEntity"),
    Code("centralPurchasingBody", "Central purchasing body", "Buys for other public bodies, or lets them buy.",
         "EU partyRole centralPurchasingBody"),
    Code("wholesaleBuyer", "Buys for others", "Acquires goods or services that are meant for other public bodies.",
         "EU partyRole wholesaleBuyer"),
    Code("funder", "Funder", "Gives money for the contract.", "OCDS partyRole funder"),
    Code("payer", "Payer", "Makes the payments.", "OCDS partyRole payer"),
    Code("payee", "Payee", "Is paid.", "OCDS partyRole payee"),
    Code("reviewBody", "Review body", "Where decisions on the contract can be challenged.",
         "OCDS partyRole reviewBody"),
    Code("mediationBody", "Mediation body", "Where disputes can be settled without a review.",
         "EU partyRole mediationBody"),
    Code("reviewContactPoint", "Tells how to challenge decisions", "Gives information on reviews, and their time limits.",
         "EU partyRole reviewContactPoint"),
    Code("informationService", "Gives information on the rules",
         "On taxes, the environment, or the protection and conditions of those who work.",
         "EU partyRole informationService"),
    Code("evaluationBody", "Evaluates bids", "Judges bids for the buyer.", "Used by Colombia and others"),
    Code("interestedParty", "Has said that it is interested", "Has shown interest in the process.",
         "OCDS partyRole interestedParty"),
    Code("enquirer", "Asked a question", "Has asked for clarification.", "OCDS partyRole enquirer"),
)  # fmt: skip
