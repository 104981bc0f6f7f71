"""A printer of the Windows spooler, given raw bytes past its driver: `spooler:Zebra ZD421`.

Nothing comes back: the link says READY with `Trouble.NO_STATUS`, and a write is done when the
spooler has it, whatever the printer does. Each write is one document: a label's bytes belong into
one. Needs Windows and pywin32; elsewhere the address is a trouble of settings.
"""

import errno
import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, cast

from drivers.links.backoff import Backoff
from drivers.links.link import Connect, Link, LinkEars
from drivers.links.owner import OwnedLink

DOCUMENT = ("Lineside", None, "RAW")
_NUMBERS = {1801: errno.ENOENT, 5: errno.EACCES}
"""ERROR_INVALID_PRINTER_NAME, ERROR_ACCESS_DENIED (winerror.h)."""


class Spooler(Protocol):
    """What is used of pywin32's module win32print; every call may raise its `error`."""

    error: type[Exception]

    def OpenPrinter(self, name: str) -> object: ...  # noqa: N802  # Windows' own name
    def StartDocPrinter(self, printer: object, level: int, document: object) -> int: ...  # noqa: N802  # as above
    def WritePrinter(self, printer: object, data: bytes) -> int: ...  # noqa: N802  # as above
    def EndDocPrinter(self, printer: object) -> None: ...  # noqa: N802  # as above
    def ClosePrinter(self, printer: object) -> None: ...  # noqa: N802  # as above


class SpoolerPort:
    """One open printer of a spooler."""

    is_one_way = True

    def __init__(self, printer: str, spooler: Spooler) -> None:
        self._spooler = spooler
        with self._troubles():
            self._printer = spooler.OpenPrinter(printer)

    def fileno(self) -> int:
        return -1

    def read(self, wait_s: float) -> bytes:
        return b""

    def write(self, data: memoryview) -> int:
        with self._troubles():
            self._spooler.StartDocPrinter(self._printer, 1, DOCUMENT)
            try:
                written = self._spooler.WritePrinter(self._printer, bytes(data))
            finally:
                self._spooler.EndDocPrinter(self._printer)
        if written != len(data):  # the rest would be a document of its own
            raise OSError(errno.EIO, f"the spooler took {written} of {len(data)} bytes")
        return written

    def close(self) -> None:
        with self._troubles():
            self._spooler.ClosePrinter(self._printer)

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        try:
            yield
        except self._spooler.error as error:  # pywintypes.error: number, function, sentence
            number, *said = error.args
            raise OSError(_NUMBERS.get(number, errno.EIO), " ".join(map(str, said))) from error


def spooler_link(printer: str, *, name: str, backoff: Callable[[], Backoff]) -> Connect:
    """Return what makes links to a printer of the spooler."""

    def connect(ears: LinkEars) -> Link:
        return OwnedLink(
            lambda: SpoolerPort(printer, _spooler()), ears, name=name, backoff=backoff()
        )

    return connect


def _spooler() -> Spooler:
    try:
        return cast("Spooler", importlib.import_module("win32print"))
    except ImportError as error:
        raise ValueError("the spooler needs Windows and pywin32") from error
