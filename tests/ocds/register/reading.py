"""One section of a release as its document has it: what is declared of it, then what a file of its own reads."""

from types import SimpleNamespace

from procurement.ocds.register import declared
from procurement.ocds.register.documents import SECTIONS
from procurement.ocds.register.term import with_applying


def section(name):
    """Give {read(release, note)} of a section of entries."""

    def read(release, note):
        found = declared.read(release, note).get(name, [])
        found = with_applying(found) if name == "periods" else found
        return found + SECTIONS[name].read(release, note) if name in SECTIONS else found

    return SimpleNamespace(read=read)
