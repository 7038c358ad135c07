"""What templates say of a search: marked words, and how many were counted."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from procurement import search

register = template.Library()


@register.simple_tag
def marked(text: str, query: search.Query | str | None) -> str:
    """Mark the words of a text that a search asks for; without a search, give the text."""
    return pieces(search.marked(text, query)) if isinstance(query, search.Query) else text


@register.filter
def pieces(found: list[search.Piece]) -> SafeString:
    """Give the pieces of a text, those that were asked for marked."""
    told = ((format_html("<mark>{}</mark>", text) if on else text,) for text, on in found)
    return format_html_join("", "{}", told)


@register.filter
def counted(listing) -> str:
    """Give how many rows a list has, as far as they are counted: “1,204”, “more than 10,000”."""
    return f"more than {listing.count:,}" if listing.is_wide else f"{listing.count:,}"


@register.filter
def number(count: int) -> str:
    """Give a number with commas between its thousands."""
    return f"{count:,}"
