"""Gigabit streets: a call-in that was not referred back, and four side results, each with its own end."""

# Not held: several results of one act, each with its own end and day (the four resolutions are told, their
# ends are acts that respond); that a finding answers one of the grounds; how many days the call-in stood.

DAY = "2025-09-02"
COUNCIL = {"name": "Keynesby Council"}
COUNCIL_ITSELF = COUNCIL | {"buyer": COUNCIL}
COUNCILLORS = {"name": "Seven councillors of two groups", "is_a": "group"}
COMMITTEE = {"name": "Keynesby Scrutiny Committee", "the": True, "is_a": "office"}
OFFICER = {"name": "Monitoring Officer of Keynesby Council", "the": True, "is_a": "office"}
CABINET = {"name": "Cabinet of Keynesby Council", "the": True, "is_a": "office"}
WRITTEN = {"level": "official_record"}

FORM = {
    "title": "Gigabit streets",
    "purpose": "fibre in Keynesby’s streets",
    "buyer": COUNCIL,
    "vendors": [{"name": "Tarn Fibre Ltd"}],
    "citations": [WRITTEN | {"source": 1}],
    "claims": [
        {
            "fact": "value",
            "value": {"minor": 38_000_000_00, "currency": "GBP"},
            "value_kind": "decided",
            "citations": [WRITTEN | {"source": 1}],
        },
        {"fact": "stage", "stage": "award", "citations": [WRITTEN | {"source": 1}]},
        {
            "fact": "decided_on",
            "date": "4 February 2025",
            "citations": [WRITTEN | {"source": 1, "place": "CAB 25/31"}],
        },
        {"fact": "decision_maker", "party": CABINET, "citations": [WRITTEN | {"source": 1}]},
    ],
    "interventions": [
        {
            "id": 1,
            "type": "call_in",
            "actors": [COUNCILLORS],
            "capacity": "parliament_or_council",
            "date": "11 February 2025",
            "effect": "procurement_paused",
            "outcome": "decision_confirmed",
            "outcome_date": "26 February 2025",
            "grounds": [
                {"code": "no_competition"},
                {"code": "conflict_of_interest", "words": "a director’s declared interest"},
                {"code": "other", "words": "consultation"},
            ],
            "citations": [WRITTEN | {"source": 2}],
        },
        {
            "id": 2,
            "type": "recommendation",
            "actors": [COMMITTEE],
            "capacity": "parliament_or_council",
            "date": "26 February 2025",
            "summary": (
                "It does not refer the decision back, which takes effect at once. It resolves (a)"
                " that the options appraisal be published, (b) that an entry in the register of"
                " interests be corrected, (c) that a report come within six months of the call-in,"
                " and (d) to thank officers, which needs nothing more."
            ),
            "effect": "cleared_to_proceed",
            "related": 1,
            "relation": "resolves",
            "citations": [WRITTEN | {"source": 3}],
        },
        {
            "id": 3,
            "type": "response",
            "actors": [COUNCIL_ITSELF],
            "capacity": "contracting_authority",
            "date": "28 February 2025",
            "summary": "(a) is done: the options appraisal is published.",
            "effect": "none_yet",
            "related": 2,
            "relation": "responds_to",
            "citations": [WRITTEN | {"source": 4}],
        },
        {
            "id": 4,
            "type": "response",
            "actors": [OFFICER],
            "capacity": "oversight_body",
            "date": "8 April 2025",
            "summary": "(b) is declined: the entry needs no correction.",
            "effect": "none_yet",
            "related": 2,
            "relation": "responds_to",
            "citations": [
                {
                    "source": 5,
                    "level": "finding",
                    "speaker": OFFICER,
                    "quotation": "was correct as it stood",
                }
            ],
        },
        {
            "id": 5,
            "type": "response",
            "actors": [COUNCIL_ITSELF],
            "capacity": "contracting_authority",
            "date": "1 September 2025",
            "summary": "(c) is done, three weeks late: the committee noted the report.",
            "effect": "none_yet",
            "related": 2,
            "relation": "responds_to",
            "citations": [WRITTEN | {"source": 6}],
        },
    ],
    "sources": [
        {
            "number": number,
            "title": title,
            "kind": "official_decision",
            "primary": True,
            "publisher": "Keynesby Council",
            "published": day,
        }
        for number, (title, day) in enumerate(
            [
                ("Cabinet decision CAB 25/31", "4 February 2025"),
                ("Call-in of CAB 25/31", "11 February 2025"),
                ("Minutes of the scrutiny committee", "26 February 2025"),
                ("Options appraisal", "28 February 2025"),
                ("Finding of the monitoring officer", "8 April 2025"),
                ("Minutes of the scrutiny committee", "1 September 2025"),
            ],
            start=1,
        )
    ],
}
PUBLISHED = [(DAY, "First publication, from six documents.", FORM)]
