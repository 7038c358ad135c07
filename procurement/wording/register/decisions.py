"""What notices say of an award or agreement in their own words, and of which lots it is."""

from .lines import Line
from .whose import Whose


def own_words(decision: dict, body: dict) -> dict:
    """Give {"lots": "Lots 1 and 2", "said": [Line]}: its description, its status in words, why it was so decided.

    What the page says of the whole contract already is not said again.
    """
    stated = ("", "description"), ("Status:", "status_text"), ("Why:", "rationale")
    lines = [Line(label, words=decision.get(key, "")) for label, key in stated]
    known = ("", decision["title"], body["title"], body["description"])
    lots = decision.get("lots", ())
    return {
        "lots": Whose(body).words({"of": "award", "lots": lots}) if lots else "",
        "said": [line for line in lines if line.words not in known],
    }
