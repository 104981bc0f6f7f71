"""Devices fill a form: a scan, a gauge's reading, a weight go to the field in focus or the first
that takes them."""

from PySide6.QtCore import QObject, Signal

from app.capabilities.production.weighings.decisions import Weight
from app.stations.bench import DeviceState, Kind, Reading, Scan
from app.stations.recogniser import (
    EquipmentLabel,
    GaugeLabel,
    LotLabel,
    Meaning,
    OrderTraveller,
)
from app.stations.weighing import live_of
from app.ui.screens.forms.fields.control import Heard
from app.ui.screens.kind import Parts

_LONGEST_RAW = 4_000


class FillDevices(QObject):
    """`heard` carries a `Heard` of a gauge; a scan is handed in by the screen (`of_scan`)."""

    heard = Signal(object)
    weighed = Signal(object)
    """A `Weight` somebody asked for."""
    refused = Signal(object)
    live = Signal(object)
    """A `Live`: what the scale in use says now."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._floor, self._news = parts.floor, parts.news
        self._scan: Scan | None = None
        self._news.scanned.connect(self._note)
        self._news.read.connect(self._read)

    def of_scan(self, meaning: Meaning) -> Heard | None:
        """Return what was scanned as text; None for a badge and other codes that are for people."""
        text = _text_of(meaning)
        if not text:
            return None
        scan = self._scan
        return Heard(
            text=text,
            aim="" if scan is None else scan.aim,
            device="" if scan is None else scan.source,
            raw="" if scan is None else _raw(scan.raw),
            at_ms=0 if scan is None else scan.heard_at_ms,
            meaning=meaning,
        )

    def scales(self) -> tuple[DeviceState, ...]:
        """Return the scales of this station that work."""
        return tuple(one for one in self._news.devices if one.kind is Kind.SCALE and one.is_at_work)

    def show_scale(self) -> None:
        """Tell again what the scale said last."""
        for state in self.scales()[:1]:
            reading = self._news.last_reading(state.role)
            if reading is not None:
                self.live.emit(live_of(reading))

    def weigh(self, role: str) -> None:
        """Take the next stable weight of a scale."""
        taken = self._floor.scales.take(role)
        self._floor.follow(self, taken, self.weighed.emit, self.refused.emit)

    def _note(self, scan: Scan) -> None:
        self._scan = scan

    def _read(self, reading: Reading) -> None:
        """Take a gauge's reading; a scale's is taken by a press, when the pan is still."""
        state = next((one for one in self._news.devices if one.role == reading.source), None)
        if state is not None and state.kind is Kind.SCALE:
            self.live.emit(live_of(reading))
        if state is None or state.kind is Kind.SCALE or reading.decoded.value is None:
            return
        said = reading.decoded
        self.heard.emit(
            Heard(
                value=f"{said.value:f}",
                unit=said.unit,
                device=self._asset(reading.source),
                raw=_raw(reading.raw),
                at_ms=reading.at_ms,
            )
        )

    def _asset(self, role: str) -> str:
        bound = self._floor.bench.bindings()
        return next((one.asset for one in bound if one.role == role), "") or role


def of_weight(weight: Weight) -> Heard:
    """Return a weight as a form takes it."""
    return Heard(
        value=f"{weight.value:f}",
        unit=weight.unit,
        device=weight.scale,
        raw="\n".join(weight.frames)[:_LONGEST_RAW],
        at_ms=weight.read_ms,
    )


def _text_of(meaning: Meaning) -> str:
    match meaning:
        case EquipmentLabel(code=text) | GaugeLabel(code=text):
            return text
        case OrderTraveller(order=text) | LotLabel(lot=text):
            return text
    return str(getattr(meaning, "text", ""))


def _raw(data: bytes) -> str:
    return data.decode("latin-1")[:_LONGEST_RAW]
