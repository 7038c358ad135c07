"""Buyer: a public body that buys."""

from .party import Party


class Buyer(Party):
    """One public body that buys. Standard: OCDS `buyer`, `procuringEntity`."""

    kind = "buyer"

    class Meta(Party.Meta):
        pass
