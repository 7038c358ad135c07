"""Searches to begin with: those of some questions that find something now."""

from functools import lru_cache

from django.http import QueryDict

from procurement import public

from .contracts import ContractFilter

# How many are offered: the first that find anything.
MOST = 5
# Each is looked up in an index of its own, so that one which finds nothing costs little either.
QUESTIONS = (
    (
        "Ever held on data-protection grounds",
        "type=hold&type=approval_refused&type=automatic_suspension&type=interim_order"
        "&ground=data_protection",
    ),
    ("Open legal challenges", "type=legal_challenge&outcome=pending"),
    ("The value is disputed", "disputed=value"),
    ("On hold, longest first", "hold=on_hold&sort=-days_on_hold"),
    ("Public trust is among the grounds", "ground=public_trust"),
    ("£10m or more", "value_min=10m&sort=-value"),
    ("Cancelled, or ended without an award", "stage=cancelled&stage=unsuccessful"),
    ("IT services", "cpv=72"),
    ("Construction work", "cpv=45"),
)


def questions(record_contents: public.RecordContents) -> list[dict[str, str]]:
    """Give [{"label", "query"}] of the questions that contracts answer now. One statement."""
    real, invented, grounds = record_contents
    found = public.counts(_asked(real, invented, tuple(grounds.items())), most=1)
    offered = [{"label": label, "query": query} for label, query in QUESTIONS if found[label]]
    return offered[:MOST]


@lru_cache(maxsize=4)
def _asked(real: bool, invented: bool, grounds: tuple) -> dict[str, public.Search]:
    """The searches, which are compiled once: to make them takes most of what the front page does."""
    record_contents = public.RecordContents(real, invented, dict(grounds))
    return {label: _listing(query, record_contents).search for label, query in QUESTIONS}


def _listing(query, record_contents):
    listing = ContractFilter(QueryDict(query))
    # It is the same for all of them.
    listing.record_contents = record_contents
    return listing
