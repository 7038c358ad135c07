import pytest

from procurement.identifiers import (
    OWN,
    SCHEMES,
    IdentifierError,
    clean_ocid,
    is_strong,
    join,
    normalise,
    parted,
    reference,
    scheme_of,
    split,
    url,
)


@pytest.mark.parametrize(
    ("scheme", "value", "normal"),
    [
        ("GB-COH", "01234567", "01234567"),
        ("GB-COH", " 1234567 ", "01234567"),
        ("GB-COH", "oc123456", "OC123456"),
        ("GB-COH", "SC12345", "SC012345"),
        ("GB-COH", "NI001234", "NI001234"),
        ("GB-COH", "IP27097R", "IP27097R"),
        ("GB-CHC", "1089464", "1089464"),
        ("GB-SC", "sc12345", "SC012345"),
        ("GB-NIC", "100012", "100012"),
        ("GB-PPON", "pqrs-1234-tuvw", "PQRS-1234-TUVW"),
        ("GB-NHS", "rj1", "RJ1"),
        ("GB-UKPRN", "10007774", "10007774"),
        ("GB-MPR", "29211R", "29211R"),
        ("GB-LAE", "hck", "HCK"),
        ("GB-GOR", "D2", "D2"),
        ("XI-LEI", "5493001kjtiigc8y1r12", "5493001KJTIIGC8Y1R12"),
        ("GB-CQC", "1-101728269", "1-101728269"),
        ("GB-SHPE", "lh4401", "LH4401"),
        ("MX-RFC", "c&c021030kx2", "C&C021030KX2"),
        ("PT-NIPPC", "500 100 144", "500100144"),
        ("BE-BCE_KBO", "0403.170.701", "0403.170.701"),
        ("PY-RUC", "80002438-9", "80002438-9"),
        ("UA-EDR", "01987037", "01987037"),
        ("GB-CFS", "12345", "12345"),
        ("GB-SRS", "sid4gov.cabinetoffice.gov.uk/Ab1Cd2", "sid4gov.cabinetoffice.gov.uk/Ab1Cd2"),
    ],
)
def test_normalise(scheme, value, normal):
    assert normalise(scheme, value) == normal


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("GB-COH", ""),
        ("GB-COH", "0"),
        ("GB-COH", "RJR"),
        ("GB-COH", "123456789"),
        ("GB-COH", "١٢٣٤٥٦٧٨"),
        ("GB-COH", "12345678\n"),
        ("GB-SC", "012345"),
        ("GB-PPON", "PQRS-123-TUVW"),
        ("GB-UKPRN", "20007774"),
        ("XI-LEI", "5493001KJTIIGC8Y1R13"),
        # Fillers, and what the tax authority gives to those who have no number.
        ("PT-NIPPC", "000000000"),
        ("PT-NIPPC", "999999999"),
        ("CO-RUE", "N/A"),
        ("CO-RUE", "12"),
        ("MX-RFC", "XAXX010101000"),
        ("MX-RFC", "XEXX010101000"),
        ("GB-LAS", "TBC"),
        ("GB-CFS", "a b"),
        ("GB-FTS", "\x00"),
    ],
)
def test_normalise_refuses_other_forms_naming_the_right_one(scheme, value):
    with pytest.raises(IdentifierError) as refusal:
        normalise(scheme, value)

    name, example = SCHEMES[scheme].name, SCHEMES[scheme].example
    assert (
        str(refusal.value)
        == f"“{value}” is not an identifier of {scheme}, {name}. It is written as {example}."
    )


