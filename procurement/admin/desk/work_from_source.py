"""*Work from a source*: one is found or entered, its text pasted beside, and a contract chosen."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from procurement import actions
from procurement.models import Contract, Source, SourceText
from procurement.models.source_text import LONGEST_TEXT

from ..fields import DATE_HELP, PartialDateField
from ..lists import LONGEST_SEARCH
from ..search import contracts_found, sources_found
from ..site import site
from ..unsaved_input import ShowsTyped, shows_typed
from . import suggestions
from .dialogs import back_from, lead_to
from .form_pages import LOOKALIKES
from .record_form import lookalikes_in
from .source_in_hand import may_work, source_in_hand, take_in_hand, wanted_source
from .statement_views import desk_url
from .subjects import NOT_OUT, AsksPrimary, PrimaryField
from .who_field import WhoField, making

_ALIKE = "Likely here already: a source of this address is shown below. Work from it, or say that this is another one."
_ENTERED = "Entered{}. What you begin now is cited to it, until you put it down."
MOST_CONTRACTS = 20
# Of the two forms of the page, the one that says who speaks.
_SPEAKER = "_speaker"


class EnterForm(ShowsTyped, AsksPrimary):
    """A new source, in the few fields without which nothing is cited to it."""

    is_primary = PrimaryField()
    published = PartialDateField(required=False, label="Published on", help_text=DATE_HELP)
    another = forms.BooleanField(required=False, label="This is another one: enter it all the same")

    class Meta:
        model = Source
        fields = ("url", "title", "publisher", "author", "kind", "is_primary")
        widgets = {"url": forms.TextInput, "title": forms.TextInput}

    field_order = ("url", "title", "publisher", "author", "published", "kind", "is_primary")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["is_primary"] = ""
        # Those that are likely to be the same, once the form was looked at.
        self.alike: list[Source] = []
        names = [*suggestions.publishers()]
        for name in ("publisher", "author"):
            suggestions.suggest(self, name, names)
        suggestions.suggest(self, "published", suggestions.days(suggestions.newest_interventions()))

    def clean_published(self):
        """Refuse a day that is still to come."""
        date = self.cleaned_data["published"]
        if date and date.on > localdate():
            raise forms.ValidationError(NOT_OUT)
        return date

    def _post_clean(self):
        if date := self.cleaned_data.get("published"):
            self.instance.published_on, self.instance.published_on_precision = (
                date.on,
                date.precision,
            )
        super()._post_clean()
        if not self.errors:
            self.alike = actions.sources_alike(self.instance)
        if self.alike and not self.cleaned_data["another"]:
            self.add_error("url", _ALIKE)

    @transaction.atomic
    def entered(self, by) -> Source:
        """Save the source; what it looks like and is not stays told apart from it."""
        source = self.save()
        for other in self.alike:
            actions.set_two(source, other, by=by)
        return source


class SpeakerForm(ShowsTyped, forms.Form):
    """Who speaks in the source in hand."""

    quiet = False
    speaker = WhoField(
        required=False,
        label="Who speaks in it",
        help_text="Where it is one and the same throughout, as in a letter or a press release: what you cite begins as"
        " said by them.",
    )


class TextForm(ShowsTyped, forms.ModelForm):
    """The text of a source."""

    class Meta:
        model = SourceText
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 12})}
        labels = {"text": "Its text"}
        help_texts = {
            "text": "Paste it to quote from it. For editors only: it is never published, and goes when the source goes."
            f" At most {LONGEST_TEXT:,} characters."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Emptied, it is taken out.
        self.fields["text"].required = False


@site.page("work-from-source/", "work_from_source")
@shows_typed
def work_from_source(request):
    """Find a source or enter one; then choose the contract that it says something of."""
    may_work(request)
    hand, sent = source_in_hand(request), request.POST or None
    names_speaker = _SPEAKER in request.POST and hand is not None
    speaks = SpeakerForm(
        sent if names_speaker else None, initial={"speaker": hand and hand.speaker}
    )
    # Whom *Find* looks for is no fault yet.
    speaks.quiet = "_find" in request.POST
    form = EnterForm(
        None if names_speaker else sent, initial={"url": _address(request.GET.get("q", ""))}
    )
    if names_speaker and _is_named(hand, speaks):
        messages.success(request, f"What you cite begins as said by {hand.speaker or 'nobody'}.")
        return redirect("admin:work_from_source")
    if sent and not names_speaker and form.is_valid():
        source = form.entered(request.user)
        take_in_hand(request.user, source)
        if letters := lookalikes_in(form):
            messages.warning(request, f"{LOOKALIKES} {'; '.join(letters)}.")
        entered = _ENTERED.format(", as a primary source" if source.is_primary else "")
        messages.success(request, entered)
        return lead_to(request, back_from(request))
    words, contract = (
        request.GET.get(name, "")[:LONGEST_SEARCH].strip() for name in ("q", "contract")
    )
    return _page(request, {
        "title": "Work from a source",
        "form": form,
        "speaks": speaks,
        "speaker_name": _SPEAKER,
        "back": back_from(request),
        "words": words,
        "sources": sources_found(words) if words else (),
        "contract_words": contract,
        "contracts": [(one, desk_url(one)) for one in (
            contracts_found(contract, MOST_CONTRACTS) if contract else _newest()
        )],
    })  # fmt: skip


def _is_named(hand, form):
    """Save who speaks."""
    with making():
        if not form.is_valid():
            return False
        hand.speaker = form.cleaned_data["speaker"]
        hand.save()
    return True


def _address(text):
    """What was looked for, where it is an address: it need not be typed twice."""
    return text if "://" in text else ""


def _newest():
    return Contract.objects.filter(tracked=True).order_by("-updated_at")[:5]


@site.page("procurement/source/<path:object_id>/text/", "procurement_source_text")
@shows_typed
def source_text(request, object_id):
    """Show the pasted text of a source; keep what is pasted."""
    may_work(request)
    source = wanted_source(object_id)
    text = getattr(source, "pasted", None) or SourceText(source=source)
    form = TextForm(request.POST or None, instance=text)
    if request.method == "POST" and form.is_valid():
        _save_text(request, form)
        return redirect(back_from(request))
    context = {
        "title": "Text of a source",
        "form": form,
        "source": source,
        "back": back_from(request),
    }
    return _page(request, context, "source_text")


def _save_text(request, form):
    text = form.instance
    if text.text:
        text.by = request.user
        text.save()
        messages.success(request, f"Kept for editors: {len(text.text):,} characters.")
    elif text.pk:
        text.delete()
        messages.success(request, "The text is taken out.")


def _page(request, context, template="work_from_source"):
    shared = {**site.each_context(request), "source_in_hand": source_in_hand(request)}
    return render(request, f"admin/desk/{template}_page.html", shared | context)
