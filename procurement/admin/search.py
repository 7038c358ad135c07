"""What the search box of a large list finds: through the index of the public copies, and by number.

What is not public yet is little, and is looked through as it is.
"""

from typing import ClassVar

from django.contrib import admin
from django.db.models import Q

from procurement import search
from procurement.models import Contract, PublicContract, PublicParty
from procurement.search import fold

# Of a word that is everywhere, the newest rows are enough to see that more words are needed.
NEWEST = 1_000
LARGEST_ID = 10**9


def with_ocid(text: str):
    """The working contract of an OCID. Said as the index has it: it leaves out those without."""
    return Contract.objects.exclude(ocid="").filter(ocid=text.strip()).order_by()


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
    kept = Contract.objects.filter(tracked=True, title__icontains=text.strip())
    return kept.values_list("pk", flat=True)[:NEWEST]


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
        unseen = Q(name__icontains=search_term) | Q(aliases__icontains=search_term)
        found = Q(published_version=0) & unseen | Q(pk__in=self._bearing(search_term))
        if number := _number(search_term):
            found |= Q(public_id=number)
        merged = self.model.objects.filter(found, canonical__isnull=False).order_by()
        found |= Q(public_id__in=_matching(copies, search_term))
        return queryset.filter(found | Q(pk__in=merged.values("canonical"))), False

    def _bearing(self, text):
        rows = self.model._default_manager.order_by()
        value = text.strip().upper().rpartition("-")[2]
        return rows.filter(identifiers__value__in={text.strip(), value}).values("pk")


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
    """Names of the register by their beginning, without case, accents and punctuation."""

    search_fields: ClassVar[tuple] = ("name",)
    search_help_text = "The name from its beginning."

    def get_search_results(self, request, queryset, search_term):
        """Narrow to the names that begin so."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(folded__startswith=fold(search_term)), False
