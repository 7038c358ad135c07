"""What notices say, declared: for each section of the register document its entries and their fields.

From one declaration a section is read (`ocds/register/declared.py`), put back into OCDS
(`files/ocds/declared.py`) and, where its fields have labels, shown (`wording/register/declared.py`).
"""

from .criteria import CRITERIA
from .documents import DOCUMENTS
from .failures import FAILURES
from .fields import Entry, Field, FieldKind
from .items import ITEMS
from .lots import LOTS
from .modifications import MODIFICATIONS
from .notes import FUNDING, NOTES, REVIEWS
from .options import OPTIONS
from .periods import PERIODS
from .procedure import PROCEDURE
from .techniques import TECHNIQUES
from .terms import TERMS

# {section: its entries}; `ocds/register/documents.py` has those that are read by a file of their own, and what of
# these is.
SECTIONS: dict[str, tuple[Entry, ...]] = {
    "periods": PERIODS,
    "options": OPTIONS,
    "lots": LOTS,
    "procedure": PROCEDURE + TECHNIQUES,
    "criteria": CRITERIA,
    "terms": TERMS,
    "items": ITEMS,
    "documents": DOCUMENTS,
    "modifications": MODIFICATIONS,
    "failures": FAILURES,
    "funding": FUNDING,
    "reviews": REVIEWS,
    "notes": NOTES,
}
