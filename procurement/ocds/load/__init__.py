"""Writes what releases state: the register, who is who, and the rows that the public reads."""

from .batch import Taken, take
from .finish import catch_up
from .held import not_held
from .stale_words import REGISTER

__all__ = ["REGISTER", "Taken", "catch_up", "not_held", "take"]
