"""What a merge would do, before anybody does it."""

from procurement.models import PARTIES, Contract, PublicContract, PublicParty

from ..public_rows import touched
from .checks import clashes, problems


def preview_merge(kept, merged) -> dict:
    """Give {"problems", "clashes", "tracked", "register"} of a merge. Writes nothing.

    `clashes` are those of the problems that a person may decide against. `tracked` are the public contracts
    that editors keep and that name `merged`, whose links would lead to `kept`; `register` is how many others do.
    """
    found = {"problems": problems(kept, merged), "clashes": [], "tracked": [], "register": 0}
    if type(kept) is not type(merged) or kept.pk == merged.pk:
        return found
    rows = PublicContract.objects.filter(pk__in=touched(_public_keys(merged)))
    tracked = Contract.objects.filter(public_id__in=rows.filter(tracked=True).values("public_id"))
    return found | {
        "clashes": clashes(kept, merged),
        "tracked": list(tracked.order_by("pk")),
        "register": rows.filter(tracked=False).count(),
    }


def _public_keys(party):
    """The keys of the public rows of a party, and of those merged into it."""
    group = PARTIES[party.kind].objects.filter(pk=party.pk) | party.merged.all()
    ids = group.values("public_id")
    rows = PublicParty.objects.filter(kind=party.kind, public_id__in=ids)
    return list(rows.values_list("pk", flat=True))
