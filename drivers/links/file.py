"""A file or a printer's device file (`/dev/usb/lp0`) that is only written to.

Nothing comes back: the link says READY with `Trouble.NO_STATUS`. The file must be there: one that
appeared by writing would be a printer that never prints.
"""

import os
from collections.abc import Callable

from drivers.links.backoff import Backoff
from drivers.links.link import Connect, Link, LinkEars
from drivers.links.owner import OwnedLink

_FLAGS = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class FilePort:
    """One open file. Without O_CREAT, and never waiting for a printer that takes nothing."""

    is_one_way = True

    def __init__(self, path: str) -> None:
        self._file = os.open(path, _FLAGS)

    def fileno(self) -> int:
        return -1 if os.name == "nt" else self._file

    def read(self, wait_s: float) -> bytes:
        raise EOFError("the printer is gone")  # only asked when its file has hung up

    def write(self, data: memoryview) -> int:
        try:
            return os.write(self._file, data)
        except BlockingIOError:
            return 0

    def close(self) -> None:
        os.close(self._file)


def file_link(path: str, *, name: str, backoff: Callable[[], Backoff]) -> Connect:
    """Return what makes links that write to a file."""

    def connect(ears: LinkEars) -> Link:
        return OwnedLink(lambda: FilePort(path), ears, name=name, backoff=backoff())

    return connect
