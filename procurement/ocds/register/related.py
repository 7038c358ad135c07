"""Which other processes and notices the notices of a contract name.

Sources: OCDS 1.1 `relatedProcesses` of release and contracts; documents and descriptions that give a
notice of another service, or its number in the Official Journal's form.
"""

import re
from collections.abc import Iterator
from typing import Any

from procurement.ocds.texts import line, texts, title

from ..values import Note, each
from .party_names import objects
from .readers import url

# Pages of services that are notices, in lower case, and how the OCIDs of each service begin.
_NOTICE = re.compile(
    r"find-tender\.service\.gov\.uk/notice/(?P<fts>[0-9])"
    r"|contractsfinder\.service\.gov\.uk/notice/(?P<cf>[0-9a-f]{8}-)"
    r"|publiccontractsscotland\.gov\.uk/search/.*\b(?P<pcs>id=)"
    r"|sell2wales\.gov\.wales/search/.*\b(?P<s2w>id=)"
    r"|\bted\.europa\.eu/.*(?P<ted>notice)"
)
_OWN = {"fts": "ocds-h6vhtk-", "cf": "ocds-b5fd17", "pcs": "ocds-r6ebe6-", "s2w": "ocds-kuma6s-"}
# A notice's number as the Official Journal writes it; Find a Tender writes its own as of issue 000.
_NUMBER = re.compile(r"(?<![0-9])(20[0-9]{2})/S ?([0-9]{3})-([0-9]{6,7})(?![0-9])")
_PAGE = re.compile(r"find-tender\.service\.gov\.uk/Notice/([0-9]{6})-(20[0-9]{2})(?![0-9])")
_FIND_A_TENDER = "https://www.find-tender.service.gov.uk/Notice/"
_TED = "https://ted.europa.eu/en/notice/-/detail/"


def read(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give {"relationships", "scheme", "identifier", "title", "url", "of", "id", "lots", "at"}.

    "scheme" is as published, such as "ocid" or "EU-OJ"; "link" where only a document's address names
    the notice, "mention" where a description does. "url" is the address that is stated, or where the
    service shows the notice of that number.
    """
    found = list(_processes(release.get("relatedProcesses"), "relatedProcesses", {}, note))
    for of, key in (("award", "awards"), ("agreement", "contracts")):
        for place, row in objects(release.get(key)):
            if row.get("relatedProcesses"):
                whose = {"of": of, "id": line(row.get("id"), f"{key}/{place}/id", note)}
                field = f"{key}/{place}/relatedProcesses"
                found += _processes(row["relatedProcesses"], field, whose, note)
    found += _linked(release, note)
    return found + _mentioned(release, {one.get("identifier") for one in found})


def _processes(rows, field, whose, note) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(each(rows, field, note)):
        here = f"{field}/{place}"
        uri = row.get("uri")
        said: dict[str, Any] = {
            "relationships": texts(row.get("relationship"), f"{here}/relationship", note),
            "scheme": line(row.get("scheme"), f"{here}/scheme", note),
            "identifier": line(row.get("identifier"), f"{here}/identifier", note),
            "title": title(row.get("title"), f"{here}/title", note),
            "url": url(uri if isinstance(uri, str) else "", f"{here}/uri", note),
        }
        said["url"] = said["url"] or address(said["identifier"])
        if said := {key: value for key, value in said.items() if value}:
            lots = texts(row.get("relatedLots"), f"{here}/relatedLots", note)
            yield said | whose | ({"lots": lots} if lots else {}) | {"at": here}


def address(number: str) -> str:
    """Give where the notice of a number such as "2024/S 000-035618" is shown; "" for another form."""
    found = _NUMBER.fullmatch(number) if "/S" in number else None
    if not found:
        return ""
    year, issue, own = found.groups()
    return f"{_FIND_A_TENDER}{own}-{year}" if issue == "000" else f"{_TED}{int(own)}-{year}"


def _linked(release, note):
    """Addresses of notices of other services than the one that published the release."""
    ocid, found = str(release.get("ocid")), {}
    for field, document in _documents(release):
        given = document.get("url")
        if not isinstance(given, str) or not _is_of_another(document, ocid):
            continue
        if given not in found and (address := url(given, f"{field}/url", note)):
            said = title(document.get("title") or document.get("description"), field, note)
            found[given] = {"scheme": "link"} | ({"title": said} if said else {})
            found[given] |= {"url": address, "at": field}
    return list(found.values())


def _is_of_another(document, ocid):
    """Whether a document is a notice, and not one of this process: its service calls those notices."""
    found = _NOTICE.search(document["url"].lower())
    if not found:
        return False
    own = ocid.startswith(_OWN.get(found.lastgroup or "", "another"))
    return not (own and str(document.get("documentType")).endswith("Notice"))


def _documents(release):
    for key in ("planning", "tender", "awards", "contracts"):
        stated = release.get(key)
        many = isinstance(stated, list)
        for place, row in enumerate(stated if many else [stated]):
            documents = row.get("documents") if isinstance(row, dict) else None
            for number, one in objects(documents):
                yield f"{f'{key}/{place}' if many else key}/documents/{number}", one


def _mentioned(release, known):
    """Numbers of notices that the descriptions give, where no related process does."""
    found: dict[str, str] = {}
    own = f"{_FIND_A_TENDER}{release.get('id')}"
    for key in ("planning", "tender"):
        stated = release.get(key)
        text = stated.get("description") if isinstance(stated, dict) else None
        for number in _numbers(text) if isinstance(text, str) else ():
            if number not in known and address(number) != own:
                found.setdefault(number, f"{key}/description")
    return [
        {"scheme": "mention", "identifier": number, "url": address(number), "at": field}
        for number, field in found.items()
    ]


def _numbers(text):
    """The numbers of notices in a text, each as the Official Journal writes it."""
    found = ["{}/S {}-{}".format(*one) for one in _NUMBER.findall(text)] if "/S" in text else []
    if "find-tender" in text:
        found += [f"{year}/S 000-{own}" for own, year in _PAGE.findall(text)]
    return found
