"""What templates say of a search: marked words, and how many were counted."""

from html import escape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from procurement import search


def marked(text: str, query: search.TextQuery | str | None) -> str:
    """Mark the words of a text that a search asks for; without a search, give the text."""
    if isinstance(query, search.TextQuery) and query:
        return pieces(search.marked(text, query))
    return text


def pieces(found: list[search.Piece]) -> SafeString:
    """Give the pieces of a text, those that were asked for marked."""
    told = ((format_html("<mark>{}</mark>", text) if on else text,) for text, on in found)
    return format_html_join("", "{}", told)


def choices(part: dict) -> SafeString:
    """Give the choices of one parameter, of which any may be on, as a list of boxes to tick.

    Not a template: a search page has some two hundred of them, which would take half its time.
    """
    errors = part["field"].errors if part["kind"] == "any" else []
    said = format_html_join(
        "", '<p class="field-error">{}</p>', ((one,) for one in list(errors)[:1])
    )
    if not part["options"]:
        return said
    name = escape(part["field"].name)
    rows = "".join(_choice(name, option, more=part["more"]) for option in part["options"])
    return said + mark_safe(f"<ul>{rows}</ul>")  # noqa: S308 -- each piece is escaped


def _choice(name, option, *, more):
    code, label, number = escape(option["code"]), escape(option["label"]), option["number"]
    is_none = number == 0 and not option["on"]
    newest = '<span class="unseen"> of the newest</span>' if more else ""
    counted = "" if number is None else f' <span class="number">{number:,}{newest}</span>'
    return (
        f"<li{' class=none' if is_none else ''}>"
        f'<input type="checkbox" id="f-{name}-{code}" name="{name}" value="{code}"'
        f"{' checked' if option['on'] else ''}>"
        f'<label for="f-{name}-{code}"><bdi>{label}</bdi>{counted}</label></li>'
    )


def counted(listing) -> str:
    """Give how many rows a list has, as far as they are counted: “1,204”, “more than 10,000”."""
    return f"more than {listing.count:,}" if listing.is_wide else f"{listing.count:,}"


def number(count: int) -> str:
    """Give a number with commas between its thousands."""
    return f"{count:,}"
