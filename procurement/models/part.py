"""What belongs to a contract: saving or deleting it makes a new version of the contract."""

from django.db import transaction

from .dated import Dated


class PartOfContract(Dated):
    """A row under a contract's version. Bulk writes do not count; only imports make them."""

    class Meta:
        abstract = True

    def contract_pk(self) -> int:
        """Give the key of the contract that this row belongs to."""
        raise NotImplementedError

    def save(self, *args, **kwargs):
        with transaction.atomic():
            stored = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
            # A part that moves makes a new version of both contracts.
            before = stored.contract_pk() if stored else None
            super().save(*args, **kwargs)
            self._touch(before, self.contract_pk())

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            contract_pk = self.contract_pk()
            deleted = super().delete(*args, **kwargs)
            self._touch(contract_pk)
        return deleted

    def _touch(self, *contract_pks):
        contracts = self._meta.apps.get_model("procurement", "Contract").objects
        contracts.filter(pk__in=contract_pks).touch()
