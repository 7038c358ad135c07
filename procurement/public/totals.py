"""What contracts add up to: in all, by year, and by who is at the other end.

The database adds up, in a fixed number of queries. Currencies are never added together, a value
that several vendors share is no one's, and the demonstration record is in no sum of real ones.
"""

from django.db.models import Case, Count, F, Q, Sum, Value, When
from django.db.models.functions import ExtractYear

from procurement import worth
from procurement.models import (
    PublicContract,
    PublicContractVendor,
    PublicHoldings,
    PublicParty,
    PublicSum,
)


def holdings(*, invented: bool) -> dict:
    """Give {"contracts", "buyers", "sums", "counted", "beside"} of all public contracts. One query.

    `sums` is {currency: minor units} of the decided values, `counted` how many contracts have one,
    `beside` what the sums leave out, as `worth.gathered` gives it.
    What is invented is counted where `invented` says so: while there is nothing real. The sums are of
    real contracts, once there are any. The numbers are of the last publication, or of the end of the last import.
    """
    kept = PublicHoldings.objects.filter(with_invented=invented)
    found = kept.values("contracts", "buyers", "counted", "sums", "beside").first()
    nothing = {"contracts": 0, "buyers": 0, "counted": 0, "sums": {}, "beside": []}
    return dict(found) if found else nothing


def years_of(party: PublicParty) -> list[dict]:
    """Give [{"year", "contracts", "counted", "sums", "beside"}] of a buyer or vendor, by year. Two queries.

    `sums` is {currency: minor units} of the decided values, of a vendor those that are its alone;
    `counted` is how many contracts they are of; `beside` is what they leave out, as `worth.gathered`
    gives it. A year is that of `dated_on`.
    """
    found: dict[int, dict] = {}
    left_out: dict[int, list] = {}
    for year, kind, currency, number, minor in _by_year(party).order_by("in_year", "kind", "code"):
        told = {"year": year, "contracts": 0, "counted": 0, "sums": {}}
        decided = kind == "decided"
        _add(found.setdefault(year, told), currency if decided else "", number, minor)
        if currency and not decided:
            left_out.setdefault(year, []).append((kind, currency, minor, number))
    for year, *said in (
        _sums(party).annotate(in_year=ExtractYear("contract__dated_on")).by_kind("in_year")
    ):
        left_out.setdefault(year, []).append(said)
    return [
        found[year] | {"beside": worth.gathered(left_out.get(year, ()))} for year in sorted(found)
    ]


def _by_year(party):
    """(year, what it counts as, currency or "", contracts, minor units)."""
    if party.kind == "vendor":
        rows, year, code = _links(party), "contract__dated_on", _currency_of_links(party)
        kind: Value | F = Value("decided")
    else:
        rows = PublicContract.objects.filter(buyer=party, invented=party.invented)
        valued = {"value_minor__isnull": False, "demonstration": party.demonstration}
        year, code, kind = "dated_on", _counted(F("currency"), **valued), F("value_kind")
    grouped = rows.order_by().values(in_year=ExtractYear(year), kind=kind, code=code)
    return grouped.annotate(number=Count("pk"), minor=Sum("value_minor")).values_list(
        "in_year", "kind", "code", "number", "minor"
    )


def _sums(party):
    """What stands beside the values of its contracts, or of its part in them."""
    flags = {"contract__invented": party.invented, "contract__demonstration": party.demonstration}
    if party.kind == "vendor":
        return PublicSum.objects.filter(link__vendor=party, **flags)
    return PublicSum.objects.of_contracts().filter(contract__buyer=party, **flags)


def counterparties_of(party: PublicParty, most: int) -> dict:
    """Give {"rows", "count"}: a vendor's buyers or a buyer's vendors. Four queries.

    `rows` are the `most` with the most contracts, then the most pounds, [{"party", "contracts", "counted", "sums"}] as
    `years_of` gives them; the sums are of what a vendor was awarded alone. `count` is of all.
    """
    other = "contract__buyer" if party.kind == "vendor" else "vendor"
    links = _links(party).filter(**{f"{other}__isnull": False}).order_by()
    top = list(_foremost(party, links, other)[:most])
    found: dict[int, dict] = {pk: {"contracts": 0, "counted": 0, "sums": {}} for pk in top}
    sums = links.filter(**{f"{other}__in": top}).values_list(other, _currency_of_links(party))
    for pk, currency, number, minor in sums.annotate(Count("pk"), Sum("value_minor")):
        _add(found[pk], currency, number, minor)
    named = PublicParty.objects.in_bulk(top)
    count = links.aggregate(count=Count(other, distinct=True))["count"]
    return {"rows": [{"party": named[pk]} | found[pk] for pk in top], "count": count}


def _foremost(party, links, other):
    """Keys by the number of contracts, then by what they come to in pounds."""
    of_total = Q(currency="GBP", contract__demonstration=party.demonstration)
    pounds = Sum("value_minor", filter=of_total)
    rows = links.values(other).annotate(number=Count("pk"), pounds=pounds)
    first = ("-number", F("pounds").desc(nulls_last=True), f"{other}__public_id")
    return rows.order_by(*first).values_list(other, flat=True)


def _links(party):
    whose = {"vendor": party} if party.kind == "vendor" else {"contract__buyer": party}
    return PublicContractVendor.objects.filter(**whose, contract__invented=party.invented)


def _currency_of_links(party):
    return _counted(F("currency"), contract__demonstration=party.demonstration)


def _counted(currency, **which):
    """The currency of what counts; "" where nothing does."""
    return Case(When(**which, then=currency), default=Value(""))


def _add(told, currency, number, minor):
    """Add one group of contracts to a row; without a currency they have no sum that counts."""
    told["contracts"] += number
    if currency:
        told["counted"] += number
        told["sums"][currency] = told["sums"].get(currency, 0) + int(minor)
