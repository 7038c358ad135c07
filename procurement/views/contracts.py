"""The page of one contract, its JSON twin, its history, and the page as it once stood."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from procurement import public

from . import errors, etags
from .pages import render


@etags.contract_page
def contract_detail(request: HttpRequest, public_id: int, slug: str = "") -> HttpResponse:
    """Show a contract as it was last published, or as the register has it."""
    revision = public.revision(public_id)
    body = public.newest(revision) if revision else public.register_dossier(public_id)
    if body is None:
        return errors.unreadable(request, public_id)
    if slug != body["slug"]:
        return redirect(_address(body), permanent=True)
    return render(request, "procurement/contract_detail.html", _context(request, revision, body))


@etags.contract_page
def contract_revision(request: HttpRequest, public_id: int, number: int) -> HttpResponse:
    """Show a contract as it stood at one of its revisions."""
    revision = public.revision(public_id, number)
    body = public.as_it_stood(revision) if revision else None
    if body is None:
        return errors.unreadable(request, public_id, number)
    context = _context(request, revision, body) | {"past": True}
    return render(request, "procurement/contract_detail.html", context)


@etags.contract_page
def contract_history(request: HttpRequest, public_id: int) -> HttpResponse:
    """List every change of what this site said about a contract, or its notices."""
    changes = public.changes(public_id)
    body = public.last_readable(public_id) if changes else public.register_dossier(public_id)
    if body is None:
        return errors.unreadable(request, public_id)
    if not changes:
        return render(request, "procurement/contract_notices.html", {"body": body})
    context = {"body": body, "history": changes}
    return render(request, "procurement/contract_history.html", context)


@etags.contract_page
def contract_history_json(request: HttpRequest, public_id: int) -> HttpResponse:
    """Give the revisions of a contract, newest first: what was done, in which role, why, and its hash."""
    revisions = public.revision_entries(public_id)
    if not revisions and public.register_dossier(public_id) is None:
        return errors.unreadable(request, public_id)
    return _json({"contract": public_id, "revisions": revisions})


@etags.contract_page
def contract_json(request: HttpRequest, public_id: int) -> HttpResponse:
    """Give the structure that the page is made of."""
    body = public.dossier(public_id)
    if body is None:
        return errors.unreadable(request, public_id)
    return _json(body)


@etags.contract_page
def contract_verification(request: HttpRequest, public_id: int, number: int) -> HttpResponse:
    """Give what somebody recomputes the hash of a revision from."""
    revision = public.revision(public_id, number)
    found = public.verification(revision) if revision else None
    if found is None:
        return errors.unreadable(request, public_id, number)
    return _json(found)


def _json(told):
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _context(request, revision, body):
    canonical = request.build_absolute_uri(_address(body))
    return {
        "body": body,
        "revision": revision,
        "accounts": public.accounts(body),
        "needing_power": public.needing_power(),
        "newest": request.GET.get("order") == "newest",
        "permanent": _permanent(request, revision) if revision else canonical,
        "canonical": canonical,
    }


def _permanent(request, revision):
    args = [revision.subject_id, revision.number]
    return request.build_absolute_uri(reverse("contract-revision", args=args))


def _address(body):
    args = [body["id"], body["slug"]] if body["slug"] else [body["id"]]
    return reverse("contract-detail", args=args)
