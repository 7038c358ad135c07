"""What a file of a list is asked: all rows of a query string, and nothing that is not understood."""

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from procurement import plaintext

from .listing import Listing
from .parameters import Choice, shown

# How many unknown parameters are named before the rest is left out.
MOST_TOLD = 20
LONGEST_NAME = 60


def problems(listing: Listing, data: MultiValueDict, *more: str) -> list[dict[str, str]]:
    """Give [{"parameter", "message"}]: what is refused of a query string that asks for a file.

    Parameters that a page would pass over are refused, because nobody looks at what a program
    has fetched. `more` are those that this file has besides.
    """
    refused = [
        {"parameter": one["field"].name, "message": one["message"]} for one in listing.problems
    ]
    if "page" in data:
        told = {"parameter": "page", "message": "A file holds every page: leave it out."}
        refused = [one for one in refused if one["parameter"] != "page"] + [told]
    accepted = [name for name in listing.filters if name != "page"] + list(more)
    unknown = [name for name in data if name not in (*accepted, "page")]
    return refused + [
        {
            "parameter": shown(name),
            "message": f"There is no such parameter. Accepted: {', '.join(accepted)}.",
        }
        for name in unknown[:MOST_TOLD]
    ]


def said(listing: Listing) -> list[tuple[str, str]]:
    """Give the (label, text) of each value that narrows a list, in words."""
    return [
        (str(listing.form[name].label), _say(listing, name, value))
        for name, values in listing.given.items()
        if name not in ("sort", "page", "sample")
        for value in values
    ]


def _say(listing, name, value):
    # Not as the page does: of some parameters it offers what is found most, which is counted.
    field = listing.form[name].field
    known = listing.options(name) if isinstance(field, Choice) else ()
    if name in listing.CHOOSERS:
        known = listing.chosen(name)
    return dict(known).get(value) or shown(plaintext.visible(value))


def file_name(listing: Listing, day: str, kind: str) -> str:
    """Give the name of a file, such as "contracts_palantir_on-hold_2026-11-25", without its ending."""
    values = (text for _, text in said(listing))
    words = "_".join(plaintext.slug(text)[:LONGEST_NAME] for text in values)
    if len(words) > LONGEST_NAME:
        words = words[:LONGEST_NAME].rstrip("-_")
    return "_".join(part for part in (kind, words, day) if part)


def settled(listing: Listing, data: QueryDict, *more: str) -> str:
    """Give the query string with each party under its number; empty where it is so already."""
    if not listing.to_settled:
        return ""
    kept = QueryDict(mutable=True)
    for name in more:
        kept.setlist(name, data.getlist(name))
    return "&".join(part for part in (listing.to_settled, kept.urlencode()) if part)
