"""What the generator found, each in its smallest form."""

import pytest

from procurement import actions, public
from tests import factories as make

from .walk import Walk

pytestmark = [pytest.mark.once, pytest.mark.django_db]
SOURCE = {"number": 1, "title": "A report"}
CITED = [{"source": 1}]
BARE = {"title": "Roads", "sources": [SOURCE], "citations": CITED}
HOLD = {"type": "hold", "actors": [{"name": "A committee"}], "citations": CITED}


@pytest.fixture
def published(client):
    """Give a function that publishes a record, walks its addresses, and gives its dossier."""

    def publish(**stated):
        form = BARE | stated
        revision = actions.enter(form, by=make.make_user(), reason="Entered.")
        walk = Walk(client)
        walk.contract(revision.subject_id)
        walk.lists()
        assert walk.faults == []
        return public.dossier(revision.subject_id)

    return publish


def page(client, body):
    return client.get(f"/contracts/{body['id']}-{body['slug']}/").content.decode()


def test_record_without_stage_and_hold_has_a_page(client, published):
    body = published()

    assert "<title>Stage not on this record: Roads · Public decisions</title>" in page(client, body)
    assert '<span class="stamp-known">' not in page(client, body)


def test_value_alone_has_a_page(published):
    money = {"minor": 5_000_000_00, "currency": "GBP"}

    assert published(claims=[{"fact": "value", "value": money, "citations": CITED}])["value"]


@pytest.mark.parametrize(
    ("name", "end"),
    [("Acme Ltd.", "by Acme Ltd."), ("What Now?", "by What Now?"), ("Acme", "by Acme.")],
)
def test_sentence_ends_once_whatever_the_name_at_its_end(published, name, end):
    source = SOURCE | {"publisher": name}

    body = published(
        sources=[source], interventions=[HOLD | {"actors": [{"name": name}]}] * 2
    )  # fmt: skip

    assert body["headline"].endswith(f"according to {end.removeprefix('by ')}")
    assert body["interventions"][0]["sentence"] == body["interventions"][1]["sentence"]
    body = published(title="Others", sources=[source])
    assert body["headline"] == f"A contract is reported {end} Its stage is not stated."


def test_name_that_brings_its_own_article_has_one(published):
    body = published(buyer={"name": "The Board", "the": True})

    assert body["headline"].startswith("The Board’s contract is reported by a news report.")


def test_forty_vendors_are_all_on_the_page(client, published):
    vendors = [{"name": f"Vendor {number:02}"} for number in range(40)]

    words = page(client, published(vendors=vendors))

    assert [vendor["name"] in words for vendor in vendors] == [True] * 40
    assert "35 more vendors" in words


def test_reason_that_was_only_raised_says_by_whom(client, published):
    ground = {"code": "efficiency", "layer": "not_relied_on"}
    cited = [{"source": 1, "speaker": {"name": "A speaker"}}]

    body = published(interventions=[HOLD | {"grounds": [ground | {"citations": cited}]}])

    [ground] = body["interventions"][0]["grounds"]
    assert ground["ascription"] == "raised by a speaker, but not relied on by a committee"
    history = client.get(f"/contracts/{body['id']}/history/").content.decode()
    assert "ground efficiency (against; raised, not relied on)" in history


def test_notes_have_one_anchor_each_whichever_parties_rest_on_them(published):
    buyer = {"fact": "buyer", "party": {"name": "Northmarch"}, "rank": "preferred"}
    vendor = {"fact": "vendor", "party": {"name": "Fenwick"}, "rank": "preferred"}
    claims = [one | {"citations": [{"source": 2}]} for one in (buyer, vendor)]
    parties = {"user_body": {"name": "The archive"}, "vendors": [{"name": "Abbot"}]}
    both = {"sources": [SOURCE, {"number": 2, "title": "Another"}]}

    # The walk says which anchor stands twice, and which link leads nowhere.
    published(claims=claims[:1], **parties, **both)
    published(title="Streets", claims=claims, **both)
    published(title="Bridges", claims=claims[:1], **both)
