"""The form of one statement: its head, and its rows beneath it, flat."""

from typing import Any

from django.contrib.auth import get_permission_codename
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property

from procurement.models import Citation, Source

from ..keys import is_key
from ..notes import NOTES
from ..unsaved_input import UnsavedPost, faults_of
from . import row_forms, suggestions
from .record_form import RecordForm, as_sent, form_class, lookalikes_in
from .rows import RowForm, Rows, with_known_rows
from .source_field import cited_under
from .source_in_hand import citation_initial, source_in_hand

# Shows the form again as it was sent, with more of it; saves nothing. Its value: of which rows one more.
MORE = "_more"
MOST_OFFERED = 100


class StatementForm:
    """What is edited at once: the head, a form of the row itself, and the rows under it by kind.

    `data` is what was sent. `said` are sentences about what of it could not be taken as it was.
    """

    model: Any = None
    head_class: type[RecordForm] = RecordForm
    # Of each kind of row: its class of forms, its model, its fields, and how it is called.
    kinds: dict[str, tuple] = {
        "citation": (row_forms.CitationForm, Citation, row_forms.CITATION, "source"),
    }

    def __init__(self, request: HttpRequest, row, data: QueryDict | None = None, like=None):
        self.request, self.row = request, row
        self.said: list[str] = []
        # Whether what is wrong is left unsaid, for somebody is not done yet.
        self.quiet = False
        self.saved = {kind: self.read(kind) if row.pk else [] for kind in self.kinds}
        if data is not None:
            data = self._known(data)
        self.data = data
        # What its fact or type is taken from, which says what is asked.
        self.given = next(one for one in (data, like, request.GET) if one is not None)
        self.groups = self.asked()
        names = [name for _, names in self.groups for name in names]
        made = form_class(self.head_class, self.model, names, request)
        self.head = made(instance=row)
        self.prepare()
        if data is not None:
            self.data = self._complete(data)
            self.head = made(self.data, instance=row)
            self.prepare()
        self.rows = {kind: self._rows(kind) for kind in self.kinds}
        self._offer_sources()
        if "citation" in self.rows:
            suggestions.suggest_known(self, source_in_hand(request))
        self.connect()

    # What it is made of

    def _code(self, name: str, codelist) -> str:
        """Give what was chosen; of junk what the row has, so that what was typed keeps its field."""
        code = str(self.given.get(name, ""))
        return code if code in codelist else getattr(self.row, name)

    def fields(self) -> list[tuple[str, list[str]]]:
        """Give the fields that it asks for, in groups, each with its heading; "" for the first."""
        raise NotImplementedError

    def asked(self) -> list[tuple[str, list[str]]]:
        """Give those of them that whoever asks may see."""
        return [
            (title, [name for name in names if name != NOTES or self._may_read_notes()])
            for title, names in self.fields()
        ]

    def read(self, kind: str) -> list:
        """Give the saved rows of one kind: one query."""
        return list(self.row.citations.select_related("source", "speaker"))

    def prepare(self) -> None:
        """Put into the head what only this kind of statement has."""

    def connect(self) -> None:
        """Put into the rows what they need of one another."""

    def _complete(self, data):
        """Give what was sent, and what the row says in fields that were not on the page that sent it."""
        left_out = [
            bound for bound in self.head
            if bound.field.widget.value_omitted_from_data(data, {}, bound.html_name)
        ]  # fmt: skip
        if not left_out:
            return data
        whole = data.copy()
        for bound in left_out:
            whole.setlist(bound.html_name, as_sent(bound))
        return whole

    def _may_read_notes(self):
        name = get_permission_codename("change", self.model._meta)
        return self.request.user.has_perm(f"procurement.{name}")

    def _known(self, data):
        for kind, (_, _, _, label) in self.kinds.items():
            data, said = with_known_rows(data, kind, label, self.saved[kind])
            self.said += said
        return data

    def _rows(self, kind):
        base, model, names, label = self.kinds[kind]
        made = form_class(base, model, names, self.request)
        preset = self._preset(kind)

        def build(prefix, row, data):
            initial = preset if row is None and data is None else {}
            form = made(data, prefix=prefix, instance=row, initial=initial)
            form.preset = preset if row is None and "source" not in preset else {}
            return form

        saved, more = self.saved[kind], bool(self.data) and self.data.get(MORE) == kind
        begins = self.data is None and not saved and kind in self.begins_with()
        return Rows(kind, label, build, saved, self.data, new=int(more or begins))

    def begins_with(self) -> tuple[str, ...]:
        """Give the kinds of which a blank row is there at once, where none is saved."""
        return ("citation",)

    def _preset(self, kind):
        """Give what a new row begins with: the source in hand, or that of the address; who acted, as speaker."""
        if kind != "citation":
            return {}
        actor = self.acting[0] if len(self.acting) == 1 else None
        found = citation_initial(self.request, actor) or {"speaker": actor}
        source = self.request.GET.get("source", "")
        named = Source.objects.filter(pk=source).first() if is_key(source) else None
        return found | ({"source": named} if named else {})

    def _offer_sources(self):
        """Let the sources that the record cites already be chosen without being looked for."""
        if "citation" not in self.rows:
            return
        contract = getattr(self.row, "contract", self.row)
        offered: list[Source] = []
        if contract.pk:
            offered = list(cited_under(contract).order_by("-pk")[:MOST_OFFERED])
        if hand := source_in_hand(self.request):
            offered = [hand.source, *[one for one in offered if one != hand.source]]
        for one in self.rows["citation"].forms:
            one.fields["source"].widget.offered = offered

    @cached_property
    def acting(self) -> list:
        """Give who is known to have acted, where it is an act."""
        return []

    # What was sent

    def is_valid(self) -> bool:
        """Tell whether all of it can be saved; every field is looked at."""
        valid = [self.head.is_valid(), *[rows.is_valid() for rows in self.rows.values()]]
        if all(valid):
            self.check_together()
        return (
            not self.said
            and not isinstance(self.data, UnsavedPost)
            and all([self.head.is_valid(), *[rows.is_valid() for rows in self.rows.values()]])
        )

    def check_together(self) -> None:
        """Add an error at each row that does not go with the others."""

    def hold(self) -> None:
        """Make those wait whose saving could not go with it. Called before anything is saved."""

    def is_overtaken(self) -> bool:
        """Tell whether what was saved since it was looked at does not go with it. Asked where nobody else can save."""
        return False

    def has_changed(self) -> bool:
        """Tell whether there is anything to save."""
        return self.head.has_changed() or any(one.has_changed() for one in self.live())

    def forms(self) -> list[RecordForm]:
        """Give the head and all rows that are shown."""
        return [self.head, *[one for rows in self.rows.values() for one in rows.forms]]

    def live(self) -> list:
        """Give the rows that were sent and are not blank."""
        return [one for rows in self.rows.values() for one in rows.live()]

    def as_sent(self) -> dict[str, list[str]]:
        """Give what a browser sends of it when nobody touches it, saved rows alone."""
        shown = [self.head, *[one for one in self.forms()[1:] if one.instance.pk]]
        return {bound.html_name: as_sent(bound) for form in shown for bound in form}

    def finish(self, by) -> None:
        """Write what goes with it, once it is saved."""

    def lookalikes(self) -> list[str]:
        """Say which letters of what was typed look like others."""
        return [line for one in (self.head, *self.live()) for line in lookalikes_in(one)]

    def understood(self) -> list[str]:
        """Say how each amount and date that was typed is kept."""
        return [line for one in (self.head, *self.live()) for line in one.understood()]

    def attach(self, row: RowForm) -> None:
        """Make the instance of a row belong to what it stands at."""
        setattr(row.instance, self.model._meta.model_name, self.row)

    def shown(self) -> list[dict]:
        """Give the groups of the head as the page shows them: {"title", "fields", "folded"}."""
        return [
            {
                "title": title,
                "fields": [self.head[name] for name in names if name in self.head.fields],
                "folded": bool(title) and not any(self._is_open(name) for name in names),
            }
            for title, names in self.groups
            if names
        ]

    def _is_open(self, name):
        return name in self.head.errors or (self.head.is_bound and name in self.head.changed_data)

    def faults(self) -> list[tuple[str, str, str]]:
        """Give (id of the field, its label, what is wrong) for all that is wrong."""
        sent = [self.head, *self.live()] if self.head.is_bound and not self.quiet else []
        return [one for form in sent for one in faults_of(form)]

    @property
    def media(self):
        """Give the scripts and styles that its fields need."""
        return sum((one.media for one in self.forms()[1:]), self.head.media)
