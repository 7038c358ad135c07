"""The editors' pages: one file for each area; importing them registers them with the site."""

from . import accounts, contracts, evidence, imports, interventions, merging, parties, register

__all__ = [
    "accounts",
    "contracts",
    "evidence",
    "imports",
    "interventions",
    "merging",
    "parties",
    "register",
]
