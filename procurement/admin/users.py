"""Accounts: opening them, giving each its role, and closing them. None is ever deleted."""

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.http import urlencode

from procurement import actions
from procurement.accounts import reauthentication, resets
from procurement.models import roles

from .malformed_input import RefusesMalformed
from .restored_posts import show_again
from .site import site
from .unsaved_input import NoCopies, UnsavedPost
from .user_form import NO_ROLE, OPENED_ON, AccountForm
from .user_list import AccountList, ListedAccount, OpenFilter, RoleFilter
from .user_steps import AccountSteps

SUPERUSER = "Superuser: may do everything. Only the command line gives this, and takes it away."
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
CONFIRM = (
    "You showed too long ago who you are, so nothing is saved yet. Open this page in another tab: it asks for your"
    " password or a code. Then save here: what you typed is below."
)


def _why_read_only(user, account):
    """Say why somebody can only read the page of an account."""
    if account.username in roles.OF_THE_SITE:
        return (
            "This account acts for the site itself: nobody comes in by it, and nobody changes it."
        )
    if roles.may_do_more(account, than=user):
        return actions.MORE_THAN_YOU
    return "Your account may read accounts, and change none."


@admin.register(User, site=site)
class AccountAdmin(AccountSteps, NoCopies, RefusesMalformed):
    """Accounts. Passwords, groups and single permissions are on no page here."""

    form = AccountForm
    actions = None
    empty_value_display = "–"
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
        self.opts = ListedAccount(model._meta)

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
            reauthentication.require(request)
            return super().changeform_view(request, object_id, form_url, extra_context)
        # What is only shown saves nothing.
        if not isinstance(request.POST, UnsavedPost) and reauthentication.is_due(
            request, reauthentication.TYPING
        ):
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
                resets.notify(form.initial["email"], resets.ADDRESS, obj, request.user)
            return
        actions.open_account(obj, form.chosen, by=request.user)
        messages.info(request, f"Nobody can log in by it yet. {self._send_link(obj)}")

    def _send_link(self, account):
        """Have a link to set a password sent, where there is mail; say what comes of it, or what to do."""
        name = account.get_username()
        if not (resets.by_mail() and account.email):
            way = f"manage.py reset_password {name}"
            return f"Give its owner a link to set a password: {way}"
        transaction.on_commit(lambda: resets.send_link(name))
        return f"A link to set a password is sent to {account.email}."

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
            context["steps"] = self.steps(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)
