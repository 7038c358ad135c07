"""Accounts: opening them, giving each its role, and closing them. None is ever deleted."""

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse

from procurement import actions
from procurement.models import roles

from .base import NoCopies
from .site import site

NO_ROLE = "none: cannot come in"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What an administrator may do to somebody else's account besides: title, what it means, the button.
STEPS = {
    "end_sessions": (
        "End all its sessions",
        "Wherever this account is logged in, it is asked to log in again at the next page. What is being typed there"
        " is kept in the browser.",
        "End the sessions",
    ),
    "remove_second_factor": (
        "Remove its second factor",
        "Its apps, keys and recovery codes are taken away, as after a lost phone; at the next login it is asked to set"
        " up new ones. Be sure that it is the owner of the account who asks you.",
        "Remove the second factor",
    ),
}


class AccountForm(forms.ModelForm):
    """Whose account it is, and what it may do. `by` is who asks."""

    by: User
    role = forms.ChoiceField(
        label="Role", choices=(), error_messages={"required": "Choose a role."}
    )

    class Meta:
        model = User
        fields = ("username", "email", "is_active")
        field_classes = {"username": UsernameField}
        labels = {"username": "Name", "email": "Address for mail", "is_active": "Open"}
        help_texts = {
            "username": "To log in by. The public never reads it.",
            "email": "For links that set a new password.",
            "is_active": "Untick to close it: nobody comes in by it any more, and what it did stays under its name.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        held = roles.of(self.instance)
        given = [role for role in roles.ROLES if role == held or role in roles.given_by(self.by)]
        field = self.fields["role"]
        field.choices = [("", "---------")] + [(role.code, role.label) for role in given]
        field.help_text = " ".join(f"{role.label}: {role.says}" for role in given)
        field.initial = held.code if held else ""

    def clean_username(self):
        """Refuse what the site itself bears, and what a reader takes for another account's name."""
        name = self.cleaned_data["username"]
        others = User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk)
        if other := others.first():
            raise forms.ValidationError(f"“{other}” is an account already, open or closed.")
        if name.lower() in roles.OF_THE_SITE:
            raise forms.ValidationError(f"“{name}” is the name of what the site itself does.")
        return name

    @property
    def chosen(self) -> roles.Role:
        """The role that was chosen."""
        return roles.BY_CODE[self.cleaned_data["role"]]

    def _post_clean(self):
        # Here, and not in `clean`: the account has what was typed only after it.
        super()._post_clean()
        if self.errors:
            return
        for name, said in actions.account_faults(self.instance, self.chosen, by=self.by).items():
            self.add_error(name if name in self.fields else None, said)


class RoleFilter(admin.SimpleListFilter):
    """The group of a role; whoever is in two of them is in both lists."""

    title = "role"
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(role.code, role.label) for role in roles.ROLES]

    def queryset(self, request, queryset):
        role = roles.BY_CODE.get(self.value() or "")
        return queryset.filter(groups__name=role.group) if role else queryset


@admin.register(User, site=site)
class AccountAdmin(NoCopies):
    """Accounts. Passwords, groups and single permissions are on no page here."""

    form = AccountForm
    actions = None
    list_display = ("username", "email", "role", "is_open", "last_login", "second_factor")
    list_filter = (RoleFilter, "is_active")
    search_fields = ("username", "email")
    list_per_page = 50
    show_full_result_count = False
    ordering = ("username",)
    # Of every other column a list could be asked letter by letter, of the passwords' hashes too.
    lookups_allowed = ("role", "is_active__exact")

    def get_queryset(self, request):
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
        rows = super().get_queryset(request).prefetch_related("groups")
        return rows.annotate(has_second_factor=Exists(factors))

    def lookup_allowed(self, lookup, value, request=None):
        return lookup in self.lookups_allowed

    # What is shown

    @admin.display(description="role")
    def role(self, account):
        held = roles.of(account)
        return held.label if held else NO_ROLE

    @admin.display(description="open", boolean=True, ordering="is_active")
    def is_open(self, account):
        return account.is_active

    @admin.display(description="second factor", boolean=True)
    def second_factor(self, account):
        return account.has_second_factor

    def get_fieldsets(self, request, obj=None):
        fields = ("username", "email", "role")
        if obj is not None:
            fields += ("is_active", "second_factor", "last_login", "date_joined")
        return ((None, {"fields": fields}),)

    def get_readonly_fields(self, request, obj=None):
        return ("second_factor", "last_login", "date_joined") if obj is not None else ()

    # Who may

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj) or obj is None:
            return super().has_change_permission(request, obj)
        of_the_site = obj.username in roles.OF_THE_SITE
        return not of_the_site and not roles.may_do_more(obj, than=request.user)

    def has_delete_permission(self, request, obj=None):
        return False

    # Saving

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            self._ask_again(request)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _ask_again(self, request):
        """Hold accounts, and read anew who asks: somebody may have closed that account meanwhile."""
        actions.hold_accounts()
        request.user = User.objects.filter(pk=request.user.pk).first()
        if request.user is None or not request.user.is_active:
            raise PermissionDenied

    def save_model(self, request, obj, form, change):
        if change:
            actions.change_account(obj, form.chosen, by=request.user)
            return
        actions.open_account(obj, form.chosen, by=request.user)
        messages.info(
            request,
            "Nobody can log in by it yet. Give its owner a link to set a password:"
            f" manage.py reset_password {obj.get_username()}",
        )

    # Sessions and second factor

    def get_urls(self):
        return [
            path(
                f"<path:object_id>/{step}/",
                self.admin_site.admin_view(self._view_of(step)),
                name=f"auth_user_{step}",
            )
            for step in STEPS
        ] + super().get_urls()

    def _view_of(self, step):
        def view(request, object_id):
            return self.step_view(request, object_id, step)

        return view

    def step_view(self, request, object_id, step):
        """Say what a step does; do it on POST."""
        account = self.get_object(request, unquote(object_id))
        if account is None:
            raise Http404("There is no such account.")
        if not self._may_step(request, account):
            raise PermissionDenied
        page = reverse("admin:auth_user_change", args=[account.pk])
        title, says, button = STEPS[step]
        if request.method == "POST":
            try:
                done = getattr(actions, step)(account, by=request.user)
            except actions.Refused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, f"{title}: {done}.")
            return redirect(page)
        context = {
            **self.admin_site.each_context(request),
            "title": title, "says": says, "button": button,
            "original": account, "opts": self.opts, "change_url": page,
        }  # fmt: skip
        return render(request, "admin/procurement/account_step.html", context)

    def _may_step(self, request, account):
        return account.pk != request.user.pk and self.has_change_permission(request, account)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and self._may_step(request, obj):
            context["steps"] = [
                (title, reverse(f"admin:auth_user_{step}", args=[obj.pk]))
                for step, (title, *_) in STEPS.items()
            ]
        return super().render_change_form(request, context, add, change, form_url, obj)
