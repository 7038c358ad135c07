"""Why a contract may be given without a competition, in one list for all laws.

Sources: Procurement Act 2023, sections 41 to 43 and schedule 5; the direct award justifications of
TED and of eForms (business term BT-136).
"""

from .codelist import Code, Codelist

RATIONALE = Codelist(
    "rationale",
    Code("urgency", "Extreme urgency", "It could not wait, for reasons that the buyer did not cause and could not foresee.", "Schedule 5, urgency; eForms urgency, crisis"),
    Code("technical", "Only one vendor can, technically", "For technical reasons there is no competition, and nothing else would do.", "Schedule 5 para. 6; eForms technical"),
    Code("exclusive_rights", "Only one vendor has the rights", "Patents, copyright or other exclusive rights leave one vendor, and nothing else would do.", "Schedule 5 para. 5; eForms exclusive"),
    Code("art", "A work of art or a performance", "It is a work of art or a performance that only one artist can give.", "Schedule 5 para. 4; eForms artistic"),
    Code("prototype", "A prototype or development", "Something new is made to be tried, researched or developed.", "Schedule 5 para. 2; eForms resd, rd"),
    Code("additional", "More of what is there", "It extends, or replaces a part of, what the same vendor supplied; another's would not fit.", "Schedule 5, additional or repeat goods, services or works; eForms existing, additional"),
    Code("repetition", "The same again", "It repeats works, services or goods of a contract that was competed for and said so.", "Schedule 5 para. 8; eForms repetition"),
    Code("commodity", "Bought on a commodity market", "It is quoted and bought on a market for commodities.", "Schedule 5, commodities; eForms commodity"),
    Code("insolvency", "Terms of an insolvent vendor", "A vendor that closes or is insolvent sells on very good terms.", "Schedule 5, insolvency; eForms liquidator, closure"),
    Code("bargain", "A bargain", "An offer far below the usual price was open for a very short time.", "eForms bargain"),
    Code("user_choice", "The user chooses", "The law lets those who are cared for, or who care for them, choose who provides it.", "Schedule 5, user choice contracts"),
    Code("defence", "Defence and security", "The armed forces need it to stay able to act, or it goes with them abroad.", "Schedule 5, defence and security; eForms defse-excl, dir81-transport"),
    Code("protection", "To protect life, health or order", "An instrument of the government allows it, to protect life, health, order or safety.", "Procurement Act 2023 s.42"),
    Code("no_suitable_bids", "No suitable bids", "Bids were asked for, and no bid came that could be taken.", "Procurement Act 2023 s.43; eForms unsuitable, irregular"),
    Code("design_contest", "Won in a design contest", "It goes to the winner, or one of them, of a design contest.", "eForms contest"),
    Code("in_house", "Between public bodies", "It stays within the public sector, or a group or joint venture of the buyer's.", "eForms in-house"),
    Code("below_threshold", "Below the threshold", "It is worth too little for the rules to ask for a competition.", "eForms below-thres"),
    Code("outside_law", "Outside the rules", "The law on public contracts does not hold for it, or not for its kind.", "eForms other-legal and others"),
)  # fmt: skip
