"""What is asked of interventions: all of it must hold of one and the same."""

from procurement import codelists, public

from .conditions import Codes

# How a parameter is asked of an intervention.
OF_ACTS = {
    "type": "type__in",
    "capacity": "capacity__in",
    "effect": "effect__in",
    "outcome": "outcome__in",
}
# And of one and the same of its grounds.
OF_GROUNDS = {"ground": "ground__in", "layer": "layer__in"}
FLAGS = ("has_primary_source", "has_reply", "has_outcome")


class OfOneGround(Codes):
    """Codes that must hold of one and the same ground of an intervention."""

    def filter(self, qs, value):
        """Narrow nothing: the list joins these parameters."""
        return qs


def grounds_offered(listing) -> list[tuple[str, str]]:
    """Give (code, name) of the grounds a list offers: those every installation starts with, and others used."""
    known = {ground.code: ground.label for _, ground in codelists.GROUNDS}
    return list((known | listing.record_contents.grounds).items())


def levels_from(least: str) -> list[str]:
    """Give the levels of attribution that are at least one: the strongest comes first."""
    levels = codelists.ATTRIBUTION.codes()
    return levels[: levels.index(least) + 1]


def asked_of_acts(listing, *, without: str = "") -> dict | None:
    """Give the conditions that one intervention must meet; None where none is asked of any."""
    asked = {name: value for name, value in listing.asked.items() if value and name != without}
    conditions: dict = {lookup: asked[name] for name, lookup in OF_ACTS.items() if name in asked}
    conditions |= {name: True for name in FLAGS if name in asked}
    if "attribution" in asked:
        conditions["level__in"] = levels_from(asked["attribution"])
    if "stakeholder" in asked:
        conditions["stakeholder__in"] = listing.parties_meant("stakeholder")
    grounds = {lookup: asked[name] for name, lookup in OF_GROUNDS.items() if name in asked}
    if grounds:
        conditions["pk__in"] = public.interventions_on(**grounds)
    return conditions or None
