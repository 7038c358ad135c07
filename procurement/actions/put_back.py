"""Publishing again what an earlier revision said: a new revision, and nothing of the working record."""

from typing import Any

from django.db import transaction

from procurement import dossier
from procurement.dossier.loading import loaded
from procurement.models import (
    PARTIES,
    Conflict,
    Contract,
    Counter,
    EmptiedLeaf,
    PublicIntervention,
    Revision,
    Source,
)
from procurement.models.leaves import leaves
from procurement.models.revision import CORRECTION

from .change import Change
from .errors import Refused, checked_reason
from .four_eyes import one_person_shares, own_shared, undoing_own
from .public_ids import not_public
from .publish import comes_back, settle_version, write_revision


@transaction.atomic
def put_back(
    contract: Contract, number: int, *, by, reason: str, version=None, at=None
) -> Revision:
    """Make what revision `number` of a contract said public again, under the same numbers.

    What the register says, and what parties and sources are called, is as it is now. Working rows stay: what
    of them differs is pending. `version` is the one that the editor saw; `Conflict` when the contract
    has moved on. Raises `Refused` where that cannot be said again, nothing would change, or two people are
    asked for and `by` made the newest revision, which this undoes (but for a withdrawal of just that), or saved
    a party or a source last that becomes public with it.
    """
    reason = checked_reason(reason)
    Counter.hold()
    whole = loaded(contract.pk, locked=True)
    if version is not None and whole.version != version:
        raise Conflict(whole)
    body, latest = _said_then(whole, number), Revision.objects.latest_of(whole)
    if why_not := _why_not(body, latest, by, number):
        raise Refused(why_not)
    firsts, again = _first_named(body), comes_back(whole)
    change = Change("put_back", puts_back=number)
    revision = write_revision(
        whole, body, change, latest, by=by, reason=reason, at=at, again=again,
        one_person=one_person_shares(firsts, by),
    )  # fmt: skip
    settle_version(whole, body)
    return revision


def preview_put_back(contract: Contract, number: int, *, by) -> tuple[dict, list[str]]:
    """Give the form that putting a revision back would make public, and sentences: why `by` may not do so.

    Raises `Refused` where that cannot be said again at all. Writes nothing.
    """
    whole = loaded(contract.pk)
    body = _said_then(whole, number)
    return body, _why_not(body, Revision.objects.latest_of(whole), by, number)


def _why_not(body, latest, by, number) -> list[str]:
    if latest.kind != "withdrawn" and latest.says(body):
        return ["Nothing would change in public."]
    return undoing_own(latest, by, number) + own_shared(_first_named(body), by)


def _first_named(body) -> list[Any]:
    """What a form would make public under the name that its working row has now."""
    sources = [*_sources(body)]
    return not_public([*_parties(body), *sources, *(one.root() for one in sources)])


def _said_then(whole, number) -> dict:
    rows = Revision.objects.of_contracts([whole.public_id or 0]).select_related("body")
    revision = rows.filter(number=number).first()
    body = dossier.rest_of(revision.body.text) if revision else None
    if body is None or body.get("withdrawn"):
        raise Refused([f"There is no revision {number} of this record that can be read."])
    _refuse_what_may_not_be_said(whole, body, number)
    body = dossier.with_names(body, _parties(body), _sources(body))
    return dossier.replace_register(body, whole)


def _refuse_what_may_not_be_said(whole, body, number):
    chain = {"revision__subject_kind": "contract", "revision__subject_id": whole.public_id}
    emptied = EmptiedLeaf.objects.filter(**chain, name__in=list(leaves(body)))
    gone = EmptiedLeaf.objects.filter(**chain, revision__number=number).exclude(name=CORRECTION)
    if emptied.exists() or gone.exists():
        raise Refused([
            f"Of what revision {number} said, something was taken out because the law demanded it: it cannot be"
            " put back."
        ])  # fmt: skip
    ids = [act["id"] for act in body["interventions"]]
    elsewhere = PublicIntervention.objects.filter(public_id__in=ids).exclude(
        contract__public_id=whole.public_id
    )
    if act := elsewhere.select_related("contract").first():
        about = str(act).removesuffix(".")
        raise Refused([f"“{about}” is public under “{act.contract}” now."])


def _parties(body) -> list[Any]:
    named = {(one["kind"], one["id"]) for one in dossier.parties_in(body)}
    return [
        row
        for kind, model in PARTIES.items()
        for row in model._default_manager.filter(
            public_id__in=[id_ for of, id_ in named if of == kind]
        )
    ]


def _sources(body):
    ids = [one["id"] for one in body["sources"]]
    return Source.objects.filter(public_id__in=ids).select_related("repeats__repeats")
