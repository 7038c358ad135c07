"""RegisterDocument: what the notices of one contract say, as one document."""

import zlib
from collections.abc import Iterable
from typing import Any

import orjson
from django.db import models

from procurement import same_award

# The kinds of party that a document may name, in the order in which `parties` gives their ids.
BOUGHT, SUPPLIED = 0, 1


class RegisterDocumentQuerySet(models.QuerySet):
    def bodies(self, public_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Give {public id of a contract: its document, as `body` gives it}. One query."""
        rows = self.filter(public_id__in=list(public_ids)).order_by()
        return {
            public_id: loaded(bytes(packed), parties, same)
            for public_id, packed, parties, same in rows.values_list(
                "public_id", "packed", "parties", "same"
            )
        }


class RegisterDocument(models.Model):
    """What the notices of one contract say. Written by imports, made anew from its notices at any time.

    A public row, read while its contract is public. Nothing of it comes from anywhere but the notices, except
    `parties`, who of the record is meant by each organisation that they name, and `same`, which of the awards
    another public contract states too.
    """

    public_id = models.PositiveIntegerField(
        primary_key=True, help_text="The public id of its contract."
    )
    reader = models.PositiveSmallIntegerField(
        help_text="The version of what read the notices: older ones are read again."
    )
    parties = models.JSONField(
        default=list,
        help_text="[[buyer, vendor]] for each party of the document: public ids, null for none.",
    )
    same = models.JSONField(
        default=dict,
        help_text="{id of an award: {“in”: id of the contract in which it counts, or “also”: [ids]}}.",
    )
    packed = models.BinaryField(help_text="The document: JSON, compressed by zlib.")

    objects = RegisterDocumentQuerySet.as_manager()

    def __str__(self):
        return f"What the notices say of contract {self.public_id}"

    @property
    def body(self) -> dict[str, Any]:
        """The document, with {"buyer_id", "vendor_id"} in each of its parties, and with its marks."""
        return loaded(bytes(self.packed), self.parties, self.same)


def packed(document: dict[str, Any]) -> bytes:
    """Give a document as it is kept."""
    return zlib.compress(orjson.dumps(document), 1)


def unpacked(kept: bytes) -> dict[str, Any]:
    """Give what notices say alone, from what is kept of it."""
    return orjson.loads(zlib.decompress(kept))


def loaded(kept: bytes, parties: list[list[int | None]], same: dict[str, Any]) -> dict[str, Any]:
    """Give a document from what is kept of it: its parties with their ids, its awards marked."""
    body = unpacked(kept)
    for party, ids in zip(body["parties"], parties, strict=True):
        party["buyer_id"], party["vendor_id"] = ids
    same_award.mark(body, same)
    return body
