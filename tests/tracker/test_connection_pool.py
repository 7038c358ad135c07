"""Connections that are lent: in line, for as long as the line moves."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tracker import timeouts
from tracker.connection_pool import Lender, NoneFree

SECONDS = 0.5
WAIT = SECONDS * timeouts.TOGETHER


def taken(lender, hold=0.0, answered=True):
    """Borrow a connection, hold it, give it back; give which it was and how long it took to get."""
    start = time.monotonic()
    with lender.lent() as lent:
        got = time.monotonic() - start
        time.sleep(hold)
        lender.give_back(lent, answered)
    return lent, got


def test_one_is_lent_again_and_again():
    lender = Lender(1, SECONDS, 0)

    assert taken(lender)[0] is taken(lender)[0]


def test_who_would_wait_behind_too_many_is_sent_away_at_once():
    lender = Lender(1, SECONDS, 0)

    with lender.lent():
        start = time.monotonic()
        with pytest.raises(NoneFree):
            taken(lender)

    assert time.monotonic() - start < WAIT


def test_nobody_waits_longer_than_a_request_may():
    lender = Lender(1, SECONDS, 5)

    with lender.lent():
        start = time.monotonic()
        with pytest.raises(NoneFree):
            taken(lender)

    assert time.monotonic() - start >= WAIT


def test_a_line_that_moves_is_waited_in():
    """Ten who take a tenth of a second each: the last waits longer than one may for one."""
    lender = Lender(1, SECONDS, 10)

    with ThreadPoolExecutor(10) as clients:
        told = list(clients.map(lambda _: taken(lender, hold=0.1), range(10)))

    assert max(got for _, got in told) > WAIT


def test_what_did_not_answer_is_no_sign_of_life():
    lender = Lender(1, SECONDS, 10)

    def ask(_):
        try:
            return taken(lender, hold=0.2, answered=False)
        except NoneFree:
            return None

    with ThreadPoolExecutor(10) as clients:
        told = list(clients.map(ask, range(10)))

    assert told.count(None) >= 7


def test_who_left_the_line_gets_nothing():
    lender = Lender(1, SECONDS, 5)
    with lender.lent() as lent:
        with pytest.raises(NoneFree):
            taken(lender)
        lender.give_back(lent, answered=True)

    assert taken(lender)[0] is lent


def test_what_is_lent_has_its_own_limits():
    [lent] = Lender(1, 5, 0)._free
    options, own = lent.settings_dict["OPTIONS"], connection.settings_dict["OPTIONS"]

    if connection.vendor == "sqlite":
        assert (options["timeout"], own["timeout"]) == (3, 10)
    else:
        assert options["options"].endswith(
            "-c statement_timeout=3000 -c lock_timeout=3000"
            " -c idle_in_transaction_session_timeout=60000"
        )
        assert "statement_timeout=3000" not in own["options"]
