"""The shared care platform: a term with options, a break clause, a promise made late."""

# Not held: each option and the break window with their states, but in the description; the gross value beside the net
# one, and a yearly value as arithmetic of ours; that 38 trusts use it; the four partners, who are not named;
# instalments of a recommendation; three figures for use side by side; two bodies that make one statement.

DAY = "2026-03-10"
AUTHORITY = {"name": "Fenland Health Authority", "the": True}
AUTHORITY_ITSELF = AUTHORITY | {"buyer": AUTHORITY}
COMMITTEE = {"name": "Health Committee of the Assembly", "the": True, "is_a": "office"}
AUDITOR = {"name": "Office for Public Audit", "the": True, "is_a": "office"}
BOTH = {"name": "Works council of the trusts and the doctors’ union", "the": True, "is_a": "group"}
NOTICE = {"source": 1, "level": "official_record"}
SAID = {"level": "on_record", "speaker": AUTHORITY_ITSELF}

FORM = {
    "title": "The shared care platform",
    "purpose": "a shared care platform",
    "description": (
        "The base term can be prolonged by options of two years, one year and one year, to 6 March"
        " 2031 at the latest. The authority could end it by notice of twelve months, to be given"
        " between 6 September 2025 and 6 March 2026. Of 541 pages, 390 are published, with"
        " redactions. The notice states £164,300,000 without VAT and £197,160,000 with it."
    ),
    "buyer": AUTHORITY,
    "vendors": [{"name": "Quillon Data plc"}],
    "citations": [NOTICE],
    "claims": [
        {
            "fact": "value",
            "value": {"minor": 164_300_000_00, "currency": "GBP"},
            "value_kind": "decided",
            "citations": [
                NOTICE | {"quotation": "£164,300,000 excl. VAT (£197,160,000 incl. VAT)"}
            ],
        },
        {"fact": "stage", "stage": "active", "citations": [NOTICE]},
        {"fact": "decided_on", "date": "November 2023", "citations": [NOTICE]},
        {"fact": "starts_on", "date": "7 November 2023", "citations": [NOTICE]},
        {"fact": "ends_on", "date": "6 March 2027", "citations": [NOTICE]},
        {"fact": "latest_end_on", "date": "6 March 2031", "citations": [NOTICE]},
    ],
    "interventions": [
        {
            "id": 1,
            "type": "recommendation",
            "actors": [COMMITTEE],
            "capacity": "parliament_or_council",
            "date": "2 February 2025",
            "summary": (
                "It asks for an answer within two months, and for a report on take-up every year."
            ),
            "effect": "none_yet",
            "citations": [{"source": 2, "level": "official_record", "quotation": "use the break"}],
        },
        {
            "id": 2,
            "type": "response",
            "actors": [AUTHORITY_ITSELF],
            "capacity": "contracting_authority",
            "date": "9 April 2025",
            "summary": "It came a week late, and promised a decision by 31 December 2025.",
            "effect": "none_yet",
            "related": 1,
            "relation": "responds_to",
            "citations": [
                SAID
                | {
                    "source": 3,
                    "quotation": (
                        "decision on the break by 31 December 2025; review by the Office for"
                        " Public Audit opened"
                    ),
                }
            ],
        },
        {
            "id": 3,
            "type": "review_opened",
            "actors": [AUDITOR],
            "capacity": "auditor",
            "date": "2025",
            "effect": "none_yet",
            "citations": [SAID | {"source": 3}],
        },
        {
            "id": 4,
            "type": "concern_raised",
            "actors": [AUDITOR],
            "capacity": "auditor",
            "date": "30 November 2025",
            "summary": (
                "71 of 215 bodies use it, and it has cost £58m so far. The authority’s own figure"
                " is 112 bodies."
            ),
            "effect": "none_yet",
            "related": 3,
            "relation": "resolves",
            "grounds": [{"code": "value_for_money"}],
            "citations": [
                {
                    "source": 4,
                    "level": "finding",
                    "speaker": AUDITOR,
                    "quotation": "not demonstrated",
                }
            ],
        },
        {
            "id": 5,
            "type": "response",
            "actors": [AUTHORITY_ITSELF],
            "capacity": "contracting_authority",
            "date": "28 February 2026",
            "summary": (
                "The break will not be used; the first option, of two years, is not decided. The"
                " decision had been promised for 31 December 2025, 59 days before."
            ),
            "effect": "none_yet",
            "related": 1,
            "relation": "responds_to",
            "citations": [SAID | {"source": 5}],
        },
        {
            "id": 6,
            "type": "concern_raised",
            "actors": [COMMITTEE],
            "capacity": "parliament_or_council",
            "date": "February 2026",
            "effect": "none_yet",
            "related": 5,
            "relation": "responds_to",
            "citations": [{"source": 5, "quotation": "regrets"}],
        },
        {
            "id": 7,
            "type": "objection",
            "actors": [BOTH],
            "capacity": "trade_union",
            "date": "9 March 2026",
            "summary": "One letter by both.",
            "effect": "none_yet",
            "grounds": [{"code": "data_protection", "words": "confidentiality"}],
            "citations": [{"source": 6, "level": "on_record", "speaker": BOTH}],
        },
    ],
    "sources": [
        {
            "number": 1,
            "title": "Contract award notice",
            "kind": "official_notice",
            "primary": True,
            "publisher": "Fenland Health Authority",
            "published": "21 November 2023",
        },
        {
            "number": 2,
            "title": "Report HC 9155 of the health committee",
            "kind": "parliamentary_record",
            "primary": True,
            "published": "2 February 2025",
        },
        {
            "number": 3,
            "title": "Written answer 99231",
            "kind": "parliamentary_record",
            "primary": True,
            "published": "9 April 2025",
        },
        {
            "number": 4,
            "title": "Use of the shared care platform",
            "kind": "investigation",
            "primary": True,
            "publisher": "Office for Public Audit",
            "published": "30 November 2025",
        },
        {
            "number": 5,
            "title": "Statement on the break clause",
            "kind": "press_release",
            "publisher": "Fenland Health Authority",
            "published": "28 February 2026",
        },
        {
            "number": 6,
            "title": "Joint letter on confidentiality",
            "kind": "press_release",
            "published": "9 March 2026",
        },
    ],
}
PUBLISHED = [(DAY, "First publication, from six documents.", FORM)]
