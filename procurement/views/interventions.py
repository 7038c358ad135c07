"""The page of one intervention: its part of the dossier of its contract."""

from django.http import HttpRequest, HttpResponse

from procurement import public

from . import errors, etags
from .pages import render


@etags.list_page
def intervention_detail(request: HttpRequest, public_id: int) -> HttpResponse:
    """Show an intervention with its grounds, its sources, and the acts it belongs with."""
    row = public.interventions().filter(public_id=public_id).first()
    contract = row and row.contract.public_id
    body = public.dossier(contract) if contract else None
    if contract and body is None:
        return errors.unreadable(request, contract)
    acts = body["interventions"] if body else []
    act = next((act for act in acts if act["id"] == public_id), None)
    if act is None:
        return errors.missing(request, "intervention", public_id)
    context = {
        "row": row,
        "act": act,
        "body": body,
        "earlier": next((one for one in acts if one["id"] == act["related"]), None),
        "later": [one for one in acts if one["related"] == public_id],
        "needing_power": public.needing_power(),
        "sources": _sources(act, body),
    }
    return render(request, "procurement/intervention_detail.html", context)


def _sources(act, body):
    """The sources that the act and its grounds cite, each with only those links back up."""
    cited = [*act["citations"], *(one for ground in act["grounds"] for one in ground["citations"])]
    keys = {citation["key"] for citation in cited}
    sources = [
        source | {"backs": [back for back in source["backs"] if back["key"] in keys]}
        for source in body["sources"]
    ]
    return [source for source in sources if source["backs"]]
