"""What a system's error means for a device: one word for the same mishap on every system."""

import errno
import socket

from drivers.health import Trouble

try:
    from termios import error as TerminalError  # noqa: N812  # its own name says nothing
except ImportError:  # Windows has none
    TerminalError = OSError  # type: ignore[misc, assignment]  # one name on every system

MISHAPS = (OSError, TerminalError, ValueError, EOFError)
"""What may come out of a port. SerialException is an OSError; the terminal's own error leaks out of
a flush, and ValueError out of settings no port accepts."""


class AmbiguousDevice(OSError):  # told like every other mishap
    """More than one device fits the address; a person must choose."""


class Stalled(OSError):  # told like every other mishap
    """The port is open, but the device takes no bytes."""


_NO_SUCH_PORT = {errno.ENOENT, errno.ENODEV, errno.ENXIO}
_BUSY = {errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK}
_DENIED = {errno.EACCES, errno.EPERM}
_UNREACHABLE = {
    errno.ECONNREFUSED,
    errno.EHOSTUNREACH,
    errno.ENETUNREACH,
    errno.ETIMEDOUT,
    errno.ECONNRESET,
}


def trouble_of(error: Exception) -> Trouble:
    """Return the trouble a mishap on opening means."""
    if isinstance(error, ValueError):
        return Trouble.SETTINGS
    if isinstance(error, AmbiguousDevice):
        return Trouble.AMBIGUOUS
    if isinstance(error, Stalled):
        return Trouble.SILENT
    if isinstance(error, (socket.gaierror, TimeoutError)):
        return Trouble.UNREACHABLE
    number = getattr(error, "errno", None) or _windows_errno(error)
    for numbers, trouble in (
        (_NO_SUCH_PORT, Trouble.NO_SUCH_PORT),
        (_BUSY, Trouble.BUSY),
        (_DENIED, Trouble.DENIED),
        (_UNREACHABLE, Trouble.UNREACHABLE),
    ):
        if number in numbers:
            return trouble
    return Trouble.SILENT_FAILURE


def _windows_errno(error: Exception) -> int:
    """Read what pyserial only writes into its text: on Windows no errno comes with it."""
    text = str(error)
    if "FileNotFoundError" in text:
        return errno.ENOENT
    # Windows answers "access denied" for a port another program holds open.
    return errno.EBUSY if "PermissionError" in text or "exclusively lock" in text else 0
