"""What a notice changed: documents compared whole, so that no field changes without a word."""

import json

import pytest

from procurement.ocds.changes import changed
from procurement.ocds.register import compiled, document, embedded
from procurement.ocds.values import nothing
from procurement.sections import SECTIONS
from procurement.wording.changes import excerpt
from procurement.wording.changes.nouns import ENTRIES
from procurement.wording.changes.stated import rows_of_section

from ..declared import release_of
from .register.corpus import FILES
from .samples import invented, needs_samples, release, releases_of

# Lists of a document that follow from others, and are told by those.
# What could not be read is kept as it was sent: where it takes the place of a statement, that is told as taken away.
DERIVED = {"parties", "sums", "beside/apart", "unfit"}
# What notices are, which are listed themselves.
NOTICES = {"published", "notice"}
CASES = [
    pytest.param(entry, of, id=f"{section}-{entry.what}-{of}-{entry.path}")
    for section, entries in SECTIONS.items()
    for entry in entries
    for of in entry.of
    if entry.what not in NOTICES
]


def documented(body):
    return document(embedded(body, nothing), "ocds-test-1")


def after(*releases):
    whole = {}
    for number, one in enumerate(releases):
        whole = compiled([whole, embedded(one, nothing)]) if number else embedded(one, nothing)
    return document(whole, "ocds-test-1")


def lists(said):
    """Give the sections of a document that are lists of objects."""
    for name, value in said.items():
        parts = value.items() if isinstance(value, dict) else [("", value)]
        for part, rows in parts:
            if isinstance(rows, list) and rows and isinstance(rows[0], dict):
                yield f"{name}/{part}" if part else name


@pytest.mark.once
@pytest.mark.parametrize(("entry", "of"), CASES)
def test_every_declared_field_that_changes_is_told(entry, of):
    whole = documented(release_of(entry, of))

    untold = []
    for section in ENTRIES:
        for place, row in enumerate(rows_of_section(whole, section)):
            for name in {field.name for field in entry.fields} & row.keys():
                body = json.loads(json.dumps(whole))
                del rows_of_section(body, section)[place][name]
                if not (changed(whole, body) and changed(body, whole)):
                    untold.append((section, name))

    assert [one for one in untold if one[0] not in LEFT_TO_OTHERS] == []


# The days and amounts of decisions are told as periods and as their values, notices as notices.
LEFT_TO_OTHERS = {"awards", "agreements", "documents", "amounts"}


@pytest.mark.once
@needs_samples
@pytest.mark.parametrize("name", FILES)
def test_no_section_goes_without_comparison(name):
    found = {one for body in releases_of(name)[:100] for one in lists(documented(body))}

    assert found - DERIVED <= ENTRIES.keys()


# Awards, agreements and lots are referred to by their place.
KEPT = {"awards", "agreements", "lots"}


def turned(section, value):
    """Give a section with its entries the other way round."""
    if isinstance(value, dict):
        return {section: {part: rows[::-1] for part, rows in value.items()}}
    return {section: value[::-1]} if value else {}


@pytest.mark.once
def test_nothing_is_changed_by_order_and_line_breaks():
    for body in invented(60):
        said = documented(body)
        other = json.loads(json.dumps(said).replace(". ", ".\\n "))
        for section in {*ENTRIES, "bids", "suppliers"} - KEPT:
            other |= turned(section, other.get(section, ()))

        assert changed(said, other) == []


@pytest.mark.once
@pytest.mark.parametrize(
    ("before", "more", "told"),
    [
        (
            {"description": "Visit us on 3 May."},
            {"description": "Write to us."},
            ("Description", "Visit us on 3 May.", "Write to us."),
        ),
        (
            {"value": {"amount": 2279512, "currency": "GBP"}},
            {"value": {"amount": 5424407.26, "currency": "GBP"}},
            ("Estimate", "£2,279,512", "£5,424,407.26"),
        ),
        (
            {},
            {"documents": [{"id": "2", "title": "Portal", "url": "https://www.gov.uk/a"}]},
            ("Document", "", "Portal; https://www.gov.uk/a"),
        ),
        (
            {"lots": [{"id": "1", "description": "Salt"}, {"id": "2", "description": "Grit"}]},
            {"lots": [{"id": "2", "description": "Sand"}]},
            ("Lot 2: description", "Grit", "Sand"),
        ),
    ],
)
def test_old_and_new_words_are_told(before, more, told):
    award = [{"id": "1", "status": "active", "value": {"amount": 5, "currency": "GBP"}}]
    first = release(tender={"title": "Roads", "status": "complete"} | before, awards=award)
    second = release(2, tender={"title": "Roads"} | more)

    assert changed(after(first), after(first, second)) == [
        dict(zip(("what", "before", "after"), told, strict=True))
    ]


@pytest.mark.once
def test_what_comes_with_an_award_is_told_with_it():
    lots = [{"id": "1", "title": "Salt"}, {"id": "2", "title": "Grit"}]
    first = release(tender={"title": "Roads", "lots": lots})
    award = {
        "id": "1", "title": "For salt", "status": "active", "relatedLots": ["1"],
        "items": [{"id": "1", "description": "Salt", "classification": {"scheme": "CPV", "id": "34927100"}}],
        "documents": [{"id": "1", "title": "Summary", "url": "https://www.gov.uk/a"}],
    }  # fmt: skip

    found = changed(
        after(first),
        after(first, release(2, tag=["award"], tender={"title": "Roads"}, awards=[award])),
    )

    assert [one["what"] for one in found if one["what"] not in ("Stage", "Category", "Tender")] == [
        "Award"
    ]
    assert found[-1]["after"] == "For salt; lots: 1"


@pytest.mark.once
def test_of_long_texts_the_words_that_differ_are_shown():
    words = " ".join(f"word{number}" for number in range(90))
    shown = excerpt(words, words.replace("word45", "other"))

    assert shown.cut
    assert shown.before.startswith("… word39") and shown.before.endswith("word51 …")
    assert shown.after == shown.before.replace("word45", "other")
    assert not excerpt("Salt", "Grit").cut


@pytest.mark.once
def test_what_is_the_same_is_never_told():
    for body in invented(60):
        said = documented(body)
        assert changed(said, json.loads(json.dumps(said))) == []


@pytest.mark.once
@pytest.mark.parametrize("status", ["cancelled", "unsuccessful", "withdrawn", "complete"])
@pytest.mark.parametrize("ends_on", ["2025-03-30", "2025-04-20", None])
def test_a_deadline_that_a_notice_does_not_repeat_is_not_taken_away(status, ends_on):
    asked = release(
        date="2025-03-14T09:00:00Z",
        tender={"title": "Roads", "status": "active", "tenderPeriod": {"endDate": "2025-03-30"}},
    )
    period = {"tenderPeriod": {"endDate": ends_on}} if ends_on else {}
    stopped = release(date="2025-03-20T09:00:00Z", tender={"status": status, **period})

    told = [
        one for one in changed(after(asked), after(asked, stopped)) if "Deadline" in one["what"]
    ]

    is_other = ends_on == "2025-04-20"
    assert [(one["before"], one["after"]) for one in told] == (
        [("30 March 2025", "20 April 2025")] if is_other else []
    )
