"""Where the walk goes: every address of the admin, from the URLconf, with rows to ask for."""

import re

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.urls import get_resolver

from procurement import actions
from procurement.admin.site import site
from procurement.models import (
    Contract,
    ImportProblem,
    ImportRun,
    Note,
    NotTheSame,
    SourceInHand,
    SourceText,
    Submission,
)
from tests.factories import (
    make_citation,
    make_claim,
    make_ground_link,
    make_identifier,
    make_ready_contract,
    make_user,
    make_vendor,
    publish,
)
from tests.ocds.samples import Importing, awarded, party

ANY = r"(?P<url>.*)$"
APPS = r"^(?P<app_label>"
# Of each kind of field that a claim states.
FACTS = ("value", "vendor", "decided_on", "stage")
STATEMENT = "<path:object_id>/statement/"
SHORTCUT = "r/<path:content_type_id>/<path:object_id>/"
# Routes that are not walked: {route: what state they need, or end}.
NEEDS_STATE = {
    "logout/": "it ends the session of the walk",
    "sessions/": "ending the others ends no session of the walk, but asks for a second one",
}


def make_world(folder) -> None:
    """Make a row of everything that the admin shows."""
    vendor = make_vendor(name="Fenwick Systems")
    contract = make_ready_contract(title="Street lighting", vendors=[vendor])
    make_ground_link(contract.interventions.get())
    make_citation(claim=make_claim(contract, ready=True))
    make_identifier(vendor=vendor, value="01234568")
    publish(contract)
    _asked_for(contract)
    supplier = party("Larch Roads", "GB-COH-01234567")
    agreement = {"id": "1", "awardID": "1", "status": "active", "title": "Lamps"}
    stated = {"suppliers": [supplier], "contracts": [agreement], "award": {"date": "2025-01-20"}}
    Importing(folder)([awarded(one, f"ocds-same-{one}", **stated) for one in (1, 2)])
    gone = make_vendor(name="Fenwick System")
    actions.merge_parties(vendor, gone, by=make_user(username="merger"), reason="One body.")
    ImportProblem.objects.create(run=ImportRun.objects.create(), reason="Who?", kind="noted")


def _asked_for(contract):
    """Something to publish, something to answer and something to settle, each called as the contract is."""
    claim, by = make_claim(contract, ready=True, rank="normal"), make_user(username="asks")
    make_citation(claim=claim)
    Contract.objects.filter(pk=contract.pk).touch()
    contract.interventions.update(summary="Changed since.", version=F("version") + 1)
    said = {"contract": contract, "by": by, "pk": contract.pk}
    Submission.objects.create(
        statements={f"claim-{claim.pk}": claim.version}, reason="It changed.", **said
    )
    Note.objects.create(text="Ask them.", **said)


def models():
    """Give the models that the admin has."""
    return site._registry


def state() -> dict:
    """Give every row that the admin could change, as {model: {key: {column: value}}}: asked for after every form."""
    shown = (*models(), LogEntry, Note, NotTheSame, SourceInHand, SourceText)
    between = [field.remote_field.through for model in shown for field in model._meta.many_to_many]
    return {
        model.__name__: {
            row["pk"]: row for row in model._default_manager.values("pk", *_columns(model))
        }
        for model in (*shown, *between)
    }


def _columns(model):
    return [field.attname for field in model._meta.concrete_fields]


def routes(patterns=None, before=""):
    """Give every route of the admin that is walked, as it is written."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            found += routes(pattern.url_patterns, route)
        elif route.startswith("admin/"):
            found.append(route.removeprefix("admin/"))
    return [one for one in dict.fromkeys(found) if one not in NEEDS_STATE]


def addresses(route) -> list[str]:
    """Give addresses of a route; of a row, the newest and the oldest, which is of another sort."""
    if route == ANY:
        return ["nothing/", "procurement/nothing/"]
    if route.startswith(APPS):
        labels = re.fullmatch(r"\^\(\?P<app_label>([\w|]+)\)/\$", route)[1]
        return [f"{label}/" for label in labels.split("|")]
    if route == "autocomplete/":
        return [f"autocomplete/?{one}&term=" for one in choosers()]
    if route == SHORTCUT:
        kinds = ContentType.objects.get_for_models(*models())
        return [f"r/{kind.pk}/{row.pk}/" for model, kind in kinds.items() for row in _rows(model)]
    if STATEMENT in route:
        return _statements(route)
    if route.endswith("/merge/"):
        return [
            f"{route.replace('<path:object_id>', str(kept.pk))}?other={other.pk}"
            for kept, other in [_rows(model_of(route), canonical=None)[:2]]
        ]
    # A part that is none of a row, such as a token, is one that nothing is known of.
    keys = [row.pk for row in _rows(model_of(route))] if "<" in route else []
    return [*dict.fromkeys(re.sub(r"<[^>]+>", str(key), route) for key in keys or [1])]


def _statements(route):
    """The forms of the statements of a contract that is tracked: each kind of them."""
    contract = Contract.objects.filter(tracked=True, claims__isnull=False).first()
    claim, act = contract.claims.first(), contract.interventions.first()
    keys = ("heading", f"claim-{claim.pk}", f"intervention-{act.pk}")
    ways = ("claim/", *(f"claim/?fact={fact}" for fact in FACTS), "intervention/?type=hold&_all=1")
    route = route.replace("<path:object_id>", str(contract.pk))
    if "<str:kind>/" in route:
        return [route.replace("<str:kind>/", way) for way in ways]
    return [route.replace("<str:key>", key) for key in keys]


def model_of(route):
    """Give the model whose page a route is; None where it is none's."""
    try:
        return apps.get_model(*route.split("/")[:2])
    except (LookupError, TypeError, ValueError):
        return None


def _rows(model, **narrowed):
    rows = model._default_manager.filter(**narrowed).order_by("pk") if model else None
    found = [rows.last(), rows.first()] if model else []
    return [row for row in found if row is not None]


def choosers():
    """Give what choosers ask for, of every column that leads to another table."""
    for model in models():
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete:
                label, name = model._meta.app_label, model._meta.model_name
                yield f"app_label={label}&model_name={name}&field_name={field.name}"
