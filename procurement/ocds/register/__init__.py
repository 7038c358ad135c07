"""The register document: what the notices of one contract say, as one document.

    releases → embedded (organisations in their places) → compiled (one release) → document

One pure function makes it; nothing of it comes from anywhere but the notices.
"""

from procurement.shares import supplying, vendor_places

from .awards import award_ids
from .compile import compiled
from .documents import READER, core, document
from .parties import buyers, organisations
from .references import embedded, organisations_named
