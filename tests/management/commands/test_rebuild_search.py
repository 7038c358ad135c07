"""`manage.py rebuild_search` and `check_search`: the index is what the rows say."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from procurement.models import PublicContract
from procurement.search import match
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    make.publish(make.make_ready_contract(title="Data platforms"))
    return PublicContract.objects.get()


def found(text):
    return [one.title for one in match(PublicContract.objects.all(), text)]


def test_check_is_content_with_what_was_published(contract, capsys):
    call_command("check_search")

    assert capsys.readouterr().out == "The index of words agrees with the rows.\n"


def test_check_names_what_is_missing(contract):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute('DROP TRIGGER "procurement_publiccontract_index_update"')
        else:
            cursor.execute('DROP INDEX "procurement_publiccontract_index"')

    with pytest.raises(CommandError, match="1 of the index of words is wrong"):
        call_command("check_search")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL generates its vectors")
def test_an_index_that_missed_a_change_is_found_out_and_mended(contract):
    trigger = '"procurement_publiccontract_index_update"'
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [trigger.strip('"')])
        (sql,) = cursor.fetchone()
        cursor.execute(f"DROP TRIGGER {trigger}")
        PublicContract.objects.update(words="unseen")
        cursor.execute(sql)

    with pytest.raises(CommandError):
        call_command("check_search")
    assert found("unseen") == []

    call_command("rebuild_search", quiet=True)

    call_command("check_search")
    assert found("unseen") == ["Data platforms"]
