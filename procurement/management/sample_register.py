"""The register of the demonstration record: invented notices, imported as official ones are.

`invented-notices.json.gz`, beside this file, is one OCDS 1.1 release package: the notices of 300
contracting processes in the shapes of Contracts Finder and Find a Tender, from 2022 to 2026. A
program of this project made them up; no text, name, number or address in them is real. So that
none can pass for real, each ocid begins with `ocds-sample1-` or `ocds-sample2-`, prefixes that no
publisher has, company numbers begin with 99 and GB-PPON numbers with ZZ, hosts end in example.org,
and the publisher is "Invented for demonstration". To read them, one to a line:

    gunzip -c procurement/management/invented-notices.json.gz | less
"""

from pathlib import Path

from procurement.models import Contract, ImportRun
from procurement.ocds.importing import import_files
from procurement.ocds.report import Report

FILE = Path(__file__).with_name("invented-notices.json.gz")
CONTRACTS = 300


def is_loaded() -> bool:
    """Say whether all of it is there; an import that was stopped has left some. One query."""
    rows = Contract.objects.filter(invented=True, from_register=True)
    return rows.count() >= CONTRACTS


def load() -> Report:
    """Import the notices. What is there already stays."""
    report = import_files([str(FILE)], invented=True)
    # Where this program lies says nothing to an editor who reads the list of imports.
    ImportRun.objects.filter(names=str(FILE)).update(names=FILE.name)
    return report
