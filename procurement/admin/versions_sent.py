"""The version that a page was opened on, as it is sent with the page."""

from .unsaved_input import VERSION


def version_sent(request) -> int | None:
    """Give the version that a page was opened on; None where none is sent, or none that could be."""
    text = request.POST.get(VERSION, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
