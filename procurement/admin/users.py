"""Accounts: opening them, giving each its role, and closing them. None is ever deleted."""

from types import SimpleNamespace

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
from django.utils.http import urlencode

from procurement import actions
from procurement.accounts import confirming, notices, resets
from procurement.models import roles

from .base import NoCopies
from .kept import show_again
from .lists import BoundedList
from .shown import Shown
from .site import site
from .sturdy import Sturdy

# The hidden field of what an account was when its page was opened.
OPENED_ON = "_opened_on"
CHANGED = (
    "Somebody changed this account after you opened this page, so nothing was saved. It is now – {now}. Below is"
    " what you typed: look it through, then save, or open the page anew."
)
SUPERUSER = "Superuser: may do everything. Only the command line gives this, and takes it away."
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
        "Its apps, keys and recovery codes are taken away, as after a lost phone, and its sessions end; at the next"
        " login it is asked to set up new ones. Be sure that it is the owner of the account who asks you.",
        "Remove the second factor",
    ),
}

# Steps before which whoever does them shows once more who they are.
TO_CONFIRM = ("remove_second_factor",)
CONFIRM = (
    "You showed too long ago who you are, so nothing is saved yet. Open this page in another tab: it asks for your"
    " password or a code. Then save here: what you typed is below."
)


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
        self.held = held = roles.of(self.instance)
        if self.instance.pk:
            # Before what was typed is in it.
            self.state, self.now = (
                actions.account_state(self.instance),
                _in_words(self.instance, held),
            )
        if "role" not in self.fields:
            return
        given = [role for role in roles.ROLES if role == held or role in roles.given_by(self.by)]
        field = self.fields["role"]
        field.choices = [("", "---------")] + [(role.code, role.label) for role in given]
        field.help_text = " ".join(f"{role.label}: {role.says}" for role in given)
        field.initial = held.code if held else ""
        # Of the site's own, which can only be closed, nobody has to choose one.
        field.required = self.instance.username not in roles.OF_THE_SITE

    def clean_username(self):
        """Refuse what the site itself bears, and what a reader takes for another account's name."""
        name = self.cleaned_data["username"]
        if said := actions.name_fault(name, self.instance if self.instance.pk else None):
            raise forms.ValidationError(said)
        return name

    @property
    def chosen(self) -> roles.Role | None:
        """The role that was chosen; of an account whose role nobody chooses here, the one it has."""
        if "role" not in self.fields:
            return self.held
        return roles.BY_CODE.get(self.cleaned_data["role"])

    def clean(self):
        """Refuse what was typed before somebody else changed the account; it can be sent again."""
        super().clean()
        if self.instance.pk and self.data.get(OPENED_ON, "") != self.state:
            self.data = self.data.copy()
            self.data[OPENED_ON] = self.state
            self.add_error(None, CHANGED.format(now=self.now))

    def _post_clean(self):
        # Here, and not in `clean`: the account has what was typed only after it.
        super()._post_clean()
        if self.errors:
            return
        for name, said in actions.account_faults(self.instance, self.chosen, by=self.by).items():
            self.add_error(name if name in self.fields else None, said)


def _in_words(account, held):
    """Say what an account is, in the words of its form."""
    parts = {
        "Name": account.username,
        "Address for mail": account.email or "none",
        "Role": held.label if held else NO_ROLE,
        "Open": "yes" if account.is_active else "no, it is closed",
    }
    return "; ".join(f"{label}: {value}" for label, value in parts.items())


def _why_read_only(user, account):
    """Say why somebody can only read the page of an account."""
    if account.username in roles.OF_THE_SITE:
        return (
            "This account acts for the site itself: nobody comes in by it, and nobody changes it."
        )
    if roles.may_do_more(account, than=user):
        return actions.MORE_THAN_YOU
    return "Your account may read accounts, and change none."


def _said_of(step, done):
    """Say what a step did, of which there were so many."""
    kind = "session" if step == "end_sessions" else "app, key or set of recovery codes"
    kinds = "sessions" if step == "end_sessions" else "apps, keys and sets of recovery codes"
    verb = "Ended" if step == "end_sessions" else "Removed"
    if not done:
        return f"There was no {kind}."
    return f"{verb}: 1 {kind}." if done == 1 else f"{verb}: {done} {kinds}."


class Told:
    """What Django knows of a model, told in our words."""

    verbose_name, verbose_name_plural = "account", "accounts"
    app_config = SimpleNamespace(verbose_name="People")

    def __init__(self, opts):
        self._opts = opts

    def __getattr__(self, name):
        return getattr(self._opts, name)


