"""What a search finds, on the real tables and on whichever database the tests run."""

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef

from procurement.models import PublicParty
from procurement.search import INDEXES, indexed, install, match, missing

pytestmark = pytest.mark.django_db

NAMES = ["Palantir Technologies UK", "Seán O’Brien & Söhne", "合同 platform", "!"]


@pytest.fixture
def parties():
    rows = [
        PublicParty(kind="vendor", public_id=number, name=name, slug="x", words=indexed(name))
        for number, name in enumerate(NAMES)
    ]
    PublicParty.objects.bulk_create(rows)
    return PublicParty.objects.order_by("public_id")


def found(queryset, text):
    return [party.name for party in match(queryset, text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("palantir", [NAMES[0]]),
        ("PALANTÍR uk", [NAMES[0]]),
        ("technology palantir", [NAMES[0]]),
        ("tech pal", []),
        ("tech* pal*", [NAMES[0]]),
        ("pla*", [NAMES[2]]),
        ("antir", []),
        ("palantir obrien", []),
        ("O'Brien", [NAMES[1]]),
        ("sean sohne", [NAMES[1]]),
        ("söhn", [NAMES[1]]),
        ("söh", []),
        ("合", [NAMES[2]]),
        ("", NAMES),
        ("  ", NAMES),
        ("!", []),
        ("\x00", []),
        ("palantir\x00", [NAMES[0]]),
        ("p* p* p*", [NAMES[0], NAMES[2]]),
        ("NOT palantir", NAMES[1:]),
        ('pal"antir', []),
        ("-palantir", NAMES[1:]),
        ("palantir OR platforms", [NAMES[0], NAMES[2]]),
        ("uk -palantir", []),
    ],
)
def test_match_finds_rows_that_are_what_is_asked(parties, text, names):
    assert found(parties, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "'",
        '"',
        "\\",
        "%zz",
        "a:*",
        "a & | !",
        "(",
        "NEAR(a",
        "col:a",
        "^a",
        "';--",
        "\ud800",
        "a\\'b",
    ],
)
def test_match_takes_no_reader_for_a_programmer(parties, text):
    assert found(parties, text) == []


def test_match_takes_ten_thousand_words(parties):
    words = [f"w{number}" for number in range(10_000)]
    parties.filter(public_id=3).update(words=indexed(" ".join(words)))

    assert found(parties, " ".join(words)) == [NAMES[3]]
    assert found(parties, " ".join([*words, "other"])) == []


def test_match_composes_with_other_queries(parties):
    same = PublicParty.objects.filter(pk=OuterRef("pk"))

    assert found(parties.filter(public_id__gt=0), "palantir") == []
    assert found(parties.filter(Exists(match(same, "palantir"))), "uk") == [NAMES[0]]
    assert [row.name for row in match(parties, "uk") | match(parties, "obrien")] == NAMES[:2]
    assert match(parties, "palantir").count() == 1


def test_match_sees_changes_and_deletions_at_once(parties):
    parties.filter(public_id=0).update(words=indexed("renamed"))
    parties.filter(public_id=1).delete()

    assert found(parties, "palantir") == []
    assert found(parties, "renamed") == [NAMES[0]]
    assert found(parties, "obrien") == []


def test_nothing_is_missing_after_the_migrations():
    assert missing(connection) == []
    assert set(INDEXES) <= set(connection.introspection.table_names())


@pytest.mark.django_db(transaction=True)
def test_install_puts_back_what_was_dropped(parties):
    name = {
        "sqlite": "procurement_publicparty_index_put",
        "postgresql": "procurement_publicparty_index",
    }[connection.vendor]
    kind = {"sqlite": "TRIGGER", "postgresql": "INDEX"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP {kind} {name}")
    parties.filter(public_id=0).update(words=indexed("renamed"))
    absent = missing(connection)

    install(connection)

    assert absent == [name]
    assert missing(connection) == []
    assert found(parties, "palantir") == []
    assert found(parties, "renamed") == [NAMES[0]]
