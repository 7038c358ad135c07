"""Fills in any form of the admin with generated values, by what its HTML offers."""

import random
from html.parser import HTMLParser

from django.apps import apps

from procurement.models import Contract

TEXTS = [
    "plain", "  spaces around  ", "“Ä ß 漢 🏛”", "<script>alert('&amp;')</script>", "a\tb", "0", "£50m",
    "21 May 2026", "https://example.org/?a=1&b=2#c", "'\"", "-1", "2026-02-31",
]  # fmt: skip
PROSE = [*TEXTS, "\r\nbegins with a line", "two\r\n\r\nlines ", "</textarea><b>"]


class Offers(HTMLParser):
    """What a page lets one type: {name: (kind, choices)}."""

    def __init__(self, html):
        super().__init__()
        self.found, self.name, self.templates, self.posting = {}, None, 0, False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.templates += tag == "template"
        if tag == "form":
            self.posting = said.get("method") == "post" and str(said.get("id")).endswith("_form")
        name = said.get("name")
        if tag == "option" and self.name:
            self.found[self.name][1].append(said.get("value") or "")
        if self.templates or not self.posting or not name or name.startswith(("_", "csrf")):
            return
        if tag == "select":
            self.name = name
            kind = "many" if "multiple" in said else "one"
            self.found[name] = (kind, rows(said) if "data-app-label" in said else [])
        elif tag == "textarea":
            self.found[name] = ("prose", PROSE)
        elif tag == "input":
            self._input(said.get("type", "text"), name, said)

    def _input(self, kind, name, said):
        if kind == "radio":
            self.found.setdefault(name, ("one", []))[1].append(said.get("value"))
        elif kind == "checkbox":
            self.found[name] = ("box", ["on"])
        elif kind not in ("hidden", "submit", "password", "file"):
            self.found[name] = ("line", TEXTS)

    def handle_endtag(self, tag):
        self.templates -= tag == "template"
        self.name = None if tag == "select" else self.name


def rows(said):
    """Give the keys that a chooser offers: neither of contracts of the register nor of merged parties."""
    model = apps.get_model(said["data-app-label"], said["data-model-name"])
    found = model._meta.get_field(said["data-field-name"]).related_model._default_manager.all()
    if hasattr(found, "current"):
        found = found.current()
    if found.model is Contract:
        found = found.filter(tracked=True)
    return [str(key) for key in found.values_list("pk", flat=True)[:3]]


def fill(html, data, seed):
    """Give what a browser sends of a page after somebody typed into all of it."""
    chance = random.Random(seed)  # noqa: S311
    for name, (kind, choices) in Offers(html).found.items():
        if kind == "box":
            data.pop(name, None)
            if chance.random() < 0.5:
                data[name] = ["on"]
        elif kind == "many":
            data.pop(name, None)
            if picked := [one for one in dict.fromkeys(choices) if one and chance.random() < 0.4]:
                data[name] = picked
        elif choices:
            data[name] = [chance.choice(choices)]
    return with_new_rows(data)


def with_new_rows(data):
    """Add a row of each kind, as the script does: with the names of the last one."""
    for total in [name for name in data if name.endswith("-TOTAL_FORMS")]:
        prefix, count = total.removesuffix("-TOTAL_FORMS"), int(data[total][0])
        last, new = f"{prefix}-{count - 1}-", f"{prefix}-{count}-"
        copied = {
            new + name.removeprefix(last): values
            for name, values in data.items()
            if name.startswith(last)
        }
        if not copied:
            continue
        keys = [name for name in copied if name.endswith("-id") and copied[name] != [""]]
        data |= copied | {name: [""] for name in keys}
        data |= {name: ["0"] for name in copied if name.endswith("-INITIAL_FORMS")}
        data[total] = [str(count + 1)]
    return data
