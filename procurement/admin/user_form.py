"""The form of an account: whose it is, and what it may do."""

from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import User
from django.utils.crypto import salted_hmac

from procurement import actions
from procurement.models import roles

# The hidden field of what an account was when its page was opened.
OPENED_ON = "_opened_on"


CHANGED = (
    "Somebody changed this account after you opened this page, so nothing was saved. It is now – {now}. Below is"
    " what you typed: look it through, then save, or open the page anew."
)


NO_ROLE = "none: cannot come in"


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
                account_state(self.instance),
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


def account_state(account: User) -> str:
    """Give what an account is, as text that is the same as long as nobody changes it.

    What its owner does in the meantime changes nothing of it.
    """
    groups = sorted(group.name for group in account.groups.all())
    parts = (account.username, account.email, account.is_active, account.is_superuser, groups)
    return salted_hmac("the state of an account", repr((account.pk, *parts))).hexdigest()


def _in_words(account, held):
    """Say what an account is, in the words of its form."""
    parts = {
        "Name": account.username,
        "Address for mail": account.email or "none",
        "Role": held.label if held else NO_ROLE,
        "Open": "yes" if account.is_active else "no, it is closed",
    }
    return "; ".join(f"{label}: {value}" for label, value in parts.items())
