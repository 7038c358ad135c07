"""The closed lists of the record: each value with its definition and the standard it maps to.

Grounds are rows that editors can add to; these are the ones every installation starts with.
Sources: OCDS 1.1 codelists; eForms SDK codelists; Procurement Act 2023; Prozorro complaints.
"""

from .audit import AUDIT, LOGIN_FAILURE
from .codelist import Code, Codelist
from .contracts import CATEGORY, DISPUTABLE, FACT, HOLD, METHOD, RANK, STAGE, VALUE_KIND, WHEN
from .divisions import DIVISION
from .evidence import ATTRIBUTION, PRECISION, SOURCE_KIND
from .grounds import DIRECTION, GROUND_GROUP, GROUNDS, LAYER
from .interventions import (
    CAPACITY,
    EFFECT,
    NO_OUTCOME,
    OUTCOME,
    RELATION,
    STAKEHOLDER_KIND,
    TYPE,
)
from .register import AGREEMENT_STATUS, AWARD_STATUS, NOTHING_BOUGHT, NOTICE_TYPE, notice_event

__all__ = [
    "AGREEMENT_STATUS",
    "ATTRIBUTION",
    "AUDIT",
    "AWARD_STATUS",
    "CAPACITY",
    "CATEGORY",
    "DIRECTION",
    "DISPUTABLE",
    "DIVISION",
    "EFFECT",
    "FACT",
    "GROUNDS",
    "GROUND_GROUP",
    "HOLD",
    "LAYER",
    "LISTS",
    "LOGIN_FAILURE",
    "METHOD",
    "NOTHING_BOUGHT",
    "NOTICE_TYPE",
    "NO_OUTCOME",
    "OUTCOME",
    "PRECISION",
    "RANK",
    "RELATION",
    "SOURCE_KIND",
    "STAGE",
    "STAKEHOLDER_KIND",
    "TYPE",
    "VALUE_KIND",
    "WHEN",
    "Code",
    "Codelist",
    "notice_event",
]

LISTS = {
    listing.name: listing
    for listing in (
        AGREEMENT_STATUS, ATTRIBUTION, AWARD_STATUS, CAPACITY, CATEGORY, DIRECTION, DIVISION, EFFECT, FACT, GROUND_GROUP, HOLD, LAYER, METHOD,
        NOTICE_TYPE, OUTCOME, PRECISION, RANK, RELATION, SOURCE_KIND, STAGE, STAKEHOLDER_KIND, TYPE, VALUE_KIND, WHEN,
    )
}  # fmt: skip
