"""The editors' site: its menu has what they work with first, and everything else behind it."""

from functools import wraps

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import path, reverse

from procurement.accounts import second_factor
from procurement.models import PARTIES, roles

from . import restored_posts
from .desk.parties_found import described
from .lists import LONGEST_SEARCH
from .malformed_input import RefusesMalformed

FIRST = ("Contract", "Intervention", "Vendor", "Stakeholder", "Buyer", "Source")

PEOPLE = {"User": "Accounts", "AuditEntry": "Log"}


class Choices(AutocompleteJsonView):
    """What a chooser offers; of a column alone, as nothing else has a chooser. Parties of one name are told apart."""

    def process_request(self, request):
        found = super().process_request(request)
        if not found[2].concrete:
            raise PermissionDenied
        return found

    def get_context_data(self, *, object_list=None, **kwargs):
        found = super().get_context_data(object_list=object_list, **kwargs)
        rows = list(found["object_list"])
        if rows and isinstance(rows[0], tuple(PARTIES.values())):
            self._told = {
                row.pk: f"{one.name} ({one.said})"
                for row, one in zip(rows, described(rows), strict=True)
            }
        return found

    def serialize_result(self, obj, to_field_name):
        found = super().serialize_result(obj, to_field_name)
        return found | {"text": getattr(self, "_told", {}).get(obj.pk, found["text"])}


class EditorsSite(admin.AdminSite):
    """The admin with a menu in the order of the work."""

    site_header = "Editing: public decisions"
    site_title = "Editing: public decisions"
    index_title = "What would you like to work on?"
    empty_value_display = "not stated"
    # What stands there stands at the top of each page.
    enable_nav_sidebar = False

    def __init__(self, name="admin"):
        super().__init__(name)
        self._own: list = []

    def page(self, route: str, name: str):
        """Make a view a page of the site that belongs to no table's own pages."""

        def added(view):
            self._own.append(path(route, self.admin_view(view), name=name))
            return view

        return added

    def get_urls(self):
        return [*self._own, *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        """Give a view for those alone who may come in; a form of others is not lost."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def answer(request, *args, **kwargs):
            answered = restored_posts.answer(self, request, view, args, kwargs)
            return guarded(request, *args, **kwargs) if answered is None else answered

        return answer

    def index(self, request, extra_context=None):
        """Show what waits, and the menu; to whoever has no second factor it offers one."""
        # They register with this site.
        from .desk.first_page import lines  # noqa: PLC0415

        context = {
            "offers_factor": not second_factor.of(request.user).exists(),
            "work": lines(request.user),
        }
        return super().index(request, context | (extra_context or {}))

    def app_index(self, request, app_label, extra_context=None):
        # Refuses whoever may see nothing of it.
        super().app_index(request, app_label)
        # The first page has every list, under headings that are no apps.
        return redirect("admin:index")

    def each_context(self, request):
        found = super().each_context(request)
        user = request.user
        return found | {"own_role": roles.role_name(user) if found["has_permission"] else ""}

    # The pages of accounts are our own, and the only ones: those of Django's admin lead to them.

    def login(self, request, extra_context=None):
        return redirect("account_login")

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def password_change_done(self, request, extra_context=None):
        return redirect("account_change_password")

    def register(self, model_or_iterable, admin_class=None, **options):
        """Register pages as Django does, each of them sturdy."""
        given = admin_class or admin.ModelAdmin
        if not issubclass(given, RefusesMalformed):
            given = type(
                given.__name__, (RefusesMalformed, given), {"__module__": given.__module__}
            )
        super().register(model_or_iterable, given, **options)

    def autocomplete_view(self, request):
        """Answer a chooser; nothing is found by a text that no search takes."""
        if len(request.GET.get("term", "")) > LONGEST_SEARCH:
            return JsonResponse({"results": [], "pagination": {"more": False}})
        return Choices.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        found = super().get_app_list(request, app_label)
        models = {model["object_name"]: model for app in found for model in app["models"]}
        first = [models.pop(name) for name in FIRST if name in models]
        people = [
            models.pop(name) | {"name": told} for name, told in PEOPLE.items() if name in models
        ]
        behind = sorted(models.values(), key=lambda model: model["name"])
        parts = (
            ("The record", "procurement", first),
            ("People", "people", people),
            ("Behind the scenes", "behind", behind),
        )
        return [_part(*part) for part in parts if part[2]]


def _part(name, label, models):
    return {
        "name": name,
        "app_label": label,
        "app_url": reverse("admin:app_list", args=["procurement"]),
        "has_module_perms": True,
        "models": models,
    }


site = EditorsSite()
