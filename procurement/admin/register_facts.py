"""What the register owns of a contract, in words: official notices alone change it."""

from procurement import codelists, dates, dossier
from procurement.models.when import REGISTER_DAYS
from procurement.money import Money


def _document(contract):
    """Give what its notices say, read once; None where there are none."""
    if not hasattr(contract, "said"):
        contract.said = dossier.document_of(contract)
    return contract.said


def said_in_words(contract, tell):
    """Give what `tell` makes of it; None for nothing."""
    said = _document(contract)
    return (tell(said) if said else None) or None


def value_in_words(said):
    """Give the value that its notices state, exactly."""
    value = said.get("value")
    return value and Money(value["minor"], value["currency"]).exact()


def days_in_words(said):
    """Give the days that its notices state, each with its name."""
    named = {"decided_on": "decided", **{name: name for name in REGISTER_DAYS}}
    stated = [
        f"{word.removesuffix('_on').replace('_', ' ')} {dates.parse(said[name]).show()}"
        for name, word in named.items()
        if name in said
    ]
    return "; ".join(stated)


def kind_in_words(said):
    """Give its category, method and CPV code."""
    lists = ((codelists.CATEGORY, "category"), (codelists.METHOD, "method"))
    told = [codelist.label(said[key]) for codelist, key in lists if key in said]
    return ", ".join([*told, *([f"CPV {said['cpv']}"] if "cpv" in said else [])])


def _suppliers(said):
    return [place for award in said["awards"] for place in award["suppliers"]]


def stage_in_words(said):
    """Give the stage that its notices state."""
    return codelists.STAGE.label(said["stage"])


def vendors_in_words(contract):
    """Name the vendors of a contract, as its notices do where it is the register's; None for none."""
    if not contract.from_register:
        vendors = [vendor.name for vendor in contract.vendors.all()]
    else:
        said = _document(contract)
        vendors = [said["parties"][place]["name"] for place in _suppliers(said)] if said else []
    return ", ".join(dict.fromkeys(vendors)) or None


def owned_facts(contract) -> list[tuple[str, str | None]]:
    """Give (label, value) of what the register owns of a contract; nothing where it has no notices."""
    if not contract.has_notices():
        return []
    of_notices = (
        ("Stage", stage_in_words), ("Value", value_in_words), ("Days", days_in_words),
        ("Kind", kind_in_words),
    )  # fmt: skip
    facts = [(label, said_in_words(contract, tell)) for label, tell in of_notices]
    if contract.from_register:
        buyer = str(contract.buyer) if contract.buyer else None
        facts = [
            ("Title", contract.title), ("Description", contract.description), ("Buyer", buyer),
            ("Vendors", vendors_in_words(contract)), *facts,
        ]  # fmt: skip
    return [*facts, ("OCID", contract.ocid)]
