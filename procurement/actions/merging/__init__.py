"""Two parties that are one body: merged into one, and taken apart again as they were."""

from .merge import merge_parties
from .preview import preview_merge
from .undo import undo_merge

__all__ = ["merge_parties", "preview_merge", "undo_merge"]
