"""A register document as tests ask it: days as dates, amounts as pairs, parties in their places."""

import datetime
from types import SimpleNamespace

from procurement.models import Contract, RegisterDocument
from procurement.ocds.organisations import Organisation
from procurement.ocds.register import compiled, document, embedded, organisations
from procurement.ocds.values import nothing

_DAYS = (
    "decided_on", "open_until", "starts_on", "ends_on", "latest_end_on", "ended_on", "signed_on",
)  # fmt: skip


def said(*releases: dict, ocid: str = "ocds-test-1") -> SimpleNamespace:
    """Give what the document of releases says, the oldest first."""
    return told(document(compiled(embedded(one, nothing) for one in releases), ocid))


def told(body: dict) -> SimpleNamespace:
    """Give what a document says; None for what is not stated."""
    parties = organisations(body)
    rows = {
        "awards": [_row(one, parties) for one in body["awards"]],
        "agreements": [_row(one, parties) for one in body["agreements"]],
    }
    found = _row({key: body[key] for key in body if key != "suppliers"}, parties)
    for kind in ("buyer", "run_by"):
        place = body.get(kind)
        setattr(found, kind, None if place is None else parties[place])
    vars(found).update(rows)
    return found


def _row(form: dict, parties: list[Organisation]) -> SimpleNamespace:
    days = {name: form.get(name) for name in _DAYS}
    value = form.get("value")
    return SimpleNamespace(
        **{name: day and datetime.date.fromisoformat(day) for name, day in days.items()},
        **{name: form.get(name, "") for name in ("id", "title", "status", "description")},
        **{
            name: form.get(name, "")
            for name in ("stage", "value_kind", "category", "method", "cpv")
        },
        award=form.get("award"),
        counted_as=form.get("counted_as"),
        ended=form.get("ended"),
        value=value and (value["minor"], value["currency"]),
        suppliers=[parties[place] for place in form.get("suppliers", ())],
    )


def awards() -> list[SimpleNamespace]:
    """Give the awards of all documents that are held, each with the `ocid` of its contract."""
    ocids = dict(Contract.objects.values_list("public_id", "ocid"))
    found = []
    for row in RegisterDocument.objects.order_by("public_id"):
        for one in told(row.body).awards:
            one.ocid = ocids[row.public_id]
            found.append(one)
    return found
