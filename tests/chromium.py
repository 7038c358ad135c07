"""Where the browser is."""

import os
import shutil

NAMES = "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"


def chromium() -> str | None:
    """Give the path of the browser that CHROMIUM names, else of one that is installed; None where there is none."""
    named = os.environ.get("CHROMIUM", "")
    return next(
        (found for name in ([named] if named else NAMES) if (found := shutil.which(name))), None
    )
