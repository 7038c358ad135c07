"""Vendor: an organisation that supplies."""

from .party import Party


class Vendor(Party):
    """One organisation that supplies, or is to. Standard: OCDS `supplier`."""

    kind = "vendor"

    class Meta(Party.Meta):
        pass
