"""Hints about what was saved: what may be at odds with the rest of the record. None refuses anything."""

from django.db.models import Q

from procurement import codelists, dossier
from procurement.models import Citation, Claim, Intervention

_BEFORE = {"planning", "tender", "award_proposed"}
_AFTER = {"award", "contract_pending", "active", "complete", "ended", "terminated_early"}
# Of kinds of values, the stages that they do not go with.
_ODD = {"decided": _BEFORE, "proposed": _AFTER}
_TOLD = "This value is called “{}”, and the stage on record is “{}”. Look whether both are as the sources have them."
_LEVEL = (
    "“{}” is cited as “{}”, and is by its kind “{}”. Look whether the level follows the source."
)


def hints_of(row) -> list[str]:
    """Give what to say of a statement that was saved; nothing where nothing is odd.

    One query; of a claim about the value that is not deprecated two or three more.
    """
    return [*_of_value(row), *_of_levels(row)]


def _of_levels(row):
    """Of citations at the official level, the sources of a kind that does not give it."""
    backs = Q(**{row._meta.model_name: row})
    if isinstance(row, Intervention):
        backs |= Q(ground__intervention=row)
    official = Citation.objects.filter(backs, attribution="official_record")
    return [
        _LEVEL.format(source, codelists.ATTRIBUTION.label("official_record"), kind)
        for source in dict.fromkeys(one.source for one in official.select_related("source"))
        if codelists.level_of(source.kind, source.is_primary) != "official_record"
        for kind in [codelists.SOURCE_KIND.label(source.kind)]
    ]


def _of_value(row):
    if not isinstance(row, Claim) or row.fact != "value" or row.rank == "deprecated":
        return []
    stages = _stages(row.contract) if row.value_kind in _ODD else set()
    if not stages or not stages <= _ODD[row.value_kind]:
        return []
    labels = " or ".join(sorted(map(codelists.STAGE.label, stages)))
    return [_TOLD.format(codelists.VALUE_KIND.label(row.value_kind), labels)]


def _stages(contract) -> set[str]:
    """The stage that the record gives, or each of those among which nobody has decided."""
    claims = contract.claims.filter(fact="stage", ready=True).exclude(rank="deprecated")
    stated = list(claims.values_list("rank", "stage"))
    preferred = {stage for rank, stage in stated if rank == "preferred"}
    if stated:
        return preferred or {stage for _, stage in stated}
    document = dossier.document_of(contract)
    return {document["stage"]} if document else set()
