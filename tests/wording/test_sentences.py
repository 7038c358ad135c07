"""Sentences never say more than their sources: one row of a table for each rule."""

import datetime

import pytest

from procurement import wording
from procurement.codelists import ATTRIBUTION, SOURCE_KIND, STAGE, TYPE
from procurement.wording import Attribution, Cited, Clause

CLAUSE = Clause("the deal", "is", "on hold")


@pytest.mark.parametrize(
    ("kind", "publisher", "published", "phrase"),
    [
        ("news_report", "", "", "a news report"),
        ("official_notice", "", "", "an official notice"),
        ("news_report", "The Northmarch Post", "", "The Northmarch Post"),
        ("news_report", "The Northmarch Post", "May 2026", "The Northmarch Post, May 2026"),
        ("news_report", "", "21 May 2026", "a news report, 21 May 2026"),
        ("unheard_of", "", "", "a source"),
    ],
)
def test_source_phrase(kind, publisher, published, phrase):
    assert wording.source_phrase(kind, publisher, published) == phrase


@pytest.mark.parametrize("kind", SOURCE_KIND.codes())
def test_every_kind_of_source_has_its_phrase(kind):
    assert wording.source_phrase(kind) != "a source"


def test_levels_are_those_of_the_record_the_strongest_first():
    assert list(wording.LEVELS) == ATTRIBUTION.codes()


@pytest.mark.parametrize(
    ("cited", "how"),
    [
        ([], Attribution("alleged")),
        ([Cited("reported", 1, "A")], Attribution("reported", "single", "A")),
        # two copies of one story are one source
        (
            [Cited("reported", 1, "A"), Cited("reported", 1, "B")],
            Attribution("reported", "single", "A"),
        ),
        (
            [Cited("reported", 1, "A"), Cited("reported", 2, "B")],
            Attribution("reported", "multiple", "A"),
        ),
        # the strongest level wins, and only its citations count
        (
            [Cited("alleged", 1, "A"), Cited("reported", 2, "B")],
            Attribution("reported", "single", "B"),
        ),
        (
            [Cited("reported", 1, "A"), Cited("official_record", 2, "B")],
            Attribution("official_record", "", "B"),
        ),
        (
            [Cited("reported", 1, "A"), Cited("finding", 2, "B"), Cited("on_record", 3, "C", "x")],
            Attribution("finding", "", "B"),
        ),
        (
            [Cited("on_record", 1, "A", "the Council"), Cited("reported", 2, "B")],
            Attribution("on_record", "", "A", "the Council"),
        ),
        # a speaker of a weaker citation is not the speaker of the statement
        (
            [Cited("alleged", 1, "A", "the rival"), Cited("reported", 2, "B")],
            Attribution("reported", "single", "B"),
        ),
    ],
)
def test_attribution(cited, how):
    assert wording.attribution(cited) == how


def test_attribution_is_disputed_only_when_told():
    assert wording.attribution([Cited("reported", 1)], disputed=True).disputed is True


@pytest.mark.parametrize(
    ("how", "label"),
    [
        (Attribution("official_record"), "official record"),
        (Attribution("finding"), "found"),
        (Attribution("on_record"), "on the record"),
        (Attribution("reported", "single"), "reported by one source"),
        (Attribution("reported", "multiple"), "reported by several sources"),
        (Attribution("alleged"), "alleged"),
        (Attribution("alleged", disputed=True), "alleged; accounts differ"),
    ],
)
def test_label(how, label):
    assert how.label == label


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        (Attribution("official_record", source="A"), "The deal is on hold."),
        (
            Attribution("finding", speaker="the tribunal"),
            "The tribunal found that the deal is on hold.",
        ),
        (Attribution("finding", source="a ruling"), "A ruling found that the deal is on hold."),
        (Attribution("finding"), "It was found that the deal is on hold."),
        (Attribution("on_record", speaker="the Council"), "The deal is on hold, the Council said."),
        (
            Attribution("on_record", source="A"),
            "The deal is reportedly on hold, according to A.",
        ),
        (Attribution("reported", "multiple", "A"), "The deal is reportedly on hold."),
        (
            Attribution("reported", "single", "A"),
            "The deal is reportedly on hold, according to A.",
        ),
        (
            Attribution("reported", "single"),
            "The deal is reportedly on hold, according to a source.",
        ),
        (
            Attribution("reported", "single", "A", "the Council"),
            "The deal is reportedly on hold, according to A, citing the Council.",
        ),
        (Attribution("alleged"), "It is alleged that the deal is on hold."),
        (
            Attribution("alleged", speaker="the rival"),
            "The rival alleges that the deal is on hold.",
        ),
        (
            Attribution("official_record", disputed=True),
            "The deal is on hold. Accounts differ.",
        ),
    ],
)
def test_sentence(how, sentence):
    assert wording.sentence(CLAUSE, how) == sentence


