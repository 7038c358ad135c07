"""One contract of a batch: its notices in order, and what the register states of it now."""

from typing import Any

from procurement.searchable_text import document_words

from ..changes import changed
from ..notice import Notice, unpacked_release
from ..organisations import Organisation
from ..register import (
    award_ids,
    buyers,
    compiled,
    core,
    document,
    organisations,
    organisations_named,
    vendors,
)
from .existing import ExistingContract, ExistingNotice


class ContractNotices:
    """A contract with new notices, or one that is told anew."""

    def __init__(
        self, ocid: str, existing: ExistingContract | None, before: list[ExistingNotice]
    ) -> None:
        self.ocid, self.existing, self.before = ocid, existing, before
        self.new: list[Notice] = []
        self.pk = existing.pk if existing else 0
        self.document: dict[str, Any]
        # Those that the document names, in their places.
        self.parties: list[Organisation] = []
        self.words = ""
        self.buyers: list[Organisation] = []
        self.suppliers: list[Organisation] = []
        self.first_at: Any = None
        # {id of an award: when a notice first stated it}, where several tell of the contract.
        self.stated_at: dict[str, Any] = {}
        self.last: ExistingNotice | Notice
        # {hash of a notice: what it changed}, of those that stand after a new one.
        self.changes: dict[str, list[dict[str, str]]] = {}
        self.public_id = existing.public_id if existing else None

    @property
    def is_alone(self) -> bool:
        """Whether its one new notice is all there is."""
        return len(self.new) == 1 and not self.before

    def compile(self, releases: dict[int, dict]) -> None:
        """Make the document anew from all notices, `releases` being those of the ones held."""
        notices: list[ExistingNotice | Notice] = [*self.before, *self.new]
        notices.sort(key=lambda one: one.order)
        self.first_at = min((one.at for one in notices if one.at), default=None)
        self.last = notices[-1]
        if self.is_alone:
            self.document, self.words = self.new[0].document, self.new[0].words
        else:
            self._put_together(notices, releases)
        self.parties = organisations(self.document)
        self.buyers += [self.parties[place] for place in buyers(self.document)]
        self.suppliers += [self.parties[place] for place in vendors(self.document)]

    def _put_together(self, notices, releases):
        told = [
            (
                one.hash,
                releases[one.pk]
                if isinstance(one, ExistingNotice)
                else unpacked_release(one.packed),
            )
            for one in notices
        ]
        every = [release for _, release in told]
        for one, (_, release) in zip(reversed(notices), reversed(told), strict=True):
            if one.at:
                self.stated_at |= dict.fromkeys(award_ids(release), one.at)
        self.document = self._together(told, notices)
        self.words = document_words(self.document, self.ocid)
        # All that were ever named, so that who is who is the same however notices came in.
        for release in every:
            bought, supplied = organisations_named(release)
            self.buyers += bought
            self.suppliers += supplied

    def _together(self, told, notices):
        """The document of all releases, put together one by one, and what each changed on the way.

        From the first new one on: before it nothing is otherwise.
        """
        fresh, last = {one.hash for one in self.new}, len(told) - 1
        first = next((place for place, (hash_, _) in enumerate(told) if hash_ in fresh), len(told))
        first = max(first, 1)
        whole: dict[str, Any] = {}
        stated: dict[str, Any] = {}
        for place, (hash_, release) in enumerate(told):
            whole = compiled([whole, release]) if place else release
            if first - 1 <= place or place == last:
                before, stated = stated, self._stated(whole, place, last, notices)
                if place >= first:
                    self.changes[hash_] = changed(before, stated)
        return stated

    def _stated(self, whole, place, last, notices):
        """What the releases so far state: of them all the document, of a new one alone its own."""
        if place == 0 and isinstance(notices[0], Notice):
            return notices[0].document
        return (document if place == last else core)(whole, self.ocid)
