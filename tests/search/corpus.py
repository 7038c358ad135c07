"""Forty invented contracts, and for many queries the rows expected of every database, in order."""

import datetime
from typing import NamedTuple

from django.utils import timezone

from procurement.models import PublicContract
from procurement.models.recency import recency
from procurement.search import indexed


class Row(NamedTuple):
    """One contract: its public id, title with parties, other text, last event, value."""

    number: int
    title: str
    text: str = ""
    day: str = ""
    value: int | None = None
    currency: str = ""


# Days tie (7, 8, 9 and 20, 21), are unknown (10, 11, 30), and values tie (3, 4), too.
ROWS = [
    Row(1, "Records system for Northmarch", "A data platform for police records", "2026-01-01", 500, "GBP"),
    Row(2, "Data platforms. Fenwick Systems", "Is used by us", "2026-01-02", 900, "GBP"),
    Row(3, "Technology for schools", "technologies of teaching", "2026-01-03", 700, "GBP"),
    Row(4, "Technologies. Fenwick Technology Ltd", "a technological platform", "2026-01-04", 700, "GBP"),
    Row(5, "Police radios", "data of the police", "2025-06-01", 800, "EUR"),
    Row(6, "Policing with data", "police data platform", "2025-06-02", 100, "EUR"),
    Row(7, "School meals", "meals in schools", "2025-07-01", None),
    Row(8, "Meals for schools", "school kitchens", "2025-07-01", 300, "USD"),
    Row(9, "Kitchens", "school meals", "2025-07-01", 50, "JPY"),
    Row(10, "Anti-social behaviour orders", "an anti social programme", "", 1, "GBP"),
    Row(11, "Social care, anti-fraud", "antisocial", "", None),
    Row(12, "O'Brien & Söhne", "Waste", "2024-01-01", 250, "GBP"),
    Row(13, "OBrien Brothers", "D’Angelo café", "2024-01-02", 260, "GBP"),
    Row(14, "D'Angelo catering", "a cafe\u0301 for visitors", "2024-01-03", 270, "GBP"),
    Row(15, "Café furniture", "O’Brien", "2024-01-04", 280, "GBP"),
    Row(16, "C++ training", "C++ and C# for engineers", "2024-02-01", 290, "GBP"),
    Row(17, "C and R training", "£50,000,000 stated", "2024-02-02", 5_000_000_000, "GBP"),
    Row(18, "Fifty million", "50,000,000 pounds or 50 million", "2024-02-03", 5_000_000_001, "GBP"),
    Row(19, "Grid of 50 000 000 cells", "000 50", "2024-02-04", 2, "GBP"),
    Row(20, "数据平台合同", "警察数据", "2023-01-01", 10, "JPY"),
    Row(21, "平台数据", "合同 2026", "2023-01-01", 11, "JPY"),
    Row(22, "データ基盤の契約", "ﾃﾞｰﾀ 2026", "2023-01-03", 12, "JPY"),
    Row(23, "สัญญาตำรวจ", "ข้อมูล", "2023-01-04", None),
    Row(24, "عقد بيانات الشرطة", "بَيَانَات", "2023-01-05", None),
    Row(25, "חוזה נתונים", "מִשְׁטָרָה", "2023-01-06", None),
    Row(26, "🚔 Patrol cars 👩\u200d🚀", "🇬🇧 flags", "2023-02-01", 40, "GBP"),
    Row(27, "Straße cleaning", "ein Gruß", "2023-02-02", 41, "GBP"),
    Row(28, "STRASSE LIGHTING", "EIN GRUSS", "2023-02-03", 42, "GBP"),
    Row(29, "ﬁne art ﬂights", "fine offices", "2023-02-04", 43, "GBP"),
    Row(30, "İstanbul office", "Istanbul ısı", "", 44, "GBP"),
    Row(31, "The register is with us", "to be or not to be", "2022-01-01", 45, "GBP"),
    Row(32, "US cloud services", "it is the US or us", "2022-01-02", 46, "GBP"),
    Row(33, "Notice ocds-h6vhtk-04a1b2", "ocid ocds-h6vhtk-04a1b2", "2022-01-03", 47, "GBP"),
    Row(34, "Notice ocds-h6vhtk-04a1b3", "company GB-COH-01234567", "2022-01-04", 48, "GBP"),
    Row(35, "Number 01234567", "GB-COH-07654321", "2022-01-05", 49, "GBP"),
    Row(36, "near AND or NOT col title", "words: a OR b, a AND b, NEAR(a b)", "2022-02-01", 50, "GBP"),
    Row(37, "Zürich to Hawaiʻi", "Łódź, Ærø, smørrebrød", "2022-02-02", 51, "GBP"),
    Row(38, "Long word " + "x" * 70, "y" * 64 + " z", "2022-02-03", 52, "GBP"),
    Row(39, "Zalgo Z\u0300\u0301\u0302a\u0303lg\u0304o", "soft\u00adhyphen data\u200bbase", "2022-02-04", 53, "GBP"),
    Row(40, "!", "…", "2022-02-05", 54, "GBP"),
    Row(41, "Contract for contracting contractors", "contracted", "2021-01-01", 55, "GBP"),
    Row(42, "१२३ हिन्दी", "٣٤٥ 678", "2021-01-02", 56, "GBP"),
]  # fmt: skip

