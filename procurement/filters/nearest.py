"""What to search for instead, where a search of contracts finds nothing."""

from dataclasses import replace
from urllib.parse import urlencode

from procurement import public


def nearest(listing) -> dict:
    """Give {"respelt", "looser"} of a list of contracts. At most two queries.

    `respelt` has the misspelt words as names are written, with the other filters or, where that
    finds nothing either, without; `looser` are searches that leave out one of the filters each, the
    one that finds most first. Each is {"label", "text", "query", "number", "more"}; `respelt` is also
    {"alone"}: whether it is without the filters.
    """
    respelt = (
        public.spelling_suggestion(listing.text, invented=listing.shows_invented)
        if listing.text
        else None
    )
    # A currency narrows nothing by itself, even where values are compared in it.
    names = [name for name in listing.given if name not in (*listing.beside, "currency")]
    # Without the only one there is, everything is found.
    asked = {name: listing.searching(without=name) for name in names if len(names) > 1}
    if respelt:
        asked["respelt"] = replace(listing.search, text=respelt)
        asked["alone"] = public.Search(_whole(listing), respelt)
    numbers = {name: number for name, number in public.counts(asked).items() if number}
    looser = [_without(listing, name, numbers[name]) for name in names if name in numbers]
    return {
        "respelt": _respelt(listing, str(respelt), numbers),
        "looser": sorted(looser, key=lambda one: -one["number"]),
    }


def _whole(listing):
    rows = listing.queryset.order_by()
    return rows if listing.shows_invented else rows.filter(invented=False)


def _respelt(listing, words, numbers):
    if "respelt" in numbers:
        return {"alone": False} | _offer(
            "Search", words, listing.query(q=[words]), numbers["respelt"]
        )
    if "alone" in numbers:
        alone = {"q": words} | ({"sample": "1"} if listing.given.get("sample") else {})
        return {"alone": True} | _offer("Search", words, urlencode(alone), numbers["alone"])
    return None


def _without(listing, name, number):
    text = ", ".join(listing.in_words(name, value) for value in listing.given[name])
    return _offer(listing.form[name].label, text, listing.query(**{name: []}), number)


def _offer(label, text, query, number):
    return {
        "label": label,
        "text": text,
        "query": query,
        "number": min(number, public.MOST_COUNTED),
        "more": number > public.MOST_COUNTED,
    }
