"""Face matching for Wexcombe town centre: called in, held, lifted under conditions; a value corrected."""

# Not held: how the vendor was chosen (a call-off); that the value is net of VAT; the term of four years
# without dates; that one act lifts the hold and ends the call-in; a ground that is denied; how many days
# the hold stood; that a source corrects another.

DAY = "2026-06-10"
COUNCIL = {"name": "Wexcombe Borough Council"}
CABINET = {"name": "Cabinet of Wexcombe Borough Council", "the": True, "is_a": "office"}
COMMITTEE = {"name": "Wexcombe Scrutiny Committee", "the": True, "is_a": "office"}
CAMPAIGN = {"name": "Open Streets Wexcombe", "is_a": "group"}
LEADER = {"name": "Leader’s office of Wexcombe Borough Council", "the": True, "is_a": "office"}
LENSMARK = {
    "name": "Lensmark Identity Ltd",
    "identifiers": [{"scheme": "GB-COH", "value": "99876541"}],
}
LENSMARK_ITSELF = {"name": "Lensmark Identity Ltd", "vendor": LENSMARK}
COURIER = "The Wexcombe Courier"
WRITTEN = {"level": "official_record"}
SUM = (
    "to award to Lensmark Identity Ltd a contract for facial matching on 64 cameras at a cost of"
    " £12,000,000 over four years, excluding VAT"
)

FORM = {
    "title": "Face matching for Wexcombe town centre",
    "purpose": "facial matching on 64 cameras",
    "description": "The cabinet’s paper asks for four years, at a cost that excludes VAT.",
    "buyer": COUNCIL,
    "vendors": [LENSMARK],
    "citations": [WRITTEN | {"source": 1, "quotation": SUM}],
    "claims": [
        {
            "fact": "value",
            "value": {"minor": 12_000_000_00, "currency": "GBP"},
            "value_kind": "proposed",
            "rank": "preferred",
            "citations": [WRITTEN | {"source": 1, "quotation": SUM}],
        },
        {
            "fact": "value",
            "value": {"minor": 14_500_000_00, "currency": "GBP"},
            "rank": "deprecated",
            "citations": [
                {
                    "source": 4,
                    "quotation": (
                        "about £14.5m with support and a second control room, according to papers"
                        " seen by the Courier"
                    ),
                },
                {
                    "source": 8,
                    "quotation": "included a second control room which is not part of this contract",
                },
            ],
        },
        {
            "fact": "stage",
            "stage": "award",
            "rank": "preferred",
            "citations": [WRITTEN | {"source": 7, "place": "minute CAB/26/088"}],
        },
        {
            "fact": "stage",
            "stage": "award_proposed",
            "rank": "deprecated",
            "citations": [WRITTEN | {"source": 1}],
        },
        {
            "fact": "decision_maker",
            "party": CABINET,
            "citations": [WRITTEN | {"source": 7}],
        },
    ],
    "interventions": [
        {
            "id": 1,
            "type": "call_in",
            "actors": [COMMITTEE],
            "capacity": "parliament_or_council",
            "date": "10 March 2026",
            "power": "Part 4E of the constitution",
            "summary": "Decision CAB/26/041 takes no effect while it is called in.",
            "effect": "procurement_paused",
            "outcome": "proceeded_with_conditions",
            "outcome_date": "2 June 2026",
            "grounds": [
                {
                    "code": "no_impact_assessment",
                    "words": "no equality impact assessment was before cabinet",
                }
            ],
            "citations": [
                WRITTEN
                | {
                    "source": 2,
                    "quotation": "no equality impact assessment was before cabinet",
                    "place": "minute OSC/26/17",
                }
            ],
        },
        {
            "id": 2,
            "type": "objection",
            "actors": [CAMPAIGN],
            "capacity": "civil_society",
            "date": "12 March 2026",
            "summary": "It asks for the contract to be dropped.",
            "effect": "none_yet",
            "grounds": [{"code": "civil_liberties"}],
            "citations": [
                {
                    "source": 3,
                    "level": "on_record",
                    "speaker": CAMPAIGN,
                    "quotation": "a live identity parade of everyone who shops",
                }
            ],
        },
        {
            "id": 3,
            "type": "hold",
            "actors": [LEADER],
            "capacity": "elected_executive",
            "date": "17 March 2026",
            "summary": "The award waits until an equality assessment is done.",
            "effect": "procurement_paused",
            "outcome": "proceeded_with_conditions",
            "outcome_date": "2 June 2026",
            "grounds": [{"code": "no_impact_assessment"}],
            "citations": [{"source": 5, "level": "on_record", "speaker": LEADER}],
        },
        {
            "id": 4,
            "type": "response",
            "actors": [LENSMARK_ITSELF],
            "capacity": "supplier",
            "date": "20 March 2026",
            "related": 3,
            "relation": "responds_to",
            "effect": "none_yet",
            "grounds": [],
            "citations": [
                {
                    "source": 6,
                    "level": "on_record",
                    "speaker": LENSMARK_ITSELF,
                    "quotation": (
                        "accuracy is above 99 per cent across all groups; we welcome the assessment"
                    ),
                }
            ],
        },
        {
            "id": 5,
            "type": "approval_conditional",
            "actors": [CABINET],
            "capacity": "elected_executive",
            "date": "2 June 2026",
            "related": 3,
            "relation": "lifts",
            "summary": (
                "It lifts the hold and approves under three conditions: no live matching, deletion"
                " within 31 seconds, and a yearly audit by an outside body. The equality"
                " assessment is published."
            ),
            "effect": "conditions_added",
            "citations": [WRITTEN | {"source": 7, "place": "minute CAB/26/088"}],
        },
    ],
    "sources": [
        {
            "number": 1,
            "title": "Cabinet report CAB/26/041",
            "kind": "official_decision",
            "primary": True,
            "publisher": "Wexcombe Borough Council",
            "published": "3 March 2026",
            "url": "https://wexcombe.example/cab-26-041",
        },
        {
            "number": 2,
            "title": "Minutes of the scrutiny committee, OSC/26/17",
            "kind": "official_decision",
            "primary": True,
            "publisher": "Wexcombe Borough Council",
            "published": "10 March 2026",
        },
        {
            "number": 3,
            "title": "No identity parade in our town",
            "kind": "campaign_publication",
            "publisher": "Open Streets Wexcombe",
            "published": "12 March 2026",
        },
        {
            "number": 4,
            "title": "Cameras to cost millions more",
            "publisher": COURIER,
            "published": "13 March 2026",
        },
        {
            "number": 5,
            "title": "Statement of the leader’s office",
            "kind": "press_release",
            "publisher": "Wexcombe Borough Council",
            "published": "17 March 2026",
        },
        {
            "number": 6,
            "title": "Letter: what our system does",
            "author": "Lensmark Identity Ltd",
            "publisher": COURIER,
            "published": "20 March 2026",
        },
        {
            "number": 7,
            "title": "Minutes of the cabinet, CAB/26/088",
            "kind": "official_decision",
            "primary": True,
            "publisher": "Wexcombe Borough Council",
            "published": "2 June 2026",
        },
        {
            "number": 8,
            "title": "Correction: cost of the cameras",
            "publisher": COURIER,
            "published": "9 June 2026",
        },
    ],
}
PUBLISHED = [(DAY, "First publication, from eight documents.", FORM)]
