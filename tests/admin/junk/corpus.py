"""What a browser never sends, by the kind of field that it is sent to.

Every value is text; those that UTF-8 has no bytes for are sent as the bytes that they would have.
"""

HUGE = "1" + "0" * 100
# What names no row. The two last are rows that are there, in digits and with spaces of their own.
KEYS = (
    "abc", "-1", "0", "1.5", "1,2", "1e3", "0x10", "+1", "None", "[]", "true", "' OR 1=1 --",
    "2147483648", "9223372036854775807", "9223372036854775808", HUGE, "9" * 5_000,
    "\0", "1\0", "\ud800", "x" * 60_000, "٣", "１２", "1 ", " 1", "1\n",
)  # fmt: skip
NUMBERS = (
    "", "NaN", "nan", "Infinity", "-inf", "1e999", "1e1000000", "-1", "-0", "1.5", "1,5", "1_000",
    "0x10", "٣", "１２", "2147483648", "9223372036854775807", "9223372036854775808", HUGE, "+5", "5e0",
    "9" * 5_000, "\0",
)  # fmt: skip
DATES = (
    "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2024-02-30", "2023-02-29",
    "2024-13-01", "2024-1-1", "20240101", "01/02/2024", "٢024-01-01", "today", "now", "2024-W05",
    "2024-02-01T00:00", "-1", "0000", "9999", "31 February 2026", "1 January 0000", "\0",
)  # fmt: skip
MONEY = (
    "-1", "-0", "£", "£-5", "1,234.56", "1.234,56", "1 234", "1_000", "٣", "$5", "1e400", "£1e21",
    HUGE, "£" + HUGE, "£92233720368547758.08", "NaN", "EUR", "XXX 5", "0.001", "£5mm", "\0",
)  # fmt: skip
TEXTS = (
    "\0", "a\0b", "\ud800", "\udfff", "\u202egnp.exe", "\u2066\u2069", "\u200b", "\ufeff", "\ufdd0",
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)",
    "//evil.example/", "https://user:word@127.0.0.1:99999/", "ftp://example.org/", "{{7*7}}", "${7*7}",
    "%s%(x)s%n", "';--", "=cmd|'/C calc'!A1", "\t", "   ", "\r\nX-Injected: 1", "\x1b[31m",
    "e\u0301" * 1_000, "x" * 301, "x" * 100_000, "O’Brien", "аpple", "😀" * 400, "عربى", "../../x",
)  # fmt: skip
CHOICES = ("nothing", "\0", "\ud800", "x" * 60_000, "1", "<b>", "['value']", HUGE)
BOXES = ("off", "\0", "abc", HUGE)

OF_KIND = {
    "key": KEYS, "number": NUMBERS, "typed": (*DATES, *MONEY), "text": TEXTS,
    "choice": CHOICES, "box": BOXES, "hidden": NUMBERS,
}  # fmt: skip

# What may be taken as it stands, and is sent to one field alone: it is stored exactly, or refused there.
INVISIBLE = ("\u202e", "\u2066", "\u200b", "\ufeff", "\0", "\x1b")
BAD_LINKS = (
    "javascript:alert(1)",
    "http://127.0.0.1:8000/x",
    "//evil.example/",
    "https://a:b@example.org/",
)
ALONE = (
    "O’Brien & <b>", "\u0430pple", "عربى ٣", "=cmd|'/C calc'!A1", "{{7*7}} %s ${7*7}", "two  spaces", "e\u0301 is two",
    "one\r\n\r\ntwo", "0", "None", "\u202egnp.exe", "\u2066a\u2069", "a\u200bb", "\x1b[31m", "x" * 301, "tab\there",
)  # fmt: skip
# What is typed, and how it is echoed; all else that is typed is refused.
UNDERSTOOD = {
    "1,234.56": "£1,234.56", "£5m": "£5,000,000", "EUR 5": "€5", "21/05/2024": "21 May 2024",
    "May 2024": "May 2024", "2024": "2024", "2024-02-29": "29 February 2024",
}  # fmt: skip
# Beside what a form sends: rows that are none, buttons and choices that are not on the page.
FORGED = (
    ("citation-999999-quotation", "x"), ("citation-٣-quotation", "x"), ("citation-new0-source", "1"),
    ("ground-99999999999999999999-words", "x"), ("number-1e3-value", "x"), ("_more", "nothing"), ("_find", "title"),
    ("_take-title", "theirs"), ("_choose", "\0"), ("_all", "x"), ("version", "99"), ("public_id", "99"),
    ("contract", "2"),
)  # fmt: skip

