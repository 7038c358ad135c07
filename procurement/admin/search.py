"""What the search box of a large list finds: through the index of the public copies, and by number.

What is not public yet is little, and is looked through as it is.
"""

from typing import ClassVar

from django.contrib import admin
from django.db.models import F, Q, QuerySet

from procurement import plaintext, search
from procurement.alike import address_key
from procurement.everyday_words import grounds_with_words
from procurement.models import Contract, PartyName, PublicContract, PublicParty, Source
from procurement.search import fold

# How many sources a search gives.
MOST_SOURCES = 200
# Of a word that is everywhere, the newest rows are enough to see that more words are needed.
NEWEST = 1_000
LARGEST_ID = 10**9


def with_ocid(text: str):
    """The working contract of an OCID. Said as the index has it: it leaves out those without."""
    return Contract.objects.exclude(ocid="").filter(ocid=text.strip()).order_by()


def keys_with_words(rows: QuerySet, text: str, *columns: str) -> list[int]:
    """Give the keys of the rows in whose columns every word of a text begins a word: without case, accents and
    apostrophes. Reads them all, so they are to be few.
    """
    words = [f" {word}" for word in fold(text).split()]
    if not words:
        return []
    found = []
    for pk, *texts in rows.order_by().values_list("pk", *columns).iterator():
        plain = f" {fold(' '.join(texts))}"
        if all(word in plain for word in words):
            found.append(pk)
    return found


def _number(text):
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and int(text) < LARGEST_ID else None


def _matching(copies, text):
    return (
        search.match(copies, search.beginnings(text)).order_by("-pk").values("public_id")[:NEWEST]
    )


class FindsContracts(admin.ModelAdmin):
    """Contracts by OCID, public id, or the words of their public form; drafts by their title."""

    search_fields: ClassVar[tuple] = ("title",)
    search_help_text = (
        "OCID, public number, or words of the public record (the newest 1,000); drafts by title."
    )

    def get_search_results(self, request, queryset, search_term):
        """Narrow to what was asked for."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(pk__in=_contracts_with(search_term)), False


def contracts_found(text: str, most: int) -> list[Contract]:
    """Give contracts of which a text says the OCID, the public id or words, those saved last first."""
    return list(
        Contract.objects.filter(pk__in=_contracts_with(text)).order_by("-updated_at")[:most]
    )


def _contracts_with(text):
    # Keys are fetched first: of several conditions on a million rows, databases make one scan.
    keys = set(_contracts_matching(text)) | set(_kept_and_titled(text))
    return keys.union(with_ocid(text).values_list("pk", flat=True))


def _contracts_matching(text):
    ids = set(_matching(PublicContract.objects.all(), text).values_list("public_id", flat=True))
    ids.add(_number(text) or 0)
    return Contract.objects.filter(public_id__in=ids).order_by().values_list("pk", flat=True)


def _kept_and_titled(text):
    """Of what editors keep, what the public does not read as it stands."""
    kept = Contract.objects.filter(tracked=True).exclude(version=F("published_version"))
    return keys_with_words(kept, text, "title")


class FindsParties(admin.ModelAdmin):
    """Parties by any of their names, number or public id; those not public by their name.

    A party is found by whatever one that was merged into it is found by, too.
    """

    search_fields: ClassVar[tuple] = ("name",)
    search_help_text = "Any of its names, an identifier, or its public number."

    def get_search_results(self, request, queryset, search_term):
        """Narrow to what was asked for."""
        if not search_term.strip():
            return queryset, False
        copies = PublicParty.objects.filter(kind=self.model.kind)
        unseen = self.model.objects.exclude(version=F("published_version"))
        found = Q(pk__in=keys_with_words(unseen, search_term, "name", "aliases"))
        found |= Q(pk__in=self._bearing(search_term))
        if number := _number(search_term):
            found |= Q(public_id=number)
        merged = self.model.objects.filter(found, canonical__isnull=False).order_by()
        found |= Q(public_id__in=_matching(copies, search_term))
        return queryset.filter(found | Q(pk__in=merged.values("canonical"))), False

    def _bearing(self, text):
        rows = self.model._default_manager.order_by()
        value = text.strip().upper().rpartition("-")[2]
        return rows.filter(identifiers__value__in={text.strip(), value}).values("pk")


class FindsSources(admin.ModelAdmin):
    """Sources by their address, however it is written, or the words of title, publisher and author."""

    search_fields: ClassVar[tuple] = ("title",)
    search_help_text = "Address, or words of title, publisher or author."

    def get_search_results(self, request, queryset, search_term):
        """Narrow to what was asked for."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(pk__in=[one.pk for one in sources_found(search_term)]), False


def sources_found(text: str) -> list[Source]:
    """Give the sources of an address, else those with the words, the newest first: `MOST_SOURCES` at most."""
    rows, text = Source.objects.order_by("-pk"), plaintext.visible(text)
    key = address_key(text if "//" in text else f"//{text}")
    same = list(rows.filter(url_key=key)[:MOST_SOURCES]) if key else []
    words = () if same else keys_with_words(rows, text, "title", "publisher", "author")
    return same or list(rows.filter(pk__in=words)[:MOST_SOURCES])


class FindsGrounds(admin.ModelAdmin):
    """Grounds by name, definition, and the words under which people look for them."""

    search_fields: ClassVar[tuple] = ("name",)
    search_help_text = "Any words: privacy, too expensive."

    def get_search_results(self, request, queryset, search_term):
        """Narrow to what was asked for."""
        if not search_term.strip():
            return queryset, False
        found = grounds_with_words(queryset.order_by(), search_term)
        return queryset.filter(pk__in=[one.pk for one in found]), False


class FindsByOcid(admin.ModelAdmin):
    """Rows of a contract, by its OCID."""

    search_fields: ClassVar[tuple] = ("pk",)
    search_help_text = "The OCID of the contract, whole."
    of_contract = "contract"

    def get_search_results(self, request, queryset, search_term):
        """Narrow to the rows of that contract."""
        if not search_term.strip():
            return queryset, False
        contracts = list(with_ocid(search_term).values_list("pk", flat=True))
        return queryset.filter(**{f"{self.of_contract}__in": contracts}), False


class FindsNames(admin.ModelAdmin):
    """Names of the register by their beginning as imports keep them, without case; and by their words."""

    search_fields: ClassVar[tuple] = ("name",)
    search_help_text = "The name from its beginning, or words of it."

    def get_search_results(self, request, queryset, search_term):
        """Narrow to the names that begin so."""
        if not search_term.strip():
            return queryset, False
        begins = Q(folded__startswith=plaintext.caseless(search_term))
        return queryset.filter(begins | Q(pk__in=list(_names_with(search_term)))), False


def _names_with(text):
    """The keys of names with the words, without accents too, of the parties that have them."""
    for kind in ("buyer", "vendor"):
        public = _matching(PublicParty.objects.filter(kind=kind), text)
        names = PartyName.objects.filter(**{f"{kind}__public_id__in": public})
        yield from keys_with_words(names, text, "name")
