"""Times of 24 hours, as on all pages of ours; the rest is Django's own."""

DATETIME_FORMAT = "j F Y, H:i"
TIME_FORMAT = "H:i"
