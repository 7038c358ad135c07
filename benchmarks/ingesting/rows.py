"""Rows that an import left, in a process of its own: `state` gives a digest of each table,
`check` says what does not add up.
"""

import json
import os
import sys
from hashlib import sha256

# What rows are known by, whatever their primary keys are.
KNOWN_BY = {
    "Contract": ("ocid",),
    "Award": ("contract__ocid", "local_id"),
    **dict.fromkeys(("Buyer", "Vendor", "PublicParty", "PublicContract"), ("public_id",)),
}
WRITTEN = (
    "Contract", "Notice", "Award", "AwardVendor", "Agreement", "Buyer", "Vendor", "Identifier",
    "PartyName", "PartyRedirect", "PublicContract", "PublicContractVendor", "PublicParty",
)  # fmt: skip
WHEN_RECORDED = {"created_at", "updated_at"}


def main() -> None:
    """Print one or the other, as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    import django  # noqa: PLC0415 -- the settings are named by then

    django.setup()
    print(json.dumps({"state": state, "check": faults}[sys.argv[1]]()))


def state() -> dict[str, str]:
    """Give {table: digest of its rows in any order}, without primary keys and times of recording."""
    from procurement import models  # noqa: PLC0415 -- needs the app registry

    return {name: _digest(getattr(models, name)) for name in WRITTEN}


def _digest(model) -> str:
    total, number = 0, 0
    for row in model._default_manager.values_list(*_columns(model)).iterator(2000):
        plain = [bytes(one) if isinstance(one, memoryview) else one for one in row]
        total += int.from_bytes(sha256(repr(plain).encode()).digest())
        number += 1
    return f"{number} rows, {total % 2**128:032x}"


def _columns(model) -> list[str]:
    found = []
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model.__name__ in KNOWN_BY:
            known = KNOWN_BY[field.related_model.__name__]
            found += [f"{field.name}__{column}" for column in known]
        elif not field.primary_key and field.name not in WHEN_RECORDED:
            found.append(field.attname)
    return found


def faults() -> list[str]:
    """Give what does not add up, in words."""
    from django.db.models import F, Sum  # noqa: PLC0415 -- needs the app registry

    from procurement import models  # noqa: PLC0415 -- needs the app registry

    told = models.ImportRun.objects.aggregate(
        notices=Sum(F("created") + F("updated"), default=0), contracts=Sum("created", default=0)
    )
    contracts = models.Contract.objects.count()
    found = {
        "notices held, and told by the runs": (models.Notice.objects.count(), told["notices"]),
        "contracts held, and told by the runs": (contracts, told["contracts"]),
        "contracts, and their copies": (contracts, models.PublicContract.objects.count()),
    }
    return [f"{what}: {one} and {other}" for what, (one, other) in found.items() if one != other]


if __name__ == "__main__":
    main()
