"""Writes what releases state: the register, who is who, and the rows that the public reads."""

from .batch import Written, rebuild_contracts, write_batch
from .existing import not_imported
from .finish import catch_up
