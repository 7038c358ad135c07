"""The history of working rows, with all that was done to them: one list, and pages that put back."""

from .pages import KeepsHistory

__all__ = ["KeepsHistory"]
