"""The organisations that a document names, each once; its parts refer to them by their place."""

from typing import Any

from ..organisations import Organisation


class Places:
    """Gives each organisation its place among the parties of a document."""

    def __init__(self) -> None:
        self._places: dict[Organisation, int] = {}

    def of(self, reference: Any) -> int | None:
        """Give the place of whom a `Reference` names; None for nobody."""
        who = getattr(reference, "organisation", None)
        return None if who is None else self._places.setdefault(who, len(self._places))

    def forms(self) -> list[dict[str, Any]]:
        """Give {"name", "numbers": [[scheme, value]], "id": its id in the notice} of each, in order."""
        return [
            {"name": one.name, "numbers": [list(number) for number in one.numbers], "id": one.id}
            for one in self._places
        ]


def organisations(document: dict) -> list[Organisation]:
    """Give the parties of a document as who is who takes them, in their places."""
    return [
        Organisation(one["id"], one["name"], tuple(map(tuple, one["numbers"])))
        for one in document["parties"]
    ]


def buyers(document: dict) -> list[int]:
    """Give the places of all that buy, or use what is bought: each once."""
    places = [document.get("buyer"), document.get("user_body")]
    places += [row.get("buyer") for row in document["awards"]]
    return list(dict.fromkeys(place for place in places if place is not None))


def vendors(document: dict) -> list[int]:
    """Give the places of all vendors that are named, whatever came of their awards: each once."""
    places = [place for award in document["awards"] for place in award["suppliers"]]
    return list(dict.fromkeys([*places, *document.get("by_role", ())]))
