"""What somebody reads who is refused because too many failed before, and what the browser is told."""

from itertools import chain

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse

from .throttle import Locked

CODE = "locked"
STATUS = 429
# The same whether there is such an account: no word of it may tell.
WAIT = "Too many logins have failed with this name or from this address. Wait %(minutes)s."
TOGETHER = (
    f"{WAIT} Or log in at once with name, password and a code together: of your app, or one of your"
    " recovery codes."
)
NOT_TOGETHER = (
    "Name, password and code do not belong together, or a code of an app is not accepted now: a recovery"
    " code is. The password alone is looked at again after %(minutes)s."
)
NOT_TOGETHER_NOW = (
    "Name, password and code do not belong together, or a code of an app is not accepted now: a recovery"
    " code is. Capital letters in the password count."
)
CODES = "Too many codes were wrong. A recovery code is accepted at once; codes of your app after %(minutes)s."


def refused(locked: Locked, message: str = WAIT) -> ValidationError:
    """Give the fault that a form shows; `answer` finds it there again."""
    minutes = -(-locked.seconds // 60)
    said = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return ValidationError(message, CODE, {"minutes": said, "seconds": locked.seconds})


def answer(form: BaseForm, response: HttpResponse) -> HttpResponse:
    """Let the answer to a form that was refused say so to the browser: 429, and when to come back."""
    for fault in chain.from_iterable(form.errors.as_data().values()):
        if fault.code == CODE and fault.params:
            response.status_code = STATUS
            response.headers["Retry-After"] = str(fault.params["seconds"])
    return response
