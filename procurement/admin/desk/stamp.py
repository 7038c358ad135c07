"""Why the stamp of a contract says what it says, and what would end that."""

from dataclasses import replace

from procurement import codelists, holds
from procurement.dossier.finish import causes


def reasons(body: dict) -> list[dict]:
    """Give [{"acts", "hold", "endings"}]: the acts behind the hold of a structure, by what ends them.

    `endings` are the outcomes that end such an act, in words; a later act that lifts or resolves it
    ends it too.
    """
    found: dict[tuple, list] = {}
    for act, cause in zip(body["interventions"], causes(body["interventions"]), strict=True):
        if act["id"] in body["hold"]["interventions"]:
            found.setdefault(_endings(cause), []).append(act)
    hold = codelists.HOLD.label(body["hold"]["code"])
    return [{"acts": acts, "hold": hold, "endings": list(ends)} for ends, acts in found.items()]


def _endings(cause):
    return tuple(
        code.label.lower()
        for code in codelists.OUTCOME
        if holds.hold_of(replace(cause, outcome=code.code)) == "none"
    )
