"""How a log line looks."""

import logging


class OneLineFormatter(logging.Formatter):
    r"""Write each event on one line, tracebacks included: line breaks and control characters are escaped."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
