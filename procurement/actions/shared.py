"""Publishing what contracts share: a party or a source whose working row was edited."""

from django.db import transaction

from procurement import dossier
from procurement.dossier.names import public_party_form, public_source_form
from procurement.models import (
    Conflict,
    Contract,
    Counter,
    PublicParty,
    PublicSource,
    Revision,
    Source,
)

from . import copies, named
from .numbers import number_root
from .record import record
from .refused import Refused, checked_reason


@transaction.atomic
def publish_shared(thing, *, by, reason: str, version=None, at=None) -> list[Revision]:
    """Make the latest edit of a public party or source public, wherever it is named.

    Gives one Revision for each public contract that names it; older ones keep what they said.
    Raises `Refused` when no public contract names it, `Conflict` when it has moved on.
    """
    reason = checked_reason(reason)
    Counter.hold()
    thing = type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)
    if version is not None and thing.version != version:
        raise Conflict(thing)
    if _copy(thing) is None:
        raise Refused(["It becomes public with the first public contract that names it."])
    copy, replace = _publish(thing)
    contracts = Contract.objects.filter(
        public_id__in=copy.mentions.values_list("contract__public_id", flat=True)
    )
    return [
        _reword(contract, replace, by=by, reason=reason, at=at)
        for contract in contracts.order_by("pk")
    ]


def _copy(thing):
    if isinstance(thing, Source):
        return PublicSource.objects.filter(public_id=thing.public_id).first()
    return PublicParty.objects.filter(kind=thing.kind, public_id=thing.public_id).first()


def _publish(thing):
    """Write its copy; give it with the function that puts it into a public form."""
    if isinstance(thing, Source):
        number_root(thing)
        copy = named.copy_source(thing)
        return copy, lambda body: dossier.replace_source(body, public_source_form(copy))
    copy = named.copy_party(thing)
    return copy, lambda body: dossier.replace_party(body, public_party_form(copy))


def _reword(contract, replace, *, by, reason, at):
    body = replace(Revision.objects.latest_of(contract).body.load())
    revision = record(contract, body, kind="shared", by=by, reason=reason, at=at)
    copies.write(body, revision)
    return revision
