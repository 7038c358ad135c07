"""Bad input, case by case: what is refused leaves nothing, what is taken is accounted for.

The numbers are those of the list of cases that the importer is held to. Cases 34 and 38 are what a
file of another kind looks like; 74 to 88 are about CSV, which is not imported. Of cases 26 to 28 the
list says that the file is refused: NaN and Infinity (26) refuse their release alone, and what is
beyond any number (27, 28) refuses nothing, and is kept as text.
"""

import gzip
import io
import json
import tracemalloc
import zipfile

import orjson
import pytest

from procurement.models import (
    Buyer,
    Contract,
    ImportProblem,
    ImportRun,
    Notice,
    PublicContract,
    PublicParty,
    RegisterDocument,
    Vendor,
)
from procurement.ocds.importing import import_files
from procurement.ocds.reading import FileRefused, take_in
from procurement.ocds.reading.json_scanner import NoNumber, Scanner
from procurement.ocds.reading.packages import releases

from .said import awards
from .samples import awarded, package, party, release

PACKAGE = package(release(1), release(2, "ocds-test-2"))
TEXT = json.dumps(PACKAGE)
ONE = json.dumps(release())
DEEP = 100_000


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../../evil.json", TEXT)
    return file.getvalue()


REFUSED = {
    "1 empty": b"",
    "2 white space": b" \n\t ",
    "3 null": b"null",
    "4 an array of nothing that is OCDS": b'[{"a": 1}]',
    "5 an object of nothing": b"{}",
    "6 a string": b'"ocds"',
    "6 a number": b"12",
    "8 garbage after the end": f"{TEXT} garbage".encode(),
    "8 a bracket after the end": f"{TEXT}}}".encode(),
    "11 a bad line among good ones": f"{ONE}\n{{'ocid': 1}}\n{ONE}\n".encode(),
    "16 NUL outside strings": TEXT.replace(", ", ",\x00", 1).encode(),
    "17 raw NUL in a string": TEXT.replace("Road", "Ro\x00ad").encode(),
    "21 a quote that is not escaped": TEXT.replace("Road works", 'Road "works').encode(),
    "22 a key without a value": b'{"ocid": "ocds-test-1", "awards": [{"id": "1", "awardID"}]}',
    "23 a string that is not closed": TEXT.replace('Road works"', "Road works", 1).encode(),
    "24 single quotes": b"{'ocid': 'ocds-test-1'}",
    "24 a comment": f"// fetched today\n{TEXT}".encode(),
    "24 a trailing comma": TEXT.replace("]}", "],}").encode(),
    "25 a key twice, one value": b'{"ocid": "ocds-test-1", "ocid": "ocds-test-1"}',
    "25 a key twice, two values": b'{"ocid": "ocds-test-1", "id": "1", "id": "2"}',
    "25 a key twice, deep": b'{"ocid": "ocds-test-1", "tender": {"title": "a", "title": "a"}}',
    "25 a contact point twice": b'{"ocid": "ocds-test-1", "contactPoint": {}, "contactPoint": {}}',
    "26 NaN in place of the whole": b"NaN",
    "26 nan": b'{"ocid": "ocds-test-1", "n": nan}',
    "26 Infinite": b'{"ocid": "ocds-test-1", "n": Infinite}',
    "26 +Infinity": b'{"ocid": "ocds-test-1", "n": +Infinity}',
    "26 NaN in place of the releases": b'{"releases": NaN}',
    "27 zeros in an array": b'{"ocid": "ocds-test-1", "n": [000]}',
    "27 zeros before a number": b'{"ocid": "ocds-test-1", "n": 007}',
    "29 1,000 deep": b'{"ocid": "ocds-test-1", "n": %s}' % (b"[" * 1000 + b"]" * 1000),
    "29 400 deep": b'{"ocid": "ocds-test-1", "n": %s}' % (b"[" * 400 + b"]" * 400),
    "29 400 objects deep, and a large number": (
        b'{"ocid": "ocds-test-1", "n": %s}' % (b'{"a":' * 400 + b"9" * 30 + b"}" * 400)
    ),
    "29 480 deep, and a large number": (
        b'{"ocid": "ocds-test-1", "n": %s}' % (b"[" * 480 + b"9" * 30 + b"]" * 480)
    ),
    "29 100,000 deep": b'{"ocid": "ocds-test-1", "n": %s}' % (b"[" * DEEP + b"]" * DEEP),
    "29 100,000 deep and open": b'{"ocid": "ocds-test-1", "n": %s' % (b'{"a":' * DEEP),
    "34 a zip archive": zipped(),
    "34 a zip archive in gzip": gzip.compress(zipped()),
    "35 a web page": b"<!DOCTYPE html><html><body>Too many requests</body></html>",
    "36 a page to sign in, after a BOM": b"\xef\xbb\xbf<html></html>",
    "37 CSV": b"ocid,title\nocds-test-1,Road works\n",
    "38 XML with entities": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><a/>',
    "38 UTF-7": b"+ADw-xml/+AD4-",
    "43 releases is a string": b'{"releases": "x"}',
    "43 releases is null": b'{"releases": null}',
    "43 releases is an object": b'{"releases": {}}',
    "gzip cut short": gzip.compress(TEXT.encode() * 50)[:-20],
    "gzip of four bytes": b"\x1f\x8b\x08\x00",
    "gzip of garbage": b"\x1f\x8b\x08\x00" + b"garbage" * 20,
    "gzip with a wrong sum": gzip.compress(TEXT.encode())[:-8] + b"\0" * 8,
    "gzip of gzip": gzip.compress(gzip.compress(TEXT.encode())),
    "bzip2": b"BZh91AY",
    "UTF-16 cut in a character": "﻿{}".encode("utf-16-le")[:-1],
}


