"""Publishing what contracts share: a party or a source whose working row was edited."""

from django.db import transaction

from procurement import dossier, models
from procurement.dossier.parties_and_sources import (
    party_entry,
    published_roots,
    root_of,
    source_entry,
)

from . import party_rows, repeated_sources
from .action_log import log_action
from .errors import Refused, checked_reason
from .four_eyes import one_person_shares, refuse_own_shared
from .public_ids import NextIds, assign_each, preview_ids, roots_of, take_ids
from .public_rows import rewrite, touched


def publish_shared(thing, *, by, reason: str, version=None, at=None) -> list[models.Revision]:
    """Make the latest edit of a public party or source public, wherever it is named.

    Gives one Revision for each public contract that reads differently; older ones keep what they
    said. Raises `Refused` when no public contract names it, nothing would change, or two people are
    asked for and `by` saved it last; `Conflict` when it has moved on.
    """
    revisions = _publish(thing, by, checked_reason(reason), version, at)
    if revisions is None:
        raise Refused(["Nothing would change in public."])
    return revisions


def preview_shared(thing) -> list[tuple[models.Contract, list[dict[str, str]]]]:
    """Give each public contract that publishing would change, with its `dossier.changes`.

    Writes nothing, waits for nobody.
    """
    copy = _copy(thing)
    if copy is None:
        return []
    forms, _, naming = _forms(thing, copy, preview_ids())
    told = [
        (contract, dossier.changes(before, after))
        for contract, _, before, after in repeated_sources.changed_by(forms, naming)
    ]
    return [(contract, changes) for contract, changes in told if changes]


@transaction.atomic
def _publish(thing, by, reason, version, at):
    """Publish; None where nothing public would change, and so nothing is pending."""
    models.Counter.hold()
    thing = type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)
    if version is not None and thing.version != version:
        raise models.Conflict(thing)
    copy = _copy(thing)
    if copy is None:
        raise Refused(["It becomes public with the first public contract that names it."])
    forms, others, naming = _forms(thing, copy, take_ids)
    if not party_rows.would_change(copy, thing):
        type(thing).objects.filter(pk=thing.pk).update(published_version=thing.version)
        return None
    refuse_own_shared(thing, by)
    if isinstance(thing, models.Source):
        party_rows.move_to_root(others, party_rows.copy_source(thing).root)
    else:
        rewrite(touched([party_rows.copy_party(thing).pk]))
    revisions = repeated_sources.republish_with(
        forms, naming, by=by, reason=reason, at=at, one_person=one_person_shares([thing], by)
    )
    if not revisions:
        models.Counter.next("data")
    log_action("published", thing, by=by, reason=reason)
    return revisions


def _copy(thing):
    if isinstance(thing, models.Source):
        return models.PublicSource.objects.filter(public_id=thing.public_id).first()
    return models.PublicParty.objects.filter(kind=thing.kind, public_id=thing.public_id).first()


def _kept_by_editors(copy):
    """The public contracts that have revisions and name a party. The others are written anew."""
    return models.PublicContract.objects.filter(mentions__party=copy).exclude(revision_hash="")


def _forms(thing, copy, give: NextIds):
    """Give the forms that change with it, the copies of its story among them, and who names them."""
    if not isinstance(thing, models.Source):
        return [party_entry(thing)], [], _kept_by_editors(copy)
    roots = published_roots([thing])
    assign_each(roots_of(thing, roots), give)
    form = source_entry(thing, root_of(thing, roots))
    others = repeated_sources.repeating(thing, copy.root) if form["root"] != copy.root else []
    return (
        [form, *repeated_sources.with_root(others, form["root"])],
        others,
        repeated_sources.citing([copy, *others]),
    )
