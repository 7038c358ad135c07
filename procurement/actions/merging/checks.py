"""Why two parties cannot be merged."""

from django.db.models import Q

from procurement.identifiers import SCHEMES
from procurement.models import Identifier


def problems(kept, merged, *, despite_identifiers: bool = False) -> list[str]:
    """Give the sentences that say why one party cannot be merged into another; none if it can."""
    if type(kept) is not type(merged):
        return [
            f"“{merged}” is a {merged.kind} and “{kept}” is a {kept.kind}."
            " Only two of one kind can be merged."
        ]
    if kept.pk == merged.pk:
        return ["A party cannot be merged into itself. Choose another one."]
    found = [
        f"“{party}” is merged into “{party.canonical}” already."
        for party in (kept, merged)
        if party.canonical_id
    ]
    return found + _unlike(kept, merged, despite_identifiers)


def _unlike(kept, merged, despite_identifiers):
    found = []
    if kept.demonstration != merged.demonstration:
        found.append("One of them is part of the demonstration record, and the other is not.")
    if merged.public_id is not None and kept.public_id is None:
        found.append(
            f"“{merged}” has a public address and “{kept}” has none."
            f" Merge “{kept}” into “{merged}” instead."
        )
    return found if despite_identifiers else found + clashes(kept, merged)


def clashes(kept, merged) -> list[str]:
    """Say which registers gave two parties different numbers, though they give one body one."""
    numbers = [_numbers(party) for party in (kept, merged)]
    return [
        f"{SCHEMES[scheme].name} gave “{kept}” the number {', '.join(numbers[0][scheme])} and"
        f" “{merged}” the number {', '.join(numbers[1][scheme])}: they are two bodies in law."
        for scheme in sorted(numbers[0].keys() & numbers[1].keys())
    ]


def _numbers(party):
    """{scheme: [numbers]} of the registers that never give one number to two bodies."""
    found: dict[str, list[str]] = {}
    own = Q(**{party.kind: party}) | Q(**{f"{party.kind}__canonical": party})
    for one in Identifier.objects.filter(own):
        if one.scheme in SCHEMES and SCHEMES[one.scheme].strong:
            found.setdefault(one.scheme, []).append(one.value)
    return found
