"""What is bought under a framework or dynamic market that another process set up."""

import pytest

from procurement.ocds.register.procedure import is_call_off
from procurement.ocds.values import nothing

from .reading import section

read = section("procedure").read


def told(**tender):
    return read({"tender": tender}, nothing)


@pytest.mark.parametrize(
    "words",
    [
        "Call-off from a framework agreement", "Call off from a Framework Agreement",
        "Award under framework", "Call-off from a dynamic purchasing system",
        "Other - Direct Award from a Framework Contract", "Other - Further Competition - Framework",
        "Mini-competition", "Other - Framework under Lot 5 MEP Engineering, SBS NHS Framework",
        "Direct award via DPS",
    ],
)  # fmt: skip
def test_procedure_says_that_it_is_a_call_off(words):
    assert is_call_off(told(procurementMethodDetails=words))


@pytest.mark.parametrize(
    "words",
    [
        "Open procedure", "Direct award", "Framework", "Award of a framework agreement",
        "Open procedure - framework agreement", "Not a call-off from a framework", "Calls offer",
        "Negotiated without publication of a contract notice",
    ],
)  # fmt: skip
def test_procedure_that_is_no_call_off_is_none(words):
    assert not is_call_off(told(procurementMethodDetails=words))


def test_related_framework_makes_a_call_off_and_other_processes_none():
    related = {
        "relationship": ["framework"],
        "scheme": "ocid",
        "identifier": "ocds-1",
        "title": "Big",
    }
    release = {
        "relatedProcesses": [{"relationship": "planning"}, related],
        "contracts": [{"id": "9", "relatedProcesses": {"relationship": "framework"}}],
    }

    section = read(release, nothing)

    assert section == [
        {
            "what": "call_off", "code": "framework", "of": "agreement", "id": "9",
            "at": "contracts/0/relatedProcesses/0",
        },
        {
            "what": "call_off", "code": "framework", "title": "Big", "scheme": "ocid",
            "identifier": "ocds-1", "at": "relatedProcesses/1",
        },
    ]  # fmt: skip
    assert is_call_off(section)
    assert not is_call_off(read({"relatedProcesses": [{"relationship": ["planning"]}]}, nothing))
