"""Preferred claims that an official notice contradicts which came after they were saved: somebody has to look."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef

from procurement.models import Claim, Notice, RegisterDocument
from procurement.models.claim import COLUMN


def contradicted() -> set[int]:
    """Give the keys of the contracts that editors keep, of which that is so. Two queries."""
    later = Notice.objects.filter(
        contract=OuterRef("contract"), created_at__gt=OuterRef("updated_at")
    )
    claims = Claim.objects.filter(
        Exists(later), rank="preferred", ready=True, contract__tracked=True, public_id__isnull=False,
    ).annotate(number=F("contract__public_id")).select_related("buyer", "vendor")  # fmt: skip
    rows = list(claims.order_by())
    said = RegisterDocument.objects.bodies({claim.number for claim in rows if claim.number})
    return {
        claim.contract_id
        for claim in rows
        if claim.number in said and differs(claim, said[claim.number])
    }


def differs(claim: Claim, document: dict[str, Any]) -> bool:
    """Tell whether a register document states the fact of a claim, and states something else."""
    column = COLUMN[claim.fact]
    if column in ("buyer", "vendor"):
        named = _named(document, claim.fact)
        return bool(named) and getattr(claim, column).public_id not in named
    stated = document.get(claim.fact)
    if not stated:
        return False
    if column == "value_minor":
        return (stated["minor"], stated["currency"]) != (claim.value_minor, claim.currency)
    if column == "stated_on" and claim.date:
        known = claim.date.iso()
        return not (known.startswith(stated) or stated.startswith(known))
    return column == "stage" and stated != claim.stage


def _named(document, fact) -> set[int | None]:
    """The public ids of whom a document names as what a claim is about, those that it has not left out."""
    if fact == "vendor":
        places: Iterable[int] = (
            place for award in document["awards"] for place in award["suppliers"]
        )
        return {document["parties"][place]["vendor_id"] for place in places}
    place = document.get("buyer") if fact == "buyer" else None
    return set() if place is None else {document["parties"][place]["buyer_id"]}
