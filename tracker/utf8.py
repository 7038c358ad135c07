"""A request as it comes in: its text is UTF-8, whatever it says of itself."""

from django.core.handlers.wsgi import WSGIRequest
from django.utils.http import parse_header_parameters


class Utf8Request(WSGIRequest):
    """Django's request, which reads an address in whatever encoding the Content-Type names.

    Python knows encodings that give no text, or fail; Django reads the address in them before any
    middleware could refuse. `PlainAddressMiddleware` says what is accepted, and refuses what has
    `content_params` of None: a Content-Type that cannot be read.
    """

    def _set_content_type_params(self, meta):
        said = meta.get("CONTENT_TYPE", "")
        try:
            self.content_type, self.content_params = parse_header_parameters(said)
        except Exception:
            # Of any kind: a parameter can name an encoding, of which some fail in their own ways.
            self.content_type, self.content_params = "", None