@pytest.mark.parametrize("level", ["finding", "on_record", "alleged"])
@pytest.mark.parametrize("kind", list(TYPE), ids=lambda kind: kind.code)
def test_nobody_is_quoted_as_saying_what_they_did_themselves(level, kind):
    clause = Clause("the committee", "", kind.verb, kind.says)

    told = wording.sentence(clause, Attribution(level, speaker="the committee"))

    plain = f"The committee {kind.verb}"
    own = "" if kind.says or level == "finding" else ", by their own account"
    assert told == f"{plain}{own}."


def test_acts_that_are_sayings():
    assert [kind.code for kind in TYPE if kind.says] == [
        "concern_raised",
        "objection",
        "complaint",
        "legal_challenge_threatened",
        "recommendation",
        "support_statement",
        "response",
    ]


@pytest.mark.parametrize(
    ("parts", "least"),
    [
        ([], Attribution("alleged")),
        (
            [Attribution("official_record"), Attribution("reported", "single", "A")],
            Attribution("reported", "single", "A"),
        ),
        (
            [Attribution("reported", "single", "A"), Attribution("reported", "multiple", "B")],
            Attribution("reported", "single", "A"),
        ),
        (
            [Attribution("reported", "single", "A"), Attribution("alleged", source="B")],
            Attribution("alleged", source="B"),
        ),
        # no one source says it all
        (
            [Attribution("reported", "single", "A"), Attribution("reported", "single", "B")],
            Attribution("reported", "single", "A and B"),
        ),
        (
            [Attribution("reported", "single", "A"), Attribution("reported", "single", "A")],
            Attribution("reported", "single", "A"),
        ),
    ],
)
def test_weakest(parts, least):
    assert wording.weakest(parts) == least


OFFICIAL = {
    "buyer": "Northmarch Council", "vendors": ["Fenwick Systems"], "purpose": "a records system",
    "value": "£50m", "stage": "award_proposed", "hold": "none", "actors": [],
    "how": Attribution("official_record"),
}  # fmt: skip


def told(**fields):
    """A headline on a day, where no day is stated."""
    fields = OFFICIAL | fields
    telling = wording.stage_in_words(fields["stage"], {}, datetime.date(2026, 9, 20))
    return wording.headline_in_words(wording.headline(**fields), telling)


