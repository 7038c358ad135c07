"""Every way to ask something of the admin, made from its URLconf: whoever adds an address adds doors."""

import re
from dataclasses import dataclass, field
from itertools import count

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from procurement.admin.site import site
from procurement.models import Claim, Contract, Intervention, NotTheSame, Stakeholder
from tests.controls import largest
from tests.factories import make_user

from . import rights
from .rights import EDIT, NEVER, VIEW
from .world import SECRET, World

APPS = r"^(?P<app_label>"
ANY = r"(?P<url>.*)$"
STATEMENT = "/<path:object_id>/statement/"
SHORTCUT = "r/<path:content_type_id>/<path:object_id>/"
# What a forged form sends of columns that no form shows.
FORGED = {
    "id": "1", "pk": "1", "public_id": "1", "published_version": "99", "tracked": "", "by": "1",
    "from_register": "on", "demonstration": "on", "invented": "on", "canonical": "1",
    "is_superuser": "on", "is_staff": "on", "groups": ["1", "2", "3", "4"], "password": "forged",
    "user_permissions": ["1", "2", "3"], "last_login_0": "2020-01-01", "created_by": "1",
}  # fmt: skip
# What is typed into a form that adds, and into one that changes.
TYPED: dict[str, dict[str, str]] = {
    "procurement/contract": {"title": f"{SECRET} typed"},
    "procurement/source": {"title": f"{SECRET} typed", "kind": "news_report"},
    "procurement/buyer": {"name": f"{SECRET} typed"},
    "procurement/vendor": {"name": f"{SECRET} typed"},
    "procurement/stakeholder": {"name": f"{SECRET} typed", "is_a": "office"},
    "procurement/ground": {"name": f"{SECRET} typed"},
    "auth/user": {"email": "typed@example.org", "role": "viewer"},
}
EDITED = ("add/", "<path:object_id>/change/", "<path:object_id>/edit/")
FILTERS = "&_changelist_filters=q%3Dx"
HEADS = ("user/", "contract/<path:object_id>/change/", "publish/", "problems.csv")
_numbers = count(1)


@dataclass
class Door:
    """One request. `level` is from whom on it is answered, `reads` from whom on its row is seen.

    `writes`: whether it changes anything for those who are answered; None where that may be.
    `blind`: what those read is not looked at. `own`: a page of the account of whoever asks.
    """

    route: str
    path: str
    level: int
    method: str = "get"
    data: dict = field(default_factory=dict)
    reads: int = rights.OWN
    writes: bool | None = False
    row: Model | None = None
    blind: bool = True

    @property
    def own(self) -> bool:
        return self.route.startswith(rights.OF_ACCOUNT) and self.level != NEVER

    def ask(self, client: Client):
        """Give the answer. A form is on a page of somebody else: no answer tells it back as their own."""
        data = self.data | {"_account": "0"} if self.method == "post" else self.data
        return getattr(client, self.method)(f"/admin/{self.path}", data)

    def __str__(self):
        return f"{self.method.upper()} {self.path}"


# Routes and what they stand for


