"""One contract of a batch: its notices in order, and what the register states of it now."""

from typing import Any

import orjson

from ..compiled_notices import Compiled, ReadNotice, compiled_notices
from ..notice import Notice, unpacked_release
from ..organisations import Organisation
from ..register import buyers, organisations, vendor_places
from .existing import ExistingContract, ExistingNotice


class ContractNotices:
    """A contract with new notices, or one that is rebuilt."""

    def __init__(
        self, ocid: str, existing: ExistingContract | None, before: list[ExistingNotice]
    ) -> None:
        self.ocid, self.existing, self.before = ocid, existing, before
        self.new: list[Notice] = []
        self.pk = existing.pk if existing else 0
        self.public_id = existing.public_id if existing else None
        # What follows is known once it is compiled.
        self.compiled: Compiled
        self.document: dict[str, Any]
        # Those that the document names, in their places.
        self.parties: list[Organisation] = []
        self.buyers: list[Organisation] = []
        self.suppliers: list[Organisation] = []
        self.first_at: Any = None
        self.last: ExistingNotice | Notice

    def compile(self, releases: dict[int, dict], compiled: Compiled | None) -> None:
        """Find out what all its notices say, `releases` being those of the ones that exist.

        `compiled` is what notices of a batch say of it: taken where they are all that there are.
        """
        notices: list[ExistingNotice | Notice] = [*self.before, *self.new]
        dated = [one.at for one in notices if one.at]
        self.first_at = min(dated, default=None)
        self.last = max(notices, key=lambda one: one.order)
        if not compiled or compiled.hashes != {one.hash for one in notices}:
            compiled = compiled_notices(self.ocid, self._read(releases))
        self.compiled, self.document = compiled, orjson.loads(compiled.document)
        self.parties = organisations(self.document)
        self.buyers = [self.parties[place] for place in buyers(self.document)] + compiled.buyers
        self.suppliers = [
            self.parties[place] for place in vendor_places(self.document)
        ] + compiled.suppliers

    def _read(self, releases):
        for one in self.before:
            yield ReadNotice(one.order, one.hash, one.at, releases[one.pk], False)
        for one in self.new:
            yield ReadNotice(one.order, one.hash, one.at, unpacked_release(one.packed), True)
