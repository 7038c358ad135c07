"""Where parties lead: the working rows, their public rows, their addresses."""

from procurement.models import PARTIES, PartyRedirect, PublicParty

from ..group_words import reindex
from ..party_rows import public_row


def point(kind: str, members: set[int], to) -> None:
    """Let parties of a kind, by their keys, lead to one that is not merged itself; None: to nobody."""
    parties = PARTIES[kind].objects.filter(pk__in=members)
    parties.update(canonical=to)
    ids = [one for one in parties.values_list("public_id", flat=True) if one]
    PartyRedirect.objects.filter(kind=kind, public_id__in=ids).delete()
    if to:
        PartyRedirect.objects.bulk_create(
            PartyRedirect(
                kind=kind, public_id=id_, to_public_id=to.public_id, demonstration=to.demonstration
            )
            for id_ in ids
        )
    rows = PublicParty.objects.filter(kind=kind, public_id__in=ids)
    before = set(rows.values_list("canonical", flat=True)) - {None}
    row = public_row(to) if to and rows.exists() else None
    rows.update(canonical=row)
    reindex(before | ({row.pk} if row else set()))
