import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.search.folding import LONGEST_TEXT, MOST_WORDS, fold


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Palantir Technologies UK, Ltd.", "palantir technologies uk ltd"),
        ("O'Brien", "obrien"),
        ("D’Angelo", "dangelo"),
        ("Hawaiʻi", "hawaii"),
        ("'quoted'", "quoted"),
        ("a''b", "a b"),
        ("Smith-Jones", "smith jones"),
        ("snake_case", "snake case"),
        ("café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("STRASSE Straße", "strasse strasse"),
        ("İstanbul ISTANBUL", "istanbul istanbul"),
        ("ﬁne", "fine"),
        ("10²", "102"),
        ("Ά ᾳ", "α α"),
        ("Z\u0300\u0301\u0302algo", "zalgo"),
        ("हिन्दी", "हनद"),
        ("soft\xadhyphen", "softhyphen"),
        ("合同 2026", "合 同 2026"),
        ("データ基盤 v2", "テ ー タ 基 盤 v2"),
        ("ｶﾞ", "カ"),
        ("ขอนแก่น", "ข อ น แ ก น"),
        ("ລາວ", "ລ າ ວ"),
        ("ខ្មែរ", "ខ ម រ"),
        ("မြန်မာ", "မ န မ"),
        ("서울", "".join(unicodedata.normalize("NFKD", "서울"))),
        ("GPS合同", "gps 合 同"),
        ('a AND "b" OR c* NEAR(d) col:e ^f', "a and b or c near d col e f"),
        ("a & b | !c <-> d:*", "a b c d"),
        ("\x00a\x00b\ud800", "a b"),
        ("👩\u200d🚀", ""),
        ("  ", ""),
        ("a" * 70, "a" * 64 + " " + "a" * 6),
    ],
)
def test_fold(text, words):
    assert fold(text) == words


def test_fold_ends_where_a_database_would_refuse():
    assert fold("abc " * LONGEST_TEXT) == " ".join(["abc"] * MOST_WORDS)
    assert fold(f"{'a' * 49} " * MOST_WORDS) == (f"{'a' * 49} " * MOST_WORDS)[: LONGEST_TEXT - 1]
    assert fold("é" * LONGEST_TEXT * 2) == " ".join(["e" * 64] * LONGEST_TEXT)[:LONGEST_TEXT]


@given(st.text())
def test_fold_of_folded_words_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_fold_gives_words_one_space_apart(text):
    assert re.fullmatch(r"|[^\W_]+( [^\W_]+)*", fold(text))


@given(st.text())
def test_fold_is_the_same_for_composed_and_decomposed_text(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
