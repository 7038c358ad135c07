"""Reads files of OCDS, whatever their encoding and packaging, strictly and one release at a time."""

from .intake import Release, Spool, take_in
from .refusal import FileRefused

__all__ = ["FileRefused", "Release", "Spool", "take_in"]
