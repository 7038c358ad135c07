"""What notices say besides, declared: for each section of the register document its entries and their fields.

From one declaration a section is read (`ocds/register/declared.py`), put back into OCDS
(`files/ocds/declared.py`) and, where its fields have labels, shown (`wording/register/declared.py`).
"""

from .criteria import CRITERIA
from .documents import DOCUMENTS
from .fields import REFERENCES, Entry, Field, FieldKind
from .items import ITEMS
from .notes import NOTES, REVIEWS
from .terms import TERMS

__all__ = ["REFERENCES", "SECTIONS", "Entry", "Field", "FieldKind"]

# {section: its entries}, in the order of the document.
SECTIONS: dict[str, tuple[Entry, ...]] = {
    "criteria": CRITERIA,
    "terms": TERMS,
    "items": ITEMS,
    "documents": DOCUMENTS,
    "reviews": REVIEWS,
    "notes": NOTES,
}
