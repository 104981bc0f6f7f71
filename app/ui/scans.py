"""Scan anywhere: one signal for every scan, whether a port or a keyboard wedge brought it.

A wedge types. Its keys come less than 35 ms apart and end in Enter; nobody types so. So each
printable key is held back until the next one shows which it was: a scan leaves as `scanned` and
no field sees a key of it; what a person typed reaches the field, 40 ms late.

Keys are taken at the window (QWindow), where each passes once, before the focused widget could
act: a field drops GS, a button is clicked by Enter. Keep screens free of shortcuts on Enter or on
a bare character, which Qt serves even earlier.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

from app.kernel.clock import Clock
from app.stations.bench import GS, GS_KEYS, KEYBOARD, DeviceState, Layout, Scan, Transport, heard

GAP_MS = 35
"""Keys closer than this come from a wedge: real ones take 1 to 10 ms, up to 27 under load."""
HOLD_MS = 40
SHORTEST = 4
"""A scan has at least so many signs; two keys of a fast typist may well roll over each other."""
WEDGE = KEYBOARD

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)


@dataclass(frozen=True, slots=True)
class _Held:
    """A key event held back, enough of it to play it again; Qt owns the original."""

    window: QWindow
    kind: QEvent.Type
    key: int
    modifiers: Qt.KeyboardModifier
    text: str

    def play(self) -> None:
        """Give the event to its window, as if it came now."""
        if isValid(self.window):
            event = QKeyEvent(self.kind, self.key, self.modifiers, self.text)
            QCoreApplication.sendEvent(self.window, event)


@dataclass(slots=True)
class _Burst:
    """Keys that came fast enough to be a scan, so far."""

    events: list[_Held] = field(default_factory=list)
    text: str = ""
    last_ms: int = 0

    def is_within(self, at_ms: int) -> bool:
        return not self.text or at_ms - self.last_ms < GAP_MS

    def holds(self, key: int) -> bool:
        return any(event.key == key for event in self.events)


class ScanRouter(QObject):
    """Watches windows for wedge scans and hears the bench; both leave by `scanned`.

    A `BenchListener`: its `heard` and `changed` may be called on any thread, the signals come on
    the window's.
    """

    scanned = Signal(object)
    """A `Scan`."""
    device_changed = Signal(object)
    """A `DeviceState`."""
    told = Signal(object)
    """What another device than a scanner told: a `Reading`, `Sample` or `PrinterStatus`."""

    _arrived = Signal(object)

    def __init__(
        self,
        clock: Clock,
        parent: QObject | None = None,
        *,
        stamp: Callable[[QKeyEvent], int] = QKeyEvent.timestamp,
    ) -> None:
        """Take the clock; `stamp` gives the ms at which a key was struck, which a busy window
        reads late: by the time of reading, typed keys that queued up would look like a wedge's.
        """
        super().__init__(parent)
        self._clock = clock
        self._stamp = stamp
        self._layout: Layout | None = None
        self._burst = _Burst()
        self._swallowed: set[int] = set()
        self._playing = False
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold.timeout.connect(self._hold_ended)
        self._held_at_ms = 0
        self._arrived.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def watch(self, window: QWindow) -> None:
        """Take wedge scans typed into `window`."""
        window.installEventFilter(self)

    def follow(self, app: QGuiApplication) -> None:
        """Take wedge scans typed into whichever window of `app` has the focus, dialogs too."""
        app.focusWindowChanged.connect(self._focus_moved)
        self._focus_moved(app.focusWindow())

    def map_back(self, layout: Layout | None) -> None:
        """Undo `layout` in what a wedge types, as the commissioning scan found it, or none."""
        self._layout = layout

    def heard(self, told: object) -> None:
        """Take what a device told from the bench; on any thread."""
        self._arrive(told)

    def changed(self, state: DeviceState) -> None:
        """Take a device's new state from the bench; on any thread."""
        self._arrive(state)

    def _arrive(self, news: object) -> None:
        """Queue news for the window's thread; a device may outlive the window by a word."""
        if isValid(self):
            self._arrived.emit(news)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if self._playing or not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        if event.type() == QEvent.Type.KeyRelease:
            return self._released(watched, event)
        return False

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        """Take a key or let it pass; returns whether it was taken."""
        if event.key() in _MODIFIERS:
            return False
        at_ms = self._stamp(event)
        if event.isAutoRepeat() or not self._burst.is_within(at_ms):
            self._let_go()
        if event.key() in _ENTER:
            return self._enter(event)
        text = _sign(event)
        if not text or event.isAutoRepeat():
            self._let_go()
            return False
        self._keep(_held(window, event))
        self._burst.text += text
        self._burst.last_ms = at_ms
        return True

    def _released(self, window: QWindow, event: QKeyEvent) -> bool:
        """Keep a release in step with its press: a button would stay down, or click too early."""
        if self._burst.holds(event.key()):
            self._keep(_held(window, event))
            return True
        if event.key() in self._swallowed and not event.isAutoRepeat():
            self._swallowed.discard(event.key())
            return True
        return False

    def _enter(self, event: QKeyEvent) -> bool:
        burst = self._burst
        if len(burst.text) < SHORTEST:
            self._let_go()
            return False
        self._hold.stop()
        self._burst = _Burst()
        pressed = {held.key for held in burst.events if held.kind == QEvent.Type.KeyPress}
        released = {held.key for held in burst.events if held.kind == QEvent.Type.KeyRelease}
        self._swallowed = (pressed - released) | {event.key()}
        # Queued: a screen that opens a dialog on a scan must not do so inside Qt's key handling.
        self.heard(self._scan(burst.text))
        return True

    def _scan(self, typed: str) -> Scan:
        return heard(
            typed if self._layout is None else self._layout.undone(typed),
            WEDGE,
            self._clock.now_ms(),
            transport=Transport.KEYBOARD,
            raw=typed.encode(),
            heard_s=self._clock.monotonic_s(),
        )

    def _keep(self, held: _Held) -> None:
        self._burst.events.append(held)
        self._held_at_ms = self._steady_ms()
        self._hold.start()

    def _hold_ended(self) -> None:
        """No further key came in time, unless the window was busy and keys wait behind us."""
        if self._steady_ms() - self._held_at_ms < HOLD_MS:
            self._hold.start()
            return
        burst, seen = self._burst, len(self._burst.events)
        QTimer.singleShot(0, self, lambda: self._let_go_of(burst, seen))

    def _let_go_of(self, burst: _Burst, seen: int) -> None:
        if burst is self._burst and len(burst.events) == seen:
            self._let_go()

    def _let_go(self) -> None:
        """It was a person typing: play what was held back, in order."""
        self._hold.stop()
        burst, self._burst = self._burst, _Burst()
        self._playing = True
        try:
            for held in burst.events:
                held.play()
        finally:
            self._playing = False

    def _steady_ms(self) -> int:
        return round(self._clock.monotonic_s() * 1000)

    def _focus_moved(self, window: QWindow | None) -> None:
        if window is not None:
            self.watch(window)  # Qt moves a filter already there to the front: never twice

    def _pass_on(self, news: object) -> None:
        if isinstance(news, Scan):
            self.scanned.emit(news)
        elif isinstance(news, DeviceState):
            self.device_changed.emit(news)
        else:
            self.told.emit(news)


def _held(window: QWindow, event: QKeyEvent) -> _Held:
    return _Held(window, event.type(), event.key(), event.modifiers(), event.text())


def _sign(event: QKeyEvent) -> str:
    """Return the sign a key stands for in a scan, empty where it stands for none.

    A wedge sends GS as Ctrl+], whatever that key types here; not every platform gives it a text.
    """
    text, modifiers = event.text(), event.modifiers()
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    if text == GS or (control and event.key() in GS_KEYS):
        return GS
    is_alt_gr = bool(modifiers & Qt.KeyboardModifier.AltModifier)  # Windows: AltGr is Ctrl+Alt
    return text if text.isprintable() and (is_alt_gr or not control) else ""
