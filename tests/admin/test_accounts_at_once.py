"""Two administrators at once: whoever is second is asked again whether they may."""

import pytest
from django.contrib.auth.models import User

from tests.actions.test_at_once import at_once

from .conftest import login
from .test_accounts import change

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("closing", [{"is_active": None}, {"role": "viewer"}])
def test_two_who_close_each_other_at_once_do_not_both_succeed(closing):
    ann, bob = login("ann", "Administrators"), login("bob", "Administrators")

    at_once(lambda: change(ann, bob.user, **closing), lambda: change(bob, ann.user, **closing))

    left = User.objects.filter(is_active=True, groups__name="Administrators")
    assert left.count() == 1
