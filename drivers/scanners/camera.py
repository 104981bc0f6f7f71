"""A camera as a scanner: one thread takes pictures (OpenCV, an option) and reads symbols in them.

    address = "camera:0"                      the first camera of this computer
    address = "camera:rtsp://192.0.2.9/1"     a stream
    address = "camera:/srv/pictures.avi"      a recording, played once

Settings: `formats` (`DataMatrix,QRCode,Code128`), `gone_s` (1.0): a symbol counts again once it was
out of view for so long.
"""

import logging
import threading
from pathlib import Path
from types import ModuleType
from typing import Protocol

from drivers.device import Binding, Direction, Ears, Times, Traffic
from drivers.health import Condition, Health, Trouble
from drivers.links.backoff import Backoff
from drivers.links.link import Connect
from drivers.scanners.reading import FORMATS, Picture, Seen, checked, symbols
from drivers.scanners.scan import Scan, Transport, heard

log = logging.getLogger(__name__)

GONE_S = 1.0
"""A shaking hand or a shadow hides a symbol for less."""
ZBAR_EVERY = 4
"""In each so many pictures zbar looks too: most show nothing, and must not hold up the next."""


class Pictures(Protocol):
    """What OpenCV opens: pictures one by one, until one did not come."""

    def read(self) -> tuple[bool, Picture]:
        """Return whether a picture came, and the picture."""
        ...


class View:
    """What the camera has in view. A symbol is new once, until it was gone for `gone_s`."""

    def __init__(self, gone_s: float = GONE_S) -> None:
        self._gone_s = gone_s
        self._last_seen_s: dict[str, float] = {}

    def new(self, seen: tuple[Seen, ...], at_s: float) -> tuple[Seen, ...]:
        """Take what one picture shows, at a steady time; return what came into view with it."""
        near = {text: s for text, s in self._last_seen_s.items() if at_s - s <= self._gone_s}
        fresh = tuple(one for one in seen if one.text not in near)
        self._last_seen_s = near | {one.text: at_s for one in seen}
        return fresh


class Camera:
    """Looks for ever and hands over each symbol that comes into view."""

    def __init__(self, binding: Binding, connect: Connect, ears: Ears[Scan], times: Times) -> None:
        """Take the binding; a camera has no bytes, so `connect` is left alone.

        Raises ValueError for settings that are none.
        """
        self._ears, self._times, self._source = ears, times, binding.role
        self._where = binding.address.partition(":")[2]
        self._formats = checked(binding.settings.get("formats", ",".join(FORMATS)))
        self._view = View(float(binding.settings.get("gone_s", str(GONE_S))))
        self._backoff = Backoff()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._own, name=f"camera {self._where}", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> None:
        """Let go of the camera. Harmless twice, and before `start`."""
        self._stop.set()
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout_s)

    def _own(self) -> None:
        self._ears.health(Health(Condition.OPENING))
        try:
            import cv2
        except ImportError as error:
            self._ears.health(Health(Condition.FAULTED, Trouble.NOT_INSTALLED, str(error)))
            return
        try:
            self._look_for_ever(cv2)
        except Exception as error:  # the thread's edge: a picture nobody can read stops this camera
            log.exception("camera.failed")
            self._ears.health(Health(Condition.FAULTED, Trouble.SETTINGS, str(error)))

    def _look_for_ever(self, cv2: ModuleType) -> None:
        is_recording = Path(self._where).is_file()
        while not self._stop.is_set():
            capture = cv2.VideoCapture(int(self._where) if self._where.isdecimal() else self._where)
            try:
                trouble = self._look(capture)
            finally:
                capture.release()
            if self._stop.is_set():
                return
            self._ears.health(Health(Condition.ABSENT, trouble, self._where))
            if is_recording:
                return
            self._stop.wait(self._backoff.next_s())

    def _look(self, capture: Pictures) -> Trouble:
        """Read pictures until there is none; return why."""
        pictures = 0
        while not self._stop.is_set():
            came, picture = capture.read()
            if not came:
                break
            pictures += 1
            if pictures == 1:
                self._backoff.worked()
                self._ears.health(Health(Condition.READY))
            seen = symbols(picture, self._formats, twice=pictures % ZBAR_EVERY == 0)
            for one in self._view.new(seen, self._times.steady_s()):
                self._hand_over(one)
        return Trouble.PULLED if pictures else Trouble.NO_SUCH_PORT

    def _hand_over(self, seen: Seen) -> None:
        at_ms = self._times.now_ms()
        self._ears.traffic(Traffic(Direction.IN, seen.text.encode(), at_ms))
        self._ears.told(
            heard(
                seen.text,
                self._source,
                at_ms,
                transport=Transport.CAMERA,
                raw=seen.raw,
                heard_s=self._times.steady_s(),
            )
        )
