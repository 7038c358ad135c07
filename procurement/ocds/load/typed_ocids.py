"""OCIDs that editors typed and that nothing public bears: they keep no notice from being public."""

from procurement import actions
from procurement.models import Notice, Revision

from .existing import ExistingContract


def give_way(contracts: dict[str, ExistingContract], *, invented: bool) -> list[str]:
    """Take OCIDs that are merely typed from {OCID: contract}, and from those contracts; give them.

    A draft is left: it is joined to what the notices say, unless one of the two is of the demonstration.
    """
    typed = [ocid for ocid, one in contracts.items() if _is_merely_typed(ocid, one, invented)]
    for ocid in typed:
        actions.release_ocid(contracts.pop(ocid).pk)
    return typed


def _is_merely_typed(ocid, contract, invented):
    if contract.from_register or Notice.objects.filter(contract=contract.pk).exists():
        return False
    if contract.public_id is None:
        return not contract.is_of(invented=invented)
    return published_ocid(contract.pk) not in (ocid, None)


def published_ocid(contract_pk: int) -> str | None:
    """Give the OCID that a contract was last published with; None where its body was emptied."""
    revisions = Revision.objects.filter(contract=contract_pk).exclude(kind="withdrawn")
    last = revisions.select_related("body").order_by("-number").first()
    body = last.body.load() if last else {"ocid": ""}
    return body["ocid"] if body and "ocid" in body else None
