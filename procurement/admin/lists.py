"""Lists of the admin: what an address may narrow one by, and how much of it."""

from django import forms
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList, ChangeListSearchForm
from django.db import DataError
from django.db.models import CharField, DateTimeField
from django.utils.text import capfirst

from .keys import LARGEST

LONGEST_SEARCH = 200
# Of one filter; the longest that a page of ours links to is a number.
LONGEST_VALUE, MOST_VALUES = 1_000, 100
# What the filters of a list, and links to it, narrow it by. A regular expression of somebody else's
# can run for minutes, and a part of a text can be guessed letter by letter.
NARROWS = {"exact", "in", "isnull", "gt", "gte", "lt", "lte"}
REFUSED = {*CharField().get_lookups(), *DateTimeField().get_lookups()} - NARROWS
NOT_NARROWED = (
    "The address asked for what this list cannot be narrowed by, so all of it is shown. Use the"
    " search box and the filters."
)
TOO_LONG = "The search has %(show_value)d characters; it takes at most %(limit_value)d."


def may_narrow(lookup: str) -> bool:
    """Tell whether a list may be narrowed in this way at all."""
    return REFUSED.isdisjoint(lookup.split("__")[1:])


class SearchForm(ChangeListSearchForm):
    """A search that is short enough for both databases."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[SEARCH_VAR] = forms.CharField(
            required=False,
            strip=False,
            max_length=LONGEST_SEARCH,
            error_messages={"max_length": TOO_LONG},
        )


class BoundedList(ChangeList):
    """A list that answers junk in its address as one that it cannot be narrowed by."""

    search_form_class = SearchForm

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django says “Select … to change”, also where nobody may.
        self.title = capfirst(self.opts.verbose_name_plural)

    def get_filters(self, request):
        for name, values in self.get_filters_params().items():
            if len(name) > LONGEST_VALUE or not all(_is_bounded(str(value)) for value in values):
                raise IncorrectLookupParameters
        try:
            return super().get_filters(request)
        except DisallowedModelAdminLookup as refused:
            raise IncorrectLookupParameters from refused

    def get_results(self, request):
        try:
            super().get_results(request)
            # Read here: the page is too late to say what is wrong with the address.
            len(self.result_list)
        except (OverflowError, ValueError, DataError) as error:
            raise IncorrectLookupParameters from error


def _is_bounded(value):
    parts = value.split(",")
    return len(value) <= LONGEST_VALUE and len(parts) <= MOST_VALUES and all(map(_fits, parts))


def _fits(part):
    digits = part.strip("+- ")
    # One database takes larger numbers, and the other does not.
    return not digits.isdecimal() or (len(digits) < 20 and int(digits) <= LARGEST)
