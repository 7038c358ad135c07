"""The application that the server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

_django = get_wsgi_application()

# Reads the settings, which Django must have set up.
from tracker.serving import Site  # noqa: E402

application = Site(_django)
