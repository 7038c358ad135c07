"""The one app."""

from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    """The record of decisions about public contracts."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "procurement"
    label = "procurement"

    def ready(self) -> None:
        # Registers the system checks; the app registry must be full first.
        from procurement import checks  # noqa: F401, PLC0415