def routes(patterns=None, before=""):
    """Give every route of the admin, as it is written."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            found += routes(pattern.url_patterns, route)
        elif route.startswith("admin/"):
            found.append(route.removeprefix("admin/"))
    return [*dict.fromkeys(found)]


def paths(route: str, world: World) -> list[tuple[str, Model | None]]:
    """Give the addresses of a route, each with its row. KeyError for a part that this does not know."""
    if route == ANY:
        return [("nothing/", None), ("procurement/nothing/", None)]
    if route.startswith(APPS):
        labels = re.fullmatch(r"\^\(\?P<app_label>([\w|]+)\)/\$", route)[1]
        return [(f"{label}/", None) for label in labels.split("|")]
    if route == SHORTCUT:
        rows = [(ContentType.objects.get_for_model(one).pk, world.row(one)) for one in models()]
        return [(f"r/{kind}/{row.pk}/", row) for kind, row in rows]
    if route == rights.RESET_LINK:
        return [("password_reset/1-forged/", None)]
    if "<int:pk>" in route:
        return [(route.replace("<int:pk>", str(world.key.pk)), None)]
    if STATEMENT in route:
        return _statements(route, world)
    named = re.findall(r"<[^>]+>|\(\?P|\^", route)
    if not named:
        return [(route, None)]
    row = _row(route, world)
    for placeholder in named:
        parts = {"<path:object_id>": str(row.pk), "<int:number>": "1"}
        route = route.replace(placeholder, parts[placeholder])
    return [(route, row)]


def _statements(route, world):
    """Give the addresses of statements: those of a draft where it is deleted."""
    contract, claim, act = (world.rows[one] for one in (Contract, Claim, Intervention))
    route = route.replace("<path:object_id>", str(contract.pk))
    if "<str:kind>" in route:
        ways = {"claim": "?fact=value", "intervention": "?type=hold"}
        return [(route.replace("<str:kind>", kind) + way, contract) for kind, way in ways.items()]
    keys = {
        "": ("heading", f"claim-{claim.pk}", f"intervention-{act.pk}"),
        "delete/": (f"claim-{claim.pk}",),
    }
    end = route.rpartition("<str:key>/")[2]
    of_act = (f"intervention-{act.pk}",)
    return [(route.replace("<str:key>", key), contract) for key in keys.get(end, of_act)]


def models():
    return site._registry


def model_of(route):
    return apps.get_model(*rights.split(route)[0].split("/"))


def _row(route, world):
    model, end = model_of(route), rights.split(route)[1]
    if end.endswith("/track/"):
        return world.register
    if end.endswith("/delete/"):
        return world.drafts.get(model) or world.row(model)
    return world.row(model)


# Doors


def seen(world):
    """Give the doors by which a page is looked at."""
    for route in routes():
        if route == "autocomplete/":
            continue
        for path, row in paths(route, world):
            level = rights.levels(route, path)[0]
            # By HEAD, which is answered as GET is, each kind of page but once.
            methods = ("get", "head") if route.endswith(HEADS) else ("get",)
            for method in methods:
                yield Door(route, path, level, method, reads=_reads(route), row=row, blind=False)


def sideways(world):
    """Give those by which a page is looked at from elsewhere, and its list asked for more."""
    for model, (see, add, *_) in rights.MODELS.items():
        name, page = model.split("/")[1], f"{model}/{world.row(model_of(model + '/')).pk}/change/"
        for path, level in ((f"{model}/", see), (f"{model}/add/", add), (page, see)):
            filters = "" if path.count("/") == 2 else FILTERS
            yield Door(path, f"{path}?_popup=1&_to_field=id{filters}", level, reads=see)
            yield Door(path, f"{path}?_to_field=password&_popup=1", NEVER, reads=see)
        for query in ("q=Hidden&all=", "o=-2.1"):
            yield Door(model, f"{model}/?{query}", see, reads=see)
        for query in _letter_by_letter(model):
            yield Door(model, f"{model}/?{query}", NEVER, reads=see)
        if name in rights.NOTES:
            yield Door(model, f"{model}/?notes__startswith=U", EDIT, reads=see)


def _letter_by_letter(model):
    """Ask a list for rows by a secret of an account that they lead to."""
    for column in model_of(f"{model}/")._meta.get_fields():
        if column.is_relation and column.related_model in models() and not column.auto_created:
            names = {one.name for one in column.related_model._meta.get_fields()}
            for secret in names & {"password", "notes", "email"}:
                yield f"{column.name}__{secret}__startswith=p"
    if model == "auth/user":
        yield from ("password__startswith=p", "groups__name=Editors", "is_superuser__exact=1")
        yield from ("email__startswith=H", "auditentry__said=x", "authenticator__data__secret=x")


def choosers(world):
    """Give what choosers ask for, of every column that leads to another table."""
    for model in models():
        for one in model._meta.get_fields():
            if one.is_relation and one.concrete:
                level = _found_by_chooser(one)
                label, name = model._meta.app_label, model._meta.model_name
                query = f"app_label={label}&model_name={name}&field_name={one.name}&term=Hid"
                yield Door("autocomplete/", f"autocomplete/?{query}", level, reads=level)


def _found_by_chooser(column):
    model = column.related_model
    if model not in models() or not models()[model].search_fields:
        return NEVER
    return rights.MODELS[model._meta.label_lower.replace(".", "/")][rights.SEE]


def forged(world):
    """Give every address by a POST that no form would send."""
    for route in routes():
        if route == "autocomplete/":
            continue
        for path, row in paths(route, world):
            level = rights.levels(route, path)[1]
            yield Door(route, path, level, "post", FORGED, _reads(route), None, row)


def actions(world):
    """Give what may be asked of several rows at once, by the list's form or a forged one."""
    for model, (see, *_) in rights.MODELS.items():
        row = world.row(model_of(f"{model}/"))
        chosen = {"_selected_action": [row.pk], "index": "0", "post": "yes", "select_across": "0"}
        known = rights.ACTIONS.get(model, {})
        for action in ("delete_selected", *known):
            data = chosen | {"action": action}
            yield Door(
                model, f"{model}/", known.get(action, see), "post", data, see, action in known
            )
        rows = {
            "form-TOTAL_FORMS": "1",
            "form-INITIAL_FORMS": "1",
            "form-0-id": row.pk,
            "_save": "1",
        }
        yield Door(model, f"{model}/", see, "post", rows | FORGED, see, False)


