"""A device's life in one column: how far its connection is, what is wrong, what it says now."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.stations.bench import Condition, DeviceState, Kind, Reading, Sample, Scan, Traffic
from app.stations.frame_parts import parts
from app.stations.weighing import live_of
from app.ui.kit import Banner, LiveValue, PathDots
from app.ui.moments import Moments
from app.ui.screens.sites.hex_frame import NAMES, HexFrame
from app.ui.signs import device_chip
from app.ui.theme.look import Look

PATH = (Condition.ABSENT, Condition.OPENING, Condition.PROBING, Condition.READY)
_SHAPES = {"good": "ok", "uncertain": "warn", "bad": "fail"}


class DeviceLife(QWidget):
    """The same for a device at work and for one on trial; `trouble` may be given buttons."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        words = look.words
        self._look, self._moments = look, moments
        titles = tuple(words(f"devices.condition.{each}") for each in PATH)
        self._path = PathDots(look, titles, name="device-path")
        self.trouble = Banner(look, "fail", "", name="device-trouble", icon="unplug")
        self._live = LiveValue(look, words("sync_devices.live"), name="device-value", figure_px=52)
        self._frame = HexFrame(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        for part in (self._path, self.trouble, self._live, self._frame):
            column.addWidget(part)

    def show_life(self, state: DeviceState, told: object, last: Traffic | None) -> None:
        """Show how a device is, what it last told, and the last frame that came from it."""
        place = PATH.index(state.condition) if state.condition in PATH else 0
        place = len(PATH) - 1 if state.condition is Condition.DEGRADED else place
        role = device_chip(state)
        self._path.show_reached(place, role if role in ("ok", "fail") else "warn")
        self._show_trouble(state)
        self._show_live(state, told)
        self._show_frame(told, last)

    def _show_trouble(self, state: DeviceState) -> None:
        words = self._look.words
        self.trouble.setVisible(bool(state.reason))
        if state.reason:
            since = words("sync_devices.since", when=self._moments.when(state.since_ms))
            shape = "warn" if state.is_at_work else "fail"
            icon = "" if state.is_at_work else "unplug"
            self.trouble.say(shape, state.why(words), since, icon=icon)

    def _show_live(self, state: DeviceState, told: object) -> None:
        words = self._look.words
        self._live.setVisible(state.kind in (Kind.SCALE, Kind.GAUGE, Kind.EQUIPMENT))
        if isinstance(told, Reading):
            live = live_of(told)
            self._live.show_label(words("sync_devices.live"))
            self._live.show_value(live.text, live.unit)
            said = words(f"weigh.live.{live.word}")
            self._live.show_state(live.state, said, self._moments.second(told.at_ms))
        elif isinstance(told, Sample):
            self._live.show_label(f"{words('sync_devices.live')} · {told.tag}")
            self._live.show_value("" if told.value is None else f"{told.value}", told.unit)
            said = words(f"devices.quality.{told.quality}")
            at = self._moments.second(told.at_ms)
            self._live.show_state(_SHAPES[told.quality], said, at)
        else:
            self._live.show_value("", "")
            self._live.show_state("todo", words("weigh.live.waiting"))

    def _show_frame(self, told: object, last: Traffic | None) -> None:
        if last is not None and (last.damage or not isinstance(told, Reading | Scan)):
            self._frame.show_frame(last.data, drawn(last.data), damage=last.damage)
        elif isinstance(told, Reading):
            self._frame.show_frame(told.raw, drawn(told.raw), parts(told))
        elif isinstance(told, Scan):
            show_scan(self._frame, told)
        else:
            self._frame.show_frame(b"", "")


def show_scan(frame: HexFrame, scan: Scan) -> None:
    """Show what came of a scan: its bytes, or its signs where no bytes were kept."""
    raw = scan.raw or f"{scan.aim}{scan.text}".encode()
    frame.show_frame(raw, drawn(raw))


def drawn(data: bytes) -> str:
    """Return a frame as people can read it: signs that cannot be seen are named."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return "".join(_drawn(sign) for sign in text)


def _drawn(sign: str) -> str:
    if sign.isprintable():
        return sign
    return f"<{NAMES.get(ord(sign), f'{ord(sign):02X}')}>"
