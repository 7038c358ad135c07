"""Puts what stands at paths such as "tender/lots/0/contractPeriod" together again."""

from typing import Any

from .values import is_stated

# Objects in these arrays have an id. Where the register keeps none, they are told apart by their place.
_NUMBERED = frozenset(
    ("amendments", "budgetBreakdown", "charges", "details", "documents", "finance", "forecasts",
     "items", "lotGroups", "lots", "metrics", "milestones", "observations", "participationFees", "performanceFailures",
     "proposedAmendments", "agreedMetrics", "relatedProcesses", "statistics", "targets", "transactions")
)  # fmt: skip


class Tree:
    """An object of OCDS in the making. Members of arrays stand under their places, which are numbers."""

    def __init__(self) -> None:
        self._root: dict[Any, Any] = {}

    def put(self, path: str, value: Any) -> None:
        """Put a value at a path: members of an object that are there already stay as they are."""
        if not value and not is_stated(value):
            return
        if not path:
            _put({0: self._root}, 0, value)
            return
        *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
        node = self._root
        for step in steps:
            node = node.setdefault(step, {})
            if not isinstance(node, dict):
                return
        _put(node, last, value)

    def array(self, key: str) -> dict[int, dict]:
        """Give {place: object} of an array at the root, and take it out."""
        found = self._root.pop(key, {})
        return {place: _made(one, "") for place, one in found.items() if isinstance(one, dict)}

    def object(self) -> dict[str, Any]:
        """Give the whole."""
        return _made(self._root, "")


def _put(node, key, value):
    there = node.setdefault(key, {} if isinstance(value, dict) else value)
    if isinstance(there, dict) and isinstance(value, dict):
        for name, one in value.items():
            _put(there, name, one)


def _made(node, key):
    """An object, or the array of what stands under numbers, each once."""
    if not isinstance(node, dict):
        return node
    places = [one for one in node if isinstance(one, int)]
    if not places:
        return {name: _made(one, name) for name, one in node.items()}
    found: list = []
    for place in sorted(places):
        one = _made(node[place], "")
        if key in _NUMBERED and isinstance(one, dict):
            one = {"id": str(place + 1)} | one
        if one not in found:
            found.append(one)
    return found
