"""The editors' pages: one file for each area; importing them registers them with the site."""

from . import contracts, evidence, imports, interventions, log, merging, parties, register, users

__all__ = [
    "contracts",
    "evidence",
    "imports",
    "interventions",
    "log",
    "merging",
    "parties",
    "register",
    "users",
]
