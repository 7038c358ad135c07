"""Every public address of what is published, asked for as a reader does, and what it answers."""

import csv
import io
import zipfile
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

from django.urls import Resolver404, get_resolver, resolve

from procurement import identifiers, public

from . import reading

FILES = {
    "contracts": ["csv", "json", "jsonl", "ocds.json", "xlsx", "atom"],
    "interventions": ["csv", "json", "atom"],
}
# Addresses that do not depend on what is published.
FIXED = [
    "/",
    "/about/",
    "/opensearch.xml",
    "/contracts/",
    "/interventions/",
    "/buyers/",
    "/vendors/",
    "/stakeholders/",
    "/robots.txt",
    "/sitemap.xml",
]
# Of the machine and its settings, not of the record.
APART = {"healthz", "readyz", "security"}


class Walk:
    """Asks for addresses, keeps the names of their patterns and the faults that were found."""

    def __init__(self, client) -> None:
        client.raise_request_exception = False
        self.client = client
        self.names: set[str] = set()
        self.faults: list[str] = []

    def contract(self, public_id: int) -> None:
        """Ask for every address of one contract and of whatever it names."""
        body = public.dossier(public_id)
        self._found(f"dossier {public_id}", reading.of_texts(body))
        for address in addresses(body):
            self.ask(address)

    def lists(self) -> None:
        """Ask for the front page, the lists, and the files of the map of the site."""
        index = ElementTree.fromstring(self.client.get("/sitemap.xml").content)  # noqa: S314
        files = [urlsplit(one.text).path for one in index.iter() if one.tag.endswith("loc")]
        for address in [*FIXED, *files]:
            self.ask(address)

    def contract_or_gone(self, public_id: int) -> None:
        """Ask for every address of a contract; where it was withdrawn, each answers 410."""
        if public.dossier(public_id):
            self.contract(public_id)
            return
        for ending in (
            "/",
            ".json",
            ".ocds.json",
            "/history/",
            "/history.json",
            "/history/1/",
            "/history/1.json",
        ):
            self.ask(f"/contracts/{public_id}{ending}", status=410)

    def ask(self, address: str, status: int = 200) -> None:
        """Ask for one address; note what is wrong with its answer."""
        try:
            self.names.add(resolve(address.split("?")[0]).url_name)
        except Resolver404:
            self.faults.append(f"{address} is no address")
        response = self.client.get(address)
        if response.status_code in (301, 302):
            address = response.headers["Location"]
            response = self.client.get(address)
        if response.status_code != status:
            error = getattr(response, "exc_info", None) or ("", "")
            self.faults.append(f"{address} answers {response.status_code} {error[1]!r}")
            return
        content = b"".join(response.streaming_content) if response.streaming else response.content
        self._found(address, read(response.headers["Content-Type"], content))

    def _found(self, address, faults):
        self.faults += [f"{address} {fault}" for fault in dict.fromkeys(faults)]


def read(media_type: str, content: bytes) -> list[str]:
    """Read an answer as strictly as its media type allows; give the faults of its text."""
    kind = media_type.split(";")[0]
    if kind == "text/html":
        return reading.of_page(content.decode())
    if kind == "application/json":
        return reading.of_texts(reading.strict(content.decode()))
    if kind == "application/jsonl":
        return reading.of_texts([reading.strict(line) for line in content.decode().splitlines()])
    if kind == "text/csv":
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True))
        return reading.of_texts(rows) + [f"a cell too many: {row}" for row in rows if None in row]
    if kind == "text/plain":
        return reading.of_texts(content.decode().splitlines())
    if kind.endswith("xml"):
        texts = [one.text or "" for one in ElementTree.fromstring(content).iter()]  # noqa: S314
        return reading.of_texts([" ".join(text.split()) for text in texts])
    if kind.endswith("sheet"):
        broken = zipfile.ZipFile(io.BytesIO(content)).testzip()
        return [f"{broken} is broken"] if broken else []
    return [f"is {kind}"]


def addresses(body: dict) -> list[str]:
    """Give every address that a published contract has, or that is filtered to it."""
    contract = f"/contracts/{body['id']}"
    revisions = [one["revision"] for one in public.changes(body["id"])]
    # What was shown no more at a revision is gone there too.
    revisions = [
        f"{contract}/history/{one.number}{ending}"
        for one in revisions
        if one.kind != "withdrawn"
        for ending in ("/", ".json")
    ]
    found = [f"{contract}/", f"{contract}-{body['slug']}/", f"{contract}/?order=newest"]
    found += [
        f"{contract}.json",
        f"{contract}.ocds.json",
        f"{contract}/history/",
        f"{contract}/history.json",
        *revisions,
    ]
    found += [f"/interventions/{act['id']}/" for act in body["interventions"]]
    found += [f"/sources/{source['id']}/" for source in body["sources"]]
    parties = {(one["kind"], one["id"]): one for one in named(body)}
    found += [f"/{kind}s/{id_}/" for kind, id_ in parties]
    for kind, party in {kind: party for (kind, _), party in parties.items()}.items():
        query = urlencode({"q": party["name"][:200]})
        found += [f"/{kind}s/?{query}", f"/{kind}s/suggest.json?{query}"]
    found += [f"/id/{one}" for one in _identifiers(body, parties)]
    return found + list(_searches(body, parties))


def named(part) -> list[dict]:
    """Give the forms of the parties in a structure."""
    if isinstance(part, dict):
        own = [part] if "the" in part else []
        return own + [one for value in part.values() for one in named(value)]
    return [one for value in part for one in named(value)] if isinstance(part, list) else []


def _identifiers(body, parties):
    if body["ocid"]:
        yield f"ocid/{body['ocid']}"
    for kind, id_ in parties:
        for one in public.parties(kind).get(public_id=id_).identifiers:
            identifiers.normalise(one["scheme"], one["value"])
            yield f"{one['scheme']}/{one['value']}"


def _searches(body, parties):
    """The lists that a reader would narrow to this contract, and each file of one of them."""
    title = {"q": body["title"][:200]}
    kinds = {kind: id_ for kind, id_ in reversed(list(parties))}
    stamp = {
        "disputed": body["disputed"],
        "stage": body["stage"]["code"],
        "hold": body["hold"]["code"],
    }
    asked = [("contracts", one) for one in (title, stamp, kinds)]
    for act in body["interventions"][:1]:
        done = {"type": act["type"], "effect": act["effect"], "outcome": act["outcome"]}
        asked.append(("interventions", done))
        asked += [(many, {"ground": one["code"]}) for many in FILES for one in act["grounds"][:1]]
    yield from (f"/{many}/?{urlencode(query, doseq=True)}" for many, query in asked)
    query = urlencode(kinds or title)
    for many, endings in FILES.items():
        yield from (f"/{many}.{ending}?{query}" for ending in endings)
    yield f"/contracts.csv?shape=awards&{query}"


def all_names() -> set[str]:
    """Give the names of all public addresses of the site, but those of the machine."""
    return {
        name for name in get_resolver("procurement.urls").reverse_dict if isinstance(name, str)
    } - APART
