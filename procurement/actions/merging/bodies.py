"""The structures that revisions keep: of each tracked contract that names the merged party."""

from collections.abc import Iterable
from typing import NamedTuple

from procurement import dossier
from procurement.dossier.build import dossier_of, loaded
from procurement.dossier.parties_and_sources import public_party_entry
from procurement.models import Contract, PublicContract, PublicParty, Revision

from ..errors import Refused
from ..public_ids import assign_ids, take_ids
from ..published_rows import write_published
from ..revisions import add_revision


class Told(NamedTuple):
    """A contract with its newest revision, and its structure before and after a merge."""

    contract: Contract
    revision: Revision
    before: dict
    after: dict


def reworded(kept: dict, merged: PublicParty) -> Iterable[Told]:
    """Yield each tracked public contract that names `merged`, as it reads with `kept` in its place.

    `kept` is the public form of the party that stays.
    """
    naming = PublicContract.objects.filter(mentions__party=merged)
    contracts = Contract.objects.filter(public_id__in=naming.values("public_id"))
    for contract in contracts.order_by("pk"):
        latest = Revision.objects.select_related("body").latest_of(contract)
        body = latest.body.load()
        if body is not None:
            after = dossier.replace_merged(latest.body.load(), merged.public_id, kept)
            yield Told(contract, latest, body, after)


def rewrite(kept: PublicParty, merged: PublicParty, **said) -> dict[str, int]:
    """Publish what `reworded` yields, without letting any draft out.

    Gives {key of the contract: number of its new revision}.
    """
    written = {}
    for told in list(reworded(public_party_entry(kept), merged)):
        revision = add_revision(told.contract, told.after, kind="shared", **said)
        write_published(told.after, revision)
        written[str(told.contract.pk)] = revision.number
    return written


def write_back(written: dict[str, int], contracts: Iterable[Contract], **said) -> None:
    """Publish contracts as they read with the party taken out of the other again.

    Raises `Refused` for one that was published since, and has edits that are not.
    """
    problems = []
    for contract in contracts:
        latest = Revision.objects.latest_of(contract)
        if latest is None or latest.kind == "withdrawn":
            continue
        body = _before(contract, latest, written.get(str(contract.pk)))
        if body is None:
            problems.append(
                f"“{contract}” was published after the merge, and has edits that are not public."
                " Publish them, or take them back, and try again."
            )
        elif not latest.says(body):
            write_published(body, add_revision(contract, body, kind="shared", **said))
    if problems:
        raise Refused(problems)


def _before(contract, latest, number_written):
    """The structure before the merge, else as the working rows have it; None where that is pending."""
    if latest.number == number_written:
        earlier = Revision.objects.get(contract=contract, number=number_written - 1)
        if body := earlier.body.load():
            return body
    if contract.state != "published":
        return None
    whole = loaded(contract.pk)
    assign_ids(whole, take_ids)
    return dossier_of(whole)