# All of them: what happened last comes first, and those without a day come last.
BY_LAST_EVENT = [
    4, 3, 2, 1, 9, 8, 7, 6, 5, 19, 18, 17, 16, 15, 14, 13, 12, 29, 28, 27, 26, 25, 24, 23, 22,
    21, 20, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 42, 41, 30, 11, 10,
]  # fmt: skip
# In pounds, then each other currency apart, then without a value.
BY_VALUE = [
    18, 17, 2, 4, 3, 1, 16, 15, 14, 13, 12, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29,
    28, 27, 26, 19, 10, 8, 9, 22, 21, 20, 5, 6, 7, 25, 24, 23, 11,
]  # fmt: skip
BY_LOWEST_VALUE = [
    10, 19, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 12, 13, 14, 15, 16,
    1, 3, 4, 2, 17, 18, 6, 5, 20, 21, 22, 9, 8, 11, 23, 24, 25, 7,
]  # fmt: skip


def but(*numbers: int) -> list[int]:
    """Give all contracts but some, by last event."""
    return [number for number in BY_LAST_EVENT if number not in numbers]


# What is asked for, and the contracts found: by relevance, so that first come those whose title holds
# all of it, and within each the last event comes first. Nothing here is computed by what is tested.
QUERIES: list[tuple[str, list[int]]] = [
    # words, and every form of them
    ("police", [6, 5, 1]),
    ("policing", [6, 5, 1]),
    ("POLICE data", [6, 5, 1]),
    ("data police", [6, 5, 1]),
    ("data platforms", [2, 6, 1]),
    ("plat", []),
    ("technology", [4, 3]),
    ("technologies", [4, 3]),
    ("technological", [4, 3]),
    ("tech", []),
    ("school meals", [8, 7, 9]),
    ("school meals kitchen", [9, 8]),
    ("contract", [41]),
    ("contractor", [41]),
    ("contracts", [41]),
    ("contracting -contractor", []),
    ("number", [35]),
    ("numbers", [35]),
    ("system systems", [2, 1]),
    ("police police police", [6, 5, 1]),
    ("cafés", [15, 14, 13]),
    ("zebra", []),
    # as typed: phrases, and beginnings
    ('"police data"', [6]),
    ('"data police"', []),
    ('"data platform"', [1, 6]),
    ('"technology"', [4, 3]),
    ('"technologies"', [4, 3]),
    ('"contract"', [41]),
    ('"school meals"', [7, 9]),
    ('"meals school*"', []),
    ("plat*", [2, 4, 1, 6]),
    ("platform* pol*", [6, 1]),
    ("tech*", [4, 3]),
    ("police*", [5, 1, 6]),
    ("a* OR b*", [17, 13, 29, 36, 11, 10, 4, 2, 1, 16, 14, 39, 31]),
    ("data* -police*", [2, 39]),
    ("“police data”", [6]),
    ("«police»", [5, 1, 6]),
    # -, OR and AND
    ("technology -fenwick", [3]),
    ("-fenwick technology", [3]),
    ("fenwick OR school", [4, 3, 2, 8, 7, 9]),
    ("fenwick OR school -data", [4, 3, 8, 7, 9]),
    ("police palantir OR radios", [5]),
    ('kitchen OR "school meals" data OR meal', [7, 9, 8]),
    ("zebra OR police", [6, 5, 1]),
    ("data OR", [2, 6, 1, 5, 39]),
    ("OR data", [2, 6, 1, 5, 39]),
    ("OR", []),
    ("AND", []),
    ("OR OR", []),
    ("data AND police", [6, 5, 1]),
    ("data AND AND police", [6, 5, 1]),
    ("data and police", []),
    ('"OR"', [36, 18, 32, 31]),
    ("not", [36, 31]),
    ("NOT data", but(1, 2, 5, 6, 39)),
    ("to OR", [37, 31]),
    ("police -", [6, 5, 1]),
    ("police -police", []),
    ("police -policing", []),
    ('"police" -policing', []),
    ('-"school meals" meals', [8]),
    ("- -x", but()),
    ("-data", but(1, 2, 5, 6, 39)),
    ("-data -police -school", but(1, 2, 3, 5, 6, 7, 8, 9, 39)),
    ("-zebra", but()),
    # several words in one, apostrophes, numbers, identifiers
    ("anti-social", [10]),
    ("anti social", [11, 10]),
    ("antisocial", [11]),
    ('"anti social"', [10]),
    ("-anti-social social", [11]),
    ("O'Brien", [13, 12, 15]),
    ("O’Brien", [13, 12, 15]),
    ("obrien", [13, 12, 15]),
    ('"o brien"', []),
    ("brien", []),
    ("D’Angelo", [14, 13]),
    ("d'angelo", [14, 13]),
    ("C++", [17, 16]),
    ("c", [17, 16]),
    ("C#", [17, 16]),
    ("£50,000,000", [19, 18, 17]),
    ("50,000,000", [19, 18, 17]),
    ("50000000", []),
    ("50", [19, 18, 17]),
    ("000", [19, 18, 17]),
    ("ocds-h6vhtk-04a1b2", [33]),
    ('"ocds h6vhtk"', [34, 33]),
    ("ocds-h6vhtk-04a1b*", [34, 33]),
    ("GB-COH-01234567", [35, 34]),
    ("gb-coh-1234567", [35, 34]),
    ("GB-COH-07654321", [35]),
    ('"GB-COH-01234567"', [34]),
    ("XX-YYY-1", []),
    # accents, composed or not, and letters that fold to others
    ("café", [15, 14, 13]),
    ("cafe\u0301", [15, 14, 13]),
    ("CAFE", [15, 14, 13]),
    ("zürich", [37]),
    ("zurich", [37]),
    ("Hawaii", [37]),
    ("Łódź", [37]),
    ("lodz", []),
    ("smørrebrød", [37]),
    ("smorrebrod", []),
    ("straße", [28, 27]),
    ("STRASSE", [28, 27]),
    ("Gruß", [28, 27]),
    ("gruss", [28, 27]),
    ("fine", [29]),
    ("ﬁne", [29]),
    ("ﬂight", [29]),
    ("istanbul", [30]),
    ("İstanbul", [30]),
    ("ISTANBUL", [30]),
    ("ısı", [30]),
    ("Zalgo", [39]),
    ("Za\u0300\u0301lgo", [39]),
    ("softhyphen", [39]),
    ("soft\xadhyphen", [39]),
    ("database", []),
    # other scripts, with spaces and without, and signs
    ("数据", [21, 20]),
    ("数 据", [21, 20]),
    ("据数", []),
    ('"数据平台"', [20]),
    ("平台", [21, 20]),
    ("合同", [20, 21]),
    ("合同 2026", [21]),
    ("データ", [22]),
    ("ﾃﾞｰﾀ", [22]),
    ("データ基盤", [22]),
    ("契約 -平台", [22]),
    ("ตำรวจ", [23]),
    ("ตํารวจ", [23]),
    ("สัญญา", [23]),
    ("بيانات", [24]),
    ("ب\u064eي\u064eان\u064eات", [24]),
    ("الشرطة", [24]),
    ("נתונים", [25]),
    ("משטרה", [25]),
    ("\u202eבנתונים", []),
    ("हिन\u094dदी", [42]),
    ("१२३", [42]),
    ("٣٤٥", [42]),
    ("345", []),
    ("678", [42]),
    ("🚔", []),
    ("🚔 patrol", [26]),
    ("👩\u200d🚀", []),
    ("🇬🇧", []),
    # words that other searches leave out
    ("is", [31, 2, 32]),
    ("us", [32, 31, 2]),
    ("US", [32, 31, 2]),
    ("the", [31, 5, 32]),
    ("to be or not to be", [31]),
    ('"to be or not to be"', [31]),
    # what is no letter or digit, quotes that do not close, and the syntax of either database
    ("", but()),
    ("  ", but()),
    ('"', []),
    ('""', []),
    ("'", []),
    ("*", []),
    ("**", []),
    ("-", []),
    ("--", []),
    ('-"', []),
    ("+", []),
    ("%", []),
    ("_", []),
    ("\\", []),
    ("!", []),
    ("…", []),
    ("\x00", []),
    ("\ud800", []),
    ('"unbalanced', []),
    ('police "data', [6, 5, 1]),
    ('police" data', [6, 5, 1]),
    ("data\x00base", [39]),
    ("po\x00lice", []),
    ("+police", [6, 5, 1]),
    ("^police", [6, 5, 1]),
    ("near", [36]),
    ("NEAR(a b)", [36]),
    ("NEAR/3", []),
    ("col:title", [36]),
    ("title:data", []),
    ("title : data", []),
    ("{title} : police", []),
    ("a & | ! <-> b", [36]),
    ("police & data", [6, 5, 1]),
    ("police:*", [5, 1, 6]),
    ("'police':*", [5, 1, 6]),
    ("!police", [6, 5, 1]),
    ("police <-> data", [6, 5, 1]),
    ("(police", [6, 5, 1]),
    ("police)", [6, 5, 1]),
    ("((a)", [4, 1, 14, 36]),
    ("';--", []),
    ("police;--", [6, 5, 1]),
    ("\\police", [6, 5, 1]),
    ("%police%", [6, 5, 1]),
    ("police' OR 1=1", [6, 5, 1]),
    # words that are too long
    ("x" * 70, [38]),
    ("x" * 64, [38]),
    ("xxxxxx", [38]),
    ("x*", [38]),
    ("y" * 64, [38]),
    ("y" * 63, []),
]  # fmt: skip


def write(rows=ROWS) -> None:
    """Make the contracts public, straight in their table."""
    at = timezone.now()
    PublicContract.objects.bulk_create(_contract(row, at) for row in rows)


def _contract(row, at):
    last = datetime.date.fromisoformat(row.day) if row.day else None
    dated = last or datetime.date(2020, 1, 1)
    return PublicContract(
        public_id=row.number,
        title=row.title,
        slug="x",
        headline=row.title,
        known_as="official record",
        stage="award",
        hold="none",
        value_minor=row.value,
        currency=row.currency,
        dated_on=dated,
        year=dated.year,
        last_event_on=last,
        last_event_on_precision="day" if last else "",
        recency=recency(last, row.number),
        published_at=at,
        changed_at=at,
        tracked=False,
        title_words=indexed(row.title),
        words=indexed(row.text),
    )
