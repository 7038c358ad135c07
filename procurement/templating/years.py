"""What templates say of years: bars of decided values, and the years without a contract."""

from procurement.money import Money

from .register import moneys

# How many years a chart shows; the table below it has all.
_YEARS = 12


def charts(years: list[dict]) -> list[dict]:
    """Give one chart for each currency: {"sentence", "bars", "earlier"}; pounds first.

    Bars are {"year", "money", "width", "without"} of one year after another, `width` in thousandths
    of the greatest. A year that adds nothing has no money, and says in `without` what there is
    none of. `earlier` says whether years before them are in the table alone.
    """
    codes = {code for year in years for code in year["sums"]}
    found = moneys(dict.fromkeys(codes, 0))
    among = len(found) > 1
    return [
        _chart(years, money.currency, f" in {money.currency}" if among else "") for money in found
    ]


def _chart(years, currency, among):
    sums = {year["year"]: year["sums"].get(currency, 0) for year in years}
    dated = [year for year, minor in sums.items() if minor]
    first = max(min(dated), max(dated) - _YEARS + 1)
    most = max(sums.values())
    return {
        "sentence": _sentence(sums, currency),
        "earlier": first > min(dated),
        "bars": [
            {
                "year": year,
                "money": Money(sums[year], currency) if sums.get(year) else None,
                "width": _width(sums.get(year, 0), most),
                "without": _without(sums, year, among),
            }
            for year in range(first, max(dated) + 1)
        ],
    }


def _without(sums, year, among):
    """No contract on record does not mean that nothing was spent."""
    if year not in sums:
        return "no contract on this record"
    return "" if sums[year] else f"no value that counts{among}"


def with_gaps(years: list[dict]) -> list[dict]:
    """Give the years, and where some are left out between them {"gap"}: "2015" or "2015 to 2019"."""
    rows: list[dict] = []
    for year in years:
        first = rows[-1]["year"] + 1 if rows else year["year"]
        last = year["year"] - 1
        if first <= last:
            rows.append({"gap": str(first) if first == last else f"{first} to {last}"})
        rows.append(year)
    return rows


def _width(minor, most):
    """A value that is there is seen."""
    return max(round(1000 * minor / most), 3) if minor > 0 else 0


def _sentence(sums, currency):
    """What a chart shows, in words."""
    best = max(sums, key=lambda year: (sums[year], year))
    whole, most = sum(sums.values()), sums[best]
    if most == whole:
        return f"All of the {Money(whole, currency).short()} is in {best}."
    share = Money(most, currency).short()
    return f"{best} has the highest total: {share} of {Money(whole, currency).short()}."
