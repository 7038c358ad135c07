"""The only readers of a query string: one grammar for page, file, feed and API."""

from .contracts import ContractFilter
from .interventions import InterventionFilter
from .parties import PartyFilter, TotalFilter
from .presentation import Listing
from .questions import questions
from .results import PER_PAGE
