"""Public ids, given at first publication from their own counters, in reading order."""

from django.db import transaction

from procurement import dossier
from procurement.dossier.build import all_citations, all_parties, in_order, loaded
from procurement.models import Contract, Counter, PublicSource, Source


def preview(contract: Contract) -> dict:
    """Give the public form that publishing would write now. Changes nothing."""
    with transaction.atomic():
        Counter.hold()
        number(contract)
        body = dossier.build(contract)
        transaction.set_rollback(True)
    contract.refresh_from_db(fields=["public_id"])
    return body


def number(contract: Contract) -> None:
    """Give a public id to the contract and to all that its public form names, where one lacks."""
    whole = loaded(contract.pk)
    _number("contract", whole)
    for act in in_order(whole.ready_acts):
        _number("intervention", act)
    for party in all_parties(whole):
        if party:
            _number(party.kind, party)
    for citation in all_citations(whole):
        _number("source", citation.source)
        # Two copies of one story are one source: its root's id tells them together.
        # A source that is public keeps the root it was published with.
        if not _is_public(citation.source):
            number_root(citation.source)


def number_root(source: Source) -> None:
    """Give a public id to the source that this one repeats in the end, where it lacks one."""
    _number("source", source.root())


def _is_public(source):
    return PublicSource.objects.filter(public_id=source.public_id).exists()


def _number(kind, row):
    rows = type(row)._base_manager.filter(pk=row.pk)
    # One party may be loaded several times; only the database knows whether it has its id.
    given = rows.values_list("public_id", flat=True).get()
    if given is None:
        given = Counter.next(kind)
        rows.update(public_id=given)
    row.public_id = given
