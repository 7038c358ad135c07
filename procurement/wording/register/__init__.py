"""What the notices of a contract state, as its page shows it: put together once, in the order of use.

Works on the structure alone. Of a structure that was published before notices were read like this, and of
one of which no notice speaks, there is nothing.
"""

from .afterwards import afterwards, before_award
from .amounts import amounts, left_out, tax_not_stated, value_tax, with_words
from .bids import bids, received
from .bought import bought, cpv_words
from .criteria import criteria
from .documents import documents
from .lines import Group, Row
from .lots import lots
from .notes import notes, references, reviews, status_words, terms
from .organisations import organisations
from .periods import options, periods
from .procedure import details, procedure
from .related import related
from .vendors import vendors
from .whose import Whose

# In the order in which readers ask.
_GROUPS = (
    periods, before_award, lots, procedure, criteria, bought, bids, vendors, options, afterwards, reviews,
    organisations, related, documents, notes, terms, amounts,
)  # fmt: skip


def groups(body: dict) -> list[Group]:
    """Give what the notices state of a contract beside what its key facts and awards say.

    What stands folded without a row in view is put together at the end, under no heading.
    """
    if not body["register"]:
        return []
    whose = Whose(body)
    found = [make(body, whose) for make in _GROUPS]
    rest = [row for one in found if not one.rows for row in one.more]
    return [*(one for one in found if one.rows), *([Group("", [], rest)] if rest else [])]