class AccountList(BoundedList):
    """The list of accounts, in our words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.opts, self.title = self.model_admin.opts, "Accounts"


class OpenFilter(admin.BooleanFieldListFilter):
    """Those that are open, or closed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "open"


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
class AccountAdmin(NoCopies, Sturdy):
    """Accounts. Passwords, groups and single permissions are on no page here."""

    form = AccountForm
    actions = None
    list_display = ("name", "address", "role", "is_open", "last_login", "second_factor")
    list_filter = (RoleFilter, ("is_active", OpenFilter))
    search_fields = ("username", "email")
    list_per_page = 50
    show_full_result_count = False
    ordering = ("username",)
    # Of every other column a list could be asked letter by letter, of the passwords' hashes too.
    lookups_allowed = ("role", "is_active__exact")

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        self.opts = Told(model._meta)

    def get_changelist(self, request, **kwargs):
        return AccountList

    def get_queryset(self, request):
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
        rows = super().get_queryset(request).prefetch_related("groups")
        return rows.annotate(has_second_factor=Exists(factors))

    def lookup_allowed(self, lookup, value, request=None):
        return lookup in self.lookups_allowed

    # What is shown

    @admin.display(description="name", ordering="username")
    def name(self, account):
        return account.username

    @admin.display(description="address for mail", ordering="email")
    def address(self, account):
        return account.email

    @admin.display(description="role")
    def role(self, account):
        if account.is_superuser:
            return roles.SUPERUSER
        return roles.label_of(account) or NO_ROLE

    @admin.display(description="open", boolean=True, ordering="is_active")
    def is_open(self, account):
        return account.is_active

    @admin.display(description="second factor", boolean=True)
    def second_factor(self, account):
        return account.has_second_factor

    @admin.display(description="role")
    def role_fixed(self, account):
        return SUPERUSER

    def get_fieldsets(self, request, obj=None):
        role = "role_fixed" if obj is not None and obj.is_superuser else "role"
        fields = ("username", "email", role)
        if obj is not None:
            fields += ("is_active", "second_factor", "last_login", "date_joined")
        return ((None, {"fields": fields}),)

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        shown = ("second_factor", "last_login", "date_joined")
        return (*shown, "role_fixed", "role") if obj.is_superuser else shown

    # Who may

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj) or obj is None:
            return super().has_change_permission(request, obj)
        # Such an account is closed; one that is open can be, and no more.
        of_the_site = obj.username in roles.OF_THE_SITE and not obj.is_active
        return not of_the_site and not roles.may_do_more(obj, than=request.user)

    def has_delete_permission(self, request, obj=None):
        return False

    # Saving

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        def page():
            return self.changeform_view(request, object_id, form_url, extra_context)

        if not self._may_save(request, object_id):
            return super().changeform_view(request, object_id, form_url, extra_context)
        if request.method != "POST":
            confirming.ask(request)
            return super().changeform_view(request, object_id, form_url, extra_context)
        # What is only shown saves nothing.
        if not isinstance(request.POST, Shown) and confirming.is_due(request, confirming.TYPING):
            return show_again(self.admin_site, request, CONFIRM, page)
        with transaction.atomic():
            self._ask_again(request)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _may_save(self, request, object_id):
        if object_id is None:
            return self.has_add_permission(request)
        account = self.get_object(request, unquote(object_id))
        return account is not None and self.has_change_permission(request, account)

    def _ask_again(self, request):
        """Hold accounts, and read anew who asks: somebody may have closed that account meanwhile."""
        actions.hold_accounts()
        request.user = User.objects.filter(pk=request.user.pk).first()
        if request.user is None or not request.user.is_active:
            raise PermissionDenied

    def save_model(self, request, obj, form, change):
        if change:
            actions.change_account(obj, form.chosen, by=request.user)
            if "email" in form.changed_data:
                notices.tell(form.initial["email"], notices.ADDRESS, obj, request.user)
            return
        actions.open_account(obj, form.chosen, by=request.user)
        messages.info(request, f"Nobody can log in by it yet. {self._send_link(obj)}")

    def _send_link(self, account):
        """Have a link to set a password sent, where there is mail; say what comes of it, or what to do."""
        name = account.get_username()
        if not (resets.by_mail() and account.email):
            way = f"manage.py reset_password {name}"
            return f"Give its owner a link to set a password: {way}"
        transaction.on_commit(lambda: resets.ask(name))
        return f"A link to set a password is sent to {account.email}."

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
        if step in TO_CONFIRM and request.method != "POST":
            confirming.ask(request)
        elif step in TO_CONFIRM and confirming.is_due(request, confirming.TYPING):
            return redirect(request.path)
        if request.method == "POST":
            try:
                done = getattr(actions, step)(account, by=request.user)
            except actions.Refused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, _said_of(step, done))
                if step == "remove_second_factor" and done:
                    notices.tell(account.email, notices.FACTOR, account, request.user)
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
        form = context["adminform"].form
        if obj is not None and isinstance(form, AccountForm):
            context["opened_on"] = form.data.get(OPENED_ON, "") if form.is_bound else form.state
        if obj is not None and not self.has_change_permission(request, obj):
            context["why"] = _why_read_only(request.user, obj)
        if obj is not None and request.user.has_perm("procurement.view_auditentry"):
            log = reverse("admin:procurement_auditentry_changelist")
            context["log"] = f"{log}?{urlencode({'q': obj.username})}"
        if obj is not None and self._may_step(request, obj):
            context["steps"] = [
                (title, reverse(f"admin:auth_user_{step}", args=[obj.pk]))
                for step, (title, *_) in STEPS.items()
            ]
        return super().render_change_form(request, context, add, change, form_url, obj)
