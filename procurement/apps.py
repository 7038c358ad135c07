"""The one app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ProcurementConfig(AppConfig):
    """The record of decisions about public contracts."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "procurement"
    label = "procurement"

    def ready(self) -> None:
        # Registers the system checks; the app registry must be full first.
        from procurement import checks  # noqa: F401, PLC0415
        from procurement.accounts import events  # noqa: PLC0415 -- as the line above

        events.listen()

        pre_migrate.connect(make_way, sender=self)
        post_migrate.connect(put_back, sender=self)


def make_way(sender, using, plan, **kwargs) -> None:
    """Before migrations that change anything: the triggers, which would keep tables as they are."""
    from django.db import connections  # noqa: PLC0415 -- as the next line

    from procurement.models import triggers  # noqa: PLC0415 -- needs the app registry

    if plan:
        triggers.drop(connections[using])


def put_back(sender, using, **kwargs) -> None:
    """After a migration or a flush: index, triggers, cache, grounds and groups, where they are missing."""
    from procurement.models import post_migrate  # noqa: PLC0415 -- needs the app registry

    post_migrate.install(using)
