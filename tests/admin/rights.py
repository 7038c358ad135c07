"""Who may do what: every address of the admin has its row here. What has none fails the matrix."""

# The address in a mail: the account, and what is signed.
RESET_LINK = r"password_reset/^(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-0-9A-Za-z]+)/$"

# Who asks; each may do all that those before may.
WHO = ("nobody", "no role", "viewer", "editor", "publisher", "administrator", "superuser")
# From whom on. OWN is whoever is signed in as staff: pages that say nothing of the record.
ANYBODY, OWN, VIEW, EDIT, PUBLISH, ADMINISTER, OPERATE, NEVER = range(8)

READ_ONLY = (VIEW, NEVER, NEVER, NEVER)
# Of each model: from whom on rows are seen, added, changed, deleted.
MODELS = {
    "procurement/contract": (VIEW, EDIT, EDIT, EDIT),
    "procurement/source": (VIEW, EDIT, EDIT, EDIT),
    "procurement/buyer": (VIEW, EDIT, EDIT, EDIT),
    "procurement/vendor": (VIEW, EDIT, EDIT, EDIT),
    "procurement/stakeholder": (VIEW, EDIT, EDIT, EDIT),
    "procurement/ground": (VIEW, ADMINISTER, ADMINISTER, OPERATE),
    # Written elsewhere, or beneath something else: statements by forms of their own.
    "procurement/claim": READ_ONLY,
    "procurement/intervention": READ_ONLY,
    "procurement/auditentry": (ADMINISTER, NEVER, NEVER, NEVER),
    "procurement/citation": READ_ONLY,
    "procurement/identifier": READ_ONLY,
    "procurement/importproblem": READ_ONLY,
    "procurement/importrun": READ_ONLY,
    "procurement/interventionground": READ_ONLY,
    "procurement/notice": READ_ONLY,
    "procurement/partymerge": READ_ONLY,
    "procurement/partyname": READ_ONLY,
    "procurement/revision": READ_ONLY,
    "procurement/submission": READ_ONLY,
    "auth/user": (ADMINISTER, ADMINISTER, ADMINISTER, NEVER),
}

# What can be done to several rows of a list at once: {model: {action: from whom on}}.
ACTIONS: dict[str, dict[str, int]] = {}

# Columns that a list may be asked about by those alone who may change its rows.
NOTES = ("contract", "claim", "intervention", "source", "buyer", "vendor", "stakeholder")

# Further pages of one row: from whom on they are seen, and what they do is done.
PAGES = {
    "procurement/contract/<path:object_id>/change/": (VIEW, NEVER),
    "procurement/contract/<path:object_id>/preview/": (VIEW, VIEW),
    "procurement/contract/<path:object_id>/publish/": (PUBLISH, PUBLISH),
    "procurement/contract/<path:object_id>/put-back/<int:number>/": (PUBLISH, PUBLISH),
    "procurement/contract/<path:object_id>/withdraw/": (PUBLISH, PUBLISH),
    "procurement/contract/<path:object_id>/same/": (PUBLISH, PUBLISH),
    "procurement/contract/<path:object_id>/track/": (NEVER, EDIT),
    "procurement/contract/<path:object_id>/statement/add/<str:kind>/": (EDIT, EDIT),
    "procurement/contract/<path:object_id>/statement/<str:key>/": (EDIT, EDIT),
    "procurement/contract/<path:object_id>/statement/<str:key>/take-out/": (NEVER, EDIT),
    "procurement/contract/<path:object_id>/statement/<str:key>/bring-back/": (NEVER, EDIT),
    "procurement/contract/<path:object_id>/statement/<str:key>/delete/": (NEVER, EDIT),
    "procurement/contract/<path:object_id>/review/": (EDIT, EDIT),
    "procurement/contract/<path:object_id>/review/<int:number>/": (VIEW, PUBLISH),
    "procurement/contract/<path:object_id>/notes/": (EDIT, EDIT),
    "procurement/contract/<path:object_id>/notes/<int:number>/settle/": (NEVER, EDIT),
    "procurement/contract/<path:object_id>/assign/": (EDIT, EDIT),
    "procurement/intervention/<path:object_id>/look-again/": (NEVER, PUBLISH),
    # Looked at there, and edited elsewhere.
    "procurement/source/<path:object_id>/change/": (VIEW, NEVER),
    "procurement/buyer/<path:object_id>/change/": (VIEW, NEVER),
    "procurement/vendor/<path:object_id>/change/": (VIEW, NEVER),
    "procurement/stakeholder/<path:object_id>/change/": (VIEW, NEVER),
    "procurement/source/<path:object_id>/publish/": (PUBLISH, PUBLISH),
    "procurement/buyer/<path:object_id>/publish/": (PUBLISH, PUBLISH),
    "procurement/buyer/<path:object_id>/merge/": (PUBLISH, PUBLISH),
    "procurement/vendor/<path:object_id>/publish/": (PUBLISH, PUBLISH),
    "procurement/vendor/<path:object_id>/merge/": (PUBLISH, PUBLISH),
    "procurement/stakeholder/<path:object_id>/publish/": (PUBLISH, PUBLISH),
    "procurement/stakeholder/<path:object_id>/merge/": (PUBLISH, PUBLISH),
    "procurement/partymerge/<path:object_id>/undo/": (PUBLISH, PUBLISH),
    "procurement/source/<path:object_id>/in-hand/": (NEVER, EDIT),
    "procurement/source/<path:object_id>/text/": (EDIT, EDIT),
    "auth/user/<path:object_id>/end_sessions/": (ADMINISTER, ADMINISTER),
    "auth/user/<path:object_id>/remove_second_factor/": (ADMINISTER, ADMINISTER),
}

