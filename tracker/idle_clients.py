"""Who takes nothing, or is gone, is cut off, by the kernel: it alone knows what a client has taken."""

import os
import socket
from contextlib import suppress
from stat import S_ISSOCK


def cut_off(port: int, seconds: int) -> None:
    """End connections to a port of this process that take no byte for so many seconds.

    And those of clients that are gone without a word: who is silent for so long is asked. Those that
    stand, and those that will be made: a connection takes it from the socket that listens. On Linux
    alone; elsewhere nothing is cut off.
    Source: RFC 5482; tcp(7), TCP_USER_TIMEOUT.
    """
    if not hasattr(socket, "TCP_USER_TIMEOUT") or not os.path.isdir("/proc/self/fd"):
        return
    for name in os.listdir("/proc/self/fd"):
        # What was closed meanwhile, or is none of TCP.
        with suppress(OSError):
            if S_ISSOCK(os.fstat(int(name)).st_mode):
                with socket.socket(fileno=os.dup(int(name))) as found:
                    _limit(found, port, seconds)


def _limit(found: socket.socket, port: int, seconds: int) -> None:
    if found.family != socket.AF_UNIX and found.getsockname()[1] == port:
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, seconds * 1000)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL):
            found.setsockopt(socket.IPPROTO_TCP, name, seconds)
