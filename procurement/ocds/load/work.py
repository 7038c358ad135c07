"""One contract of a batch: its notices in order, and what the register states of it now."""

from typing import Any

from ..changes import changed
from ..convert import Register, convert
from ..merge import merged
from ..notice import Notice
from .held import HeldContract, HeldNotice


class Work:
    """A contract with new notices, or one that is told anew."""

    def __init__(self, ocid: str, held: HeldContract | None, before: list[HeldNotice]) -> None:
        self.ocid, self.held, self.before = ocid, held, before
        self.new: list[Notice] = []
        self.pk = held.pk if held else 0
        self.register: Register
        self.first_at: Any = None
        self.last: HeldNotice | Notice
        # {hash of a notice: what it changed}, of those that stand after a new one.
        self.changes: dict[str, list[dict[str, str]]] = {}
        self.public_id = held.public_id if held else None

    def tell(self, extracts: dict[int, dict]) -> None:
        """Rebuild the register from all notices, `extracts` being those of the ones held."""
        told = [(one.order, one.hash, extracts[one.pk]) for one in self.before]
        told += [(one.order, one.hash, one.extract) for one in self.new]
        told.sort(key=lambda one: one[0])
        notices = [*self.before, *self.new]
        self.first_at = min((one.at for one in notices if one.at), default=None)
        self.last = max(notices, key=lambda one: one.order)
        self.register = convert(merged(one[2] for one in told), self.ocid)
        if len(told) > 1:
            self._compare(told)

    def _compare(self, told):
        fresh = {one.hash for one in self.new}
        whole = told[0][2]
        before = convert(whole, self.ocid)
        seen = told[0][1] in fresh
        for _, hash_, extract in told[1:]:
            whole = merged([whole, extract])
            after = convert(whole, self.ocid)
            seen = seen or hash_ in fresh
            if seen:
                self.changes[hash_] = changed(before, after)
            before = after
