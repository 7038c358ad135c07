"""What a file of a list is asked: all rows of a query string, and nothing that is not understood."""

import re
from collections.abc import Sequence

from django.utils.datastructures import MultiValueDict

from procurement import plaintext

from .doubt import printable
from .presentation import Listing

# How many unknown parameters are named before the rest is left out.
MOST_TOLD = 20
LONGEST_NAME = 60
SHAPE = "shape"
_MINUS = re.compile(r"(?<!\S)-")


def problems(listing: Listing, data: MultiValueDict, shapes: Sequence[str]) -> list[dict]:
    """Give [{"parameter", "message"}]: what is refused of a query string that asks for a file.

    Where something else may be meant, "candidates" are [{"value", "name"}] of what to give for it.

    Parameters that a page would pass over are refused, because nobody looks at what a program
    has fetched. `shapes` are those that this file has, where there are several.
    """
    refused = [_told(one, listing.CHOOSERS) for one in listing.problems]
    if "page" in data:
        told = {"parameter": "page", "message": "A file holds every page: leave it out."}
        refused = [one for one in refused if one["parameter"] != "page"] + [told]
    accepted = [name for name in listing.filters if name != "page"]
    if len(shapes) > 1:
        accepted.append(SHAPE)
        refused += _no_shape(list(filter(None, data.getlist(SHAPE))), shapes)
    unknown = [name for name in data if name not in (*accepted, "page")]
    return refused + [
        {
            "parameter": printable(name),
            "message": f"There is no such parameter. Accepted: {', '.join(accepted)}.",
        }
        for name in unknown[:MOST_TOLD]
    ]


def _told(problem, of_parties):
    """What is refused; where something else may be meant, with what to give for it."""
    name, message, doubt = problem["field"].name, problem["message"], problem["doubt"]
    if not doubt or not doubt.answers:
        return {"parameter": name, "message": message}
    candidates = [{"value": one.value, "name": one.label} for one in doubt.answers]
    if name in of_parties:
        named = ", ".join(f"{one.value} ({one.label})" for one in doubt.answers)
        message += f" It may be {named}{_rest(doubt)}."
    return {"parameter": name, "message": message, "candidates": candidates}


def _rest(doubt):
    more = doubt.count - len(doubt.answers)
    return f", or one of the {more:,} more at {doubt.every}" if more > 0 and doubt.every else ""


def _no_shape(given, shapes):
    accepted = f"Accepted: one of {', '.join(shapes)}."
    strange = [one for one in given if one not in shapes]
    if strange:
        return [
            {
                "parameter": SHAPE,
                "message": f"“{printable(strange[0])}” is not on offer. {accepted}",
            }
        ]
    return [{"parameter": SHAPE, "message": f"It is given twice. {accepted}"}] if given[1:] else []


def shape(data: MultiValueDict, shapes: Sequence[str]) -> str:
    """Give which shape of a file is asked for: the first unless another is."""
    return data.get(SHAPE) or shapes[0]


def in_words(listing: Listing) -> list[tuple[str, str]]:
    """Give the (label, text) of each value that narrows a list, in words."""
    return [(chip["label"], chip["text"]) for chip in listing.chips]


def file_name(listing: Listing, day: str, kind: str) -> str:
    """Give the name of a file, such as "contracts_q-palantir_hold-on-hold_2026-11-25", without its ending."""
    words = "_".join(_named(listing, name) for name in listing.given if name not in listing.beside)
    if len(words) > LONGEST_NAME:
        words = f"{words[:LONGEST_NAME].rpartition('-')[0]}-and-more"
    return "_".join(part for part in (kind, words, day) if part)


def _named(listing, name):
    """A parameter with its values: parties by name, others as they are given."""
    chosen = dict(listing.chosen(name)) if name in listing.CHOOSERS else {}
    values = [chosen.get(value, value) for value in listing.given[name]]
    said = " ".join(_MINUS.sub("not ", value) for value in values)
    return f"{name.replace('_', '-')}-{plaintext.slug(said)[:LONGEST_NAME]}"


def settled(listing: Listing, data: MultiValueDict) -> str:
    """Give the query string with each party under its number; empty where it is so already."""
    if not listing.to_settled:
        return ""
    shape = data.get(SHAPE)
    return f"{listing.to_settled}&{SHAPE}={shape}" if shape else listing.to_settled
