"""Reads files of OCDS, whatever their encoding and packaging, strictly and one release at a time."""

from .errors import FileRefused
from .first_pass import Release, Spool, take_in

__all__ = ["FileRefused", "Release", "Spool", "take_in"]
