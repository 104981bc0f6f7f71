"""The devices' screens for the gallery: each device as it is, and the wizard at each step.

The wizard's devices are real to it: simulated ones on ptys, found by the names of their ports.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from app.demo.exhibits import BOTH, STAGE
from app.demo.settling import free, press, until
from app.demo.shift import LEAD, NOW_MS, OPERATOR
from app.stations.bench import Condition, DeviceState, Direction, Kind, Traffic, heard
from app.stations.commissioning import CONTENT, IDENTIFIER
from app.ui.exhibits.exhibit import Exhibit
from app.ui.moments import Moments
from app.ui.screens.screen import Place
from app.ui.screens.sites.frames_sheet import FramesSheet
from app.ui.theme.look import Look
from app.ui.window import Window
from drivers.health import Trouble
from drivers.simulated.scale import SimulatedScale
from drivers.simulated.scanner import SimulatedScanner
from drivers.simulated.stage import PtyStage

_MINUTE_MS = 60_000
_EXACT = f"{IDENTIFIER}{CONTENT}"
_NO_SEPARATOR = _EXACT.replace("\x1d", "")

_PRINTER = DeviceState(
    "LB-01",
    Kind.PRINTER,
    "tcp:192.0.2.31:9100",
    Condition.ABSENT,
    Trouble.PULLED.value,
    since_ms=NOW_MS - 4 * _MINUTE_MS,
)
_GAUGE = DeviceState(
    "G-02",
    Kind.GAUGE,
    "usb:0fe7:4001:0200815",
    Condition.DEGRADED,
    Trouble.GARBLED.value,
    since_ms=NOW_MS - 11 * _MINUTE_MS,
    heard_at_ms=NOW_MS - 12 * _MINUTE_MS,
    damaged=14,
)


_TRAFFIC = tuple(
    Traffic(Direction(way), data, NOW_MS - age_ms, damage)
    for age_ms, way, data, damage in (
        (1_640, "out", b"SI\r\n", ""),
        (1_600, "in", b"S D      2.291 kg", ""),
        (1_440, "out", b"SI\r\n", ""),
        (1_400, "in", b"S S   \xb2  2.2\x844", "not_text"),
        (840, "out", b"I4\r\n", ""),
        (800, "in", b'I4 A "B135792468"', ""),
        (440, "out", b"SI\r\n", ""),
        (412, "in", b"S S      2.284 kg", ""),
    )
)


class Devices:
    """Windows with more devices, and the simulated ones a wizard finds."""

    def __init__(self) -> None:
        self._scanners: list[SimulatedScanner] = []
        self._scales: list[SimulatedScale] = []

    def window(self, look: Look, person: str) -> Window:
        """Return the window of a station with every kind of device, one of them pulled."""
        window = STAGE.window(look, person)
        for state in (_PRINTER, _GAUGE):
            window.news.note_device(state)
        return window

    def scanner(self) -> SimulatedScanner:
        """Return a scanner that is connected, and bound by nobody."""
        self._scanners.append(SimulatedScanner())
        return self._scanners[-1]

    def scale(self) -> SimulatedScale:
        """Return a scale with something on its pan, connected and bound by nobody."""
        self._scales.append(SimulatedScale(PtyStage("scale")))
        self._scales[-1].play("say 12.450 kg")
        return self._scales[-1]


def _shown(role: str) -> Callable[[QWidget], None]:
    def settle(window: QWidget) -> None:
        assert isinstance(window, Window)
        window.go(Place("sync-devices", record=role))
        press(window, "chain-card")
        until(lambda: free(window, "device-condition") is not None)

    return settle


def _typed(window: QWidget, sheet: str, text: str) -> None:
    """Type one line into an open sheet and take it."""
    until(lambda: free(window, f"{sheet}-text") is not None)
    field = window.findChild(QLineEdit, f"{sheet}-text")
    assert field is not None
    field.setText(text)
    press(window, f"{sheet}-take")


def _scanned(devices: Devices, text: str) -> Callable[[QWidget], None]:
    """Return what brings the wizard to its scan and lets a scanner read the symbol."""

    def settle(window: QWidget) -> None:
        assert isinstance(window, Window)
        scanner = devices.scanner()
        port = scanner.open()
        window.go(Place("bind-device"))
        press(window, "kind-scanner", "hearing-type")
        _typed(window, "hearing-sheet", port)
        until(lambda: free(window, f"hearing-serial:{port}") is not None)
        listens = window.look.words("bind.scan.listens")
        until(lambda: _said(window, f"hearing-chip-serial:{port}") == listens)
        scanner.scan(text)
        waiting = window.look.words("commission.waiting")
        until(lambda: _said(window, "verdict") != waiting)

    return settle


def _said(window: QWidget, name: str) -> str:
    """Return what a control that is in sight says."""
    found = [one for one in window.findChildren(QWidget, name) if one.isVisible()]
    return found[0].accessibleName() if found else ""


def _frames(window: QWidget) -> None:
    """Show what went over the wire of a scale that has a bad cable."""
    assert isinstance(window, Window)
    window.go(Place("sync-devices", record="SC-01"))
    look, host = window.look, window.screen_in_front
    moments = Moments(look.words, window.floor.station.clock)
    title = look.words("frames.title", device="SC-01")
    FramesSheet(look, host, title, moments, lambda: _TRAFFIC).open()


def _commission(window: QWidget) -> None:
    """Show the commissioning scan of a scanner that changes capitals."""
    assert isinstance(window, Window)
    _shown("SCAN-1")(window)
    press(window, "try-commission")
    until(lambda: free(window, "commission-sheet") is not None)
    window.news.note_scan(heard(_EXACT.swapcase(), "SCAN-1", NOW_MS))


def _answered(*names: str) -> Callable[[QWidget], None]:
    """Return what brings the wizard so far: each name is pressed in turn."""

    def settle(window: QWidget) -> None:
        assert isinstance(window, Window)
        window.go(Place("bind-device"))
        press(window, *names)
        until(lambda: free(window, "bind-back") is not None)

    return settle


def _at_scale(devices: Devices, *names: str, sign: str) -> Callable[[QWidget], None]:
    """Return what brings the wizard to the proof of a scale, and on from there."""

    def settle(window: QWidget) -> None:
        assert isinstance(window, Window)
        scale = devices.scale()
        window.go(Place("bind-device"))
        press(window, "kind-scale", "protocol-scale.mt-sics", "bind-next", "place-type")
        _typed(window, "place-sheet", scale.open())
        press(window, "bind-next")
        still = window.look.words("weigh.live.stable")
        until(lambda: still in _said(window, "device-value"))
        press(window, *names)
        until(lambda: free(window, sign) is not None)

    return settle


def _exhibits(devices: Devices) -> tuple[Exhibit, ...]:
    def work(look: Look) -> QWidget:
        return devices.window(look, OPERATOR)

    def lead(look: Look) -> QWidget:
        return devices.window(look, LEAD)

    protocol = ("kind-scale", "protocol-scale.mt-sics")
    place = (*protocol, "bind-next")
    return (
        Exhibit("devices-scale", BOTH, lead, settle=_shown("SC-01")),
        Exhibit("devices-printer", BOTH, work, settle=_shown("LB-01")),
        Exhibit("devices-gauge", BOTH, lead, settle=_shown("G-02")),
        Exhibit("devices-scanner", BOTH, lead, settle=_shown("SCAN-1")),
        Exhibit("devices-frames", BOTH, lead, settle=_frames),
        Exhibit("devices-commission", BOTH, lead, settle=_commission),
        Exhibit("bind-kind", BOTH, lead, settle=_answered()),
        Exhibit("bind-scan-wrong", BOTH, lead, settle=_scanned(devices, _NO_SEPARATOR)),
        Exhibit("bind-scan-exact", BOTH, lead, settle=_scanned(devices, _EXACT)),
        Exhibit("bind-protocol", BOTH, lead, settle=_answered(*protocol)),
        Exhibit("bind-place", BOTH, lead, settle=_answered(*place)),
        Exhibit("bind-proof", BOTH, lead, settle=_at_scale(devices, sign="bind-next")),
        Exhibit("bind-name", BOTH, lead, settle=_at_scale(devices, "bind-next", sign="bind-role")),
    )


EXHIBITS = _exhibits(Devices())
