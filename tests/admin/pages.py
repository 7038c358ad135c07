"""A page of the admin as a browser has it: what it would send, and what it says is wrong."""

from django.urls import reverse

from tests.controls import largest


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
