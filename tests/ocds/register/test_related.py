"""What belongs together: other processes and notices that a release names, in their shapes."""

import pytest

from procurement.ocds.register import related
from procurement.ocds.values import nothing


def read(ocid="ocds-b5fd17-1", **release):
    return related.read({"ocid": ocid} | release, nothing)


def test_a_related_process_is_told_as_published():
    row = {
        "id": "1", "relationship": ["prior", "framework"], "scheme": "ocid", "identifier": "ocds-x-1",
        "title": "  Old\nroad ", "uri": "https://Example.org/1", "relatedLots": ["2"],
    }  # fmt: skip

    assert read(relatedProcesses=[row]) == [
        {
            "relationships": ["prior", "framework"],
            "scheme": "ocid",
            "identifier": "ocds-x-1",
            "title": "Old road",
            "url": "https://example.org/1",
            "lots": ["2"],
            "at": "relatedProcesses/0",
        }
    ]


def test_a_related_process_of_an_agreement_is_its_own():
    row = {"relationship": "subContract", "identifier": "x"}

    assert read(contracts=[{"id": 4, "relatedProcesses": row}]) == [
        {
            "relationships": ["subContract"],
            "identifier": "x",
            "of": "agreement",
            "id": "4",
            "at": "contracts/0/relatedProcesses/0",
        }
    ]


@pytest.mark.parametrize(
    ("number", "url"),
    [
        ("2024/S 000-035618", "https://www.find-tender.service.gov.uk/Notice/035618-2024"),
        ("2018/S 030-065222", "https://ted.europa.eu/en/notice/-/detail/65222-2018"),
        ("2018/S 030", ""),
        ("12345678-2023", ""),
    ],
)
def test_a_number_leads_to_the_service_that_gave_it(number, url):
    assert related.address(number) == url


def test_an_unsafe_address_is_left_out_and_noted():
    notes = []
    row = {"identifier": "x", "uri": "javascript:alert(1)"}

    found = related.read({"relatedProcesses": [row]}, lambda *note: notes.append(note[0]))

    assert found == [{"identifier": "x", "at": "relatedProcesses/0"}]
    assert notes == ["relatedProcesses/0/uri"]


FTS = "https://www.find-tender.service.gov.uk/Notice/002433-2025"
CF = "https://www.contractsfinder.service.gov.uk/Notice/511dfba0-a40d-40ff-b2fe-17701efeef36"


def test_a_document_that_is_another_services_notice_is_a_link():
    documents = [{"url": FTS, "title": "Award"}, {"url": FTS}, {"url": "https://example.org/a"}]

    assert read(awards=[{"documents": documents}]) == [
        {"scheme": "link", "title": "Award", "url": FTS, "at": "awards/0/documents/0"}
    ]


@pytest.mark.parametrize(
    ("ocid", "url", "kind", "links"),
    [
        ("ocds-b5fd17-1", CF, "awardNotice", 0),
        ("ocds-b5fd17-1", CF, None, 1),
        ("ocds-h6vhtk-1", CF, "awardNotice", 1),
        ("ocds-h6vhtk-1", FTS, "awardNotice", 0),
        ("ocds-b5fd17-1", FTS.replace("002433", "Attachment/A-1"), None, 0),
    ],
)
def test_a_notice_of_this_process_is_no_link(ocid, url, kind, links):
    documents = [{"url": url, "documentType": kind}]

    assert len(read(ocid, tender={"documents": documents})) == links


def test_numbers_in_descriptions_are_mentions_but_for_its_own_and_those_told_already():
    text = "Award Notice 2025/S 000-002404rn see 2018/S031-067685, 2020/S 001-000001 and " + FTS
    row = {"identifier": "2020/S 001-000001"}

    found = read(tender={"description": text}, relatedProcesses=[row], id="002404-2025")

    assert [(one["scheme"], one["identifier"]) for one in found[1:]] == [
        ("mention", "2018/S 031-067685"),
        ("mention", "2025/S 000-002433"),
    ]
    assert found[2]["url"] == FTS
    assert found[2]["at"] == "tender/description"
