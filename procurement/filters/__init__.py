"""The only readers of a query string: one grammar for page, file, feed and API."""

from .contracts import ContractFilter
from .interventions import InterventionFilter
from .listing import PER_PAGE, Listing
from .parameters import newest_first
from .parties import PartyFilter, TotalFilter
from .questions import questions

__all__ = [
    "PER_PAGE",
    "ContractFilter",
    "InterventionFilter",
    "Listing",
    "PartyFilter",
    "TotalFilter",
    "newest_first",
    "questions",
]
