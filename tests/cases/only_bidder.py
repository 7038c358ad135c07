"""The Marsh Lane incinerator: one bid left, a challenge given up, a review after signature."""

# Not held: how many bid, at the start and at the end, but in the description; two of seven councils as two
# actors; that the review came weeks after the day it was asked for, but as that day beside its end.

DAY = "2024-09-02"
BOARD = {"name": "Lea Valley Waste Board", "the": True}
RESIDENTS = {"name": "Stop Marsh Lane", "is_a": "group"}
COUNCILS = {"name": "Two of the board’s seven councils", "is_a": "group"}
MINISTER = {"name": "A minister", "is_a": "office"}
REVIEWER = {"name": "Infrastructure authority", "the": True, "is_a": "office"}
MINUTE = {"source": 1, "level": "official_record"}

FORM = {
    "title": "The Marsh Lane incinerator",
    "purpose": "an incinerator at Marsh Lane",
    "description": (
        "Five bid. Three dropped out in 2022; of the two that were left, one withdrew in November"
        " 2023. The board serves seven councils."
    ),
    "buyer": BOARD,
    "vendors": [{"name": "Halcyon Construct SA"}],
    "citations": [MINUTE],
    "claims": [
        {
            "fact": "value",
            "value": {"minor": 690_000_000_00, "currency": "GBP"},
            "value_kind": "decided",
            "citations": [MINUTE | {"quotation": "value shown by the shadow bid"}],
        },
        {
            "fact": "decided_on",
            "date": "18 December 2023",
            "citations": [MINUTE | {"place": "minute LVWB/23/66"}],
        },
        {
            "fact": "signed_on",
            "date": "28 February 2024",
            "citations": [{"source": 5, "level": "official_record"}],
        },
        {
            "fact": "stage",
            "stage": "active",
            "citations": [{"source": 5, "level": "official_record"}],
        },
        {"fact": "decision_maker", "party": BOARD | {"buyer": BOARD}, "citations": [MINUTE]},
    ],
    "interventions": [
        {
            "id": 1,
            "type": "legal_challenge",
            "actors": [RESIDENTS],
            "capacity": "civil_society",
            "date": "28 December 2023",
            "summary": (
                "The claim was paid for by many small gifts. The residents withdrew it when an"
                " order to protect them from costs was refused. The court made no finding on the"
                " award, so this says nothing of whether the claim was right."
            ),
            "effect": "none_yet",
            "outcome": "withdrawn",
            "outcome_date": "3 February 2024",
            "citations": [
                {"source": 2, "level": "on_record", "speaker": RESIDENTS},
                {"source": 3, "level": "on_record", "speaker": RESIDENTS},
            ],
        },
        {
            "id": 2,
            "type": "objection",
            "actors": [COUNCILS],
            "capacity": "parliament_or_council",
            "date": "December 2023",
            "summary": "They voted to ask for a pause. The board noted it.",
            "effect": "none_yet",
            "citations": [{"source": 2}],
        },
        {
            "id": 3,
            "type": "review_opened",
            "actors": [MINISTER],
            "date": "20 February 2024",
            "expires_on": "16 April 2024",
            "summary": (
                "The minister asked the infrastructure authority for a review within eight weeks."
                " No power is named, and the contract could be signed meanwhile. The review came"
                " six weeks after that day."
            ),
            "effect": "none_yet",
            "outcome": "proceeded_unchanged",
            "outcome_date": "30 May 2024",
            "citations": [
                {"source": 4, "level": "official_record", "quotation": "within eight weeks"}
            ],
        },
        {
            "id": 4,
            "type": "recommendation",
            "actors": [REVIEWER],
            "capacity": "oversight_body",
            "date": "30 May 2024",
            "summary": "Proceed, with three recommendations.",
            "effect": "cleared_to_proceed",
            "outcome": "unknown_as_of",
            "outcome_date": "1 September 2024",
            "related": 3,
            "relation": "resolves",
            "citations": [{"source": 6, "level": "official_record"}],
        },
    ],
    "sources": [
        {
            "number": 1,
            "title": "Board minute LVWB/23/66",
            "kind": "official_decision",
            "primary": True,
            "publisher": "Lea Valley Waste Board",
            "published": "18 December 2023",
        },
        {
            "number": 2,
            "title": "Claim against the award",
            "kind": "campaign_publication",
            "publisher": "Stop Marsh Lane",
            "published": "28 December 2023",
        },
        {
            "number": 3,
            "title": "Why we withdraw",
            "kind": "campaign_publication",
            "publisher": "Stop Marsh Lane",
            "published": "3 February 2024",
        },
        {
            "number": 4,
            "title": "Letter to the infrastructure authority",
            "kind": "official_decision",
            "published": "20 February 2024",
        },
        {
            "number": 5,
            "title": "Contract for the Marsh Lane incinerator",
            "kind": "contract_document",
            "primary": True,
            "published": "28 February 2024",
        },
        {
            "number": 6,
            "title": "Review of the Marsh Lane incinerator",
            "kind": "official_decision",
            "primary": True,
            "published": "30 May 2024",
        },
    ],
}
PUBLISHED = [(DAY, "First publication; looked for outcomes on 1 September 2024.", FORM)]
