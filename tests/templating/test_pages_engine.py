"""Public templates are rendered by their own engine, whoever asks."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory

from procurement.admin.csrf import csrf_failure
from procurement.admin.permission_denied import forbidden

CODE = Path(settings.BASE_DIR) / "procurement"
NAMED = re.compile(r'render\w*\([^)]*"(?:procurement|components)/[^)]*\)')


@pytest.mark.parametrize("refuse", [forbidden, csrf_failure])
def test_refusals_outside_of_the_admin_are_public_pages(refuse):
    page = refuse(RequestFactory().post("/contracts/"))

    assert page.status_code == 403
    assert "{%" not in page.text and "<main" in page.text


def test_whatever_names_a_public_template_names_its_engine():
    calls = [
        call
        for path in CODE.rglob("*.py")
        if path.parent.name != "views"
        for call in NAMED.findall(path.read_text(encoding="utf-8"))
    ]

    assert calls
    assert [call for call in calls if 'using="pages"' not in call] == []
