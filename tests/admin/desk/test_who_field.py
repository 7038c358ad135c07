"""Who: one field that finds buyers, vendors and stakeholders alike, and makes what is needed."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse

from procurement import actions, author
from procurement.admin.desk.who_field import WhoField, making
from procurement.models import Buyer, DistinctPair, Stakeholder, Vendor
from tests import factories as make

from ..pages import form

pytestmark = pytest.mark.django_db
KINDS = {"buyer": make.make_buyer, "vendor": make.make_vendor, "stakeholder": make.make_stakeholder}


def token(row):
    return f"{row.kind}-{row.pk}"


def sent(field, *tokens, text="", find=False, numbers=None):
    """Give what a field reads of what a browser sends."""
    data = QueryDict(mutable=True)
    for one, number in (numbers or {}).items():
        data[f"who_number-{one}"] = number
    data.setlist("who", tokens)
    data["who_text"] = text
    if find:
        data["_find"] = "who"
    return field.widget.value_from_datadict(data, {}, "who")


def clean(field, *tokens, **more):
    with making():
        return field.clean(sent(field, *tokens, **more))


def found(client, text, wanted="stakeholder"):
    answer = client.get(reverse("admin:who"), {"q": text, "wanted": wanted}).json()
    return [one["token"] for one in answer["found"]]


@pytest.mark.parametrize("wanted", KINDS)
def test_all_kinds_are_found_alike_the_wanted_first(editor, wanted):
    rows = {kind: one(name="Northmarch Water") for kind, one in KINDS.items()}

    tokens = found(editor, "northm wat", wanted)

    assert set(tokens) == set(map(token, rows.values()))
    assert tokens[0] == token(rows[wanted])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("O’Brien & Société", "o'brien"), ("O’Brien & Société", "SOCIETE"), ("O’Brien & Société", "societé ob"),
        ("A & B Limited", "A & B"), ("A & B Limited", "a and b plc"), ("Österreich", "osterr"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("public", [True, False])
def test_names_are_found_as_people_type_them(editor, name, text, public):
    vendor = make.make_vendor(name=name)
    if public:
        make.publish(make.make_ready_contract(vendors=[vendor]))

    assert found(editor, text) == [token(vendor)]


def test_a_party_is_found_by_its_number_other_names_and_public_number(editor):
    vendor = make.make_vendor(name="Northmarch Water", aliases="The Old Waterworks")
    make.make_identifier(vendor=vendor, value="01234567")
    make.publish(make.make_ready_contract(vendors=[vendor]))
    vendor.refresh_from_db()

    for text in ("GB-COH-01234567", "01234567", "old water", str(vendor.public_id)):
        assert token(vendor) in found(editor, text), text


def test_two_of_one_name_are_told_apart(editor):
    one, other = (
        make.make_vendor(name="Northmarch Water"),
        make.make_vendor(name="Northmarch Water"),
    )
    make.make_identifier(vendor=one, value="01234567")
    make.publish(make.make_ready_contract(vendors=[other]))
    other.refresh_from_db()

    answer = editor.get(reverse("admin:who"), {"q": "northmarch water", "wanted": "vendor"}).json()[
        "found"
    ]

    said = {row["token"]: row["said"] for row in answer}
    assert said[token(one)] == "Vendor · GB-COH-01234567 · not public"
    assert said[token(other)] == f"Vendor · 1 contract · vendor {other.public_id}"


@pytest.mark.parametrize("wanted", KINDS)
def test_a_new_name_is_offered_whole_however_long(editor, wanted):
    name = f"{'word ' * 59}word"

    answer = editor.get(reverse("admin:who"), {"q": name, "wanted": wanted}).json()

    assert {one["token"].endswith(f"-{name}") for one in answer["fresh"]} == {True}


def test_one_body_is_offered_once_as_what_is_wanted(editor):
    buyer = make.make_buyer(name="Northmarch")
    stakeholder = make.make_stakeholder(name="Northmarch", buyer=buyer)

    assert found(editor, "northmarch") == [token(stakeholder)]
    assert found(editor, "northmarch", "buyer") == [token(buyer)]
    assert found(editor, "northmarch", "vendor") == [token(stakeholder)]


def test_what_was_merged_is_offered_as_what_it_leads_to(editor):
    one, other = make.make_vendor(name="Northmarch Water"), make.make_vendor(name="Waterworks")
    actions.merge_parties(one, other, by=editor.user, reason="One body.")

    assert found(editor, "waterworks", "vendor") == [token(one)]


def test_a_name_at_the_end_of_many_is_found(editor):
    make.make_vendor(name="Water")
    rows = [make.make_vendor(name=f"Water {place}") for place in range(30)]
    for row in rows:
        make.publish(make.make_ready_contract(vendors=[row]))

    tokens = found(editor, "water", "vendor")

    assert (tokens[0], len(tokens)) == (token(Vendor.objects.get(name="Water")), 15)


# What the field gives


@pytest.mark.parametrize("wanted", KINDS)
@pytest.mark.parametrize("kind", KINDS)
def test_who_is_chosen_of_another_kind_becomes_the_kind_that_is_wanted(kind, wanted):
    row = KINDS[kind](name="Northmarch", aliases="The North")

    given = clean(WhoField(wanted), token(row))

    assert (given.kind, given.name, given.aliases) == (wanted, "Northmarch", "The North")
    # Once made, it is there.
    assert clean(WhoField(wanted), token(row)) == given
    assert actions.party_as(given, kind) == row


def test_a_council_that_also_supplies_is_one_stakeholder():
    buyer = make.make_buyer(name="Northmarch")
    stakeholder = clean(WhoField(), token(buyer))

    vendor = clean(WhoField("vendor"), token(buyer))

    stakeholder.refresh_from_db()
    assert (stakeholder.buyer, stakeholder.vendor, stakeholder.version) == (buyer, vendor, 2)
    assert clean(WhoField(), token(vendor)) == stakeholder


def test_a_vendor_with_the_number_of_a_buyer_is_that_body():
    buyer, vendor = make.make_buyer(name="Northmarch"), make.make_vendor(name="Northmarch Ltd")
    for bearer in ({"buyer": buyer}, {"vendor": vendor}):
        make.make_identifier(value="01234567", **bearer)

    assert clean(WhoField("vendor"), token(buyer)) == vendor


def test_a_merged_party_stands_for_what_it_leads_to(editor):
    one, other = make.make_stakeholder(name="One"), make.make_stakeholder(name="Other")
    actions.merge_parties(one, other, by=editor.user, reason="One body.")

    assert clean(WhoField(), token(other)) == one


@pytest.mark.parametrize(
    ("chosen", "name", "is_a", "takes_the"),
    [
        ("new-office-the Mayor", "Mayor", "office", True),
        ("new-organisation-The Ferry-Post", "The Ferry-Post", "organisation", False),
        ("new-group-Some residents", "Some residents", "group", False),
    ],
)
def test_a_new_stakeholder_is_made(chosen, name, is_a, takes_the):
    given = clean(WhoField(), chosen)

    assert (given.name, given.is_a, given.takes_the) == (name, is_a, takes_the)
    assert Stakeholder.objects.get() == given


def test_a_new_vendor_is_made():
    assert clean(WhoField("vendor"), "new-the Ferry-Works").name == "Ferry-Works"
    assert Vendor.objects.get().takes_the


# The official number of a new vendor


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("1234567", "GB-COH-01234567"), (" sc123456 ", "GB-COH-SC123456"), ("GB-CHC-1089464", "GB-CHC-1089464"),
        ("gb-chc-1089464", "GB-CHC-1089464"), ("", ""), ("  ", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Ferry-Works", "O’Brien & Söhne", "مياه", "a=b;c[0]-new1-x"])
def test_a_new_vendor_is_made_with_its_number(name, number, kept):
    token_ = f"new-{name}"

    given = clean(WhoField("vendor"), token_, numbers={token_: number})

    assert (given.name, [str(one) for one in given.identifiers.all()]) == (
        name,
        [kept] if kept else [],
    )


@pytest.mark.parametrize("name", ["Qwerty Newco Ltd", "O’Brien & Société", "שלום"])
@pytest.mark.parametrize("is_ticked", [False, True])
def test_a_number_beside_a_new_vendor_comes_back(name, is_ticked):
    field, token_ = WhoField("vendor"), f"new-{name}"
    typed = sent(field, *([token_] if is_ticked else []), text=name, numbers={token_: '5566"7788'})

    assert 'value="5566&quot;7788"' in field.widget.render("who", typed)


def test_each_of_several_new_vendors_has_its_own_number():
    numbers = {"new-A One": "01234567", "new-B Two": "", "new-C Three": "GB-CHC-1089464"}

    rows = clean(WhoField("vendor", several=True), *numbers, numbers=numbers)

    told = [[str(one) for one in row.identifiers.all()] for row in rows]
    assert told == [["GB-COH-01234567"], [], ["GB-CHC-1089464"]]


@pytest.mark.parametrize(
    "number", ["ABC", "٠١٢٣٤٥٦٧", "1" * 5000, "GB-CHC-1", "\0", "00000000", "GB-XYZ-1234567"]
)
def test_a_number_that_is_none_is_refused_and_stays_in_its_field(number):
    field, token_ = WhoField("vendor"), "new-Ferry-Works"
    typed = sent(field, token_, numbers={token_: number})

    with pytest.raises(ValidationError, match="is not an identifier"), making():
        field.clean(typed)

    page = field.widget.render("who", typed)
    assert f'name="who_number-{token_}" value="{number}"' in page


@pytest.mark.parametrize("wanted", ["buyer", "stakeholder"])
def test_a_number_is_asked_of_new_vendors_alone(editor, wanted):
    fresh = editor.get(reverse("admin:who"), {"q": "Ferry", "wanted": wanted}).json()["fresh"]

    assert {one["number"] for one in fresh} == {None}
    given = clean(WhoField(wanted), fresh[0]["token"], numbers={fresh[0]["token"]: "01234567"})
    assert not given.identifiers.exists()


def test_a_number_that_another_vendor_bears_leads_to_that_one():
    make.make_identifier(vendor=make.make_vendor(name="Northmarch"), value="01234567")

    with pytest.raises(ValidationError, match="GB-COH-01234567 is the number of “Northmarch”"):
        clean(WhoField("vendor"), "new-Ferry", numbers={"new-Ferry": "1234567"})


@pytest.mark.parametrize("there", KINDS)
@pytest.mark.parametrize("wanted", ["buyer", "vendor"])
def test_whoever_makes_another_of_a_name_says_that_it_is_another(editor, there, wanted):
    row = KINDS[there](name="Northmarch Ltd")
    make.make_vendor(name="Northmarch Water")

    with author.editing(editor.user):
        given = clean(WhoField(wanted), "new-Northmarch")

    pairs = {frozenset(pair) for pair in DistinctPair.objects.values_list("first", "second")}
    assert pairs == {frozenset([token(row), token(given)])}
    assert {row, given} not in [{one.row, one.other} for one in actions.likely_duplicates()]


def test_several_are_given_in_order_each_once():
    one, other = make.make_stakeholder(name="B"), make.make_buyer(name="A")

    given = clean(WhoField(several=True), token(one), token(other), token(one))

    assert [row.name for row in given] == ["B", "A"]


@pytest.mark.parametrize(
    "chosen",
    [
        "abc", "vendor", "vendor-abc", "vendor-0", "vendor-99999999999999999999", "vendor-12", "user-1", "new-",
        "new", "new-rumour-X", "new-person-", "new-person-\u202eX", f"new-person-{'x' * 1001}",
        "new-person-Unknown", "vendor-٣",
    ],
)  # fmt: skip
def test_junk_is_refused_in_words_and_nothing_is_made(chosen):
    with pytest.raises(ValidationError) as refused:
        clean(WhoField(), chosen)

    assert refused.value.messages[0]
    assert not Stakeholder.objects.exists()


def test_two_for_one_are_refused():
    rows = [make.make_stakeholder(), make.make_stakeholder()]

    with pytest.raises(ValidationError, match="Choose one"):
        clean(WhoField(), *map(token, rows))


@pytest.mark.parametrize("find", [True, False])
def test_a_name_that_is_typed_has_to_be_chosen(find):
    buyer = make.make_buyer(name="Northmarch")
    field = WhoField(required=False)

    with pytest.raises(ValidationError):
        clean(field, text="northmarch", find=find)
    page = field.widget.render("who", sent(field, text="northmarch", find=find), {"id": "id_who"})
    assert f'value="{token(buyer)}"' in page
    assert 'value="new-person-northmarch"' in page
    assert not Stakeholder.objects.exists()


def test_a_name_of_which_one_is_chosen_is_done_with():
    buyer = make.make_buyer(name="Northmarch")
    make.make_stakeholder(name="Another")

    assert clean(WhoField(), token(buyer), text="northm").buyer == buyer
    assert clean(WhoField(), "new-office-the X", text="the X").name == "X"


def test_what_would_be_made_of_a_name_says_who_is_likely_here_already(editor):
    make.make_vendor(name="Ferry-Post Ltd")
    field = WhoField("vendor")
    there = "Likely here already: Ferry-Post Ltd."

    def offered(text):
        asked = {"q": text, "wanted": "vendor"}
        return [one["said"] for one in editor.get(reverse("admin:who"), asked).json()["fresh"]]

    typed = field.widget.render("who", sent(field, text="Ferry-Post Limited"))
    chosen = field.widget.render("who", sent(field, "new-the Ferry-Post Limited"))

    assert there in typed and there in chosen
    assert there in offered("Ferry-Post Limited")[0]
    assert offered("Ferry") == ["No vendor of this name is here yet."]


@pytest.mark.parametrize("name", ["", "\u200d", "N/A", "new name " * 120])
def test_a_name_is_refused_with_one_reason(name):
    with pytest.raises(ValidationError) as refused:
        clean(WhoField("vendor"), f"new-{name}")

    assert len(refused.value.messages) == 1


def test_another_name_beside_who_is_chosen_is_not_lost():
    one = make.make_stakeholder(name="One")

    with pytest.raises(ValidationError, match="“northmarch” is"):
        clean(WhoField(), token(one), text="northmarch")


@pytest.mark.parametrize(("required", "given"), [(True, None), (False, None), (False, [])])
def test_nobody(required, given):
    field = WhoField(several=given == [], required=required)
    if required:
        with pytest.raises(ValidationError, match="Say who"):
            clean(field)
    else:
        assert clean(field) == given


@pytest.mark.parametrize("several", [True, False])
def test_what_was_saved_has_not_changed(several):
    row = make.make_stakeholder()
    field = WhoField(several=several)
    for initial in (row, row.pk):
        initial = [initial] if several else initial
        assert not field.has_changed(initial, sent(field, token(row)))
        assert field.has_changed(initial, sent(field))
        assert field.has_changed(initial, sent(field, token(row), text="x"))
    assert not field.has_changed(None, sent(field))


def test_names_are_escaped(editor):
    field = WhoField()
    make.make_vendor(name="<b>Northmarch</b>")

    page = field.widget.render("who", sent(field, text="<b>northmarch"), {"id": "id_who"})

    assert "<b>" not in page
    assert Buyer.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_finding_costs_the_same_for_every_number_of_rows(editor, django_assert_num_queries, rows):
    for place in range(rows):
        for kind, one in KINDS.items():
            make.make_identifier(value=f"0123456{place}", **{kind: one(name=f"Northmarch {place}")})
    found(editor, "x")

    # Who asks: session, account, second factor, rights of two kinds. Of each kind: its very name, public ones, those
    # not public, by number, the rows, and what is said of them: numbers.
    with django_assert_num_queries(5 + 3 * 6):
        assert len(found(editor, "northmarch")) == 3 * rows


def test_letters_that_look_like_others_are_told_of_a_party_that_is_made_and_of_a_source(editor):
    name = "\u0430pple"
    party = {"title": "A platform", "vendors_text": name, "vendors": f"new-{name}"}
    source = {"title": f"{name} pays", "kind": "news_report"}

    for page, typed in (("procurement_contract_add", party), ("work_from_source", source)):
        address = reverse(f"admin:{page}")
        answer = editor.post(address, form(editor, address) | typed, follow=True)
        assert "U+0430 CYRILLIC SMALL LETTER A" in answer.text


@pytest.mark.parametrize("wanted", KINDS)
def test_letters_that_look_like_others_are_told_beside_the_offer(editor, wanted):
    for name, is_told in (("H\u0430lcyon", True), ("Halcyon", False), ("\u0413азпром", False)):
        answer = editor.get(reverse("admin:who"), {"q": name, "wanted": wanted}).json()
        told = ["U+0430 CYRILLIC SMALL LETTER A" in one["said"] for one in answer["fresh"]]
        assert set(told) == {is_told}
