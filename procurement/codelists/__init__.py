"""The closed lists of the record: each value with its definition and the standard it maps to.

Grounds are rows that editors can add to; these are the ones every installation starts with.
Sources: OCDS 1.1 codelists; eForms SDK codelists; Procurement Act 2023; Prozorro complaints.
"""

from .afterwards import MODIFICATION_GROUND, PENALTY, RATING, TERMINATION_REASON
from .amounts import AMOUNT, AMOUNT_BASIS, COUNTED_AS
from .audit import AUDIT, LOGIN_FAILURE
from .bidding import (
    BID_MEASURE,
    BID_STATUS,
    RESERVED_FOR,
    SUPPLIER_ROLE,
    SUPPLIER_SIZE,
)
from .codelist import Code, Codelist
from .contracts import (
    CATEGORY,
    DECIDED_FROM,
    DISPUTABLE,
    FACT,
    HOLD,
    METHOD,
    RANK,
    STAGE,
    VALUE_KIND,
    WHEN,
)
from .criteria import (
    APPLIES_TO,
    AWARD_CRITERIA,
    AWARD_CRITERION,
    CRITERION_FIXED,
    CRITERION_THRESHOLD,
    CRITERION_WEIGHT,
    PARTICIPATION_FEE,
    PERMISSION,
    REVIEW_MEASURE,
    SELECTION_CRITERION,
    SUBMISSION_METHOD,
)
from .divisions import DIVISION
from .documents import DOCUMENT_TYPE, LANGUAGE
from .evidence import ATTRIBUTION, PRECISION, PRIMARY_KINDS, SOURCE_KIND, level_of
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
from .parties import PARTY_ROLE
from .periods import LOT_STATUS, MILESTONE_STATUS, MILESTONE_TYPE, OPTION_KIND, PERIOD_KIND
from .procedure import (
    COVERED_BY,
    DYNAMIC_STATUS,
    FRAMEWORK,
    FRAMEWORK_METHOD,
    FRAMEWORK_USE,
    LEGAL_BASIS,
    PROCEDURE_FACT,
    SPECIAL_REGIME,
    TECHNIQUE,
)
from .rationale import RATIONALE
from .regions import REGION, country_named, parts_of_region, region_named, regions_beginning
from .register import AGREEMENT_STATUS, AWARD_STATUS, NOTHING_BOUGHT, NOTICE_TYPE, notice_event
from .related import RELATIONSHIP

__all__ = [
    "TERMINATION_REASON",
    "RATING",
    "PENALTY",
    "MODIFICATION_GROUND",
    "AMOUNT_BASIS",
    "AMOUNT",
    "AGREEMENT_STATUS",
    "APPLIES_TO",
    "ATTRIBUTION",
    "AUDIT",
    "AWARD_CRITERIA",
    "AWARD_CRITERION",
    "AWARD_STATUS",
    "BID_MEASURE",
    "BID_STATUS",
    "CAPACITY",
    "CATEGORY",
    "COUNTED_AS",
    "COVERED_BY",
    "CRITERION_FIXED",
    "CRITERION_THRESHOLD",
    "CRITERION_WEIGHT",
    "Code",
    "Codelist",
    "DECIDED_FROM",
    "DIRECTION",
    "DISPUTABLE",
    "DIVISION",
    "DOCUMENT_TYPE",
    "DYNAMIC_STATUS",
    "EFFECT",
    "FACT",
    "FRAMEWORK",
    "FRAMEWORK_METHOD",
    "FRAMEWORK_USE",
    "GROUNDS",
    "GROUND_GROUP",
    "HOLD",
    "LANGUAGE",
    "LAYER",
    "LEGAL_BASIS",
    "LISTS",
    "LOGIN_FAILURE",
    "LOT_STATUS",
    "METHOD",
    "MILESTONE_STATUS",
    "MILESTONE_TYPE",
    "NOTHING_BOUGHT",
    "NOTICE_TYPE",
    "NO_OUTCOME",
    "OPTION_KIND",
    "OUTCOME",
    "PARTICIPATION_FEE",
    "PARTY_ROLE",
    "PERIOD_KIND",
    "PERMISSION",
    "PRECISION",
    "PRIMARY_KINDS",
    "PROCEDURE_FACT",
    "RANK",
    "RATIONALE",
    "REGION",
    "RELATION",
    "RELATIONSHIP",
    "RESERVED_FOR",
    "REVIEW_MEASURE",
    "SELECTION_CRITERION",
    "SOURCE_KIND",
    "SPECIAL_REGIME",
    "STAGE",
    "STAKEHOLDER_KIND",
    "SUBMISSION_METHOD",
    "SUPPLIER_ROLE",
    "SUPPLIER_SIZE",
    "TECHNIQUE",
    "TYPE",
    "VALUE_KIND",
    "WHEN",
    "country_named",
    "level_of",
    "notice_event",
    "parts_of_region",
    "region_named",
    "regions_beginning",
]

LISTS = {
    listing.name: listing
    for listing in (
        AGREEMENT_STATUS, AMOUNT, AMOUNT_BASIS, APPLIES_TO, ATTRIBUTION, AWARD_CRITERIA, AWARD_CRITERION,
        AWARD_STATUS, BID_MEASURE, BID_STATUS, CAPACITY, CATEGORY, COUNTED_AS, COVERED_BY, CRITERION_FIXED,
        CRITERION_THRESHOLD, CRITERION_WEIGHT, DECIDED_FROM, DIRECTION, DIVISION, DOCUMENT_TYPE,
        DYNAMIC_STATUS, EFFECT, FACT, FRAMEWORK, FRAMEWORK_METHOD, FRAMEWORK_USE, GROUND_GROUP, HOLD,
        LANGUAGE, LAYER, LEGAL_BASIS, LOT_STATUS, METHOD, MILESTONE_STATUS, MILESTONE_TYPE,
        MODIFICATION_GROUND, NOTICE_TYPE, OPTION_KIND, OUTCOME, PARTICIPATION_FEE, PARTY_ROLE, PENALTY,
        PERIOD_KIND, PERMISSION, PRECISION, PROCEDURE_FACT, RANK, RATING, RATIONALE, REGION, RELATION,
        RELATIONSHIP, RESERVED_FOR, REVIEW_MEASURE, SELECTION_CRITERION, SOURCE_KIND, SPECIAL_REGIME, STAGE,
        STAKEHOLDER_KIND, SUBMISSION_METHOD, SUPPLIER_ROLE, SUPPLIER_SIZE, TECHNIQUE, TERMINATION_REASON,
        TYPE, VALUE_KIND, WHEN,
    )
}  # fmt: skip
