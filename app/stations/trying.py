"""Trying a device as whoever looks for a fault does: one question to it, the outcome in words.

Blocks for up to some seconds: for a thread that may wait, never the window's.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

from app.kernel.words import Words
from app.stations.bench import Bench, Kind
from drivers.device import Device
from drivers.gauges.gauge import Gauge
from drivers.printers.printer import LabelPrinter, State
from drivers.reading import Reading
from drivers.scales.scale import Done, Scale

PATIENCE_S = 3.0
"""So long a device is waited for: somebody stands before the screen."""
KEY_PATIENCE_S = 10.0
"""So long for a gauge, whose data key a person may have to press."""
_WELL = (State.READY, State.BUSY, State.PAPER_NEAR_END)


class Try(StrEnum):
    """What can be tried with a device; a scanner is tried by the commissioning scan."""

    COMMISSION = "commission"
    READ = "read"
    IDENTIFY = "identify"
    ZERO = "zero"
    TARE = "tare"
    STATUS = "status"


TRIES: Mapping[Kind, tuple[Try, ...]] = {
    Kind.SCANNER: (Try.COMMISSION,),
    Kind.SCALE: (Try.READ, Try.IDENTIFY, Try.ZERO, Try.TARE),
    Kind.GAUGE: (Try.READ,),
    Kind.PRINTER: (Try.STATUS,),
    Kind.EQUIPMENT: (),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it: `word` is the end of its text's code, `took_ms` the way there and back."""

    role: str
    at_ms: int
    word: str
    is_good: bool
    took_ms: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)

    def said(self, words: Words) -> str:
        """Return it as one line for people."""
        facts = dict(self.facts)
        if "state" in facts:
            facts["state"] = words(f"devices.printer.{facts['state']}")
        return words(f"devices.tried.{self.word}", ms=f"{self.took_ms:,}", **facts)


@dataclass(frozen=True, slots=True)
class _Outcome:
    word: str
    is_good: bool
    facts: Mapping[str, str] = field(default_factory=dict)


def tried(bench: Bench, role: str, what: Try, *, now_ms: Callable[[], int]) -> Tried:
    """Try a device of the bench and return what came of it. Total: trouble has its words too."""
    device = bench.device(role)
    kind = next((state.kind for state in bench.states() if state.role == role), None)
    began_s = time.monotonic()
    if device is None or kind is None or kind not in _ASKED or what not in TRIES[kind]:
        outcome = _Outcome("not_ready", False)
    else:
        outcome = _ASKED[kind](device, what, _asset(bench, role))
    took_ms = round((time.monotonic() - began_s) * 1000)
    return Tried(role, now_ms(), outcome.word, outcome.is_good, took_ms, outcome.facts)


def serial_number(bench: Bench, role: str) -> str:
    """Return the serial number a scale says; empty where it does not say one."""
    device = bench.device(role)
    return device.identify(PATIENCE_S) if isinstance(device, Scale) else ""


def _of_scale(device: Device, what: Try, asset: str) -> _Outcome:
    scale = cast(Scale, device)
    if what is Try.READ:
        return _read(scale.read_stable(PATIENCE_S))
    if what is Try.IDENTIFY:
        return _identified(scale.identify(PATIENCE_S), asset)
    done = scale.zero(PATIENCE_S) if what is Try.ZERO else scale.tare(PATIENCE_S)
    good = done in (Done.DONE, Done.SENT)
    return _Outcome(f"{what}_{done}" if good else done.value, good)


def _of_gauge(device: Device, _what: Try, _asset: str) -> _Outcome:
    return _read(cast(Gauge, device).read(KEY_PATIENCE_S))


def _of_printer(device: Device, _what: Try, _asset: str) -> _Outcome:
    status = cast(LabelPrinter, device).status(PATIENCE_S)
    return _Outcome("status", status.state in _WELL, {"state": status.state.value})


def _read(found: Reading | StrEnum) -> _Outcome:
    if isinstance(found, StrEnum):
        return _Outcome(found.value, False)
    said = found.decoded
    return _Outcome("read", True, {"value": f"{said.text} {said.unit}"})


def _identified(serial: str, asset: str) -> _Outcome:
    if not serial:
        return _Outcome("nameless", False)
    if not asset:
        return _Outcome("named", True, {"serial": serial})
    if serial == asset:
        return _Outcome("agrees", True, {"serial": serial})
    return _Outcome("another", False, {"serial": serial, "asset": asset})


def _asset(bench: Bench, role: str) -> str:
    return next((one.asset for one in bench.bindings() if one.role == role), "")


_ASKED: Mapping[Kind, Callable[[Device, Try, str], _Outcome]] = {
    Kind.SCALE: _of_scale,
    Kind.GAUGE: _of_gauge,
    Kind.PRINTER: _of_printer,
}
