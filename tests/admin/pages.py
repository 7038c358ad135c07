"""A page of the admin as a browser has it: what it would send, and what it says is wrong."""

from django.forms import BooleanField, ModelMultipleChoiceField
from django.forms.models import InlineForeignKeyField
from django.urls import reverse

from tests.controls import largest


def sent(response) -> dict:
    """Give what a browser sends when it submits the change form that a response shows."""
    context = response.context
    data = {"_version": context["base_version"]} if context.get("base_version") else {}
    data |= {"_opened_on": context["opened_on"]} if context.get("opened_on") else {}
    data |= _fields(context["adminform"].form)
    for shown in context["inline_admin_formsets"]:
        data |= _formset(shown.formset)
    return data


def form(client, address) -> dict[str, list[str]]:
    """Give what a browser sends of the form at an address, where nobody touches it."""
    return largest(client.get(address).text).data()


def heading(contract) -> str:
    """Give the address of the form of a contract's title and parties."""
    return reverse("admin:procurement_contract_statement", args=[contract.pk, "heading"])


def faults(response) -> list[str]:
    """Give what the form that a response shows says is wrong, at its fields and of all of it."""
    shown = response.context["form"]
    return [str(said) for _, _, said in shown.faults()]


def ticked(response) -> dict:
    """Give what the publish page that a response shows sends, where nobody touches its ticks."""
    ticks = [one["key"] for one in response.context["pending"] if one["is_ticked"]]
    kind = {"kind": "published"} if "kind" in response.context["form"].fields else {}
    return {"only": ticks, "_seen": response.context["seen"]} | kind


def row(data: dict, prefix: str, **fields) -> dict:
    """Fill in the fields of one row."""
    for name, value in fields.items():
        # A box that is not ticked sends nothing.
        assert value == "on" or f"{prefix}-{name}" in data, f"{prefix}-{name} is not on the page"
        data[f"{prefix}-{name}"] = value
    return data


def errors(response) -> dict:
    """Give {field: [what the page says is wrong with it]}, rows at every depth included."""
    found = _errors(response.context["adminform"].form, "")
    for shown in response.context["inline_admin_formsets"]:
        found |= _formset_errors(shown.formset)
    return found


def _fields(form):
    data = {}
    for bound in form:
        if isinstance(bound.field, InlineForeignKeyField):
            continue
        value = bound.value()
        many = isinstance(bound.field, ModelMultipleChoiceField)
        if value is None and not many and not isinstance(bound.field, BooleanField):
            value = ""
        if bound.name != "DELETE" and value is not None and value is not False and value != []:
            data[bound.html_name] = "on" if value is True else value
    for formset in getattr(form, "nested", ()):
        data |= _formset(formset)
    return data


def _formset(formset):
    data = {
        bound.html_name: bound.value()
        for bound in formset.management_form
        if bound.value() is not None
    }
    for form in formset.forms:
        data |= _fields(form)
    return data


def _errors(form, prefix):
    found = {f"{prefix}{name}": list(said) for name, said in form.errors.items()}
    for formset in form.nested:
        found |= _formset_errors(formset)
    return found


def _formset_errors(formset):
    found = {formset.prefix: list(formset.non_form_errors())} if formset.non_form_errors() else {}
    for form in formset.forms:
        if form.has_changed():
            found |= _errors(form, f"{form.prefix}-")
    return found
