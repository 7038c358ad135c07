"""A structure as a revision keeps it: whole, or without what was taken out of it."""

import json
from typing import Any

from procurement.models import EmptiedLeaf, Revision
from procurement.models.leaves import FOLLOWS, gaps, joined
from procurement.models.revision import CORRECTION, TAKEN_OUT

from .finish import finish
from .unknown import unknown


def rest_of(text: str) -> dict[str, Any] | None:
    """Give the structure that the text of a body holds; None where it was emptied.

    What was taken out of it stands nowhere in it, and what follows from the rest is made anew.
    """
    if not text:
        return None
    said = json.loads(text)
    body = joined(said)
    return body if FOLLOWS in said or "claims" not in body else _finished(body)


def _finished(body):
    """Whom a claim named that is gone is named no more; nor is an act related to one that is gone."""
    body = {"buyer": None, "user_body": None, "vendors": []} | body
    public = {act["id"] for act in body["interventions"]}
    for act in body["interventions"]:
        if act["related"] not in public:
            act |= {"related": None, "relation": ""}
    return finish(body)


def body_of(revision: Revision) -> dict[str, Any] | None:
    """Give the structure of a revision as a reader sees it; None where its body was emptied.

    Where something was taken out, its `emptied` is [{"leaf", "of", "at", "reason"}]: the name of each, of
    what it stood in, when that was and why. Reads `body`; one query where something was.
    """
    body = rest_of(revision.body.text)
    if body and (emptied := emptied_from(revision)):
        body |= {"emptied": emptied}
        body["unknown"] = unknown(body)
    return body


def emptied_from(revision: Revision) -> list[dict[str, str]]:
    """Give [{"leaf", "of", "at", "reason"}] of what was taken out of a revision that can be read."""
    stood = gaps(revision.body.said)
    if revision.was_said == TAKEN_OUT:
        stood[CORRECTION] = CORRECTION
    rows = EmptiedLeaf.objects.filter(revision=revision, name__in=stood) if stood else ()
    return [
        {"leaf": one.name, "of": stood[one.name], "at": one.at.isoformat(), "reason": one.reason}
        for one in rows
    ]
