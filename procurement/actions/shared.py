"""Publishing what contracts share: a party or a source whose working row was edited."""

from django.db import transaction

from procurement import dossier
from procurement.dossier.names import party_form, published_roots, source_form
from procurement.models import (
    Conflict,
    Contract,
    Counter,
    PublicContract,
    PublicParty,
    PublicSource,
    Revision,
    Source,
)

from . import named, stories
from .headlines import renamed
from .logged import logged
from .numbers import Giver, keep, number_each, roots_of, upcoming
from .party_words import spread
from .refused import Refused, checked_reason


def publish_shared(thing, *, by, reason: str, version=None, at=None) -> list[Revision]:
    """Make the latest edit of a public party or source public, wherever it is named.

    Gives one Revision for each public contract that reads differently; older ones keep what they
    said. Raises `Refused` when no public contract names it or nothing would change, `Conflict`
    when it has moved on.
    """
    revisions = _publish(thing, by, checked_reason(reason), version, at)
    if revisions is None:
        raise Refused(["Nothing would change in public."])
    return revisions


def preview_shared(thing) -> list[tuple[Contract, list[dict[str, str]]]]:
    """Give each public contract that publishing would change, with its `dossier.changes`.

    Writes nothing, waits for nobody.
    """
    copy = _copy(thing)
    if copy is None:
        return []
    forms, _, naming = _forms(thing, copy, upcoming())
    told = [
        (contract, dossier.changes(before, after))
        for contract, _, before, after in stories.reworded(forms, naming)
    ]
    return [(contract, changes) for contract, changes in told if changes]


@transaction.atomic
def _publish(thing, by, reason, version, at):
    """Publish; None where nothing public would change, and so nothing is pending."""
    Counter.hold()
    thing = type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)
    if version is not None and thing.version != version:
        raise Conflict(thing)
    copy = _copy(thing)
    if copy is None:
        raise Refused(["It becomes public with the first public contract that names it."])
    forms, others, naming = _forms(thing, copy, keep)
    if not named.is_new(copy, thing):
        type(thing).objects.filter(pk=thing.pk).update(published_version=thing.version)
        return None
    if isinstance(thing, Source):
        named.move(others, named.copy_source(thing).root)
    else:
        party = named.copy_party(thing)
        renamed(party)
        spread([party.pk])
    revisions = stories.reword(forms, naming, by=by, reason=reason, at=at)
    if not revisions:
        Counter.next("data")
    logged("published", thing, by=by, reason=reason)
    return revisions


def _copy(thing):
    if isinstance(thing, Source):
        return PublicSource.objects.filter(public_id=thing.public_id).first()
    return PublicParty.objects.filter(kind=thing.kind, public_id=thing.public_id).first()


def _forms(thing, copy, give: Giver):
    """Give the forms that change with it, the copies of its story among them, and who names them."""
    if not isinstance(thing, Source):
        return [party_form(thing)], [], PublicContract.objects.filter(mentions__party=copy)
    roots = published_roots([thing])
    number_each(roots_of(thing, roots), give)
    form = source_form(thing, roots)
    others = stories.repeating(thing, copy.root) if form["root"] != copy.root else []
    return [form, *stories.moved(others, form["root"])], others, stories.citing([copy, *others])
