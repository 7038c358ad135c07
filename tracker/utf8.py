"""A request as it comes in: its text is UTF-8, whatever it says of itself."""

from django.core.handlers.wsgi import WSGIRequest
from django.utils.http import parse_header_parameters


class Utf8Request(WSGIRequest):
    """Django's request, which reads an address in whatever encoding the Content-Type names.

    Python knows encodings that give no text, or fail; Django reads the address in them before any
    middleware could refuse. `PlainAddressMiddleware` says what is accepted.
    """

    def _set_content_type_params(self, meta):
        self.content_type, self.content_params = parse_header_parameters(
            meta.get("CONTENT_TYPE", "")
        )