def forms(world, able: Client):
    """Give the forms of pages as they would be sent, as `able` sees them, and as nobody would."""
    yield from _statement_forms(world, able)
    for route in routes():
        model, end = rights.split(route) if route.count("/") > 1 else ("", "")
        if model not in TYPED or end not in EDITED or rights.levels(route)[1] == NEVER:
            continue
        [(path, row)] = paths(route, world)
        page = largest(able.get(f"/admin/{path}").text).data()
        data = page | TYPED[model] | _named(model, end, world)
        level, reads = rights.levels(route)[1], _reads(route)
        for extra in ({}, FORGED | {"_popup": "1"}):
            yield Door(route, path, level, "post", {**extra, **data}, reads, True, row)
        if row is not None:
            data["_saveasnew"] = "1"
            # No page of the admin offers to save a copy; a form of the desk does not know the word.
            unknown = NEVER if end != EDITED[2] else level
            yield Door(route, path, unknown, "post", data, reads, None, row)


def _statement_forms(world, able):
    for route in (
        one for one in routes() if one.endswith((f"{STATEMENT}<str:key>/", "<str:kind>/"))
    ):
        for path, row in paths(route, world):
            data = largest(able.get(f"/admin/{path}").text).data() | {"notes": f"{SECRET} typed"}
            data |= {
                "value_minor": "£3m",
                "actors": [f"stakeholder-{world.others[Stakeholder].pk}"],
            }
            for extra in ({}, FORGED):
                yield Door(
                    route, path, rights.levels(route)[1], "post", {**extra, **data}, VIEW, True, row
                )


def _named(model, end, world):
    """Give what only a new row takes, or what must differ in each."""
    if end != "add/":
        return {}
    more = {
        "procurement/ground": {"code": "typed", "group": "other", "position": "1"},
        "auth/user": {"username": f"typed{next(_numbers)}"},
    }
    return more.get(model, {})


def deeds(world, able: Client):
    """Give what changes the record without a form of its columns: publish, merge, delete and such."""
    for route in routes():
        end = route.rpartition("<path:object_id>/")[2]
        if end not in DEEDS or "<path:object_id>/" not in route:
            continue
        [(path, row), *_] = paths(route, world)
        path, data = DEEDS[end](path, row, world, able)
        level = rights.levels(route)[1]
        yield Door(route, path, level, "post", data, _reads(route), True, row)
        yield Door(route, path, level, "post", FORGED | data, _reads(route), True, row)


def _with_reason(path, row, world, able):
    return path, {"reason": "It has changed.", "_version": getattr(row, "version", "")}


def _publish(path, row, world, able):
    if not isinstance(row, Contract):
        return _with_reason(path, row, world, able)
    page = able.get(f"/admin/{path}").context
    ticks = [one["key"] for one in page["pending"] if one["is_ticked"]]
    return path, {
        "reason": "It has changed.",
        "only": ticks,
        "_seen": page["seen"],
        "kind": "published",
    }


def _merge(path, row, world, able):
    path = f"{path}?other={world.others[type(row)].pk}"
    seen = able.get(f"/admin/{path}").context["seen"]
    return path, {"reason": "One body.", "despite_identifiers": "on", "_seen": seen}


def _delete(path, row, world, able):
    # The address of the question carries the version that is shown with it.
    asked = able.get(f"/admin/{path}").headers.get("Location", "")
    return f"{path}?{asked.partition('?')[2]}", {"post": "yes"}


def _together(path, row, world, able):
    said = {"reason": "Two vans.", "by": make_user(), "at": timezone.now()}
    NotTheSame.objects.create(public_id=row.public_id, award="1", **said)
    return path, {"award": "1", "reason": "It is one.", "_together": "Take that back"}


def _press(path, row, world, able):
    return path, {}


def _send_back(path, row, world, able):
    return path, {"note": "Cite the report.", "_send_back": "Send it back with the note"}


def _note(path, row, world, able):
    return path, {"text": "Ask the council."}


def _press_statement(path, row, world, able):
    model = Claim if "/claim-" in path else Intervention
    return path, {"_version": world.rows[model].version}


DEEDS = {
    "statement/<str:key>/take-out/": _press_statement,
    "statement/<str:key>/bring-back/": _press_statement,
    "statement/<str:key>/delete/": _press_statement,
    "publish/": _publish,
    "review/": _publish,
    "review/<int:number>/": _send_back,
    "notes/": _note,
    "notes/<int:number>/settle/": _press,
    "assign/": _press,
    "look-again/": _press,
    "put-back/<int:number>/": _with_reason,
    "withdraw/": _with_reason,
    "same/": _together,
    "undo/": _with_reason,
    "merge/": _merge,
    "track/": _press,
    "delete/": _delete,
    "end_sessions/": _press,
    "remove_second_factor/": _press,
}


def _reads(route):
    model = rights.split(route)[0] if route.count("/") > 1 else ""
    if model in rights.MODELS:
        return rights.MODELS[model][rights.SEE]
    if route.startswith(rights.OF_ACCOUNT):
        return NEVER
    return VIEW if route != ANY else rights.OWN