# Addresses

SEARCHES = (
    '"', "'", "\\", "%", "_", "*", "a*b*", "(", ")))", "AND", "OR OR", "-", "a:*", "NEAR/3", "^", "~",
    "{", "';--", "{{7*7}}", "%s", "\ud800", "\u202e", "e\u0301" * 500, "x" * 201, "x" * 60_000,
    "%" * 60_000, "a " * 1_000, '"' * 10_000, HUGE, "9" * 5_000, "٣", "ﬁ", "İ",
)  # fmt: skip
PAGES = ("0", "-1", "999999999", "99999999999999999999", "abc", "", "1.5", "٢", "1;2", "9" * 5_000)
SORTS = ("0", "-", "--1", "99", "-99", HUGE, "abc", "1.1.1", "password", "?", ".".join("1" * 500))
LOOKUPS = (
    ("id__in", "99999999999999999999"), ("id__in", "abc"), ("id__in", ",".join("1" * 5_000)),
    ("id", HUGE), ("id__exact", "abc"), ("id__gt", HUGE), ("id__isnull", "abc"), ("pk__in", "-1,,"),
    ("id__regex", "("), ("id__iregex", "^(1+)+$"), ("id__contains", "x" * 60_000), ("nothing", "1"),
    ("id__nothing", "1"), ("id__year", "99999"), ("__", "1"), ("id__", "1"), ("_connector", "OR"),
    ("a[]", "1"), ("a.b", "1"), ("\ud800", "1"), ("x" * 10_000, "1"), ("e", "1"), ("e", "abc"),
    ("all", "abc"), ("_facets", "abc"), ("_popup", "abc"), ("_to_field", "nothing"),
    ("_to_field", "\ud800"), ("_changelist_filters", "a=b&%%%&_popup=1"), ("q", ""),
    ("updated_at__year", "0"), ("updated_at__gte", "9999-12-31T23:59-14:00"), ("ready__exact", "x"),
)  # fmt: skip
OBJECTS = (
    "abc", "0", "-1", "1.5", "9223372036854775808", HUGE, "9" * 5_000, "x" * 5_000, "_5F", "_5F31",
    "_00", "_ZZ", "%00", "%0d%0aX-Inj:1", "%FF%FE", "%ED%A0%80", "..%2f", "٣", "１", "1%20", "1;a=b",
    "1/extra", "None",
)  # fmt: skip
METHODS = ("head", "options", "put", "patch", "delete", "trace", "foo")
HEADERS = (
    {"Accept": "*/*;q=NaN"}, {"Accept": "a/b," * 25_000}, {"Accept-Language": "en-gb;q=0.5," * 900},
    {"Accept-Language": "x" * 10_000}, {"Range": "bytes=0-,0-,0-"}, {"If-Modified-Since": "never"},
    {"If-None-Match": '"x",' * 25_000}, {"Authorization": "Basic \xff"}, {"Referer": "\x00"},
    {"Content-Type": "text/plain; charset=nothing"}, {"Content-Type": "text/plain; charset=hex"},
    {"Content-Type": "text/plain; charset=utf-7"}, {"Content-Type": "a/b; x=" + "y" * 10_000},
    {"Content-Type": "a; charset*=foo'x'%41"}, {"Content-Type": "a; charset*=undefined'x'%ff"},
    {"Content-Type": "a; charset*=idna'x'%ff"}, {"Content-Type": "a/b; x*=foo'x'%41"},
    {"Content-Type": "a; x*" + "9" * 5_000 + "=1"}, {"Content-Type": "a; x*0*=hex'x'%41; x*1=2"},
    {"Accept": "a/b; x*=foo'x'%41"},
    {"X-Forwarded-For": "\xff, , x" * 500}, {"X-HTTP-Method-Override": "DELETE"},
    {"User-Agent": "x" * 60_000}, {"Content-Length": "-1"}, {"Content-Length": "abc"},
    {"Origin": "null"}, {"X-Requested-With": "XMLHttpRequest"},
)  # fmt: skip
COOKIES = (
    "{name}=\xff\xfe", '{name}="\\000abcdefghijk"', "{name}=" + "x" * 16_000, "{name}=", "{name}",
    '{name}="', "{name}=%00", "={name}", ";" * 5_000,
)  # fmt: skip
