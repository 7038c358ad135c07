"""What is wrong with a database, or a process, that did not do as it was asked, and what is told of it."""

from typing import NamedTuple

from django.db import Error, InterfaceError, OperationalError


class Outage(NamedTuple):
    """One way in which it fails: its name in the log, and what the page says.

    `unsaved` is added where something was sent: whether it was saved, and how to go on.
    """

    name: str
    said: str
    unsaved: str


# What a script added to a page, no browser brings back.
_ROWS = "Rows that you added to the page do not come back by that."
_AGAIN = (
    "Go back in your browser, where it should still stand in the form, and send it again later."
    f" {_ROWS}"
)
NOT_SAVED = f"What you sent was not saved. {_AGAIN}"
AWAY = Outage(
    "the database did not answer",
    "The database did not answer. Please try again in half a minute.",
    # The answer to the last statement of all may be what was lost.
    "What you sent was probably not saved, but that is not certain. Look whether it was; if not, go "
    f"back in your browser, where it should still stand in the form, and send it again. {_ROWS}",
)
# It was lost before anything was sent.
UNOPENED = AWAY._replace(unsaved=NOT_SAVED)
BUSY = Outage(
    "the database was busy",
    "Others are using the record, and it took too long. Please try again in half a minute.",
    NOT_SAVED,
)
_EDITORS = "The pages for editors did not answer. Please try again in half a minute."
# The process that answers them is starting or has ended; and it was asked, and said nothing.
UNREACHED = Outage("the admin could not be reached", _EDITORS, NOT_SAVED)
UNSURE = Outage("the admin did not answer", _EDITORS, AWAY.unsaved)
# Of what is being sent there is as much as is waited for, from this client or in all.
CROWDED = Outage(
    "too much was being sent to the admin",
    "More is being sent to the pages for editors than they take at once. Please try again in half a"
    " minute.",
    NOT_SAVED,
)
NOT_WHOLE = Outage(
    "what was sent did not come whole", "What you sent broke off on its way here.", NOT_SAVED
)
UNWRITABLE = Outage(
    "the database cannot be written to",
    "The record cannot be written to at the moment: its disk is full, or may only be read.",
    NOT_SAVED,
)

# By the beginning of the SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
_OF_POSTGRESQL = {
    "08": AWAY, "57P": AWAY, "57P03": UNOPENED, "53300": BUSY, "57014": BUSY, "55P03": BUSY,
    "40": BUSY, "53": UNWRITABLE, "58030": UNWRITABLE, "25006": UNWRITABLE,
}  # fmt: skip
# By the beginning of the name: https://www.sqlite.org/rescode.html
_OF_SQLITE = {
    "SQLITE_BUSY": BUSY, "SQLITE_LOCKED": BUSY, "SQLITE_FULL": UNWRITABLE,
    "SQLITE_READONLY": UNWRITABLE, "SQLITE_IOERR": UNWRITABLE, "SQLITE_CANTOPEN": UNOPENED,
    "SQLITE_PROTOCOL": BUSY, "SQLITE_NOMEM": AWAY, "SQLITE_INTERRUPT": BUSY,
}  # fmt: skip


def outage(error: BaseException) -> Outage | None:
    """Give what is wrong with the database; None where it is not at fault but we are.

    A column that is missing is a mistake of ours, and no reason to come back in half a minute.
    """
    if not isinstance(error, Error):
        return None
    cause = error.__cause__
    if code := getattr(cause, "pgcode", None):
        return _by_beginning(_OF_POSTGRESQL, code)
    if name := getattr(cause, "sqlite_errorname", None):
        return _by_beginning(_OF_SQLITE, name)
    # A connection that is lost has no code.
    return AWAY if isinstance(error, OperationalError | InterfaceError) else None


def _by_beginning(known, code):
    found = [beginning for beginning in known if code.startswith(beginning)]
    return known[max(found, key=len)] if found else None
