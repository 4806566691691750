"""Python runs this before anything else where it is on the path: every connection is refused, and written down."""

import os
import socket
import sys

_FORBIDDEN = frozenset({"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"})


def _guard(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _FORBIDDEN:
        return
    if isinstance(arguments[0], socket.socket) and arguments[0].family == socket.AF_UNIX:
        return  # processes of this machine among themselves
    with open(os.environ["OFFLINE_LOG"], "a", encoding="utf-8") as log:  # noqa: PTH123
        log.write(f"{event} {arguments}\n")
    raise ConnectionRefusedError("no connection may be made here")


sys.addaudithook(_guard)