# Addresses that are of no row: from whom on, by GET and by POST.
SITE = {
    "": (OWN, OWN),
    "jsi18n/": (OWN, NEVER),
    # Coming in, going out, and a link for a new password.
    "login/": (ANYBODY, ANYBODY),
    # Shown as the answer to another; by itself it leads on.
    "login/again/": (ANYBODY, ANYBODY),
    "logout/": (ANYBODY, ANYBODY),
    "password_reset/": (ANYBODY, ANYBODY),
    "password_reset/asked/": (ANYBODY, ANYBODY),
    "password_reset/done/": (ANYBODY, ANYBODY),
    RESET_LINK: (ANYBODY, ANYBODY),
    "second-factor/login/": (ANYBODY, ANYBODY),
    # The account of whoever is signed in.
    "password_change/": (OWN, OWN),
    "password_change/done/": (OWN, OWN),
    "sessions/": (OWN, OWN),
    "confirm/": (OWN, OWN),
    "confirm/code/": (OWN, OWN),
    "confirm/key/": (OWN, OWN),
    "second-factor/": (OWN, OWN),
    "second-factor/app/": (OWN, OWN),
    "second-factor/app/remove/": (OWN, OWN),
    "second-factor/codes/": (OWN, OWN),
    "second-factor/codes/new/": (OWN, OWN),
    "second-factor/codes/download/": (OWN, OWN),
    "second-factor/keys/": (OWN, OWN),
    "second-factor/keys/add/": (OWN, OWN),
    # Of somebody else: the key is a colleague's.
    "second-factor/keys/<int:pk>/": (NEVER, NEVER),
    "second-factor/keys/<int:pk>/remove/": (NEVER, NEVER),
    "who/": (VIEW, VIEW),
    "likely-duplicates/": (VIEW, EDIT),
    "work-from-source/": (EDIT, EDIT),
    "work-from-source/put-down/": (NEVER, EDIT),
    "procurement/importproblem/problems.csv": (VIEW, VIEW),
    "procurement/auditentry/history/": (ADMINISTER, ADMINISTER),
    r"(?P<url>.*)$": (NEVER, NEVER),
    "r/<path:content_type_id>/<path:object_id>/": (NEVER, NEVER),
}

# Of those, the pages of the own account: what they answer hangs on what that account has, and they
# never say anything of the record or of another account.
OF_ACCOUNT = ("login/", "logout/", "password_", "sessions/", "confirm/", "second-factor/")

# The part of the menu of one app: from whom on.
APPS = {"auth": ADMINISTER, "procurement": VIEW}

# The page of one row, by the end of its address: which of a model's four it takes to see it, and to
# send its form.
SEE, ADD, CHANGE, DELETE = range(4)
ENDS = {
    "": (SEE, SEE),
    "add/": (ADD, ADD),
    "<path:object_id>/": (SEE, SEE),
    "<path:object_id>/change/": (SEE, CHANGE),
    "<path:object_id>/edit/": (CHANGE, CHANGE),
    "<path:object_id>/history/": (SEE, SEE),
    "<path:object_id>/history/then/": (SEE, CHANGE),
    "<path:object_id>/delete/": (DELETE, DELETE),
}


def levels(route: str, path: str = "") -> tuple[int, int]:
    """Give from whom on a route is seen, and what it does is done. KeyError for one without a row.

    `path` is what the route stands for, where that makes a difference.
    """
    if "(?P<app_label>" in route:
        return (APPS[path.strip("/")],) * 2
    if route in SITE:
        return SITE[route]
    if route in PAGES:
        return PAGES[route]
    model, end = split(route)
    seen, done = ENDS[end]
    return MODELS[model][seen], MODELS[model][done]


def split(route: str) -> tuple[str, str]:
    """Give the model of a route, and what comes after it."""
    app, model, *rest = route.split("/", 2)
    return f"{app}/{model}", rest[0] if rest else ""
