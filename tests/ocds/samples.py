"""Real notices, which stay outside the repository, and small ones made by hand."""

import gzip
import json
import os
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings

from procurement.management import sample_register
from procurement.ocds.importing import import_files
from procurement.ocds.reading import take_in
from procurement.ocds.report import Report

SAMPLES = Path(os.environ.get("OCDS_SAMPLES", settings.BASE_DIR.parent / "shared" / "ocds"))
needs_samples = pytest.mark.skipif(
    not SAMPLES.exists(), reason="OCDS_SAMPLES names no folder of real notices"
)


def expected() -> dict[str, dict]:
    """Give {file: what an independent program counted in it}; {} where there are no samples."""
    path = SAMPLES / "EXPECTED.json"
    found = json.loads(path.read_text()) if path.exists() else {}
    return {name: one for name, one in found.items() if name.startswith(("uk/", "world/"))}


def releases_of(name: str) -> list[dict]:
    """Give the releases of a file of the samples, as they would be kept."""
    with (SAMPLES / name).open("rb") as file:
        spool = take_in(file)
    try:
        return [json.loads(one.json) for one in spool]
    finally:
        spool.close()


def invented(number: int = 380) -> list[dict]:
    """Give the latest so many notices of the demonstration record, which are of both sources."""
    with gzip.open(sample_register.FILE) as file:
        return json.load(file)["releases"][-number:]


def release(number=1, ocid="ocds-test-1", **fields) -> dict:
    """Give a release that says little: `number` makes its id and its date."""
    body = {
        "ocid": ocid, "id": f"{number:06}-2025", "date": f"2025-01-{number:02}T09:00:00Z",
        "tag": ["tender"], "tender": {"title": "Road works", "status": "active"},
    }  # fmt: skip
    return body | fields


def awarded(number=1, ocid="ocds-test-1", suppliers=(), *, award=None, **fields) -> dict:
    """Give a release with one award of £5,000; suppliers are parties as `party` gives them."""
    body = {
        "id": "1", "status": "active", "value": {"amount": 5000, "currency": "GBP"},
        "suppliers": [{"id": one["id"], "name": one["name"]} for one in suppliers],
    }  # fmt: skip
    parties = [*suppliers, *fields.pop("parties", [])]
    return release(
        number, ocid, tag=["award"], awards=[body | (award or {})], parties=parties, **fields
    )


def party(name: str, *numbers: str, id=None) -> dict:
    """Give a party; numbers are such as "GB-COH-01234567", the first its `identifier`."""
    found = {"id": id or (numbers[0] if numbers else f"GB-FTS-{abs(hash(name)) % 10**6}")}
    found["name"] = name
    stated = [dict(zip(("scheme", "id"), _split(one), strict=True)) for one in numbers]
    if stated:
        found["identifier"] = stated[0]
    if stated[1:]:
        found["additionalIdentifiers"] = stated[1:]
    return found


def _split(number):
    register, scheme, value = number.split("-", 2)
    return f"{register}-{scheme}", value


class Importing:
    """Imports what tests made, from files in a folder of the test."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._count = folder, 0

    def file(self, content, name="") -> str:
        """Write a file: bytes and text as they are, a list as JSON Lines, else JSON."""
        self._count += 1
        path = self._folder / (name or f"{self._count}.json")
        if isinstance(content, list):
            content = "".join(f"{json.dumps(one)}\n" for one in content)
        if not isinstance(content, bytes | str):
            content = json.dumps(content)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    def __call__(self, *contents, invented=False) -> Report:
        """Import contents, each from a file of its own, in one run."""
        return import_files([self.file(one) for one in contents], invented=invented)


def package(*releases: dict, **fields) -> dict:
    """Give a release package."""
    head = {"uri": "https://example.org/1", "version": "1.1", "publishedDate": "2025-01-01"}
    return deepcopy(head | {"releases": list(releases)} | fields)
