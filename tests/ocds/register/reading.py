"""One section of a release as its document has it: what is declared of it, then what a file of its own reads."""

from types import SimpleNamespace

from procurement.ocds.register import declared
from procurement.ocds.register.documents import SECTIONS


def section(name):
    """Give {read(release, note)} of a section of entries."""

    def read(release, note):
        found = declared.read(release, note).get(name, [])
        return found + SECTIONS[name].read(release, note) if name in SECTIONS else found

    return SimpleNamespace(read=read)
