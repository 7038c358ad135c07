"""A draft whose OCID official notices bear: it becomes the unpublished part of their contract.

The notices are public, as if there were no draft. What the editors wrote stays theirs: title and
parties, which the register owns from now on, as notes and as claims that are not ready.
"""

from collections.abc import Iterator

from django.db.models import F
from django.utils import timezone

from procurement import author
from procurement.dates import PartialDate
from procurement.models import Citation, Claim, Contract
from procurement.models.contract import REGISTER_PART
from procurement.models.history import record_new, recorded

from .revisions import importer

JOINED = (
    "Official notices bear its OCID: it is the part of the register's contract that is not"
    " published. Its title and description stand in the notes, its parties are claims."
)

RELEASED = "Official notices bear the OCID that was typed here: it stands in the notes now."


def join_register(contract_pk: int, public_id: int) -> None:
    """Make a draft the tracked, unpublished part of the register's contract of a public id.

    Called inside the transaction that writes what the register says. Whoever has the draft open
    meets a conflict when they save it.
    """
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=contract_pk)
    rows = Contract.objects.filter(pk=contract_pk)
    with author.editing(importer(), JOINED):
        with recorded(rows):
            rows.update(
                public_id=public_id,
                from_register=True,
                notes=_notes(contract),
                published_version=REGISTER_PART,
                heading_version=F("heading_version") + 1,
            )
            rows.touch()
        _keep_parties(contract)


def release_ocid(contract_pk: int) -> None:
    """Take an OCID that editors typed, and did not publish, from a contract; its notes keep it."""
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=contract_pk)
    told = f"OCID until official notices with it were imported, on {_today()}: {contract.ocid}"
    rows = Contract.objects.filter(pk=contract_pk)
    with recorded(rows, by=importer(), reason=RELEASED):
        moved_on = F("heading_version") + 1
        rows.update(ocid="", notes=_with(contract.notes, told), heading_version=moved_on)
        rows.touch()


def _today() -> str:
    return PartialDate(timezone.localdate()).show()


def _with(notes: str, told: str) -> str:
    return f"{notes}\n\n{told}" if notes else told


def _notes(contract) -> str:
    """What the register's words take the place of, after the notes that are there."""
    told = [f"Before official notices of its OCID were imported, on {_today()}:"]
    told.append(f"Title: {contract.title}")
    if contract.description:
        told.append(f"Description: {contract.description}")
    return _with(contract.notes, "\n".join(told))


def _keep_parties(contract) -> None:
    """Make each party a claim with the citations of the contract, which are not ready from now on.

    They back what the editors wrote, and not what the register says in its place.
    """
    cited = list(contract.citations.order_by("pk"))
    claims = Claim.objects.bulk_create(_claims(contract))
    record_new(claims)
    record_new(
        Citation.objects.bulk_create(_again(one, claim) for claim in claims for one in cited)
    )
    with recorded(contract.citations.all()):
        contract.citations.update(ready=False)
    contract.vendors.clear()


def _claims(contract) -> Iterator[Claim]:
    if contract.buyer_id:
        yield Claim(contract=contract, fact="buyer", buyer_id=contract.buyer_id)
    if contract.user_body_id:
        yield Claim(contract=contract, fact="user_body", buyer_id=contract.user_body_id)
    for vendor in contract.vendors.order_by("pk"):
        yield Claim(contract=contract, fact="vendor", vendor=vendor)


def _again(citation, claim) -> Citation:
    """Give a citation once more, of a claim."""
    told = ("source_id", "attribution", "speaker_id", "hedge", "quotation", "place", "ready")
    return Citation(claim=claim, **{name: getattr(citation, name) for name in told})
