"""What contracts add up to: in all, by year, and by who is at the other end.

The database adds up, in a fixed number of queries. Currencies are never added together, a value
that several vendors share is no one's, and the demonstration record is in no sum of real ones.
"""

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Sum, Value, When
from django.db.models.functions import ExtractYear

from procurement import models, worth


def holdings(*, invented: bool) -> dict:
    """Give {"contracts", "buyers", "sums", "counted", "beside"} of all public contracts. One query.

    `sums` is {currency: minor units} of the decided values, `counted` how many contracts have one,
    `beside` what the sums leave out, as `worth.gathered` gives it.
    What is invented is counted where `invented` says so: while there is nothing real. The sums are of
    real contracts, once there are any. The numbers are of the last publication, or of the end of the last import.
    """
    kept = models.PublicHoldings.objects.filter(with_invented=invented)
    found = kept.values("contracts", "buyers", "counted", "sums", "beside").first()
    nothing = {"contracts": 0, "buyers": 0, "counted": 0, "sums": {}, "beside": []}
    return dict(found) if found else nothing


def years_of(party: models.PublicParty) -> list[dict]:
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
        return _of_parts(_links(party), party)
    rows = models.PublicContract.objects.filter(buyer=party, invented=party.invented)
    valued = {"value_minor__isnull": False, "demonstration": party.demonstration}
    code = _counted(F("currency"), **valued)
    whole = _grouped(rows.exclude(_parts_at("pk")), "dated_on", F("value_kind"), code)
    parts = models.PublicContractBuyer.objects.filter(
        buyer=party, contract__invented=party.invented
    )
    return whole.union(_of_parts(parts, party), all=True)


def _of_parts(rows, party):
    return _grouped(rows, "contract__dated_on", Value("decided"), _currency_of_links(party))


def _grouped(rows, year, kind, code):
    grouped = rows.order_by().values(in_year=ExtractYear(year), kind=kind, code=code)
    return grouped.annotate(number=Count("pk"), minor=Sum("value_minor")).values_list(
        "in_year", "kind", "code", "number", "minor"
    )


def _parts_at(contract):
    """That a contract has several buyers, each of which has its part."""
    return Exists(models.PublicContractBuyer.objects.filter(contract=OuterRef(contract)))


def _sums(party):
    """What stands beside the values of its contracts, or of its part in them."""
    flags = {"contract__invented": party.invented, "contract__demonstration": party.demonstration}
    if party.kind == "vendor":
        return models.PublicSum.objects.filter(link__vendor=party, **flags)
    whole = models.PublicSum.objects.of_contracts().filter(contract__buyer=party)
    parts = models.PublicSum.objects.filter(part__buyer=party)
    # Not as one condition: each of the two is found by an index.
    either = whole.exclude(_parts_at("contract")).values("pk").union(parts.values("pk"))
    return models.PublicSum.objects.filter(pk__in=either, **flags)


def counterparties_of(party: models.PublicParty, most: int) -> dict:
    """Give {"rows", "count", "left_out"}: a vendor's buyers or a buyer's vendors. Four queries.

    `rows` are the `most` with the most contracts, then the most pounds, [{"party", "contracts", "counted", "sums"}] as
    `years_of` gives them; the sums are of what a vendor was awarded alone. `count` is of all. `left_out` is how many
    contracts are not in it, because they have several buyers: who of these buys from whom, their awards say.
    """
    other = "contract__buyer" if party.kind == "vendor" else "vendor"
    shared = _parts_at("contract")
    every = _links(party).filter(**{f"{other}__isnull": False}).order_by()
    links = every.exclude(shared)
    top = list(_foremost(party, links, other)[:most])
    found: dict[int, dict] = {pk: {"contracts": 0, "counted": 0, "sums": {}} for pk in top}
    sums = links.filter(**{f"{other}__in": top}).values_list(other, _currency_of_links(party))
    for pk, currency, number, minor in sums.annotate(Count("pk"), Sum("value_minor")):
        _add(found[pk], currency, number, minor)
    named = models.PublicParty.objects.in_bulk(top)
    counts = every.aggregate(
        count=Count(other, distinct=True, filter=~shared),
        left_out=Count("contract", distinct=True, filter=shared),
    )
    return {"rows": [{"party": named[pk]} | found[pk] for pk in top]} | counts


def _foremost(party, links, other):
    """Keys by the number of contracts, then by what they come to in pounds."""
    of_total = Q(currency="GBP", contract__demonstration=party.demonstration)
    pounds = Sum("value_minor", filter=of_total)
    rows = links.values(other).annotate(number=Count("pk"), pounds=pounds)
    first = ("-number", F("pounds").desc(nulls_last=True), f"{other}__public_id")
    return rows.order_by(*first).values_list(other, flat=True)


def _links(party):
    whose = {"vendor": party} if party.kind == "vendor" else {"contract__buyer": party}
    return models.PublicContractVendor.objects.filter(**whose, contract__invented=party.invented)


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
