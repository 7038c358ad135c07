"""Notes are for editors: whoever only reads the working record neither sees nor looks them up."""

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.auth import get_permission_codename

NOTES = "notes"


class KeepsNotes(BaseModelAdmin):
    """A page or rows whose notes are shown to those who may change such rows, and to nobody else."""

    def may_read_notes(self, request) -> bool:
        """Tell whether whoever asks may change rows of this kind at all."""
        name = get_permission_codename("change", self.opts)
        return request.user.has_perm(f"{self.opts.app_label}.{name}")

    def get_fieldsets(self, request, obj=None):
        found = super().get_fieldsets(request, obj)
        return found if self.may_read_notes(request) else _without_notes(found)

    def lookup_allowed(self, lookup, value, request=None):
        """Refuse an address that asks a list for rows by what their notes say."""
        if lookup.split("__")[0] == NOTES and not (request and self.may_read_notes(request)):
            return False
        return super().lookup_allowed(lookup, value, request)


def _without_notes(fieldsets):
    left = []
    for name, options in fieldsets:
        fields = tuple(field for field in options["fields"] if field != NOTES)
        if fields:
            # Nor does a heading speak of what is not there.
            left.append((name and name.removesuffix(" and notes"), options | {"fields": fields}))
    return left
