"""Every field of every form of the admin, sent with what no browser sends."""

import re
from collections import defaultdict

import pytest

from procurement.models import Source, SourceInHand
from tests.controls import largest
from tests.factories import make_identifier, make_vendor

from ..conftest import login
from ..pages import faults, form
from . import walking
from .corpus import ALONE, BAD_LINKS, FORGED, OF_KIND, UNDERSTOOD
from .places import state

pytestmark = pytest.mark.django_db
# What is sent together: a wrong version would hide what is wrong with a key.
TOGETHER = (("key",), ("hidden",), ("typed", "number", "choice", "box"), ("text",))
LOOKALIKE = "\u0430pple"
# Posts of one form: those of many fields meet many values at once.
MOST_POSTS = {
    "key": 3, "hidden": 2, "typed": 5, "number": 12, "choice": 1, "box": 1, "text": 2,
}  # fmt: skip


class Junk:
    """Deals the corpus out: the fields of one kind get one value after the other."""

    def __init__(self, kinds):
        self.kinds = kinds
        self.dealt = defaultdict(int)
        self.met = defaultdict(set)

    def posts(self, form):
        """Give [{position: value}] for a form, many fields at once.

        One row of each kind stands for the others of that kind on the page.
        """
        fields = {}
        for place, one in enumerate(form.controls):
            if one.kind in self.kinds and one.name != "csrfmiddlewaretoken":
                fields.setdefault(re.sub(r"\d+", "N", one.name), (place, one.kind))
        if walking.FULL:
            return [{place: value} for place, kind in fields.values() for value in OF_KIND[kind]]
        turns = max((MOST_POSTS[kind] for _, kind in fields.values()), default=0)
        return [
            {place: self._next(kind) for place, kind in fields.values() if turn < MOST_POSTS[kind]}
            for turn in range(turns)
        ]

    def _next(self, kind):
        values = OF_KIND[kind]
        value = values[self.dealt[kind] % len(values)]
        self.dealt[kind] += 1
        self.met[kind].add(value)
        return value


class Alone:
    """Deals to one field at a time what might be taken; a field of one name meets it on one form."""

    VALUES = {"text": (*ALONE, *BAD_LINKS), "typed": tuple(UNDERSTOOD)}

    def __init__(self):
        self.seen, self.dealt = set(), defaultdict(int)

    def posts(self, form, path):
        """Give {position: value} for each post."""
        for place, one in enumerate(form.controls):
            what = "" if "-" in one.name else path.split("/")[3:4] or path
            field = (re.sub(r"\d+", "N", one.name), str(what))
            if one.kind in self.VALUES and field not in self.seen:
                self.seen.add(field)
                yield from ({place: value} for value in self._values(one))

    def _values(self, control):
        if walking.LINK.search(control.name):
            return BAD_LINKS
        if walking.NAME.search(control.name):
            return [LOOKALIKE, *self._next(control.kind)]
        return self._next(control.kind)

    def _next(self, kind):
        first = self.dealt[kind]
        self.dealt[kind] += 2
        return [self.VALUES[kind][one % len(self.VALUES[kind])] for one in (first, first + 1)]


def test_junk_in_a_field_is_a_sentence_and_loses_nothing(world):
    client = login("somebody", "Publishers")
    SourceInHand.objects.create(user=client.user, source=Source.objects.first())
    before = state()
    dealt, alone, failures = [Junk(kinds) for kinds in TOGETHER], Alone(), []

    for path, one_form in walking.forms_of(client):
        for one in [
            *(post for junk in dealt for post in junk.posts(one_form)),
            *alone.posts(one_form, path),
        ]:
            failures += walking.failing(client, path, one_form, one, before)
        if "_opened" in {one.name for one in one_form.controls}:
            failures += walking.failing(client, path, one_form, {}, before, FORGED)

    print("\n".join(one[:700] for one in failures))
    assert failures == []
    for junk in dealt:
        assert set(junk.met) == set(junk.kinds)
        assert {kind: set(OF_KIND[kind]) - met for kind, met in junk.met.items() if met} == {
            kind: set() for kind in junk.met
        }


def test_a_wrong_number_of_a_party_comes_back_as_it_was_typed(editor):
    number = make_identifier(vendor=make_vendor(), scheme="GB-COH", value="01234568")
    url = f"/admin/procurement/vendor/{number.vendor_id}/edit/"
    name = f"number-{number.pk}-value"

    response = editor.post(url, form(editor, url) | {name: "0123 4568 0"})

    assert len(faults(response)) == 1
    assert largest(response.text).data()[name] == ["0123 4568 0"]
