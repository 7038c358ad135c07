"""School meals: a report that was wrong, a reply, a silence, a correction, and then a withdrawal."""

# Not held: what was asked of whom and by when, and a silence, but as words; a correction apart from the
# reason of a publication; that the hold itself is disputed; the emptying of what was said (no action does it).

DAY = "2026-06-11"
WITHDRAWN = (
    "2026-06-15",
    "The Dalesbridge Chronicle withdrew its report and apologised: it had confused two vendors of"
    " similar name.",
)
COUNCIL = {"name": "Dalesbridge Council"}
COUNCIL_ITSELF = COUNCIL | {"buyer": COUNCIL}
PARENTS = {"name": "A parent group", "is_a": "group"}
REPORT = {
    "number": 1,
    "title": "School meals deal on hold",
    "publisher": "Dalesbridge Chronicle",
    "published": "1 June 2026",
}
ANSWER = {
    "number": 2,
    "title": "Answer to this record",
    "kind": "press_release",
    "publisher": "Dalesbridge Council",
    "published": "8 June 2026",
}
COMPLAINT = {
    "id": 1,
    "type": "complaint",
    "actors": [PARENTS],
    "capacity": "civil_society",
    "grounds": [{"code": "other", "words": "hygiene ratings"}],
    "citations": [{"source": 1}],
}
REPLY = {
    "id": 2,
    "type": "response",
    "actors": [COUNCIL_ITSELF],
    "capacity": "contracting_authority",
    "date": "8 June 2026",
    "effect": "none_yet",
    "related": 1,
    "relation": "responds_to",
    "citations": [
        {
            "source": 2,
            "level": "on_record",
            "speaker": COUNCIL_ITSELF,
            "quotation": (
                "the contract was never on hold; the start moved by two weeks for works in kitchens"
            ),
        }
    ],
}

FIRST = {
    "title": "School meals",
    "purpose": "school meals",
    "buyer": COUNCIL,
    "vendors": [{"name": "Hearth & Hall Catering Ltd"}],
    "citations": [{"source": 1}],
    "claims": [
        {
            "fact": "value",
            "value": {"minor": 9_000_000_00, "currency": "GBP"},
            "citations": [{"source": 1}],
        }
    ],
    "interventions": [COMPLAINT | {"effect": "procurement_paused"}],
    "sources": [REPORT],
}
CORRECTED = FIRST | {
    "description": (
        "The council says that the contract was never on hold, and that its start was postponed by"
        " two weeks. The Dalesbridge Chronicle stands by its report. We asked the vendor on 2 June"
        " 2026, by its press office, for an answer by 9 June; none had come by then."
    ),
    "interventions": [COMPLAINT | {"effect": "none_yet"}, REPLY],
    "sources": [REPORT, ANSWER],
}
PUBLISHED = [
    ("2026-06-01", "First publication, from one report.", FIRST),
    (
        "2026-06-10",
        "Correction. We said: on hold. Right is: its start was postponed; the council says that it"
        " was never on hold, and the Chronicle stands by its report.",
        CORRECTED,
    ),
]
