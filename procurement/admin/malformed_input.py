"""What no page of the admin falls over: keys, lookups and searches that no page of ours sends.

`EditorsSite.register` gives it to every page, so that none has to remember.
"""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import TO_FIELD_VAR, BaseModelAdmin
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import FieldDoesNotExist

from .bad_requests import refusal_page
from .keys import Chosen, OneSelect, SeveralChosen, SeveralSelect, has_number, is_key
from .lists import NOT_NARROWED, BoundedList, may_narrow

NOT_A_KEY = "The address asks for a column that no page of the admin chooses by. Nothing was done."


class Chooses(BaseModelAdmin):
    """Pages and rows whose choosers refuse, in words, what names no row."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", OneSelect(db_field, self.admin_site))
        kwargs.setdefault("form_class", Chosen)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SeveralSelect(db_field, self.admin_site))
        kwargs.setdefault("form_class", SeveralChosen)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class RefusesMalformed(Chooses, admin.ModelAdmin):
    """A page that says what is wrong with an address or a key, where Django's would fail."""

    # The key of another column, as a page of a pop-up asks: Django refuses it with an error in the log.

    def changeform_view(self, request, *args, **kwargs):
        return self._strange(request) or super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        return self._strange(request) or super().delete_view(request, *args, **kwargs)

    def _strange(self, request):
        asked = (request.POST.get(TO_FIELD_VAR), request.GET.get(TO_FIELD_VAR))
        if all(self.to_field_allowed(request, one) for one in asked if one):
            return None
        return refusal_page(self.admin_site, request, NOT_A_KEY, 400)

    def get_object(self, request, object_id, from_field=None):
        if from_field is None and has_number(self.model) and not is_key(str(object_id)):
            return None
        return super().get_object(request, object_id, from_field)

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        junk = [name for name, value in initial.items() if self._is_junk(name, value)]
        for name in junk:
            del initial[name]
            label = self.opts.get_field(name).verbose_name
            messages.warning(request, f"The {label} in the address is not on offer; choose one.")
        return initial

    def _is_junk(self, name, value):
        try:
            field = self.opts.get_field(name)
        except FieldDoesNotExist:
            return False
        keys = value if isinstance(value, list) else [value]
        leads_on = field.concrete and field.is_relation and has_number(field.related_model)
        return leads_on and not all(is_key(key) for key in keys if key)

    # Lists

    def get_changelist(self, request, **kwargs):
        return BoundedList

    def lookup_allowed(self, lookup, value, request=None):
        return may_narrow(lookup) and super().lookup_allowed(lookup, value, request)

    def changelist_view(self, request, extra_context=None):
        if strange := self._strange(request):
            return strange
        if ERROR_FLAG in request.GET:
            messages.warning(request, NOT_NARROWED)
        return super().changelist_view(request, extra_context)

    def response_action(self, request, queryset):
        if all(is_key(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            return super().response_action(request, queryset)
        messages.warning(request, "What was ticked is not on this list. Nothing was done.")
        return None
