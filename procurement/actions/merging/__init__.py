"""Two parties that are one body: one leads to the other, and does not where the merge is undone."""

from .merge import merge_as_notices_say, merge_parties, preview_merge, undo_merge
