"""The reader of pages finds what it is there to find, and nothing where all is well."""

import pytest

from .reading import of_page, of_texts, strict

FAULTY = [
    "<p>The value is None.</p>",
    "<p>It is {}.</p>",
    "<p>on hold after an intervention by .</p>",
    "<p>reportedly, according to.</p>",
    "<p>by Acme Ltd..</p>",
    "<p>by What Now?.</p>",
    "<p>Acme, , Bold</p>",
    "<p>found ()</p>",
    "<p>“”</p>",
    "<p>after it by the The Board</p>",
    "<p>publisher · · date</p>",
    "<p>Council ·</p>",
    "<p>award_proposed</p>",
    "<dl><dt>Value</dt><dd></dd></dl>",
    "<ul><li>  </li></ul>",
    "<table><tr><td></td></tr></table>",
    "<h2> </h2>",
    '<p title="None">x</p>',
    '<p><a href="#nowhere">x</a></p>',
    '<p id="a">x</p><p id="a">x</p>',
    "<h1>Another</h1>",
]
SOUND = [
    "<p>None is on this record.</p>",
    "<p>Acme Ltd., a vendor; by Acme Ltd.</p>",
    "<dl><dt>Named by</dt><dd><svg><rect /></svg></dd></dl>",
    "<p>What a source is cited for.</p>",
    "<p>http://example.org/?stage=award_proposed</p>",
    '<p id="a"><a href="#a">And so on …</a></p>',
]


@pytest.mark.parametrize("html", FAULTY)
def test_fault_of_a_page_is_found(html):
    assert len(of_page(f"<h1>A title</h1>{html}")) == 1


@pytest.mark.parametrize("html", SOUND)
def test_sound_page_has_no_fault(html):
    assert of_page(f"<h1>A title</h1>{html}") == []


def test_page_that_is_not_well_formed_is_refused():
    with pytest.raises(AssertionError, match="<b> is closed by </p>"):
        of_page("<h1>A title</h1><p><b></p>")


def test_faults_of_texts_have_their_place():
    body = {"known": {"label": "by one  source"}, "acts": [{"sentence": "X acted, said."}]}

    assert of_texts(body) == [".known.label: '  ' in 'by one  source'"]
    assert of_texts({"acts": [{"said": "None"}]}) == [".acts[].said: 'None' in 'None'"]


@pytest.mark.parametrize("text", ['{"a": NaN}', '{"a": 1, "a": 2}', "[Infinity]"])
def test_json_is_read_strictly(text):
    with pytest.raises(AssertionError):
        strict(text)
