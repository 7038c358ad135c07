"""The page that publishes a party or source: it shows what the public will read, and asks for the reason."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path

from procurement import actions, dossier, public
from procurement.models import Source

from ..unsaved_input import shows_typed, version_sent
from .with_reason import Publishes, ReasonForm


class PublishesShared(Publishes):
    """The publish page of a party or source: its edit reaches every contract that names it."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.publish_view)
        name = f"procurement_{self.opts.model_name}_publish"
        return [path("<path:object_id>/publish/", view, name=name)] + super().get_urls()

    @shows_typed
    def publish_view(self, request, object_id):
        """Show the difference and the contracts it touches; publish it on POST."""
        row = self._wanted(request, object_id)
        if not self.may_publish(request):
            return self._refused(request, row, "You may not publish")
        form, status, problems = ReasonForm(request.POST or None), 200, []
        if request.method == "POST":
            done, status, problems = self._try(request, form, lambda reason: actions.publish_shared(
                row, by=request.user, reason=reason, version=version_sent(request) or 0
            ))  # fmt: skip
            if done:
                messages.success(request, f"Published: {row}.")
                return redirect(f"admin:procurement_{self.opts.model_name}_change", row.pk)
        row = self._wanted(request, object_id)
        copy = _copy(row)
        context = self._page(request, row) | {
            "title": "Publish", "form": form, "problems": problems, "version": row.version,
            "is_public": copy is not None, "own": actions.is_own_shared(row, request.user),
            "changes": _shared_changes(copy, row) if copy else [],
            "touched": actions.preview_shared(row),
        }  # fmt: skip
        return render(request, "admin/procurement/publish_shared.html", context, status=status)

    def state(self, row):
        """Say where a row stands with the public."""
        if row.public_id is None:
            return "Draft"
        if not row.published_version:
            return "Not public any more"
        return "Published" if row.version == row.published_version else "Edited since published"

    state.short_description = "state"  # type: ignore[attr-defined]


def _copy(row):
    if row.public_id is None:
        return None
    rows = public.sources() if isinstance(row, Source) else public.parties(row.kind)
    return rows.filter(public_id=row.public_id).first()


_SHARED = (
    "name", "takes_the", "is_a", "aliases", "website", "title", "kind", "is_primary", "publisher",
    "author", "published_on", "url", "archive_url", "accessed_on",
)  # fmt: skip


def _shared_changes(copy, row):
    """Give [{"what", "before", "after"}] between a public copy and its working row."""
    names = {field.name: field for field in row._meta.fields}
    told = []
    for name in _SHARED:
        if name not in names:
            continue
        before, after = _text(copy, names[name]), _text(row, names[name])
        if before != after:
            label = str(names[name].verbose_name)
            told.append({"what": label.capitalize(), "before": before, "after": after})
    if isinstance(row, Source):
        told += _told("Repeats", *_stories(copy, row))
    else:
        before = ", ".join(f"{one['scheme']} {one['value']}" for one in copy.identifiers)
        after = ", ".join(f"{one.scheme} {one.value}" for one in row.identifiers.all())
        told += _told("Identifiers", before, after)
        same = actions.same_body(row)
        told += _told("The same body", *[str(one) if one else "" for one in (copy.same_as, same)])
    return told


def _told(what, before, after):
    return [{"what": what, "before": before, "after": after}] if before != after else []


def _stories(copy, row):
    """Say which source a public copy repeats in the end, and which its working row does."""
    root = dossier.root_of(row, dossier.published_roots([row]))
    if root == copy.root:
        return "", ""
    told = copy.repeats or ("a source that is not public" if copy.root != copy.public_id else "")
    return str(told), "" if root == row.public_id else str(row.root())


def _text(row, field):
    """Give what a column says, of a copy or of a working row; the working row's has the labels."""
    name = field.name
    if name == "aliases":
        names = row.aliases if isinstance(row.aliases, list) else row.other_names
        return ", ".join(names)
    if name == "published_on":
        return str(row.published or "")
    value = getattr(row, name)
    value = dict(field.flatchoices).get(value, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
