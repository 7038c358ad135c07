"""Many rows at once: what is written comes back as it was, on each database."""

import pytest

from procurement.models import PartyName, RegisterDocument, bulk

from ..factories import make_vendor

pytestmark = pytest.mark.django_db
TEXTS = [
    "", " ", "None", "\\N", "\\.", "one\n\\.\ntwo", "a,b", 'say "so"', "it's", "tab\there", "line\r\nend",
    "\\x41", "%s %(name)s", "é – 🚧", "{a}", "0", "true", "\x01",
]  # fmt: skip


def test_texts_come_back_as_they_were():
    vendor = make_vendor()
    columns = ("name", "folded", "vendor_id", "buyer_id")

    bulk.insert(PartyName, columns, [(one, f"{one}.", vendor.pk, None) for one in TEXTS])

    found = PartyName.objects.filter(vendor=vendor, folded__in=[f"{one}." for one in TEXTS])
    assert [one.name for one in found.order_by("pk")] == TEXTS
    assert {one.buyer_id for one in found} == {None}


def test_bytes_and_structures_come_back_as_they_were():
    data = bytes(range(256))
    rows = [(7, 1, bulk.json([[1, None]]), bulk.json({'a"b': "c\\n"}), bulk.packed(data))]

    bulk.insert(RegisterDocument, ("public_id", "reader", "parties", "same", "packed"), rows)

    one = RegisterDocument.objects.get()
    assert bytes(one.packed) == data
    assert (one.parties, one.same) == ([[1, None]], {'a"b': "c\\n"})


def test_row_that_is_there_already_is_refused_or_left():
    columns = ("public_id", "reader", "parties", "same", "packed")
    row = (7, 1, "[]", "{}", bulk.packed(b"x"))
    bulk.insert(RegisterDocument, columns, [row])

    bulk.insert(RegisterDocument, columns, [(7, 2, *row[2:])], conflict=bulk.IGNORE)

    assert RegisterDocument.objects.get().reader == 1
