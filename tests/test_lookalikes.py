"""Letters that look like others are told by their code points; names of one script are left alone."""

import pytest

from procurement.lookalikes import lookalikes


@pytest.mark.parametrize(
    "text, told",
    [
        ("Palantir", []), ("Société Générale", []), ("Яндекс (Yandex)", []), ("Ελλάδα plc", []),
        ("日本", []), ("Łódź O’Brien", []), ("", []), ("5ｍ２", ["U+FF4D FULLWIDTH LATIN SMALL LETTER M"]),
        ("аpple", ["U+0430 CYRILLIC SMALL LETTER A"]),
        ("Pаlаntir", ["U+0430 CYRILLIC SMALL LETTER A"]),
        ("Ｐalantir", ["U+FF30 FULLWIDTH LATIN CAPITAL LETTER P"]),
        ("Οracle Τech", ["U+039F GREEK CAPITAL LETTER OMICRON", "U+03A4 GREEK CAPITAL LETTER TAU"]),
    ],
)  # fmt: skip
def test_letters_that_look_like_others_are_told(text, told):
    assert lookalikes(text) == told
