"""One contract of a batch: its notices in order, and what the register states of it now."""

from typing import Any

from ..changes import changed
from ..convert import Register, buyers, convert, suppliers
from ..merge import merged
from ..notice import Notice, again, words
from ..organisations import Organisation
from .held import HeldContract, HeldNotice


class Work:
    """A contract with new notices, or one that is told anew."""

    def __init__(self, ocid: str, held: HeldContract | None, before: list[HeldNotice]) -> None:
        self.ocid, self.held, self.before = ocid, held, before
        self.new: list[Notice] = []
        self.pk = held.pk if held else 0
        self.register: Register
        self.words = ""
        self.buyers: list[Organisation] = []
        self.suppliers: list[Organisation] = []
        self.first_at: Any = None
        self.last: HeldNotice | Notice
        # {hash of a notice: what it changed}, of those that stand after a new one.
        self.changes: dict[str, list[dict[str, str]]] = {}
        self.public_id = held.public_id if held else None

    @property
    def is_alone(self) -> bool:
        """Whether its one new notice is all there is."""
        return len(self.new) == 1 and not self.before

    def tell(self, extracts: dict[int, dict]) -> None:
        """Rebuild the register from all notices, `extracts` being those of the ones held."""
        notices: list[HeldNotice | Notice] = [*self.before, *self.new]
        notices.sort(key=lambda one: one.order)
        self.first_at = min((one.at for one in notices if one.at), default=None)
        self.last = notices[-1]
        if self.is_alone:
            self.register, self.words = self.new[0].register, self.new[0].words
            self.buyers = [one for one in (self.register.buyer, self.register.user_body) if one]
            self.suppliers = self.register.organisations()
            return
        told = [
            (one.hash, extracts[one.pk] if isinstance(one, HeldNotice) else again(one.packed))
            for one in notices
        ]
        every = [extract for _, extract in told]
        # All that were ever named, so that who is who is the same however notices came in.
        self.buyers = [one for extract in every for one in buyers(extract) if one]
        self.suppliers = [one for extract in every for one in suppliers(extract)]
        self.register = convert(merged(every), self.ocid)
        self.words = words(self.register, self.ocid)
        if len(told) > 1:
            self._compare(told)

    def _compare(self, told):
        """Say what each notice changed, from the first new one on: before it nothing is otherwise."""
        fresh = {one.hash for one in self.new}
        first = next((place for place, (hash_, _) in enumerate(told) if hash_ in fresh), len(told))
        whole = merged(extract for _, extract in told[: max(first, 1)])
        before = convert(whole, self.ocid)
        for hash_, extract in told[max(first, 1) :]:
            whole = merged([whole, extract])
            after = convert(whole, self.ocid)
            self.changes[hash_] = changed(before, after)
            before = after
