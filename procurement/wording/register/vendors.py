"""What notices say of vendors beside their names: size and kind, subcontracting, exclusion."""

from collections import Counter

from procurement import identifiers
from procurement.codelists import RESERVED_FOR, SUPPLIER_ROLE, SUPPLIER_SIZE

from ..names import listed
from .lines import Group, Line, Row, money, number_of, row, sentence
from .whose import Whose

# So many are named without a fold.
_NAMED = 6
_KINDS = {
    "vcse": "voluntary, community or social enterprise",
    "sheltered": "supported employment provider",
    "mutual": "public service mutual",
    "listed": "listed on a regulated market",
}
_SUITED = {
    "sme": "Small and medium-sized firms",
    "vcse": "Voluntary, community and social enterprises",
}
_SHARES = (
    ("least", "at least"), ("most", "at most"), ("competitive_least", "in competition at least"),
    ("competitive_most", "in competition at most"),
)  # fmt: skip


def vendors(body: dict, whose: Whose) -> Group:
    """Give vendors by size and kind, what is subcontracted, and for whom the contract is meant."""
    said = body["register"].get("suppliers", {})
    named = said.get("named", ())
    planned = [one for one in said.get("subcontracting", ()) if not one.get("terms")]
    asked = [one for one in said.get("subcontracting", ()) if one.get("terms")]
    rows = [
        *_kinds(named),
        *row("Chosen though excluded", (line for one in named for line in _excluded(one))),
        *row("Subcontracting", whose.merged(_with(planned, _subcontracting))),
        *row("Subcontracting asked for", whose.merged(_with(asked, _subcontracting))),
        *row("Meant for", whose.merged(_with(said.get("suitable_for", ()), _suits))),
        *row("Reserved for", whose.merged(_with(said.get("reserved_for", ()), _reserved))),
    ]
    grounds = [
        Line(one.get("type", ""), words=one.get("text", ""))
        for one in said.get("exclusion_grounds", ())
    ]
    more = [*row("Grounds for exclusion", grounds), *row("Identifiers", _numbers(body, whose), 5)]
    return Group("Vendors", rows, more)


def _with(entries, lines):
    return [(one, line) for one in entries for line in lines(one)]


def removed(body: dict) -> list[Row]:
    """Give whom a notice took off a list of vendors that can bid: of what is bought it supplies nothing by that."""
    named = body["register"].get("suppliers", {}).get("named", ())
    lines = [
        Line(sentence(*_size_and_kinds(one)), one["name"], one.get("role_details", ""))
        for one in named
        if _is_removed(one)
    ]
    return row("Removed from the list of vendors", lines, _NAMED)


def _is_removed(one):
    return "removedSupplier" in one.get("roles", ()) and not one["awards"]


def _kinds(named):
    """Vendors by what is said of them: of many, how many of each, and all their names folded."""
    lines = [line for one in named if not _is_removed(one) and (line := _kind(one)).says]
    if len(lines) <= _NAMED:
        return row("Size and kind", lines, _NAMED)
    counts = Counter(line.text for line in lines)
    told = [Line(number_of(count, "vendor"), text) for text, count in counts.most_common()]
    return [Row("Size and kind", told, lines, f"All {len(lines)}")]


def _size_and_kinds(one):
    """What a vendor is, and last what it is said not to be: a “not” would govern all that follows it."""
    scale = one.get("scale") or ("sme" if one.get("sme") else "")
    kinds = [SUPPLIER_SIZE.label(scale), *(words for key, words in _KINDS.items() if one.get(key))]
    is_denied = one.get("sme") is False and not kinds[0]
    return [*kinds, "not a small or medium-sized firm"] if is_denied else kinds


def _kind(one):
    roles = [SUPPLIER_ROLE.label(role) for role in one.get("roles", ()) if role in SUPPLIER_ROLE]
    roles += (
        []
        if one["awards"] or roles or "tenderer" in one.get("roles", ())
        else ["vendor by its role alone, of no award"]
    )
    text = sentence(*_size_and_kinds(one), *roles)
    words = one.get("role_details", "")
    return Line(text, one["name"], words) if text or words else Line()


def _excluded(one):
    """The grounds that apply, then why it was chosen all the same."""
    if not (told := one.get("excluded")):
        return
    for ground in told.get("grounds", ()):
        yield Line(ground.get("type", ""), one["name"], ground.get("text", ""))
    code = told.get("why_code", {})
    why = Line(code.get("text", "") or code.get("id", ""), words=told.get("why", ""))
    yield why if told.get("grounds") else why._replace(name=one["name"])


def _subcontracting(one):
    will = {True: "planned", False: "none planned"}.get(one.get("will"), "")
    shares = [f"{words} {_percent(one[key])}" for key, words in _SHARES if key in one]
    competed = {True: "in competition", False: ""}.get(one.get("competitive"), "")
    yield Line(
        sentence(will, *shares, competed, money(one.get("value"))), words=one.get("text", "")
    )
    for part in one.get("subcontracts", ()):
        to = part.get("to", {}).get("name", "")
        mains = [who["name"] for who in part.get("for", ())]
        yield Line(
            (f"for {listed(mains)}" if to else f"For {listed(mains)}") if mains else "",
            to,
            part.get("text", ""),
        )


def _percent(share):
    """By the standard 0.3 is 30 %; what cannot be a share of one stands as it is written."""
    number = share * 100 if share <= 1 else share
    return f"{number:.4g} %"


def _suits(one):
    return [Line(words) for key, words in _SUITED.items() if one.get(key)]


def _reserved(one):
    return [Line(RESERVED_FOR.label(one["code"]))]


def _numbers(body, whose):
    """Identifiers of organisations by their names, those of lots and agreements by what they are of."""
    by_name: dict[tuple[str, str], list[str]] = {}
    for one in body["register"].get("identifiers", ()):
        key = one.get("name", ""), "" if one.get("name") else whose.words(one)
        by_name.setdefault(key, []).append(_number(one["scheme"], one["value"]))
    for (name, of), numbers in by_name.items():
        yield Line(", ".join(numbers), name, whose=of)


def _number(scheme, value):
    """A number with the register that it is of: "Companies House 01234567 (GB-COH)"."""
    known = identifiers.SCHEMES.get(identifiers.scheme_of(scheme))
    return f"{known.name} {value} ({scheme})" if known else f"{scheme} {value}"
