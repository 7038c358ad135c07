"""Who edits, and the founding case to edit."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from procurement.management import founding_case


def login(username, group=None, **fields):
    """Give a client that is signed in as a new member of staff."""
    user = User.objects.create_user(username, is_staff=True, **fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def editor(db):
    """A client signed in as one of the group Editors."""
    return login("ann", "Editors")


@pytest.fixture
def viewer(db):
    """A client signed in as one of the group Viewers."""
    return login("vic", "Viewers")


@pytest.fixture
def publisher(db):
    """A client signed in as one of the group Publishers."""
    return login("pat", "Publishers")


@pytest.fixture
def administrator(db):
    """A client signed in as a superuser."""
    return login("sam", is_superuser=True)


@pytest.fixture
def contract(db):
    """The founding case, published."""
    return founding_case.load()