def nothing_is_left():
    models = (Contract, Notice, Buyer, Vendor, RegisterDocument, PublicContract, PublicParty)
    return not any(model._default_manager.exists() for model in models)


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_file_is_refused_and_leaves_nothing(importing, content):
    report = importing(content)

    problem = ImportProblem.objects.get()
    assert nothing_is_left()
    assert (report.files, report.releases, len(report.refused)) == (0, 0, 1)
    assert problem.kind == "refused"
    assert problem.reason and problem.advice and problem.file.endswith(".json")
    assert ImportRun.objects.get().status == "refused"


@pytest.mark.parametrize("place", range(20))
def test_7_file_cut_anywhere_is_refused(importing, place):
    text = json.dumps(package(*[release(1, f"ocds-test-{one}") for one in range(100)]))
    cut = text[: len(text) * (place + 1) // 21]

    report = importing(cut)

    assert nothing_is_left()
    assert len(report.refused) == 1


@pytest.mark.parametrize("size", [1, 2, 3, 700])
def test_7_long_file_cut_in_its_last_release_is_refused(importing, size):
    text = json.dumps(package(*[release(1, f"ocds-test-{one}") for one in range(9000)]))
    assert len(text) > 1 << 20

    report = importing(text[:-size])

    assert nothing_is_left()
    assert len(report.refused) == 1


# What Find a Tender's records hold in place of releases.
STUBS = [{"id": f"00000{one}-2025", "date": f"2025-01-0{one}", "tag": ["tender"]} for one in (1, 2)]
TAKEN = {
    # name: (content, releases)
    "4 an empty array": (b"[]", 0),
    "9 two documents": (f"{ONE}{TEXT}", 3),
    "10 JSON Lines": (f"{ONE}\n{ONE}\n\n{ONE}", 3),
    "10 JSON Lines with CR": (f"{ONE}\r\n{ONE}\r\n", 2),
    "12 BOM": (b"\xef\xbb\xbf" + TEXT.encode(), 2),
    "13 UTF-16 LE": (b"\xff\xfe" + TEXT.encode("utf-16-le"), 2),
    "13 UTF-16 BE": (b"\xfe\xff" + TEXT.encode("utf-16-be"), 2),
    "13 UTF-16 without a mark": (TEXT.encode("utf-16-le"), 2),
    "13 UTF-16 BE without a mark": (TEXT.encode("utf-16-be"), 2),
    "13 UTF-32": (TEXT.encode("utf-32"), 2),
    "33 gzip": (gzip.compress(TEXT.encode()), 2),
    "39 release package": (TEXT, 2),
    "40 record package": (
        json.dumps({"records": [{"ocid": "ocds-test-1", "releases": [release(1), release(2)]}]}),
        2,
    ),
    "40 record with its compiled release alone": (
        json.dumps({"records": [{"ocid": "ocds-test-1", "compiledRelease": release()}]}),
        1,
    ),
    "40 record with links and a compiled release": (
        json.dumps(
            {
                "records": [
                    {
                        "ocid": "ocds-test-1",
                        "releases": [{"url": "https://example.org/1", "date": "2025-01-01"}],
                        "compiledRelease": release(),
                        "versionedRelease": {"ocid": "ocds-test-1", "tender": {"title": [{}]}},
                    }
                ]
            }
        ),
        1,
    ),
    "40 record with stubs and a compiled release": (
        json.dumps({"records": [{"ocid": "ocds-test-1", "releases": STUBS, "compiledRelease": release()}]}),
        1,
    ),
    "40 record on its own": (json.dumps({"ocid": "ocds-test-1", "releases": [release()]}), 1),
    "40 release and record packages in one": (
        json.dumps({"releases": [release()], "records": [{"releases": [release(2)]}]}),
        2,
    ),
    "41 release": (ONE, 1),
    "42 compiled release": (json.dumps(release(tag=["compiled"])), 1),
    "44 empty package": (b'{"releases": []}', 0),
    "an array of releases": (json.dumps([release(1), release(2)]), 2),
    "an array of packages": (json.dumps([PACKAGE, PACKAGE]), 4),
    "45 version 1.9": (json.dumps(PACKAGE | {"version": "1.9"}), 2),
    "45 version as a number": (json.dumps(PACKAGE | {"version": 1.1}), 2),
    "46 extensions that nobody fetches": (
        json.dumps(PACKAGE | {"extensions": [1, "http://169.254.169.254/"] + ["https://e.org"] * 999}),
        2,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "number"), TAKEN.values(), ids=TAKEN)
def test_file_is_taken(importing, content, number):
    report = importing(content)

    assert (report.refused, report.rejected, report.files) == ([], 0, 1)
    assert report.releases == number
    assert report.created == Contract.objects.count()
    assert ImportProblem.objects.filter(kind="rejected").count() == 0


def test_14_latin_1_is_read_and_noted(importing):
    body = json.dumps(release(tender={"title": "Café"}), ensure_ascii=False)

    report = importing(body.encode("latin-1"))

    problem = ImportProblem.objects.get()
    assert Contract.objects.get().title == "Café"
    assert (report.rejected, problem.kind, problem.value) == (0, "noted", "cp1252")


def test_15_mixed_encodings_are_read_as_one_and_noted(importing):
    one = json.dumps(release(tender={"title": "Café"}), ensure_ascii=False)
    body = one.encode() + one.replace("-1", "-2").encode("latin-1")

    importing(body)

    # What was UTF-8 is kept as it was read, and repaired where it is shown.
    assert set(Contract.objects.values_list("title", flat=True)) == {"Café"}
    assert "CafÃ©".encode() in Notice.objects.get(contract__ocid="ocds-test-1").release
    assert ImportProblem.objects.get().reason.startswith("The file is not UTF-8")


def test_18_backslash_u0000_that_is_text_stays(importing):
    importing(json.dumps(release(tender={"title": r"A \u0000 escape"})))

    assert Contract.objects.get().title == r"A \u0000 escape"
    assert not ImportProblem.objects.exists()


@pytest.mark.parametrize("escape", [r"\u0000", r"\ud800", r"\udc00", r"\uD83D"])
def test_17_and_19_what_is_no_text_is_replaced_and_noted(importing, escape):
    body = json.dumps(awarded(suppliers=[party("Acme", id="X")], award={"id": "X"}))

    report = importing(body.replace("X", f"7{escape}").replace("Road", f"Ro{escape}ad"))

    assert (report.refused, report.rejected) == ([], 0)
    assert Contract.objects.get().title == "Ro�ad works"
    assert [one.id for one in awards()] == ["7�"]
    assert {one.kind for one in ImportProblem.objects.all()} == {"noted"}
    assert ImportProblem.objects.filter(field="tender/title").count() == 1


def test_17_nul_in_a_long_release_is_replaced_too(importing):
    body = awarded(
        award={"id": "7\x00"}, tender={"title": "a\x00b", "description": "x" * (2 << 20)}
    )

    report = importing(json.dumps(body))

    assert (report.refused, report.rejected) == ([], 0)
    assert [one.id for one in awards()] == ["7�"]
    assert ImportProblem.objects.filter(reason__contains="NUL").count() == 2


def test_19_pair_of_surrogates_is_one_character(importing):
    importing(json.dumps(release(tender={"title": "Works 🚧"})))

    assert Contract.objects.get().title == "Works 🚧"


def test_20_overlong_utf_8_is_no_utf_8(importing):
    importing(ONE.encode().replace(b"Road", b"R\xc0\xafd"))

    assert ImportProblem.objects.get().value == "cp1252"


# 26: NaN and Infinity are no JSON, and one release of many may hold them

CONSTANTS = ["NaN", "Infinity", "-Infinity"]
PLACES = {
    "tender/value/amount": '"tender": {{"title": "x", "value": {{"amount": {0}, "currency": "GBP"}}}}',
    "n": '"n": {0}',
    "a/0/b/1": '"a": [{{"b": [1, {0}]}}]',
    "ocid": '"ocid": {0}',
    "tag/0": '"tag": [{0}]',
    "tender": '"tender": {0}',
}


def odd_release(text):
    head = "" if text.startswith('"ocid"') else '"ocid": "ocds-test-odd", '
    return f'{{{head}"id": "1", {text}}}'


def packed(member, *, long=False):
    """Give a package of three: a good release, this text, and a good release, as text."""
    good = [json.dumps(release(1, f"ocds-good-{number}")) for number in (1, 2)]
    fill = json.dumps("x" * (2 << 20 if long else 1))
    return f'{{"fill": {fill}, "releases": [{good[0]}, {member}, {good[1]}]}}'


def refused_alone():
    """Give the problem of the second of three releases, the others of which are taken."""
    run = ImportRun.objects.get()
    assert (run.releases, run.created, run.updated, run.unchanged, run.rejected) == (3, 2, 0, 0, 1)
    assert run.status == "finished"
    assert set(Contract.objects.values_list("ocid", flat=True)) == {"ocds-good-1", "ocds-good-2"}
    problem = ImportProblem.objects.get()
    assert (problem.kind, problem.position) == ("rejected", "/releases/1")
    assert problem.reason and problem.advice
    return problem


@pytest.mark.parametrize(
    ("constant", "place", "long"),
    [
        *[("NaN", place, False) for place in PLACES],
        *[(constant, "n", True) for constant in CONSTANTS],
    ],
)
def test_26_what_is_no_json_refuses_its_release_alone(importing, constant, place, long):
    importing(packed(odd_release(PLACES[place].format(constant)), long=long))

    problem = refused_alone()
    assert (problem.field, problem.value) == (place, constant)
    assert problem.ocid == ("" if place == "ocid" else "ocds-test-odd")


@pytest.mark.parametrize("constant", CONSTANTS)
def test_26_in_the_place_of_a_release(importing, constant):
    importing(packed(constant))

    assert refused_alone().value == constant


def test_26_several_in_one_release_are_one_refusal(importing):
    importing(packed(odd_release('"a": NaN, "b": [Infinity, 1e9999], "c\\u0000": -Infinity')))

    problem = refused_alone()
    assert (problem.field, problem.value) == ("a", "NaN")


def test_26_as_text_is_text(importing):
    importing(json.dumps(release(tender={"title": "NaN", "description": "Infinity"})))

    assert Contract.objects.get().title == "NaN"
    assert not ImportProblem.objects.exists()


@pytest.mark.parametrize("size", [1, 3, 17, 1000])
def test_26_however_the_file_is_cut(size):
    text = packed(odd_release('"n": -Infinity, "m": NaN, "o": 1e9999')) + "\n" + packed(ONE)
    scanner = Scanner(iter([text[at : at + size] for at in range(0, len(text), size)]))

    found = [(one.position, isinstance(one.value.get("n"), NoNumber)) for one in releases(scanner)]

    places = [
        f"{document}/releases/{place}" for document in ("", "document 2: ") for place in range(3)
    ]
    assert found == [(place, place == "/releases/1") for place in places]
    assert scanner.constants == 2


OUTSIDE = {
    "in the package": f'{{"n": NaN, "releases": [{ONE}]}}',
    "in the package, after": f'{{"releases": [{ONE}], "publisher": {{"uid": -Infinity}}}}',
    "in a long package": f'{{"n": "{"x" * (2 << 20)}", "releases": [{ONE}], "m": [NaN]}}',
    "in a record": f'{{"records": [{{"ocid": "ocds-test-1", "releases": [{ONE}], "n": NaN}}]}}',
    "in a versioned release": f'{{"records": [{{"compiledRelease": {ONE}, "versionedRelease": [NaN]}}]}}',
    "in a contact point": ONE.replace("{", '{"contactPoint": {"telephone": Infinity}, ', 1),
}  # fmt: skip


@pytest.mark.parametrize("content", OUTSIDE.values(), ids=OUTSIDE)
def test_26_where_nothing_is_kept_is_noted_of_the_file(importing, content):
    report = importing(content)

    problem = ImportProblem.objects.get()
    assert (report.refused, report.releases, report.created, report.rejected) == ([], 1, 1, 0)
    assert (problem.kind, problem.position) == ("noted", "")
    assert "in a part that is not kept" in problem.reason


# 27 and 28: numbers that no reader keeps refuse nothing, and are kept as what was sent

BEYOND = [
    "1e9999", "1E+9999", "-1e9999", "1.5e400", "000", "00", "1e-9999", "-1.0e-400",
    "123456789012345678901234567890", "0.12345678901234567890", "7" * 5000, f"-{'7' * 5000}",
    f"1e{'9' * 400}", f"0.1e-{'9' * 400}", "9" * 400,
]  # fmt: skip


@pytest.mark.parametrize("literal", BEYOND, ids=lambda one: one[:20])
def test_27_and_28_numbers_that_are_kept_as_text(importing, literal):
    report = importing(f'{{"ocid": "ocds-test-1", "n": {literal}, "m": [{{"n" : {literal} }}]}}')

    kept = orjson.loads(Notice.objects.get().release)
    assert (kept["n"], kept["m"]) == (literal, [{"n": literal}])
    assert (report.refused, report.rejected, report.problems) == ([], 0, 2)
    assert {one.field for one in ImportProblem.objects.all()} == {"n", "m/0/n"}


@pytest.mark.parametrize(
    "zero", ["0", "-0", "0.0", "-0.0", "0e5", "0.000000000000000000000", "0e-9999"]
)
def test_27_zero_is_a_number_however_it_is_written(importing, zero):
    importing(f'{{"ocid": "ocds-test-1", "n": {zero}}}')

    assert json.loads(Notice.objects.get().release)["n"] == 0
    assert not ImportProblem.objects.exists()


@pytest.mark.parametrize("literal", ["000", "00", "1e9999", "1E+9999", "-1e9999", "1.5e400"])
@pytest.mark.parametrize("key", ["amount", "amountGross"])
def test_defects_of_find_a_tender_are_read_as_no_amount(importing, literal, key):
    body = json.dumps(package(release(1), awarded(2, "ocds-test-2"), release(3, "ocds-test-3")))
    other = '"amount": 7, ' if key == "amountGross" else ""

    report = importing(body.replace('"amount": 5000', f'{other}"{key}": {literal}'))

    problem = ImportProblem.objects.get()
    assert (report.refused, report.rejected, report.problems) == ([], 0, 1)
    value = (7_00, "GBP") if key == "amountGross" else None
    assert [one.value for one in awards()] == [value]
    assert (problem.kind, problem.value, problem.ocid) == ("noted", literal, "ocds-test-2")
    assert problem.field == f"awards/0/value/{key}"
    assert problem.reason.endswith("read as no amount.")
    assert problem.position == "/releases/1"
    kept = orjson.loads(Notice.objects.get(contract__ocid="ocds-test-2").release)
    assert kept["awards"][0]["value"][key] == literal


def test_defects_of_find_a_tender_are_told_once_in_a_long_file(importing):
    many = [awarded(1, f"ocds-test-{one}", language="x" * 3000) for one in range(600)]
    text = json.dumps(package(*many))
    assert len(text) > 1 << 20
    places = [text.index('"amount": 5000', len(text) * place // 7) for place in range(1, 7)]
    for place in reversed(places):
        text = f'{text[:place]}"amount": 000{text[place + len("amount: 5000") + 2 :]}'

    report = importing(text)

    problems = ImportProblem.objects.all()
    assert (report.refused, report.problems) == ([], 6)
    without = [one.ocid for one in awards() if one.value is None]
    assert {one.ocid for one in problems} == set(without)
    assert len(without) == 6


@pytest.mark.parametrize("literal", ["1.0000000000000000001", "5000.1234567890123456"])
def test_number_told_once_however_the_file_is_cut(literal):
    many = [release(1, f"ocds-test-{one}") for one in range(9000)]
    text = json.dumps(package(*many, release(1, "ocds-last", n=7)))
    assert len(text) > 1 << 20

    spool = take_in(io.BytesIO(text.replace('"n": 7', f'"n": {literal}').encode()))

    noted = [(one.ocid, one.notes) for one in spool if one.notes]
    assert [ocid for ocid, _ in noted] == ["ocds-last"]
    assert [(note.field, note.value) for note in noted[0][1]] == [("n", literal)]
    spool.close()


def test_40_record_of_stubs_keeps_what_its_compiled_release_says(importing):
    compiled = awarded(2, award={"value": {"amount": 395_493, "currency": "GBP"}})
    compiled["tag"] = ["compiled"]
    record = {"ocid": "ocds-test-1", "releases": STUBS, "compiledRelease": compiled}

    report = importing({"records": [record]}, {"records": [record]})

    assert (report.created, report.updated, report.unchanged, report.rejected) == (1, 0, 1, 0)
    assert [one.value for one in awards()] == [(395_493_00, "GBP")]
    assert PublicContract.objects.get().value_minor == 395_493_00
    assert Notice.objects.get().type == "compiled"


def test_40_compiled_release_is_not_counted_beside_the_releases_it_is_made_of(importing):
    releases = [release(1), awarded(2), *STUBS]
    compiled = awarded(2, award={"id": "other"}) | {"tag": ["compiled"]}

    report = importing({"ocid": "ocds-test-1", "releases": releases, "compiledRelease": compiled})

    assert (report.releases, report.created, report.updated) == (2, 1, 1)
    assert PublicContract.objects.get().value_minor == 5_000_00


def test_40_record_of_stubs_alone_is_rejected(importing):
    records = [{"ocid": "ocds-test-1", "releases": STUBS}, {"releases": [release()]}]

    report = importing({"records": records})

    assert (report.releases, report.created, report.rejected) == (2, 1, 1)
    assert ImportProblem.objects.get().position == "/records/0"


# Size: flat memory, and limits


def peak(content):
    """Give how much memory Python took at most to read some bytes, in MB."""
    tracemalloc.start()
    try:
        take_in(io.BytesIO(content)).close()
        return tracemalloc.get_traced_memory()[1] / (1 << 20)
    finally:
        tracemalloc.stop()


def test_30_many_objects_in_one_array_are_read_one_by_one():
    one = b'{"ocid": "ocds-test-1"}'
    content = b"[" + b",".join([one] * 100_000) + b"]"

    assert peak(content) < 25


def test_31_one_string_of_70_mb_is_refused(importing):
    report = importing(b'{"ocid": "ocds-test-1", "n": "' + b"x" * (70 << 20) + b'"}')

    assert nothing_is_left()
    assert "longer than 64 MB" in report.refused[0]


def test_32_object_of_many_keys_is_taken(importing):
    report = importing(json.dumps(release() | {f"k{one}": one for one in range(100_000)}))

    assert (report.refused, report.created) == ([], 1)


def test_33_gzip_bomb_is_refused(importing):
    bomb = gzip.compress(b" " * (100 << 20))

    report = importing(bomb)

    assert len(bomb) < 200_000
    assert nothing_is_left()
    assert "200 times" in report.refused[0]


def test_70_long_description_is_cut_and_noted(importing):
    importing(json.dumps(release(tender={"title": "x", "description": "word " * 60_000})))

    contract = Contract.objects.get()
    assert len(contract.description) <= 100_000
    assert contract.description.endswith("…")
    assert ImportProblem.objects.get().field == "tender/description"
    assert len(json.loads(Notice.objects.get().release)["tender"]["description"]) == 300_000


# What has no OCID is rejected, and the rest of its file is taken


def with_ocid(ocid):
    return release(1) | {"ocid": ocid}


REJECTED = {
    "47 no OCID": {key: value for key, value in release().items() if key != "ocid"},
    "48 empty OCID": with_ocid(""),
    "48 spaces alone": with_ocid("  "),
    "48 a number": with_ocid(7),
    "48 null": with_ocid(None),
    "48 a list": with_ocid(["ocds-test-1"]),
    "48 10 KB": with_ocid("o" * 10_240),
    "48 with spaces": with_ocid("ocds-6550wx-TESORERIA NACIONAL-1"),
    "48 with NUL": with_ocid("ocds-\x00-1"),
    "48 NFD": with_ocid("ocds-cafe\u0301-1"),
    "a release that is null": None,
    "a release that is text": "release",
    "a release that is a list": [],
    "a link to a release": {"url": "https://example.org/1"},
}


@pytest.mark.parametrize("bad", REJECTED.values(), ids=REJECTED)
def test_release_is_rejected_and_its_neighbours_are_taken(importing, bad):
    report = importing(package(release(1, "ocds-good-1"), bad, release(1, "ocds-good-2")))

    problem = ImportProblem.objects.get()
    assert (report.releases, report.created, report.rejected) == (3, 2, 1)
    assert Contract.objects.count() == 2
    assert (problem.kind, problem.position) == ("rejected", "/releases/1")
    assert problem.reason and problem.advice and len(problem.value) <= 81
    assert problem.value.isascii() or "…" in problem.value


def test_48_ocids_that_are_kept_apart_or_as_they_are(importing):
    ocids = ["ocds-Test-1", "ocds-test-1", "ocds-x/../y", " ocds-trimmed "]

    report = importing([release(1) | {"ocid": one} for one in ocids])

    assert (report.created, report.rejected) == (4, 0)
    kept = set(Contract.objects.values_list("ocid", flat=True))
    assert kept == {"ocds-Test-1", "ocds-test-1", "ocds-x/../y", "ocds-trimmed"}


def test_ocid_that_is_trimmed_is_unchanged_when_it_comes_again(importing):
    releases = [release(1) | {"ocid": " ocds-trimmed "}]
    importing(releases)

    again = importing(releases)

    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)


def test_49_release_without_id_is_kept_by_its_content(importing):
    body = {key: value for key, value in release().items() if key != "id"}

    report = importing([body, body, body | {"date": "2025-02-01T00:00:00Z"}])

    assert (report.created, report.updated, report.unchanged) == (1, 1, 1)
    assert {one.release_id for one in Notice.objects.all()} == {""}


def test_50_and_51_same_id_with_same_and_other_content(importing):
    report = importing([release(), release(), release(language="en")])

    assert (report.created, report.updated, report.unchanged) == (1, 1, 1)


def test_50_keys_in_another_order_are_the_same_content(importing):
    backwards = dict(reversed(release().items()))

    assert importing([release(), backwards]).unchanged == 1


def test_52_same_id_under_two_ocids(importing):
    report = importing([release(1, "ocds-test-1"), release(1, "ocds-test-2")])

    assert (report.created, Notice.objects.count()) == (2, 2)


def test_53_releases_of_one_id_and_date_are_all_kept(importing):
    report = importing([release(tender={"title": f"Road {one}"}) for one in range(5)])

    assert (report.created, report.updated) == (1, 4)


def test_54_later_release_wins_in_whichever_order(importing):
    importing([release(3, tender={"title": "New"}), release(1, tender={"title": "Old"})])

    assert Contract.objects.get().title == "New"


@pytest.mark.parametrize("tag", ["award", ["unknown"], None, 7, [None, 7], {"a": 1}, []])
def test_55_tags_of_any_shape(importing, tag):
    report = importing([release(tag=tag)])

    assert (report.created, report.rejected) == (1, 0)


SHAPES = {
    "56 tenderers an object": {"tender": {"title": "x", "tenderers": {"1": {"name": "A"}}}},
    "56 suppliers an object": {"awards": [{"id": "1", "suppliers": {"name": "A", "id": "1"}}]},
    "56 awards an object": {"awards": {"id": "1"}},
    "57 awards with nulls": {"awards": [None, {"id": "1", "suppliers": [None, 7, "x"]}]},
    "59 contract of a missing award": {"contracts": [{"id": "1", "awardID": "9"}]},
    "60 party that is not there": {"buyer": {"id": "GB-COH-01234567", "name": "A"}},
    "61 party twice": {"parties": [party("A", id="1"), party("B", id="1")], "buyer": {"id": "1"}},
    "66 boolean as text": {"tender": {"title": "x", "hasEnquiries": "false"}},
    "68 e-mail with headers": {"buyer": {"name": "A", "email": "a@b.org\r\nBcc: c@d.org"}},
    "71 unknown codes": {
        "tender": {
            "title": "x", "procurementMethod": "magic", "status": "odd",
            "mainProcurementCategory": ["goods"],
            "items": [{"classification": {"scheme": "CPV", "id": {"a": 1}}}, None, 7],
        },
        "awards": [{"id": "1", "status": {"a": 1}}],
    },
    "72 ids as numbers": {"awards": [{"id": 1}], "contracts": [{"id": 2.5, "awardID": 1}]},
    "73 language maps": {"tender": {"title": {"en": "Road"}, "description": {"cy": "Ffordd"}}},
    "roles of odd shapes": {
        "parties": [
            {"id": "1", "name": "A", "roles": 7}, {"id": "2", "name": "B", "roles": "buyer"},
            {"id": "3", "name": "C", "roles": {"buyer": 1}}, {"id": "4", "roles": [None, {}]},
        ],
    },
    "ids of odd shapes": {
        "parties": [{"id": {"a": 1}, "name": "A"}, {"id": [1], "name": "B"}, {"id": True}],
        "buyer": {"id": [1]}, "awards": [{"id": {"a": 1}}, {"id": [1]}, {"id": "x" * 300}] * 2,
        "contracts": [{"id": None, "awardID": {"a": 1}}],
    },
    "identifiers of odd shapes": {
        "buyer": {"name": "A", "identifier": "GB-COH-1", "additionalIdentifiers": {"id": 1}},
        "awards": [{"id": "1", "suppliers": [
            {"name": "B", "identifier": {"scheme": 7, "id": [1]}},
            {"name": "C", "identifier": {"scheme": "GB-COH", "id": {"a": 1}}},
            {"name": {"en": "D"}, "identifier": {"legalName": 7, "scheme": "GB-COH", "id": 1234}},
        ]}],
    },
    "sections of odd shapes": {
        "tender": [], "planning": "x", "awards": "x", "contracts": 7, "parties": {"1": 7},
        "buyer": "A",
    },
    "documents of odd shapes": {
        "tender": {"title": "x", "documents": [None, 7, {"url": 7, "documentType": 7}]},
        "awards": [{"id": "1", "documents": {"url": "x"}}],
        "planning": {"documents": [{"documentType": "xNotice", "noticeType": 6, "url": ["x"]}]},
    },
    "periods of odd shapes": {
        "awards": [{"id": "1", "contractPeriod": "2025"}, {"id": "2", "contractPeriod": []}],
        "contracts": [{"id": "1", "period": {"startDate": 7, "endDate": {"a": 1}}}],
    },
    "release ids of odd shapes": {"id": {"a": 1}, "date": ["2025-01-01"]},
    "a release id of 10 KB": {"id": "x" * 10_240},
    "amendment singular, of 1.0": {
        "tender": {"title": "x", "amendment": {"date": "2025-01-01", "rationale": "x"}},
    },
    "everything empty": {key: None for key in ("tender", "awards", "contracts", "buyer", "parties",
                                              "planning", "tag", "date", "id")},
}  # fmt: skip


@pytest.mark.parametrize("fields", SHAPES.values(), ids=SHAPES)
def test_shape_is_taken_for_what_can_be_read_of_it(importing, fields):
    releases = [release(1, **fields), release(2, **fields) | {"language": "en"}]

    report = importing(releases)

    assert (report.refused, report.rejected, report.created, report.updated) == ([], 0, 1, 1)
    assert (Contract.objects.count(), PublicContract.objects.count()) == (1, 1)
    assert importing(releases).unchanged == 2


def test_58_award_ids_that_repeat_are_kept_apart(importing):
    body = awarded()
    body["awards"] = [{"id": "1"}, {"id": "1"}, {"id": "1 (2)"}, {}, {"id": ""}]

    importing([body])

    ids = sorted(one.id for one in awards())
    assert ids == ["1", "1 (2)", "1 (2) (2)", "not stated", "not stated (2)"][:2] + ids[2:]
    assert len(set(ids)) == 5


def test_72_id_as_number_and_as_text_is_one(importing):
    one, two = awarded(1, award={"id": 1}), awarded(2, award={"id": "1", "title": "Bridge"})

    importing([one, two])

    [award] = awards()
    assert (award.id, award.title, award.value) == ("1", "Bridge", (5_000_00, "GBP"))


NAMES = {
    "empty": ("", ""),
    "spaces": ("  \t ", ""),
    "joiners alone": ("\u200d\u200c", ""),
    "unseen alone": ("\u200b\ufeff", ""),
    "5,000 characters": ("x" * 5000, "x" * 999 + "…"),
    "emoji": ("🚧", "🚧"),
    "order of reading": ("Acme\u202eLtd", "AcmeLtd"),
    "spaces inside": ("Acme \n  Ltd", "Acme Ltd"),
    "entities": ("Smith &amp; Sons", "Smith & Sons"),
    "formula": ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    "markup": ("<b>Acme</b>", "<b>Acme</b>"),
    "NFD": ("Cafe\u0301", "Café"),
    "null": (None, ""),
    "number": (7, "7"),
    "object": ({"en": "Acme"}, ""),
}


@pytest.mark.parametrize(("name", "shown"), NAMES.values(), ids=NAMES)
def test_62_names(importing, name, shown):
    report = importing([awarded(suppliers=[{"id": "1", "name": name}])])

    assert (report.created, report.rejected) == (1, 0)
    assert [one.name for one in Vendor.objects.all()] == ([shown] if shown else [])
    assert PublicParty.objects.count() == bool(shown)


def test_62_names_of_two_scripts_stay_apart(importing):
    importing(
        [awarded(1, "ocds-test-1", [party("apple")]), awarded(1, "ocds-test-2", [party("аpple")])]
    )

    assert Vendor.objects.count() == 2


# Process


def test_10_000_rejects_are_listed_and_counted(importing):
    report = importing([{"id": str(one)} for one in range(9_999)] + [release()])

    # A file of which no document begins as OCDS is refused as a whole.
    assert (report.releases, len(report.refused)) == (0, 1)

    report = importing(package(*[{"id": str(one)} for one in range(10_000)], release()))

    assert (report.releases, report.created, report.rejected) == (10_001, 1, 10_000)
    assert ImportProblem.objects.filter(kind="rejected").count() == 10_000


def test_file_that_changes_meanwhile_is_taken_as_it_was_read(importing, monkeypatch):
    path = importing.file([release(1, f"ocds-test-{one}") for one in range(50)])

    def then_overwritten(file, *progress):
        spool = take_in(file, *progress)
        importing.file(b"garbage", path.rpartition("/")[2])
        return spool

    monkeypatch.setattr("procurement.ocds.importing.take_in", then_overwritten)
    report = import_files([path])

    assert (report.created, report.refused) == (50, [])


def test_file_that_cannot_be_read_is_refused(importing, tmp_path):
    report = import_files(
        [str(tmp_path / "absent.json"), str(tmp_path), importing.file([release()])]
    )

    assert (report.files, report.created, len(report.refused)) == (1, 1, 2)


def test_refused_says_where():
    text = json.dumps(PACKAGE, indent=1).replace('"Road works"', "Road works", 1)

    with pytest.raises(FileRefused) as refused:
        take_in(io.BytesIO(text.encode()))

    line = text[: text.index(": Road works")].count("\n") + 1
    assert refused.value.position.startswith(f"line {line}, column ")
    assert refused.value.value.startswith("Road works")
