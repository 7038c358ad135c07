"""The connection: before SQLite makes the file, it is made as one that others cannot read."""

from typing import Any

from django.db.backends.sqlite3 import base

from tracker.private_files import keep_private


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, which leaves the rights of a new file to the system: all may read it there."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open a connection to a file that is private from its first byte on."""
        keep_private(str(conn_params["database"]))
        return super().get_new_connection(conn_params)
