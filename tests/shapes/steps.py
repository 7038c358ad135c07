"""What editors do to a record after it was published: each step, and what publishes it."""

from procurement import actions
from procurement.models import Buyer, Contract, Source, Stakeholder, Vendor

REASON = "It changed."


class Editor:
    """Does one step after another to a contract; what is refused is left as it was."""

    def __init__(self, contract: Contract, by, text: str) -> None:
        self.contract, self.by, self.text = contract, by, text

    def do(self, step: str) -> None:
        """Do one step of `STEPS`."""
        try:
            getattr(self, step)()
        except actions.Refused as refused:
            assert all(refused.problems)

    def retitle(self):
        self.contract.title = self.contract.purpose = self.text
        self._save(self.contract)

    def take_acts_back(self):
        for act in self.contract.interventions.all()[1:]:
            act.ready = False
            self._save(act)

    def bring_acts_back(self):
        for act in self.contract.interventions.filter(ready=False):
            act.ready = True
            self._save(act)

    def deprecate(self):
        for claim in self.contract.claims.all()[:2]:
            claim.rank = "deprecated"
            self._save(claim)

    def take_parties_out(self):
        self.contract.buyer = self.contract.user_body = None
        self.contract.vendors.clear()
        self._save(self.contract)

    def rename(self):
        for model in (Buyer, Vendor, Stakeholder):
            party = model.objects.current().published().first()
            if party:
                party.name = self.text
                self._save(party)
                actions.publish_shared(party, by=self.by, reason=REASON)

    def rewrite_a_source(self):
        source = Source.objects.published().first()
        source.title, source.publisher, source.url = self.text, "", ""
        self._save(source)
        actions.publish_shared(source, by=self.by, reason=REASON)

    def merge(self):
        for model in (Buyer, Vendor, Stakeholder):
            two = model.objects.current().published()[:2]
            if len(two) == 2:
                actions.merge_parties(*two, by=self.by, reason=REASON, despite_identifiers=True)

    def publish(self):
        actions.publish(self.contract, by=self.by, reason=REASON)

    def withdraw(self):
        actions.withdraw(self.contract, by=self.by, reason=REASON)

    def _save(self, row):
        row.full_clean()
        row.save()
        self.contract.refresh_from_db()


STEPS = [name for name in vars(Editor) if not name.startswith("_") and name != "do"]
