"""What a merge would do, before anybody does it."""

from procurement.models import Contract, PublicContract

from ..public_rows import touched
from .checks import clashes, problems
from .merge import public_keys, with_merged


def preview_merge(kept, merged) -> dict:
    """Give {"problems", "clashes", "tracked", "register"} of a merge. Writes nothing.

    `clashes` are those of the problems that a person may decide against. `tracked` are the public contracts
    that editors keep and that name `merged`, whose links would lead to `kept`; `register` is how many others do.
    """
    found = {"problems": problems(kept, merged), "clashes": [], "tracked": [], "register": 0}
    if type(kept) is not type(merged) or kept.pk == merged.pk:
        return found
    rows = PublicContract.objects.filter(pk__in=touched(public_keys(merged.kind, with_merged(merged))))
    tracked = Contract.objects.filter(public_id__in=rows.filter(tracked=True).values("public_id"))
    return found | {
        "clashes": clashes(kept, merged),
        "tracked": list(tracked.order_by("pk")),
        "register": rows.filter(tracked=False).count(),
    }
