"""Atom feeds of any search: what happened last, a sentence each (RFC 4287)."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from procurement import codelists, dates, public, wording
from procurement.filters import ContractFilter, InterventionFilter, Listing, files

MOST = 50
MOST_KEPT = 25
SITE = "Public decisions"


class Feed(Atom1Feed):
    """A feed that is as new as its newest entry; without one, as the day."""

    def latest_post_date(self) -> datetime.datetime:
        """Give the moment of the last change."""
        today = datetime.datetime.combine(public.today(), datetime.time(), datetime.UTC)
        return super().latest_post_date() if self.items else today


def contract_feed(request: HttpRequest, listing: ContractFilter) -> HttpResponse:
    """Give the contracts of a search in which something happened last, or that editors changed last.

    What they publish may have happened long ago, or on no known day.
    """
    feed = _feed(request, listing, "Contracts")
    last = replace(listing.search, order=public.Order())
    kept = replace(last, rows=last.rows.filter(tracked=True), order=public.by_change())
    keys = {row.key for row in public.page(last, start=0, most=MOST)}
    keys |= {row.key for row in public.page(kept, start=0, most=MOST_KEPT)}
    rows = list(public.contract_rows(public.Search(public.contracts().filter(pk__in=keys))))
    done = public.last_done(row.id for row in rows)
    for title, row in _titled(rows, _contract_title):
        address = request.build_absolute_uri(f"/contracts/{row.id}/")
        sentences = (
            [_told(row.last_event_on, row.last_event, row.tracked)] if row.last_event else []
        )
        sentences += [row.headline, *([done[row.id]] if row.id in done else [])]
        _add(feed, row, address, title, sentences, row.published_at)
    return _answer(feed)


def intervention_feed(request: HttpRequest, listing: InterventionFilter) -> HttpResponse:
    """Give the interventions of a search that happened last."""
    feed = _feed(request, listing, "Interventions")
    rows = public.intervention_rows(public.latest_first(listing.qs)[:MOST])
    for title, row in _titled(rows, _act_title):
        address = request.build_absolute_uri(f"/interventions/{row.id}/")
        _add(feed, row, address, title, [_told(row.happened_on, row.sentence)])
    return _answer(feed)


def _contract_title(row):
    return f"{row.title} · {row.buyer.name}" if row.buyer else row.title


def _act_title(row):
    """What the page of the intervention is called: what it was, by whom, on which contract."""
    hedge = wording.hedge(row.known_as)
    hedge = f" ({hedge})" if hedge else ""
    return f"{codelists.TYPE.label(row.type)} by {row.by}{hedge}: {row.contract_title}"


def _titled(rows, titled):
    """(title, row) of each row: those that would have the same title carry their numbers."""
    named = [(titled(row), row) for row in rows]
    often = Counter(title for title, _ in named)
    return [
        (f"{title} (number {row.id})" if often[title] > 1 else title, row) for title, row in named
    ]


def _feed(request: HttpRequest, listing: Listing, what: str) -> Feed:
    said = ", ".join(f"{label.lower()} “{text}”" for label, text in files.in_words(listing))
    page = request.path.removesuffix(".atom") + "/"
    address = request.build_absolute_uri(f"{request.path}{listing.canonical}")
    return Feed(
        title=f"{what}: {said} · {SITE}" if said else f"{what} · {SITE}",
        link=request.build_absolute_uri(f"{page}{listing.canonical}"),
        description=None,
        language="en-GB",
        author_name=SITE,
        author_link=request.build_absolute_uri("/"),
        feed_url=address,
        feed_guid=address,
    )


def _add(feed, row, address: str, title: str, sentences: Iterable[str], published="") -> None:
    feed.add_item(
        title=_flagged(title, row),
        link=address,
        unique_id=address,
        # The summary of an entry is HTML.
        description=escape(" ".join(sentences)),
        pubdate=datetime.datetime.fromisoformat(published) if published else None,
        updateddate=datetime.datetime.fromisoformat(row.changed_at),
        categories=[flag for flag in ("demonstration", "invented") if getattr(row, flag)],
    )


def _flagged(title, row):
    if row.invented:
        return f"{title} (invented)"
    return f"{title} (demonstration record)" if row.demonstration else title


def _told(day: str, what: str, tracked: bool = True) -> str:
    """When it happened, and what, as a sentence. A notice without a date here may bear one."""
    end = "" if what.endswith((".", "”", "?", "!")) else "."
    if not day and not tracked:
        return f"{what}{end}"
    when = dates.show(dates.parse(day) if day else None)
    return f"{wording.capitalise(when)}: {what}{end}"


def _answer(feed: Feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type=Feed.content_type)
