"""What a merge would do, before anybody does it."""

from procurement import dossier
from procurement.dossier.parties_and_sources import party_entry, public_party_entry
from procurement.models import Contract

from . import bodies, copies, references
from .checks import clashes, problems
from .merge import copy_of


def preview_merge(kept, merged) -> dict:
    """Give {"problems", "clashes", "moves", "register", "touched"} of a merge. Writes nothing.

    `clashes` are those of the problems that a person may decide against. `moves` is {what: rows
    that would name the kept party}, `register` how many public contracts of the register would
    name it, `touched` each tracked contract with its `dossier.changes`.
    """
    found = problems(kept, merged)
    if type(kept) is not type(merged) or kept.pk == merged.pk:
        return {"problems": found, "clashes": [], "moves": {}, "register": 0, "touched": []}
    copy = copy_of(merged)
    register = copies.naming(copy).filter(tracked=False).count() if copy else 0
    return {
        "problems": found,
        "clashes": clashes(kept, merged),
        "moves": _moves(merged),
        "register": register,
        "touched": _touched(kept, copy) if copy else [],
    }


def _moves(merged) -> dict[str, int]:
    counted = {
        _label(reference): reference.of(merged).count()
        for reference in references.REFERENCES[merged.kind]
    }
    return {what: number for what, number in counted.items() if number}


def _label(reference):
    model = reference.model
    if model is Contract.vendors.through:
        return "contracts, as vendor"
    if model is Contract:
        return f"contracts, as {Contract._meta.get_field(reference.column).verbose_name}"
    return str(model._meta.verbose_name_plural)


def _touched(kept, copy) -> list[tuple[Contract, list[dict[str, str]]]]:
    kept_copy = copy_of(kept)
    form = public_party_entry(kept_copy) if kept_copy else party_entry(kept)
    return [
        (told.contract, dossier.changes(told.before, told.after))
        for told in bodies.reworded(form, copy)
    ]
