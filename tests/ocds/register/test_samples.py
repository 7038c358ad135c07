"""Nothing that a real notice states of dates, lots and options is missing from its document.

The notices are walked by a list of their own for each section: what of that stands in other sections, or is
left out, is named here, so that a path that nobody has thought of fails.
"""

import re

import pytest

from procurement.ocds.reading import FileRefused
from procurement.ocds.texts import line, prose
from procurement.ocds.values import day, nothing, number
from tests.ocds.samples import SAMPLES, needs_samples, releases_of

from .reading import section

lots, periods, options = map(section, ("lots", "periods", "options"))
pytestmark = [pytest.mark.once, needs_samples]
FILES = sorted(
    str(path.relative_to(SAMPLES))
    for folder in ("uk", "world", "conformance")
    for path in (SAMPLES / folder).rglob("*.json*")
)

DATED = re.compile(
    r"(planning|tender|awards|contracts)\b.*"
    r"([a-z](Date|Deadline|Published|Sent|Met|Days|Months)|/date)$"
)
OF_OPTIONS = re.compile(
    r".*/(hasRenewal|hasOptions|hasRecurrence|(renewal|options|recurrence)/.*)$"
)
OF_LOTS = re.compile(r"tender/lot.*")
# Of the decision itself, of other sections, of documents and money; and what only Prozorro states.
DATED_ELSEWHERE = re.compile(
    r"awards/\d+/(date|assessmentSummariesDateSent)|contracts/\d+/dateSigned|.*/(documents|amendments|transactions|items|auctions|renewal|options|recurrence)/.*"
    r"|.*/standstillPeriod/.*|planning/budget/.*|planning/estimatedDate"
)
# Of other sections; criteria and terms of bidding; internal numbers; forms of the EU that no publisher of
# the United Kingdom uses.
LOTS_ELSEWHERE = re.compile(
    r"tender/lot(s|Groups)/\d+/(awardCriteria|selectionCriteria|submissionTerms|identifiers|coveredBy|techniques"
    r"|additionalClassifications|additionalProcurementCategories|.*ustainability|.*ccessibility.*|reviewDetails"
    r"|simultaneousSupply|contractPeriod|renewal|options|hasRenewal|hasOptions)(/.*)?|.*/currency"
)


def leaves(value, path=""):
    """Yield (path, value) of all that is stated."""
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in pairs:
            yield from leaves(one, f"{path}/{key}" if path else str(key))
    elif value not in (None, ""):
        yield path, value


def missing(release, entries, wanted, elsewhere, said):
    """Give what the release states on the wanted paths and no entry does, in its place."""
    return [
        (path, value)
        for path, value in leaves(release)
        if wanted.fullmatch(path) and not elsewhere.fullmatch(path)
        and not any(stands(path, one["at"]) and said(value) & spoken(one) for one in entries)
    ]  # fmt: skip


def stands(path, at):
    """Whether an entry is about a path: what `hasRenewal` says may stand under `renewal`."""
    about = re.sub(r"has(\w+)$", lambda found: found[1].lower(), path)
    return any(f"{one}/".startswith(f"{at}/") for one in (path, about))


def spoken(entry):
    """All values of an entry, as texts."""
    return {str(value) for _, value in leaves(entry)}


def as_date(value):
    found = day(value, "", nothing) if isinstance(value, str) and len(value) > 9 else None
    return {str(found or number(value, "", nothing))}


def as_any(value):
    if isinstance(value, bool):
        return {str(value)}
    said = {line(value, "", nothing), prose(value, "", nothing)}
    if isinstance(value, int | float):
        said |= {
            str(round(value)),
            str(round(value * 100)),
            *(["no limit"] if value > 9999 else []),
        }
    return said


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_missing(name):
    try:
        releases = releases_of(name)
    except FileRefused:
        pytest.skip("It holds no OCDS.")

    for release in releases:
        dated, offered = periods.read(release, nothing), options.read(release, nothing)
        found = missing(release, dated, DATED, DATED_ELSEWHERE, as_date)
        found += missing(release, offered, OF_OPTIONS, re.compile("x"), as_any)
        found += missing(release, lots.read(release, nothing), OF_LOTS, LOTS_ELSEWHERE, as_any)
        assert found == []
