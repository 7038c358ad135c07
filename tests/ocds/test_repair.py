"""What was done to texts on their way is undone, and nothing else."""

import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.models import Contract, Notice, PublicContract
from procurement.ocds.repair import repaired

from .said import awards
from .samples import awarded, expected, needs_samples, release, releases_of

REPAIRED = {
    "line breaks": ("Two parts.rnrnPart one.rnPart two.", "Two parts.\n\nPart one.\nPart two."),
    "and tabs": ("Enrol:rnâ€¢t8 (eight)rnâ€¢tTwelve", "Enrol:\n• 8 (eight)\n• Twelve"),
    "tabs of paragraphs": ("1.tBid.rn3.2tThe Board; (a) tGAS or b)tBSc", "1. Bid.\n3.2 The Board; (a) GAS or b) BSc"),
    "a tab alone": ("2.tDumfries and Galloway", "2. Dumfries and Galloway"),
    "with spaces": ("In real time.rn      o To planrn      o To hear", "In real time.\no To plan\no To hear"),
    "after a word": ("Tools:rn -tSoftwarern -tSwitchesrn -tHomes", "Tools:\n- Software\n- Switches\n- Homes"),
    "many": ("Done.rnrnrnrnNext: rn", "Done.\n\nNext:"),
    "before a word": ("One.rnrnSee rnhttps://example.org/ to rnbid", "One.\n\nSee\nhttps://example.org/ to\nbid"),
    "before markup": ("One.rnrnTwo<br/>Three", "One.\n\nTwo\nThree"),
    "after a number": ("Call 0800 9956035rnrnE-mail us", "Call 0800 9956035\n\nE-mail us"),
    "beside a word in -rn": ("Return.rnTo turnrnNext", "Return.\nTo turn\nNext"),
    "after a vowel": ("Bridge torn Islayrn the MCA.rnrnPadarnrnmore", "Bridge to\nIslay\nthe MCA.\n\nPadarnrnmore"),
    "after anything": ("Turnover:rn 10mrn o 5%rn b) Safern +rn c", "Turnover:\n10m\no 5%\nb) Safe\n+\nc"),
    "known by one alone": ("They meetrn the needs", "They meet\nthe needs"),
    "pounds": ("up to Â£3 million", "up to £3 million"),
    "letters": ("CafÃ© MÃ¼ller", "Café Müller"),
    "Welsh letters": ("dÅµr", "dŵr"),
    "quotation marks": ("â€œyesâ€\x9d, â€˜noâ€™ â€“ â€¦", "“yes”, ‘no’ – …"),
    "signs": ("â‚¬5 AcusorbÂ® â„¢ â‰¥ 3", "€5 Acusorb® ™ ≥ 3"),
    "markup": ("One<br/>Two <BR /> Three<br>Four", "One\nTwo\nThree\nFour"),
    "paragraphs": ("<p>One</p> <p>Two</p>", "One\nTwo"),
    "twice encoded": ("Smith &amp; Sons&#039; &pound;5&lt;br&gt;now", "Smith & Sons' £5\nnow"),
    "written out": (r"One\r\nTwo", "One\nTwo"),
    "half written out": ("One\\r\r\nTwo\\r\nThree", "One\r\nTwo\nThree"),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "shown"), REPAIRED.values(), ids=REPAIRED)
def test_text_is_repaired(sent, shown):
    assert repaired(sent) == shown
    assert repaired(shown) == shown


# Words with -rn, also before a capital, a dash or the end.
WORDS = [
    "modern", "return", "learn", "concern", "govern", "pattern", "born", "corn", "barn", "worn",
    "stern", "fern", "cavern", "lantern", "tavern", "discern", "adjourn", "cairn", "lectern",
    "intern", "cistern", "Northern", "Southern", "Eastern", "Western", "Blackburn", "Malvern",
    "Severn", "Wyvern", "Bern", "Springburn", "Padarn", "Nairn",
    "Ahern", "Goldthorn", "asgwrn", "teyrn", "haearn", "swrn",
    "Vernon", "journal", "government", "internal", "Hornby", "Burnley", "Cornwall", "mRNA",
    "tRNA", "rna", "rnas", "RN", "BJØRN",
]  # fmt: skip
LEFT = [
    "Return to Northern Ireland: learn.", "The nurse (RN) and rn staff", "A modern-day barn; govern",
    "ModernSlavery", "NorthernTrain ReturnThe", "trn-no:-2021/08", "https://example.org/abcrnd",
    "rn", "rn rn", "To bid: rnhttps://example.org", "", "Brno; Trnava; Krnov", "One.\nrnTwo",
    "«CAFÉ» CAFÉ’S", "AMANHÃ… MAÇû",
    "DÚN’S BÚ–", "Â", "Ã", "â", "â€", "Ã ", "naïve", "5 Â", "a < b", "<b>Bold</b>", "<p>alone",
    "a</p>", "<broken>", "R&D;", "AT&T", "Smith &parapet; &Sons;", "&#1;", "&copy", r"C:\rates\new",

    "a 2.5tVan", "5 tTrucks", "1.the", "x.tThe", "f(a)tB", "2.\tThe 3.tX",
    r"\server\nights", r"A \u0000 escape", r"One\nTwo", r"\r",
]  # fmt: skip


