"""What a field refuses before the database is asked, the same on both."""

import pytest
from django.core.exceptions import ValidationError

from procurement.models import Contract, Ground, Intervention
from tests.factories import make_contract

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Intervention, Ground])
@pytest.mark.parametrize(("place", "fits"), [(0, True), (32767, True), (32768, False), (-1, False)])
def test_place_fits_the_smaller_of_the_two_databases(model, place, fits):
    row = model(position=place)

    with pytest.raises(ValidationError) as caught:
        row.clean_fields()

    assert ("position" not in caught.value.error_dict) is fits


@pytest.mark.parametrize(
    ("ocid", "told"),
    [
        ("ocds-b5fd17 1", "The OCID holds a space or a character that is not plain ASCII."),
        ("ocds-é", "The OCID holds a space or a character that is not plain ASCII."),
    ],
)
def test_ocid_that_is_none_is_refused_at_its_field(ocid, told):
    with pytest.raises(ValidationError) as caught:
        Contract(title="x", ocid=ocid).full_clean()

    assert caught.value.message_dict == {"ocid": [told]}


@pytest.mark.parametrize(("ocid", "kept"), [(" ocds-B5-1 ", "ocds-B5-1"), ("", "")])
def test_ocid_is_kept_as_published(ocid, kept):
    contract = make_contract(ocid=ocid)

    contract.full_clean()

    assert contract.ocid == kept
