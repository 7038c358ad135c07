import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.links import ACCEPTED, LinkError, check, of_notice

SCHEME = "The address does not start with https:// or http://."
PORT = "The host or port of the address is not valid; ports are 1 to 65535."


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org",
        "http://example.org:8080/a?b=c#d",
        "https://münchen.de/straße",
        "https://1.1.1.1/",
        "https://[2606:4700:4700::1111]/",
        "https://example.org./",
        "https://example.org/" + "a" * 1980,
    ],
)
def test_check_accepts_public_addresses(url):
    assert check(f" {url} ") == url


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("HTTPS://Example.ORG/A?B=C#D", "https://example.org/A?B=C#D"),
        ("http://EXAMPLE.org:8080", "http://example.org:8080"),
    ],
)
def test_check_puts_scheme_and_host_in_lower_case(url, kept):
    assert check(url) == kept


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("", "The address is empty."),
        ("//example.org/", SCHEME),
        ("example.org", SCHEME),
        ("javascript:alert(1)", SCHEME),
        ("data:text/html,x", SCHEME),
        ("ftp://example.org", SCHEME),
        ("https:example.org", SCHEME),
        ("https:///example.org", "The address has no host."),
        ("https://example.org:0/", "The port of the address is not valid; ports are 1 to 65535."),
        ("https://example.org:65536/", PORT),
        ("https://example.org:x/", PORT),
        ("https://[::1/", PORT),
        ("https://user@example.org/", "The address holds a user name or password."),
        ("https://user:word@example.org/", "The address holds a user name or password."),
        ("https://example.org\\@evil.org/", "The address holds a backslash."),
        ("https://example.org/a b", "The address holds a space or unseen character, U+0020."),
        ("https://example.org/\x00", "The address holds a space or unseen character, U+0000."),
        ("https://example.org/\n", "The address holds a space or unseen character, U+000A."),
        ("https://example.org/\u202e", "The address holds a space or unseen character, U+202E."),
        ("https://exa\u200bmple.org/", "The address holds a space or unseen character, U+200B."),
        ("https://example.org/" + "a" * 1981, "The address has more than 2,000 characters."),
        ("http://example/", "The host “example” has no dot, so it is not public."),
        ("http://intranet/", "The host “intranet” is private."),
        ("http://-a.org/", "The host “-a.org” is not a valid name."),
        ("http://a..org/", "The host “a..org” is not a valid name."),
        ("http://%31.org/", "The host “%31.org” is not a valid name."),
    ],
)
def test_check_refuses_in_words(url, fault):
    with pytest.raises(LinkError) as refusal:
        check(url)

    assert str(refusal.value) == f"{fault} {ACCEPTED}"


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "printer.local",
        "metadata.google.internal",
        "router.home.arpa",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "0177.0.0.1",
        "127.0.0.1.",
        "１２７.0.0.1",
        "127。0。0。1",
        "ⓛocalhost",
        "printer.ｌocal",
        "0.0.0.0",  # noqa: S104
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fe80::1%25eth0]",
        "[fd00::1]",
        "[ff02::1]",
        "[2001:db8::1]",
        "1.1.1.256",
    ],
)
def test_check_refuses_private_hosts_in_any_spelling(host):
    with pytest.raises(LinkError):
        check(f"http://{host}/")


@pytest.mark.parametrize(
    "host", ["[::ffff:1.1.1.1]", "[64:ff9b::101:101]", "127.0.0.1.example.org", "local.gov.uk"]
)
def test_check_accepts_what_only_looks_private(host):
    assert check(f"http://{host}/") == f"http://{host}/"


@given(
    st.one_of(st.text(), st.text().map("http://{}".format), st.text().map("http://[{}]/".format))
)
def test_check_answers_any_text_with_itself_or_a_refusal(url):
    try:
        assert check(url).casefold() == url.strip(" ").casefold()
        assert check(check(url)) == check(url)
    except LinkError as refusal:
        assert str(refusal) != ""


# Notices

GUID = "2a1e3359-87a0-4fdd-ac61-20d5e6520a13"
TENDER, FINDER = "ocds-h6vhtk-052a2e", "ocds-b5fd17-e3b5f385-5989-4cf1-8849-01c247fc9c30"
NOTICES = {
    "Find a Tender": (TENDER, "028961-2025", "https://www.find-tender.service.gov.uk/Notice/028961-2025"),
    "Contracts Finder": (
        FINDER, f"{GUID}-819950", f"https://www.contractsfinder.service.gov.uk/Notice/{GUID}",
    ),
    "Prozorro, by its process": (
        "ocds-be6bcu-UA-2019-02-25-000920-c", "b08fbc456dcf3bd843ceb27742155162",
        "https://prozorro.gov.ua/tender/UA-2019-02-25-000920-c",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("ocid", "release_id", "url"), NOTICES.values(), ids=NOTICES)
def test_address_of_a_notice_is_made_from_its_id(ocid, release_id, url):
    assert of_notice(ocid, release_id) == url
    assert check(url) == url


@pytest.mark.parametrize(
    ("ocid", "release_id"),
    [
        ("", "028961-2025"),
        ("ocds-213czf-000-00001", "028961-2025"),
        ("OCDS-H6VHTK-052a2e", "028961-2025"),
        ("ocds-be6bcu-UA-2019-02-25-000920-c/x", ""),
        ("ocds-be6bcu-494ad72f79cd42c38db62055366a769f", ""),
        ("ocds-h6vhtkx-052a2e", "028961-2025"),
        ("ocds-b5fd17raw-06e2eeae", f"{GUID}-819950"),
        (FINDER, "028961-2025"),
        (TENDER, f"{GUID}-819950"),
        (TENDER, ""),
        (TENDER, "28961-2025"),
        (TENDER, "028961-1999"),
        (TENDER, "028961-2025-1"),
        (TENDER, "028961-2025\n"),
        (TENDER, "../028961-2025"),
        (TENDER, "028961-2025?x=1"),
        (TENDER, "٠٢٨٩٦١-2025"),
        (TENDER, f"{TENDER}-2025-01-01T00:00:00Z"),
        (FINDER, GUID),
        (FINDER, f"{GUID}-"),
        (FINDER, f"{GUID.upper()}-819950"),
        (FINDER, f"{FINDER}-337719-lincoln001-dn441656"),
        (FINDER, f"{FINDER}-1"),
        ("ocds-r6ebe6-0000581860", "rls-1-SEP427811"),
        ("ocds-kuma6s-148440", "ocds-kuma6s-148440-release-148440"),
    ],
)
def test_address_of_a_notice_is_never_guessed(ocid, release_id):
    assert of_notice(ocid, release_id) == ""