@pytest.mark.parametrize("text", LEFT)
def test_text_that_may_be_meant_is_left(text):
    assert repaired(text) == text


@pytest.mark.parametrize("after", [" the", "", "-like", ". And", "ed", "'s", "The"])
def test_word_is_left_in_a_text_that_lost_its_breaks(after):
    for word in WORDS:
        sent = f"One.rnrnTwo {word}{after} three.rnEnd"

        assert repaired(sent) == f"One.\n\nTwo {word}{after} three.\nEnd"


@given(st.text(alphabet="rnt.: -•AbeoÂâ€¢Ã©£<>/p&;\\", max_size=30))
def test_any_text_is_repaired_once(text):
    once = repaired(text)

    assert len(once) <= len(text)
    assert isinstance(once, str)


def texts(value):
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict | list | str) and value != one:
            yield from texts(one)


def bare(text):
    """Give a text without what is repaired: what is left must be left."""
    for sent, meant in (("Â£", "£"), ("Â®", "®"), ("â€¢", "•"), ("â€¯", "")):
        text = text.replace(sent, meant)
    tabs = r"(?<=[•-])t(?=[A-Z0-9])|(?<=[0-9a-z][.)]) ?t(?=[A-Z])|(?<=[0-9]\.[0-9])t(?=[A-Z])"
    return re.sub(rf"{tabs}|[\\rn\s]", "", text)


@needs_samples
@pytest.mark.parametrize(
    "name", [name for name, one in expected().items() if one["kind"] == "ocds"]
)
def test_nothing_else_of_the_samples_changes(name):
    found = {text for one in releases_of(name) for text in texts(one)}
    changed = [text for text in map(html.unescape, found) if repaired(text) != text]

    assert [text for text in changed if bare(text) != bare(repaired(text))] == []
    assert changed == [] or not name.startswith("world/")
    assert [text for text in changed if repaired(repaired(text)) != repaired(text)] == []


@needs_samples
@pytest.mark.parametrize(
    "name",
    [
        name
        for name in expected()
        if name.startswith(("uk/public_contracts_scotland/", "uk/sell2wales/"))
    ],
)
def test_no_line_of_scotland_and_wales_ends_with_what_is_left_of_its_break(name):
    said = [repaired(html.unescape(text)) for one in releases_of(name) for text in texts(one)]
    ends = {found.casefold() for one in said for found in re.findall(r"\S*rn(?=\s|$)", one)}

    assert {one.strip("•-“'") for one in ends} <= {
        "return", "northern", "western", "modern", "springburn", "westburn", "padarn", "ttmodern", "rn",
    }  # fmt: skip


@pytest.mark.django_db
def test_what_is_shown_and_found_is_repaired_and_what_was_sent_is_kept(importing):
    sent = {"title": "A CafÃ© for Â£5", "description": "One.rnrnTwo for Â£5.rnThree"}
    body = awarded(tender=sent, award={"title": "The CafÃ©", "description": "CafÃ©"})

    importing([body])

    contract = Contract.objects.get()
    assert (contract.title, contract.description) == ("A Café for £5", "One.\n\nTwo for £5.\nThree")
    assert [one.title for one in awards()] == ["The Café"]
    assert PublicContract.objects.get().title == Notice.objects.get().title == "A Café for £5"
    assert json.loads(Notice.objects.get().release)["tender"] == sent
    assert "rnthree" not in PublicContract.objects.get().words


@pytest.mark.django_db
def test_title_of_two_lines_is_one_line(importing):
    importing([release(tender={"title": "Roads.rnrnBridges<br/>Walls&lt;br&gt;&amp;pound;5"})])

    assert Contract.objects.get().title == "Roads. Bridges Walls £5"
