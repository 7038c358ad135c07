"""Words that never say more than what is known: by its sources, and by the day on which it is read."""

from .attribution import (
    LEVELS,
    Attribution,
    Cited,
    attribution,
    by_notices,
    hedge,
    source_phrase,
    strength,
    weakest,
)
from .beside import beside
from .headlines import headline
from .names import (
    and_others,
    capitalise,
    listed,
    party_name,
    unnamed,
    unnamed_besides,
    unnamed_vendors,
)
from .sentences import Clause, sentence
from .stages import DAYS, STAGES, StageWords, headline_in_words, stage_in_words
from .totals import left_out
