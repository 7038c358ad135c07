"""Register documents made anew from the notices that are held, and the public rows that follow from them."""

from collections.abc import Callable

from procurement.models import Contract, RegisterDocument, bulk

from . import load
from .register import READER

BATCH = 500


def outdated(*, everything: bool) -> list[int]:
    """Give the public ids of documents that an older reader made, or of all. One query."""
    rows = (
        RegisterDocument.objects.all()
        if everything
        else RegisterDocument.objects.exclude(reader=READER)
    )
    return list(rows.order_by("public_id").values_list("public_id", flat=True))


def rebuild(public_ids: list[int], progress: Callable[[int], None]) -> None:
    """Read the notices of contracts again, in batches, each of them whole; `progress` is told how many.

    Parties are counted anew at the end. Stopped, it can be run again: what is done stays done.
    """
    touched: dict[bool, set[int]] = {False: set(), True: set()}
    for piece in bulk.sliced(public_ids, BATCH):
        rows = (
            Contract.objects.filter(public_id__in=piece)
            .order_by("pk")
            .values_list("pk", "invented")
        )
        for invented in (False, True):
            pks = [pk for pk, flag in rows if flag == invented]
            if pks:
                touched[invented] |= load.rebuild_contracts(pks, invented=invented)
        progress(len(piece))
    for invented, parties in touched.items():
        if parties:
            load.catch_up(parties, everything=False, invented=invented)
