"""What stands beside each statement on the working page: its state, what it lacks, what can be done with it."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.template import engines
from django.utils.safestring import SafeString, mark_safe

from procurement.codelists import FACT
from procurement.dossier import STATEMENT_STATE
from procurement.dossier.build import in_order

# A shape for each state, beside its word.
SHAPES = {
    "published": "●", "changed": "◐", "new": "✚", "not_ready": "○", "taking_out": "✖", "taken_out": "–",
}  # fmt: skip
# Key facts that nothing but a claim states; buyer and vendors are of the heading.
STATED_BY_CLAIMS = "value", "stage", "decision_maker"
# Of these no entry stands in the structure that the page is made of.
_STRUCK = ("taking_out", "taken_out")


@cache
def component(name: str, file: str) -> Any:
    """Give a macro of the public pages' components."""
    template = engines["pages"].env.get_template(f"components/{file}.html")  # type: ignore[attr-defined]
    return getattr(template.module, name)


class Marks:
    """The hook that `components/record.html` calls at each statement. Each is given once."""

    def __init__(
        self, statements: Iterable[Any], accounts: list[dict], *, may_edit: bool, base: str
    ) -> None:
        self._statements = {one.key: one for one in statements}
        self._waiting = dict.fromkeys(self._statements)
        self._may_edit, self._base = may_edit, base
        # Of these facts the claims stand one by one; of the others beside the fact that follows them.
        self._apart = {account["fact"] for account in accounts}
        self._struck_before = self._gaps()

    def statement(self, entry: dict) -> SafeString:
        """Give the marks of an entry of the structure."""
        return self._marks(entry["desk"])

    def before(self, act: dict) -> SafeString:
        """Give the acts taken out that come before this one."""
        return self._struck(self._struck_before.get(act["desk"], ()))

    def rest(self, kind: str) -> SafeString:
        """Give those of a kind that are not on the page yet."""
        return self._struck(key for key in self._statements if key.startswith(f"{kind}-"))

    def fact(self, *facts: str) -> SafeString:
        """Give the claims that a key fact follows, and those about it that are taken out; or the way to state it."""
        claims = self._of_facts({*facts} - self._apart, "div")
        if claims or not self._may_edit or facts[0] not in STATED_BY_CLAIMS or self._claims(facts):
            return claims
        return component("desk_missing_html", "desk_marks")(
            facts[0], FACT.label(facts[0]), self._base
        )

    def others(self, fact: str) -> SafeString:
        """Give the claims about a fact that do not stand in its table: those taken out."""
        return self._of_facts({fact}, "div")

    def left(self) -> SafeString:
        """Give whatever found no place on the page."""
        return self._join(list(self._waiting), "div")

    def _of_facts(self, facts, tag):
        return self._join([one.key for one in self._claims(facts)], tag)

    def _claims(self, facts):
        claims = (one for one in self._statements.values() if one.kind == "claim")
        return [one for one in claims if one.row.fact in facts]

    def _struck(self, keys):
        return self._join([key for key in keys if self._statements[key].state in _STRUCK], "li")

    def _join(self, keys, tag):
        return mark_safe("".join(self._marks(key, tag) for key in keys))  # noqa: S308 -- of a macro

    def _marks(self, key, tag="div"):
        if key not in self._waiting:
            return ""
        del self._waiting[key]
        one = self._statements[key]
        return component("desk_marks_html", "desk_marks")(
            one=one,
            state=STATEMENT_STATE.label(one.state),
            shape=SHAPES[one.state],
            is_struck=one.state in _STRUCK,
            may_edit=self._may_edit,
            base=self._base,
            tag=tag,
        )

    def _gaps(self):
        """{key: keys of the acts taken out that come before it}, by date as the page has them."""
        acts = {id(one.row): one for one in self._statements.values() if one.kind == "intervention"}
        found, waiting = {}, []
        for row in in_order([one.row for one in acts.values()]):
            one = acts[id(row)]
            waiting.append(one.key)
            if one.state not in _STRUCK:
                found[one.key], waiting = waiting[:-1], []
        return found