@pytest.mark.parametrize(
    ("fields", "headline"),
    [
        (
            {},
            "Northmarch Council’s £50m contract with Fenwick Systems for a records system has been proposed.",
        ),
        (
            {"hold": "on_hold", "actors": ["the Mayor"]},
            "Northmarch Council’s proposed £50m contract with Fenwick Systems for a records system"
            " is on hold after an intervention by the Mayor.",
        ),
        (
            {"how": Attribution("reported", "single", "a news report")},
            "Northmarch Council’s £50m contract with Fenwick Systems for a records system has"
            " reportedly been proposed, according to a news report.",
        ),
        # what buys nothing by itself is called what the notice calls it
        (
            {"value_kind": "estimate", "what": "framework", "purpose": "", "vendors": []},
            "Northmarch Council’s framework, estimated at £50m, has been proposed.",
        ),
        (
            {"value_disputed": True},
            "Northmarch Council’s contract with Fenwick Systems for a records system has been proposed."
            " Its value is disputed.",
        ),
        (
            {"buyer": "", "vendors": [], "purpose": "", "stage": "active"},
            "A £50m contract was in force when last reported.",
        ),
        (
            {"buyer": "", "vendors": [], "purpose": "", "value": "£8m", "stage": "active"},
            "An £8m contract was in force when last reported.",
        ),
        (
            {"buyer": "", "vendors": ["A", "B", "C"], "purpose": "", "value": "", "stage": "award"},
            "A contract with A, B and C has been awarded.",
        ),
        (
            {
                "buyer": "the Archives",
                "vendors": [],
                "purpose": "",
                "value": "",
                "hold": "conditional",
            },
            "The Archives’ proposed contract may go on under conditions.",
        ),
        # nothing but that there is such a contract: only that is hedged
        (
            {"stage": "unknown", "how": Attribution("official_record")},
            "Northmarch Council’s £50m contract with Fenwick Systems for a records system is"
            " on the official record.",
        ),
        (
            {"stage": "unknown", "how": Attribution("finding", speaker="the tribunal")},
            "Northmarch Council’s £50m contract with Fenwick Systems for a records system is"
            " named by the tribunal. Its stage is not stated.",
        ),
        (
            {"stage": "unknown", "how": Attribution("finding", source="a ruling")},
            "Northmarch Council’s £50m contract with Fenwick Systems for a records system is"
            " named by a ruling. Its stage is not stated.",
        ),
        (
            {"stage": "unknown", "how": Attribution("on_record", speaker="the Council")},
            "Northmarch Council’s £50m contract with Fenwick Systems for a records system is"
            " mentioned by the Council. Its stage is not stated.",
        ),
        (
            {"stage": "unknown", "how": Attribution("on_record", source="A")},
            "Northmarch Council’s £50m contract with Fenwick Systems for a records system is"
            " reported by A. Its stage is not stated.",
        ),
        (
            {"stage": "unknown", "how": Attribution("reported", "multiple", "A")},
            "Northmarch Council’s £50m contract with Fenwick Systems for a records system is"
            " reported by several sources. Its stage is not stated.",
        ),
        (
            {"stage": "unknown", "how": Attribution("reported", "single", "a news report")},
            "Northmarch Council’s £50m contract with Fenwick Systems for a records system is"
            " reported by a news report. Its stage is not stated.",
        ),
        (
            {"stage": "unknown", "how": Attribution("reported", "single", "A", "the Council")},
            "Northmarch Council’s £50m contract with Fenwick Systems for a records system is"
            " reported by A, citing the Council. Its stage is not stated.",
        ),
        (
            {"stage": "unknown", "how": Attribution("alleged", source="A")},
            "Northmarch Council’s £50m contract with Fenwick Systems for a records system is"
            " alleged. Its stage is not stated.",
        ),
        (
            {"stage": "unknown", "how": Attribution("alleged", speaker="the rival")},
            "Northmarch Council’s £50m contract with Fenwick Systems for a records system is"
            " alleged by the rival. Its stage is not stated.",
        ),
        (
            {"stage": "unknown", "stage_disputed": True},
            "Northmarch Council’s £50m contract with Fenwick Systems for a records system is"
            " on the official record. Its stage is disputed.",
        ),
        (
            {"stage": "unknown", "buyer": "", "vendors": [], "purpose": "", "hold": "on_hold"},
            "A £50m contract is on hold.",
        ),
    ],
)
def test_headline(fields, headline):
    assert told(**fields) == headline


@pytest.mark.parametrize(
    ("value", "article"),
    [
        ("£8m", "An"),
        ("£80m", "An"),
        ("£11m", "An"),
        ("£18.5m", "An"),
        ("£1.1m", "A"),
        ("£110m", "A"),
    ],
)
def test_headline_reads_an_amount_with_its_article(value, article):
    fields = {"buyer": "", "vendors": [], "purpose": "", "stage": "active", "value": value}

    assert told(**fields) == f"{article} {value} contract was in force when last reported."


@pytest.mark.parametrize("stage", STAGE.codes())
def test_headline_has_words_for_every_stage(stage):
    assert told(stage=stage).endswith(".")


@pytest.mark.parametrize(
    ("name", "takes_the", "inside"),
    [
        ("Northmarch Council", False, "Northmarch Council"),
        ("Mayor", True, "the Mayor"),
        ("A spokesperson for the Mayor", False, "a spokesperson for the Mayor"),
        ("The Post", False, "the Post"),
        ("A", False, "A"),
    ],
)
def test_named(name, takes_the, inside):
    assert wording.party_name(name, takes_the) == inside


@pytest.mark.parametrize(
    ("names", "text"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_listed(names, text):
    assert wording.listed(names) == text
