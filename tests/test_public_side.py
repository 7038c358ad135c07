"""The public side reads public rows and documents only: no page asks a table that editors or imports work on."""

import ast
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from procurement import models
from tests.test_two_worlds import addresses, routes, world

pytestmark = pytest.mark.django_db

# What is public as it stands: what editors published, what notices say, and official publications themselves.
PUBLIC = {
    "Counter", "Notice", "PartyRedirect", "RegisterDocument", "Revision", "RevisionBody", "Tombstone",
} | {name for name in dir(models) if name.startswith("Public")}  # fmt: skip
FILES = [*Path("procurement/public").glob("*.py"), Path("procurement/dossier/register.py")]
# A notice is found by the public id of its contract, of which nothing else is read.
BY_ITS_ID = re.compile(
    r'INNER JOIN "procurement_contract" ON \("procurement_notice"."contract_id" = "procurement_contract"."id"\)'
)
TABLE = re.compile(r'(?:FROM|JOIN) "(procurement_\w+)"')


@pytest.mark.once
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_files_of_the_public_side_name_public_models_alone(file):
    imports = [
        one for one in ast.walk(ast.parse(file.read_text())) if isinstance(one, ast.ImportFrom)
    ]
    named = [
        name.name for one in imports if one.module == "procurement.models" for name in one.names
    ]

    assert set(named) - {"bulk"} <= PUBLIC


def test_public_addresses_ask_public_tables_alone():
    world(lambda: None)
    tables = {getattr(models, name)._meta.db_table for name in PUBLIC}
    tables |= {f"{getattr(models, name)._meta.db_table}_index" for name in PUBLIC}
    client, wrong, seen = Client(), {}, set()
    for address in (address for route in routes() for address in addresses(route)[:8]):
        with CaptureQueriesContext(connection) as captured:
            client.get(address).getvalue()
        asked = {
            table for one in captured for table in TABLE.findall(BY_ITS_ID.sub("", one["sql"]))
        }
        seen |= asked
        if asked - tables:
            wrong[address] = asked - tables

    assert wrong == {}
    assert {"procurement_notice", "procurement_registerdocument", "procurement_revision"} <= seen
