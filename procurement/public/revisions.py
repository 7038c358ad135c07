"""What was done to the record of a contract, revision by revision, in the words of its history."""

from collections.abc import Iterable

from procurement import dates
from procurement import dossier as forms
from procurement.models import PublicContract, Revision

from .contract_dossier import history, is_readable

# Whoever publishes more facts says so in the facts themselves; of these, what was done is news.
TOLD = ("corrected", "slip", "put_back", "looked_again")


def changes(public_id: int) -> list[dict]:
    """Give [{"revision", "done", "hands", "changes", "lines", "emptied"}] of a public contract, newest first.

    `done` says what was done; `changes` is [{"what", "before", "after"}] against the revision
    before it, and `lines` what became of those: published, changed or taken away; `emptied` is what was
    taken out of it, as `dossier.emptied_from` gives it.
    """
    told, before, kind = [], None, ""
    for revision in reversed(history(public_id)):
        body = _readable(revision)
        lines = "taken away" if body is None else "published" if before is None else "changed"
        day = revision.at.astimezone(dates.LONDON).date()
        told.append(
            {
                "revision": revision,
                "done": done_in_words(revision, after=kind),
                "hands": hands_in_words(revision),
                "changes": forms.changes(before, body, day),
                "lines": lines,
                "emptied": forms.emptied_from(revision),
            }
        )
        before, kind = body, revision.kind
    return told[::-1]


def _readable(revision):
    body = forms.rest_of(revision.body.text)
    return body if is_readable(body) else None


def done_in_words(revision: Revision, *, after: str = "") -> str:
    """Say what was done; `after` is the kind of the revision before it."""
    if after == "withdrawn" and revision.kind == "published":
        return "Published again"
    words = revision.get_kind_display()
    return f"{words}: revision {revision.puts_back}" if revision.kind == "put_back" else words


def hands_in_words(revision: Revision) -> str:
    """Say whether who published it had written it too; "" where nobody wrote it."""
    if revision.one_person is None:
        return ""
    return "written and published by " + ("one person" if revision.one_person else "two people")


def revision_entries(public_id: int) -> list[dict]:
    """Give the revisions of a public contract as plain values, newest first: `covered`, what a correction says, and
    the hash.
    """
    return [
        one.covered() | {"was_said": one.was_said, "is_right": one.is_right, "hash": one.hash}
        for one in history(public_id).defer("body__text")
    ]


def last_done(public_ids: Iterable[int]) -> dict[int, str]:
    """Give {contract: sentence} of those that were last corrected, put right, put back or looked at. One query."""
    public = PublicContract.objects.filter(public_id__in=list(public_ids)).exclude(revision_hash="")
    rows = Revision.objects.filter(hash__in=public.values("revision_hash"), kind__in=TOLD)
    return {one.subject_id: _sentence(one) for one in rows.defer("leaves")}


def _sentence(revision):
    day = dates.PartialDate(revision.at.astimezone(dates.LONDON).date()).show()
    told = f"{done_in_words(revision)} on {day}"
    if revision.kind == "corrected":
        return f"{told}. It said: {revision.was_said} Right is: {revision.is_right}"
    return f"{told}: {revision.reason}"
