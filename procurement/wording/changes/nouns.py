"""What the entries of sections and their fields are called where one of them changed."""

from collections.abc import Mapping
from typing import Any

from procurement import codelists
from procurement.codelists import Codelist
from procurement.codelists.amounts import AMOUNT
from procurement.sections import SECTIONS, Field

# {section: what one of its entries is called}, by its "what" where the section has several kinds.
ENTRIES: dict[str, str | Codelist | Mapping[str, str]] = {
    "awards": "Award",
    "agreements": "Agreement",
    "amounts": AMOUNT,
    "periods": codelists.PERIOD_KIND,
    "options": codelists.OPTION_KIND,
    "lots": {"division": "Division into lots", "lot": "Lot", "group": "Group of lots"},
    "procedure": codelists.PROCEDURE_FACT,
    "criteria": {
        "basis": "How bids are compared", "award": "Award criterion", "weighting": "Award criteria",
        "selection": "Condition for bidders", "requirement": "Requirement",
    },
    "terms": "Terms",
    "items": "Item",
    "documents": "Document",
    "modifications": "Change",
    "failures": {
        "failure": "Performance failure", "indicator": "Performance indicator",
        "none": "Why there are no performance indicators",
    },
    "funding": {"part": "Part of the budget", "finance": "Who pays"},
    "reviews": "Reviews of decisions",
    "notes": {"tender": "Tender", "release": "Process"},
    "classifications": "Classification",
    "categories": "Category",
    "places": "Place",
    "terminations": "Ending",
    "related": "Related process",
    "organisations": "Organisation",
    "identifiers": "Number of an organisation",
    "bids/statistics": codelists.BID_MEASURE,
    "bids/tenderers": "Bidder",
    "bids/details": "Bid",
    "suppliers/named": "Vendor",
    "suppliers/subcontracting": "Subcontracting",
    "suppliers/suitable_for": "Meant for",
    "suppliers/reserved_for": "Reserved for",
    "suppliers/exclusion_grounds": "Ground for exclusion",
}  # fmt: skip
# Where an entry says of which kind it is, if not in "what".
_KIND = {"amounts": "kind", "bids/statistics": "measure"}
# Fields that are what an entry says, and are not called anything beside it.
_ITSELF = {
    "procedure": {"text", "is", "on", "code"},
    "periods": {"on"},
    "amounts": {"minor"},
    "classifications": {"text"},
    "categories": {"code"},
    "bids/statistics": {"value", "money"},
    "failures": {"rationale"},
    "notes": {"status_text"},
    "suppliers/reserved_for": {"code"},
}
_FIELDS = {
    "applies": "whether there is one", "applies_to": "for whom", "bids_most": "bids of one bidder, at most",
    "changed_on": "changed", "country_name": "country", "decided_on": "decided",
    "earlier": "vendors no longer listed", "ends_on": "end", "final_value_gross": "final value with VAT",
    "ids": "for", "is": "whether it is so", "latest_end_on": "latest end", "least": "at least", "most": "at most",
    "on": "day", "penalty_value_gross": "penalty with VAT", "published_on": "published",
    "removed": "vendors removed", "scale": "size",
    "signed_on": "signed", "sme": "small or medium-sized", "starts_on": "start", "status_text": "status in words",
    "suits": "meant for", "suppliers": "vendors", "text": "description", "types": "kinds",
    "unnamed": "vendors without a name", "unnamed_buyers": "buyers without a name", "uri": "address",
    "url": "address", "value_gross": "value with VAT", "value_least": "value, at least",
    "vcse": "voluntary, community or social enterprise", "wins_most": "lots of one vendor, at most",
    "words": "in words",
}  # fmt: skip
# Of a change, the id is that of the notice on Find a Tender alone.
_FIELDS_OF = {("modifications", "notice"): "its id"}
# Codes of the sections that are not declared.
_CODES: dict[tuple[str, str], Codelist] = {
    ("awards", "status"): codelists.AWARD_STATUS,
    ("agreements", "status"): codelists.AGREEMENT_STATUS,
    ("terminations", "status"): codelists.AGREEMENT_STATUS,
    ("lots", "status"): codelists.LOT_STATUS,
    ("procedure", "code"): codelists.METHOD,
    ("categories", "code"): codelists.CATEGORY,
    ("periods", "status"): codelists.MILESTONE_STATUS,
    ("periods", "type"): codelists.MILESTONE_TYPE,
    ("suppliers/named", "scale"): codelists.SUPPLIER_SIZE,
    ("suppliers/named", "roles"): codelists.SUPPLIER_ROLE,
    ("suppliers/reserved_for", "code"): codelists.RESERVED_FOR,
    ("related", "relationships"): codelists.RELATIONSHIP,
}
_DECLARED: dict[tuple[str, str, str], Field] = {
    (section, entry.what, field.name): field
    for section, entries in SECTIONS.items()
    for entry in entries
    for field in entry.fields
}


def entry_noun(section: str, entry: Mapping[str, Any]) -> str:
    """Give what an entry of a section is called: "Document", "Deadline for questions"."""
    names = ENTRIES[section]
    if isinstance(names, str):
        return names
    kind = entry.get(_KIND.get(section, "what"), "")
    if isinstance(names, Codelist):
        tax = " with VAT" if entry["at"].endswith("Gross") else ""
        return f"{names.label(kind) or 'Amount'}{tax}"
    return names.get(kind, in_plain_words(kind))


def field_label(section: str, entry: Mapping[str, Any], name: str) -> str:
    """Give the label by which the page knows a field; "" where it has none of its own."""
    field = _DECLARED.get((section, entry.get("what", ""), name))
    return field.label if field else ""


def field_noun(section: str, name: str) -> str:
    """Give what a field of an entry is called; "" where it is what the entry says."""
    if name in _ITSELF.get(section, ()):
        return ""
    return _FIELDS_OF.get((section, name)) or _FIELDS.get(name) or in_plain_words(name)


def codes_of(section: str, entry: Mapping[str, Any], name: str) -> Codelist | None:
    """Give the list that the codes of a field are of, if there is one."""
    field = _DECLARED.get((section, entry.get("what", ""), name))
    return field.codes if field and field.codes else _CODES.get((section, name))


def rows_of(section: str, entry: Mapping[str, Any], name: str) -> Mapping[str, Codelist | None]:
    """Give {field: its codes} of the objects that a field has."""
    field = _DECLARED.get((section, entry.get("what", ""), name))
    return {one.name: one.codes for one in field.rows} if field else {}


def in_plain_words(name: str) -> str:
    """Give a name of ours as it reads: "why_so_long" is "why so long"."""
    return name.replace("_", " ")
