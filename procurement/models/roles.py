"""The roles: what each may do in the admin. Every one may do all that the one before it may.

They are code: `install` sets the groups of these names right each time `migrate` runs.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet

# Accounts that act for the site itself: nobody comes in by them, and nobody else bears their name.
IMPORTER = "register-import"
DEMONSTRATION = "demonstration"
OF_THE_SITE = (IMPORTER, DEMONSTRATION)


@dataclass(frozen=True)
class Role:
    """What an account may do: the permissions of one group.

    `told` is what the public reads beside what somebody with it published.
    """

    code: str
    label: str
    group: str
    told: str
    says: str
    permissions: frozenset[str]


def _each(acts: str, models: str) -> list[str]:
    return [f"procurement.{act}_{model}" for act in acts.split() for model in models.split()]


# What editors write, what of it they may take out again, and what is written elsewhere.
EDITED = (
    "contract claim intervention interventionground citation buyer vendor stakeholder source"
    " identifier"
)
PARTS = "claim intervention interventionground citation identifier"
WRITTEN_ELSEWHERE = "ground revision notice importrun importproblem partyname partymerge submission"
# What editors say to one another, and ask for.
SAID = ["procurement.add_submission", "procurement.view_note", "procurement.add_note"]

_VIEWER = frozenset(_each("view", f"{EDITED} {WRITTEN_ELSEWHERE}"))
_EDITOR = _VIEWER.union(_each("add change", EDITED), _each("delete", PARTS), SAID)
_PUBLISHER = _EDITOR | {"procurement.publish_contract"}
_ADMINISTRATOR = _PUBLISHER.union(
    _each("add change", "ground"),
    ["auth.view_user", "auth.add_user", "auth.change_user", "procurement.view_auditentry"],
)

VIEWER = Role(
    "viewer", "Viewer", "Viewers", "Viewers",
    "Reads the working record and its history; no notes of editors.", _VIEWER,
)  # fmt: skip
EDITOR = Role(
    "editor", "Editor", "Editors", "Editors",
    "Also enters and changes the working record, submits it for review, and assigns it.", _EDITOR,
)  # fmt: skip
PUBLISHER = Role(
    "publisher", "Publisher", "Publishers", "Publishers",
    "Also publishes, now or at a time, sends back, withdraws, merges, and undoes merges.", _PUBLISHER,
)  # fmt: skip
ADMINISTRATOR = Role(
    "administrator", "Administrator", "Administrators", "Administrator",
    "Also opens, changes and closes accounts, reads the log, and adds grounds.", _ADMINISTRATOR,
)  # fmt: skip
ROLES = (VIEWER, EDITOR, PUBLISHER, ADMINISTRATOR)
SUPERUSER = "Superuser"
BY_CODE = {role.code: role for role in ROLES}


def of(account: User) -> Role | None:
    """Give the role of an account: of several the highest, None without one. One query, unless
    its groups are loaded.
    """
    if account.is_superuser:
        return ADMINISTRATOR
    names = {group.name for group in account.groups.all()} if account.pk else set()
    held = [role for role in ROLES if role.group in names]
    return held[-1] if held else None


def label_of(account: User) -> str:
    """Give the name of the role of an account, as the admin tells it; "" without one."""
    role = of(account)
    return role.label if role else ""


def role_name(account: User) -> str:
    """Give the name of the role by what an account may do, which costs no query once that is known."""
    if account.is_superuser:
        return SUPERUSER
    may = account.get_all_permissions()
    held = [role.label for role in ROLES if role.permissions <= may]
    return held[-1] if held else ""


def role_called(text: str) -> Role | None:
    """Give the role that somebody means: by its name, one or several, in any letters."""
    meant = text.strip().lower()
    return next((role for role in ROLES if meant in (role.code, role.group.lower())), None)


def permissions_of(account: User) -> set[str]:
    """Give what an account may do, or could if it were open: Django says nothing of a closed one."""
    rows = Permission.objects.all()
    if not account.is_superuser:
        rows = rows.filter(Q(group__user=account) | Q(user=account))
    return {
        f"{app}.{name}" for app, name in rows.values_list("content_type__app_label", "codename")
    }


def may_do_more(account: User, than: User) -> bool:
    """Tell whether an account may do, or could if it were open, what another one may not."""
    if than.is_superuser or account.is_superuser:
        return not than.is_superuser
    return not permissions_of(account) <= permissions_of(than)


def given_by(account: User) -> list[Role]:
    """Give the roles that an account may give: those that may do nothing that it may not."""
    held = permissions_of(account)
    return [role for role in ROLES if role.permissions <= held]


def administrators() -> QuerySet[User]:
    """Give the open accounts that administer."""
    administer = Q(is_superuser=True) | Q(groups__name=ADMINISTRATOR.group)
    return User.objects.filter(administer, is_active=True, is_staff=True).distinct()


def who_may(permission: str) -> QuerySet[User]:
    """Give the open accounts that may do something, by name."""
    return User.objects.with_perm(permission).filter(is_staff=True).order_by("username")


def give(account: User, role: Role) -> None:
    """Give an account this role, and take from it any other, and what was given by hand."""
    account.groups.set([Group.objects.get(name=role.group)])
    account.user_permissions.clear()


def install(using: str) -> None:
    """Make the groups that are missing, and set right what each of them may do."""
    rows = Permission.objects.using(using).select_related("content_type")
    known = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    for role in ROLES:
        group, _ = Group.objects.using(using).get_or_create(name=role.group)
        # A database that is half-way through its migrations has not all of them yet.
        group.permissions.set([known[name] for name in role.permissions if name in known])
