"""The applications that the servers run."""

import ctypes
import os
import signal
import sys

from django.core.wsgi import get_wsgi_application

from tracker.utf8 import Utf8Request

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

# Should the server's own process be killed, no worker of it keeps the port: PR_SET_PDEATHSIG.
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)

_django = get_wsgi_application()
_django.request_class = Utf8Request

# Reads the settings, which Django must have set up.
from tracker.admin_proxy import Received  # noqa: E402
from tracker.server import Site  # noqa: E402

application = Site(_django)
# Of the admin's own process, which nobody but `application` asks.
admin = Received(Site(_django, beside=True))
