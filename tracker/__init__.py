"""The Django project: settings, addresses and the server's entry point."""

__version__ = "0.1.0"
