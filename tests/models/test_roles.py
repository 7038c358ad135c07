"""The roles: what they may do is there to be done."""

import pytest
from django.contrib.auth.models import Permission

from procurement.models import roles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", roles.ROLES, ids=lambda role: role.code)
def test_each_permission_of_a_role_is_one_of_a_model(role):
    rows = Permission.objects.values_list("content_type__app_label", "codename")

    assert role.permissions - {f"{app}.{name}" for app, name in rows} == set()
