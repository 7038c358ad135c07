"""How public pages are rendered: by Jinja2, with what the files of this package say.

Django's own engine looks every name up anew in each of some thousand nodes of a page, which was most
of what a page cost (docs/decisions/0044-pages.md). The admin's templates stay with it.
"""

import datetime
from functools import cache
from types import ModuleType

from django.template import defaultfilters
from django.templatetags.static import static
from django.utils import timezone
from jinja2 import BaseLoader, ChainableUndefined, Environment

from procurement import public, wording
from procurement.dossier.finish import known_as
from procurement.wording import register as stated

from . import citations, interventions, notices, record, register, search_results, years

_OURS = (citations, interventions, notices, record, register, search_results, years)
_DJANGOS = ("capfirst", "linebreaks", "pluralize")


def environment(*, loader: BaseLoader, auto_reload: bool, **_) -> Environment:
    """Give the engine of public pages: all that is not marked as HTML is escaped.

    What is not there is left out, as a dossier leaves out what is not stated.
    """
    made = Environment(
        autoescape=True, undefined=ChainableUndefined, loader=loader, auto_reload=auto_reload
    )
    made.globals |= {"static": cache(static), "url": record.url}
    # By their names in templates: the function `linebreaks` of that file escapes nothing.
    made.filters |= {name: defaultfilters.register.filters[name] for name in _DJANGOS}
    for module in _OURS:
        made.filters |= _functions(module)
    made.filters |= {"date": date} | _LOWER
    return made


def _functions(module: ModuleType) -> dict:
    """What a file of this package defines for templates, by name."""
    own = {name: one for name, one in vars(module).items() if not name.startswith("_")}
    return {
        name: one for name, one in own.items() if getattr(one, "__module__", "") == module.__name__
    }


# What lower layers say in words already.
_LOWER = {
    # How the stage and hold of a dossier are known, in a few words; nothing where neither is.
    "known_as": known_as,
    # What was done in a revision: published, corrected, put back …
    "done_words": public.done_in_words,
    # The word of caution that goes with how something is known; nothing where none is due.
    "hedged": wording.hedge,
    # What the notices state, in groups of rows; what of it stands among the key facts; what goes
    # with an award or agreement.
    "stated": stated.groups,
    "value_tax": stated.value_tax,
    "left_out": stated.left_out,
    "cpv_words": stated.cpv_words,
    "procedure_words": stated.details,
    "references": stated.references,
    "status_words": stated.status_words,
    "bids_received": stated.received,
    "with_words": stated.with_words,
}


def date(value: datetime.date | None, form: str) -> str:
    """Give a day, or a moment as it is in London, in a format of Django's."""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value)
    return defaultfilters.date(value, form)
