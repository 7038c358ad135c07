"""Taking out what editors told one another, and a source's pasted text, where the law demands it."""

from typing import Any

from procurement.models import Note, SourceText, Submission
from procurement.models.revision import TAKEN_OUT
from procurement.models.submission import OPEN

KINDS: dict[str, Any] = {"note": Note, "submission": Submission}
_EMPTY: dict[Any, dict[str, str]] = {
    Note: {"text": TAKEN_OUT},
    Submission: {"reason": TAKEN_OUT, "answer": TAKEN_OUT, "note": "", "was_said": "", "is_right": ""},
}  # fmt: skip


def texts_of(key: str) -> list[Any]:
    """Give the note or submission of a key, or what is written beside a row by its key, as far as it says anything.

    Of a contract that is all notes and submissions; of a statement those that are about it; of a source its text.
    """
    pk: Any
    kind, _, pk = key.partition("-")
    if kind == "source":
        return [*SourceText.objects.filter(source=pk)]
    notes, submissions = (
        Note.objects.exclude(text=TAKEN_OUT),
        Submission.objects.exclude(reason=TAKEN_OUT),
    )
    if kind in KINDS:
        return [*{"note": notes, "submission": submissions}[kind].filter(pk=pk)]
    if kind == "contract":
        return [*notes.filter(contract=pk), *submissions.filter(contract=pk)]
    return [*notes.filter(statement=key), *submissions.filter(statements__has_key=key)]


def empty_texts(key: str) -> int:
    """Take out what `texts_of` gives, and give how much. What is to be published with such words is sent back."""
    found = texts_of(key)
    for model, columns in _EMPTY.items():
        rows = model.objects.filter(pk__in=[one.pk for one in found if isinstance(one, model)])
        rows.update(**columns)
        if model is Submission:
            rows.filter(state__in=OPEN).update(state="sent_back")
    SourceText.objects.filter(
        pk__in=[one.pk for one in found if isinstance(one, SourceText)]
    ).delete()
    return len(found)
