"""Copies of one story: where one turns out to repeat another, those that repeat it do too."""

from collections.abc import Iterable

from django.db.models import F

from procurement import dossier
from procurement.dossier.parties_and_sources import source_entry
from procurement.models import Contract, PublicContract, PublicSource, Revision, Source

from . import party_rows
from .change import Change
from .published_rows import write_published
from .revisions import add_revision


def repeating(source: Source, root: int) -> list[PublicSource]:
    """Give the other public sources of a story whose chain passes through a source.

    Those that merely share the root by another way stay; so does one whose edit says that it
    repeats the source, while that edit is pending: its copy has another root.
    """
    found = PublicSource.objects.filter(root=root).exclude(public_id=source.public_id or 0)
    rows = Source.objects.filter(public_id__in=found.values("public_id"))
    rows = rows.select_related("repeats__repeats")
    through = {row.public_id for row in rows if source in row.chain()[0]}
    return [copy for copy in found.order_by("public_id") if copy.public_id in through]


def with_root(others: Iterable[PublicSource], root: int) -> list[dict]:
    """Give the public forms of sources as they read under another root."""
    return [source_entry(other, root) for other in others]


def changed_by(forms: list[dict], naming) -> Iterable[tuple[Contract, Revision, dict, dict]]:
    """Yield (contract, newest revision, structure, structure with the forms put in).

    `naming` narrows public contracts to those that name one of them. One whose body was emptied says
    nothing that could change.
    """
    contracts = Contract.objects.filter(public_id__in=naming.values("public_id"))
    for contract in contracts.order_by("pk"):
        latest = Revision.objects.latest_of(contract)
        before, after = dossier.rest_of(latest.body.text), dossier.rest_of(latest.body.text)
        if before is None or after is None:
            continue
        for form in forms:
            replace = dossier.replace_party if dossier.is_party(form) else dossier.replace_source
            after = replace(after, form)
        yield contract, latest, before, after


def republish_with(forms: list[dict], naming, *, by, reason, at, one_person=None) -> list[Revision]:
    """Put forms into the public contracts that name them; give the revisions of those that change.

    `one_person` as in `add_revision`.
    """
    revisions = []
    for contract, latest, _, after in list(changed_by(forms, naming)):
        revision = latest
        if not latest.says(after):
            revision = add_revision(
                contract,
                after,
                Change("shared"),
                by=by,
                reason=reason,
                at=at,
                one_person=one_person,
            )
            revisions.append(revision)
        # Also where it reads the same: it is found by the other names of its parties.
        write_published(after, revision)
    return revisions


def citing(sources: Iterable[PublicSource]):
    """The public contracts that cite one of some sources."""
    return PublicContract.objects.filter(mentions__source__in=list(sources)).distinct()


def follow_roots(new: list[int], *, by, reason, at) -> None:
    """Tell as one story what repeats sources that have just become public and repeat others."""
    copies = PublicSource.objects.filter(public_id__in=new).exclude(root=F("public_id"))
    for copy in copies if new else ():
        source = Source.objects.get(public_id=copy.public_id)
        others = repeating(source, copy.public_id)
        party_rows.move_to_root(others, copy.root)
        forms = with_root(others, copy.root)
        republish_with(forms, citing(others), by=by, reason=reason, at=at)
