"""What a text field offers by its first letters, in the browser's own list: nothing that is known is typed twice."""

from collections.abc import Iterable, Iterator

from django import forms
from django.utils.html import format_html, format_html_join

from procurement.models import PARTIES, Citation, Intervention, Source, SourceInHand

MOST, MOST_ACTS = 200, 20


class SuggestingInput(forms.TextInput):
    """A line of text, and texts that it may be."""

    def __init__(self, suggested: Iterable[str], attrs=None) -> None:
        super().__init__(attrs)
        self.suggested = list(dict.fromkeys(text for text in suggested if text))[:MOST]

    def render(self, name, value, attrs=None, renderer=None):
        """Give the field with its list."""
        place = f"{(attrs or {}).get('id', name)}_suggested"
        field = super().render(name, value, {**(attrs or {}), "list": place}, renderer)
        options = format_html_join("", '<option value="{}">', ((one,) for one in self.suggested))
        return format_html('{}<datalist id="{}">{}</datalist>', field, place, options)


def suggest(form: forms.BaseForm, name: str, texts: Iterable[str]) -> None:
    """Let a field of a form offer some texts."""
    if name in form.fields:
        field = form.fields[name]
        field.widget = SuggestingInput(texts, field.widget.attrs)


def publishers() -> Iterator[str]:
    """Give who published or wrote the sources that were entered last, and parties that are drafts."""
    rows = Source.objects.order_by("-pk").values_list("publisher", "author")
    yield from (name for names in rows[:MOST] for name in names)
    for parties in PARTIES.values():
        drafts = parties._default_manager.filter(published_version=0).order_by("-pk")
        yield from drafts.values_list("name", flat=True)[:MOST]


def days(acts: Iterable[Intervention], source: Source | None = None) -> list[str]:
    """Give the days of a source, and of acts: when each was done, and ended."""
    dates = [
        source and source.published,
        *[day for one in acts for day in (one.happened, one.ended)],
    ]
    return [date.show() for date in dates if date]


def newest_interventions() -> Iterable[Intervention]:
    """Give those that were entered last: a document is often of the day of one of them."""
    return Intervention.objects.order_by("-pk")[:MOST_ACTS]


def places(source: Source | None) -> Iterable[str]:
    """Give the places in a source that were cited."""
    rows = Citation.objects.filter(source=source).exclude(place="").order_by("place")
    return rows.values_list("place", flat=True)[:MOST] if source else ()


def suggest_known(form, hand: SourceInHand | None) -> None:
    """Let the form of a statement offer days, and places in the source in hand."""
    source = hand.source if hand else None
    contract = getattr(form.row, "contract", form.row)
    if known := days(contract.interventions.all() if contract.pk else (), source):
        for name in ("happened_on", "outcome_on", "stated_on"):
            suggest(form.head, name, known)
    if cited := [*places(source)]:
        for one in form.rows["citation"].forms:
            suggest(one, "place", cited)
