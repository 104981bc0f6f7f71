"""A serial port (RS-232, USB-CDC, pty) owned by one thread that heals a pulled cable by itself.

The owner thread alone opens, reads, writes and closes: `close()` from elsewhere gives TypeError in
the reader (pyserial #712), and `cancel_read()` can hang on CDC ports (#630). So stopping is a flag
and a join. Everything is told on the owner thread, as frozen values.
"""

import errno
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import serial

try:
    from termios import error as TerminalError  # noqa: N812  # its own name says nothing
except ImportError:  # Windows has none
    TerminalError = OSError  # type: ignore[misc, assignment]  # one name on every system

from drivers.links.backoff import Backoff
from drivers.links.condition import Condition, LinkState, Trouble

READ_WAIT_S = 0.1
"""The longest a stop or a write waits for the owner thread to look up."""
WRITE_WAIT_S = 1.0
PROVEN_S = 10.0
"""A port that stayed open so long has earned a fresh back-off."""

_NO_SUCH_PORT = {errno.ENOENT, errno.ENODEV, errno.ENXIO}
_BUSY = {errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK}
_DENIED = {errno.EACCES, errno.EPERM}


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """Where the port is and how its line is set. Never guessed: a wrong speed reads as garbage."""

    port: str
    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stop_bits: int = 1


class SerialLink:
    """One port and its owner thread; `on_bytes` and `on_state` are called on that thread."""

    def __init__(
        self,
        settings: SerialSettings,
        *,
        on_bytes: Callable[[bytes], None],
        on_state: Callable[[LinkState], None],
        backoff: Backoff | None = None,
    ) -> None:
        self._settings = settings
        self._on_bytes = on_bytes
        self._on_state = on_state
        self._backoff = backoff or Backoff()
        self._outgoing: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._told: LinkState | None = None
        self._thread = threading.Thread(
            target=self._own, name=f"serial {settings.port}", daemon=True
        )

    def start(self) -> None:
        """Begin to open the port; what comes of it is told by `on_state`."""
        self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> None:
        """Let go of the port. Harmless twice, and before `start`."""
        self._stop.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(timeout_s)

    def write(self, data: bytes) -> None:
        """Hand bytes to the owner thread; they leave within READ_WAIT_S while the port is open."""
        self._outgoing.put(data)

    def _own(self) -> None:
        self._tell(LinkState(Condition.OPENING))
        while not self._stop.is_set():
            try:
                self._serve()
            except (OSError, TerminalError, ValueError) as error:
                # SerialException is an OSError; the terminal's own error leaks out of a flush
                self._tell(self._after(error))
                self._stop.wait(self._backoff.next_s())

    def _serve(self) -> None:
        """Open the port and read until it fails or we are told to stop."""
        settings = self._settings
        with serial.Serial(
            port=settings.port,
            baudrate=settings.baud,
            bytesize=settings.bits,
            parity=settings.parity,
            stopbits=settings.stop_bits,
            timeout=READ_WAIT_S,
            write_timeout=WRITE_WAIT_S,
            exclusive=True,
        ) as port:
            self._discard_outgoing()
            self._tell(LinkState(Condition.READY))
            proven_at_s = time.monotonic() + PROVEN_S
            while not self._stop.is_set():
                self._send(port)
                if data := port.read(max(1, port.in_waiting)):
                    self._on_bytes(bytes(data))
                if time.monotonic() >= proven_at_s:
                    self._backoff.worked()

    def _send(self, port: serial.Serial) -> None:
        while not self._outgoing.empty():
            port.write(self._outgoing.get())

    def _discard_outgoing(self) -> None:
        """Drop what was meant for the device before the cable went: an old order may do harm."""
        while not self._outgoing.empty():
            self._outgoing.get()

    def _after(self, error: Exception) -> LinkState:
        """Return the state a failure leaves: losing an open port is a pulled cable."""
        detail = str(error)
        if self._told is not None and self._told.condition is Condition.READY:
            return LinkState(Condition.ABSENT, Trouble.PULLED, detail)
        trouble = _trouble(error)
        if trouble is not Trouble.NO_SUCH_PORT:
            return LinkState(Condition.FAULTED, trouble, detail)
        if self._told is not None and self._told.trouble is Trouble.PULLED:
            return self._told  # still the same pulled cable
        return LinkState(Condition.ABSENT, trouble, detail)

    def _tell(self, state: LinkState) -> None:
        """Say a change once; retries that end the same way stay quiet."""
        told = self._told
        if told is None or (told.condition, told.trouble) != (state.condition, state.trouble):
            self._told = state
            self._on_state(state)


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, ValueError):
        return Trouble.SETTINGS
    number = getattr(error, "errno", None) or _windows_errno(error)
    for numbers, trouble in (
        (_NO_SUCH_PORT, Trouble.NO_SUCH_PORT),
        (_BUSY, Trouble.BUSY),
        (_DENIED, Trouble.DENIED),
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
