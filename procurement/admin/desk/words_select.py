"""A list of grounds, found under everyday words: they stand beside each name, and a field narrows the list to some."""

from django import forms
from django.utils.html import format_html

from procurement.everyday_words import everyday
from procurement.models import Ground

# Of the everyday words of a ground, as many stand in the list as tell what it is.
_SHOWN = 3


class WordsSelect(forms.Select):
    """A list whose choices are narrowed, where there is a script, while words for what is meant are typed."""

    class Media:
        js = ("procurement/admin/words.js",)

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__()
        # {value: everyday words}
        self.words = words

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        if words := self.words.get(str(value)):
            option["attrs"]["data-words"] = words
        return option

    def render(self, name, value, attrs=None, renderer=None):
        select = super().render(name, value, attrs, renderer)
        words = '<input type="search" class="words-for" data-words-for="{}" aria-label="{}" placeholder="{}">{}'
        narrow = "Any words for it: privacy, too expensive"
        return format_html(words, (attrs or {}).get("id", f"id_{name}"), narrow, narrow, select)


def grounds_select() -> WordsSelect:
    """Give the list of all grounds, under their headings: one query."""
    groups: dict[str, list] = {}
    words = {}
    for ground in Ground.objects.all():
        also = everyday(ground.code)
        some = ", ".join(also.split(", ")[:_SHOWN])
        label = f"{ground.name} ({some})" if some else ground.name
        groups.setdefault(ground.get_group_display(), []).append((ground.pk, label))
        words[str(ground.pk)] = f"{ground.definition} {also}"
    select = WordsSelect(words)
    select.choices = [("", "---------"), *groups.items()]
    return select
