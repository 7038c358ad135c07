"""Name, password and second factor: who comes in."""

import pytest
from django.contrib.auth.models import User

from .conftest import CODE, LOGIN, code, enter, give_app, is_in, make_staff

pytestmark = pytest.mark.django_db


def test_name_and_password_come_in(staff):
    client, answer = enter()

    assert (answer.status_code, answer.url) == (302, "/admin/")
    assert is_in(client)


def test_with_a_second_factor_the_password_alone_does_not(staff):
    give_app(staff)
    client, answer = enter()

    assert (answer.status_code, answer.url) == (302, CODE)
    assert not is_in(client)
    assert client.post(CODE, {"code": code()}).url == "/admin/"
    assert is_in(client)
