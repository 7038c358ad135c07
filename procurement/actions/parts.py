"""Whom the documents of register contracts name, where two parties turn out not to be one."""

from procurement.models import RegisterDocument, bulk

from . import same_awards


def name_again(ids: list[int], kept, merged) -> None:
    """Let the documents of register contracts, by public id, name a party that was merged again.

    Those that imports wrote meanwhile name the kept one by what is the merged one's own.
    """
    names = set(merged.names.values_list("name", flat=True)) | {merged.name}
    numbers = set(merged.identifiers.values_list("scheme", "value"))
    column = 0 if merged.kind == "buyer" else 1
    for piece in bulk.sliced(ids):
        changed = []
        for one in RegisterDocument.objects.filter(public_id__in=piece):
            for party, place in zip(one.body["parties"], one.parties, strict=True):
                own = party["name"] in names or numbers & set(map(tuple, party["numbers"]))
                if own and place[column] == kept.public_id:
                    place[column] = merged.public_id
                    changed.append(one)
        RegisterDocument.objects.bulk_update(changed, ["parties"])
        same_awards.name_again(one.public_id for one in changed)
