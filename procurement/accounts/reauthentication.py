"""The password or a code once more, before what whoever finds a screen unlocked must not do.

It is asked for before a form is opened, so that nothing typed is lost; a form may be typed for as long
as `TYPING` after it.
"""

import time

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired

TYPING = 20 * 60


def is_due(request, seconds: int | None = None) -> bool:
    """Say whether whoever asks showed who they are longer ago than so many seconds, at a login too."""
    records = get_authentication_records(request, request.user)
    latest = max((record["at"] for record in records), default=0)
    return time.time() - latest > (
        app_settings.REAUTHENTICATION_TIMEOUT if seconds is None else seconds
    )


def require(request) -> None:
    """Lead to where it is asked for, and back, when it is due: by an exception that allauth answers."""
    if is_due(request):
        raise ReauthenticationRequired