def test_normalise_refuses_an_unknown_scheme_naming_the_known():
    with pytest.raises(IdentifierError) as refusal:
        normalise("GB-XYZ", "1")

    assert str(refusal.value) == (
        f"“GB-XYZ” is not known. Accepted: {', '.join(OWN)},"
        " and codes of org-id.guide for registers of other countries."
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_example_is_of_its_scheme_and_comes_back(scheme):
    example = SCHEMES[scheme].example.split(" or ")[0]

    assert split(join(scheme, example)) == (scheme, example)


def test_split_reads_hyphens_and_lower_case():
    assert split("gb-ppon-pqrs-1234-tuvw") == ("GB-PPON", "PQRS-1234-TUVW")


@pytest.mark.parametrize("text", ["", "GB", "GB-COH", "GB-COH-", "01234567", "GB-COH-\x00"])
def test_split_refuses_what_is_no_identifier(text):
    with pytest.raises(IdentifierError):
        split(text)


@pytest.mark.parametrize(
    ("code", "known", "strong"),
    [
        ("LEI", "XI-LEI", True),
        ("gb-companies-house", "GB-COH", True),
        (" pt-nippc", "PT-NIPPC", True),
        ("GB-CFS", "GB-CFS", False),
        ("internal", "INTERNAL", False),
        ("XX-TENDERNL", "XX-TENDERNL", False),
        ("DE-CR", "DE-CR", False),
    ],
)
def test_a_code_is_known_whichever_way_it_is_written(code, known, strong):
    assert (scheme_of(code), is_strong(code)) == (known, strong)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("PY-RUC-80002438-9", ("PY-RUC", "80002438-9")),
        ("GB-CFS-18525", ("GB-CFS", "18525")),
        ("org-13", None),
        ("GB-COH-", None),
        ("DNCP-SICP-CODE-169", None),
        ("", None),
    ],
)
def test_parted_knows_a_local_id_that_is_made_of_an_identifier(text, parts):
    assert parted(text) == parts


def test_only_local_numbers_are_weak():
    assert {code for code, scheme in SCHEMES.items() if not scheme.strong} == {
        "GB-CFS",
        "GB-SRS",
        "GB-FTS",
    }


def test_url_leads_to_the_register_or_is_empty():
    assert url("GB-COH", "1234567") == (
        "https://find-and-update.company-information.service.gov.uk/company/01234567"
    )
    assert url("GB-PPON", "PQRS-1234-TUVW") == ""


def test_a_value_that_is_not_of_its_scheme_any_more_has_no_url():
    assert url("GB-COH", "00000000") == url("GB-COH", "by hand") == ""


def test_clean_ocid_trims_and_keeps_case():
    assert clean_ocid("  ocds-B5fd17-Ab ") == "ocds-B5fd17-Ab"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" ", "The OCID is empty. It is written as ocds-b5fd17-1234abcd."),
        ("a" * 201, "The OCID has more than 200 characters."),
        ("ocds 1", "The OCID holds a space or a character that is not plain ASCII."),
        ("ocds-\x00", "The OCID holds a space or a character that is not plain ASCII."),
        ("ocds-1\n", "The OCID holds a space or a character that is not plain ASCII."),
        ("ocds-é", "The OCID holds a space or a character that is not plain ASCII."),
    ],
)
def test_clean_ocid_refuses_in_words(text, words):
    with pytest.raises(IdentifierError) as refusal:
        clean_ocid(text)

    assert str(refusal.value) == words


@pytest.mark.parametrize(
    ("id_", "quoted"),
    [
        ("RM6370", "RM6370"),
        ("SBC/CPS/1633", "SBC/CPS/1633"),
        ("083685-2026", "083685-2026"),
        ("1334", "1334"),
        ("ocds-kuma6s-148440-tender-148440-CCS/24/297", "CCS/24/297"),
        ("ocds-b5fd17-48c28f75-8d33-42d1-b558-b5769274ef2b-rm6164", "rm6164"),
        ("ocds-h6vhtk-06f1ad", ""),
        ("OCDS-87SD3T-AD-SF-DRM-063-2015", ""),
        ("ocds-kuma6s-148440-tender-148440-", ""),
        ("2d2d24a2-df84-449e-8695-fb66ef504a5a", ""),
        ("494ad72f79cd42c38db62055366a769f", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_reference_is_what_people_quote(id_, quoted):
    assert reference(id_) == quoted
    assert reference(quoted) == quoted
