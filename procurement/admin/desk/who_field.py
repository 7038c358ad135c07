"""*Who*: one field that finds buyers, vendors and stakeholders alike, and makes what is needed.

    speaker = WhoField(required=False, label="Said by")                      # a Stakeholder, or None
    actors = WhoField(several=True, label="Who")                             # a list of them, in order
    buyer, vendors = WhoField("buyer"), WhoField("vendor", several=True)

What is chosen may be of another kind than what the field gives: of a council that is here as a buyer, a field of
stakeholders gives the stakeholder that is linked to it, and makes that where there is none. As initial value a field
takes rows or keys of its kind, one or a list. What is missing is made in `clean`, and
only while `making`: in a transaction, which is undone where anything is refused. Otherwise `Makes` is raised.

In the page: radio buttons or boxes for whom is chosen and whom is found, a field to type a name in, and *Find*, which
sends the form: it comes back with whom it may be. A script (`who.js`, in the field's media) finds while one types.
A name that is typed after a lower-case “the” reads with it: the Metropolitan Police.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from procurement import actions, search
from procurement.models import PARTIES, Stakeholder

from ..keys import MOST_CHOSEN, TOO_MANY
from ..site import site
from .new_parties import NOT_HERE, made_of, without_the
from .parties_found import (
    NEW,
    Candidate,
    candidates,
    described_by_token,
    new_candidates,
    party_of,
    token_of,
)
from .source_in_hand import source_in_hand

CHOOSE = "Choose below who “%(text)s” is, or empty the field."
CHOOSE_FOUND = "Choose below, then save."
# Longer than any name may be: what is too long is refused as it was typed, not cut off.
LONGEST = 1_000


_making = ContextVar("making", default=False)


class Makes(Exception):
    """What was sent names somebody who is to be made first: look at it once more, `making`."""


@contextmanager
def making():
    """Let fields make whom they name, in a transaction."""
    before = _making.set(True)
    try:
        with transaction.atomic():
            yield
    finally:
        _making.reset(before)


class Sent(tuple):
    """What a form sends: whom was chosen, as tokens in order; `text` was typed, with `find` only to be looked for.

    `numbers` are the official numbers of new ones, by token.
    """

    text: str
    find: bool
    numbers: dict[str, str]

    def __new__(cls, tokens: Iterable[str] = (), text: str = "", find: bool = False, numbers=None):
        made = super().__new__(cls, tokens)
        made.text, made.find, made.numbers = text, find, numbers or {}
        return made

    def __bool__(self) -> bool:
        return bool(len(self) or self.text or self.find)


class WhoWidget(forms.Widget):
    """Whom was chosen, whom a name may be, and a field to type one in."""

    wanted, several = "stakeholder", False
    # Candidates by token, where all that a page names were looked up at once: see `know_parties`.
    known: dict[str, Candidate] | None = None

    class Media:
        js = ("procurement/admin/who.js",)
        css = {"all": ("procurement/admin/who.css",)}

    def value_from_datadict(self, data, files, name):
        tokens = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        # The radio button for nobody sends nothing.
        chosen = tuple(dict.fromkeys(token for token in tokens if token))
        text = str(data.get(f"{name}_text", "")).strip()
        # Of those that are not chosen, too: what was typed beside a name comes back with it.
        start = f"{name}_number-"
        numbers = {
            key.removeprefix(start): str(data[key]).strip() for key in data if key.startswith(start)
        }
        return Sent(chosen, text, data.get("_find") == name, numbers)

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_text" not in data

    def id_for_label(self, id_):
        return f"{id_}_text" if id_ else id_

    def use_required_attribute(self, initial):
        return False

    def render(self, name, value, attrs=None, renderer=None):
        sent = value if isinstance(value, Sent) else Sent()
        chosen = candidates_of(sent, self.wanted, self.known)
        text = sent.text[:LONGEST]
        found = candidates(without_the(text), self.wanted) if text else []
        fresh = new_candidates(text, self.wanted, found) if text else []
        fresh = [one.numbered(sent.numbers) for one in fresh]
        here = {one.token for one in chosen}
        context = {
            "name": name, "id": (attrs or {}).get("id", f"id_{name}"), "text": sent.text, "find": sent.find,
            "chosen": chosen,
            "found": [one for one in found if one.token not in here],
            "fresh": [one for one in fresh if one.token not in here],
            "wanted": self.wanted, "several": self.several, "required": self.is_required,
            "described_by": (attrs or {}).get("aria-describedby", ""), "invalid": "aria-invalid" in (attrs or {}),
        }  # fmt: skip
        return mark_safe(render_to_string("admin/desk/who.html", context))  # noqa: S308 -- a template, escaped


class WhoField(forms.Field):
    """One party of a kind, or several in order; see the top of this file."""

    widget = WhoWidget
    default_error_messages = {"required": "Say who: type a name, and choose."}

    def __init__(self, wanted: str = Stakeholder.kind, *, several: bool = False, **kwargs) -> None:
        self.wanted, self.several = wanted, several
        super().__init__(**kwargs)
        self.widget.wanted, self.widget.several = wanted, several

    def prepare_value(self, value):
        if isinstance(value, Sent):
            return value
        rows = value if isinstance(value, (list, tuple)) else [value] if value else []
        return Sent(
            tuple(
                token_of(one) if isinstance(one, Model) else f"{self.wanted}-{one}" for one in rows
            )
        )

    def has_changed(self, initial, data):
        sent = data or Sent()
        new = bool(sent.text or sent.find) or tuple(sent) != tuple(self.prepare_value(initial))
        return new and not self.disabled

    def clean(self, value):
        sent = value or Sent()
        self._check(sent)
        rows = [self._row(token, sent.numbers.get(token, "")) for token in sent]
        rows = list({row.pk: row for row in rows}.values())
        if self.required and not rows:
            raise ValidationError(self.error_messages["required"], code="required")
        if self.several:
            return rows
        return rows[-1] if rows else None

    def _check(self, sent):
        if sent.find:
            raise ValidationError(CHOOSE_FOUND, code="find")
        if len(sent) > MOST_CHOSEN:
            raise ValidationError(TOO_MANY, code="too_many")
        if not self.several and len(sent) > 1:
            raise ValidationError("Choose one.", code="too_many")
        if sent.text and not self._offered(sent).intersection(sent):
            raise ValidationError(CHOOSE, code="choose", params={"text": sent.text[:80]})

    def _offered(self, sent):
        """Whom what was typed may mean: where one of them is chosen, it is done with."""
        text = sent.text[:LONGEST]
        offered = candidates(without_the(text), self.wanted) + new_candidates(text, self.wanted)
        return {one.token for one in offered}

    def _row(self, token, number):
        is_new = token.startswith(f"{NEW}-")
        party = None if is_new else party_of(token)
        if not is_new and party is None:
            raise ValidationError(NOT_HERE, code="invalid_choice", params={"text": token[:40]})
        if party and (found := actions.party_as(party, self.wanted)):
            return found
        if not _making.get():
            raise Makes
        if is_new:
            return made_of(token, self.wanted, number)
        return actions.add_party_as(party, self.wanted)


def candidates_of(tokens, wanted, known=None) -> list[Candidate]:
    """Give those chosen, as they are to be shown; what names nobody is left out."""
    tokens, numbers = tokens[:MOST_CHOSEN], getattr(tokens, "numbers", {})
    found = known if known is not None else described_by_token(tokens)
    new: dict[str, Candidate] = {}
    for token in tokens:
        if token.startswith(f"{NEW}-"):
            name = token.split("-", 2 if wanted == Stakeholder.kind else 1)[-1]
            fresh = new_candidates(name, wanted, candidates(without_the(name), wanted))
            new |= {one.token: one.numbered(numbers) for one in fresh if one.token == token}
    return [(new | found)[token] for token in tokens if token in new or token in found]


def know_parties(forms: Iterable[forms.BaseForm]) -> None:
    """Look up at once all whom the fields of some forms name, for these to show: some queries for each kind."""
    fields = [bound for form in forms for bound in form if isinstance(bound.field, WhoField)]
    known = described_by_token(token for bound in fields for token in bound.value()[:MOST_CHOSEN])
    for bound in fields:
        bound.field.widget.known = known


@site.page("who/", "who")
def found_as_json(request):
    """Answer a combobox: {"found": [{token, name, said}], "fresh": [the same, of those it would make]}."""
    if not all(request.user.has_perm(f"procurement.view_{kind}") for kind in PARTIES):
        raise PermissionDenied
    text = request.GET.get("q", "")[:LONGEST].strip()
    wanted = request.GET.get("wanted", "")
    wanted = wanted if wanted in PARTIES else Stakeholder.kind
    found = candidates(without_the(text), wanted) if text else []
    bodies = _bodies_of_source(request, text) if text and not found else []
    names = [text, *bodies] if text else []
    fresh = [one for name in reversed(names) for one in new_candidates(name, wanted, found)]
    return JsonResponse(
        {"found": [one.as_json() for one in found], "fresh": [one.as_json() for one in fresh]}
    )


def _bodies_of_source(request, text):
    """Who published or wrote the source in hand, where a text begins the name: it need not be typed again."""
    hand = source_in_hand(request)
    bodies = {hand.source.publisher, hand.source.author} if hand else set()
    begun = search.fold(text)
    return [name for name in sorted(bodies) if search.fold(name).startswith(begun) and name != text]
