"""Which icon a device has, which of three signs its state is, which state a time's."""

from app.kernel.clock import Quality
from app.kernel.words import Words
from app.stations.bench import Condition, DeviceState, Kind

_ICONS = {
    Kind.SCANNER: "scan-barcode",
    Kind.SCALE: "scale",
    Kind.GAUGE: "gauge",
    Kind.PRINTER: "printer",
    Kind.EQUIPMENT: "activity",
}

_QUALITIES = {
    Quality.SYNCHRONISED: "ok",
    Quality.DRIFTING: "warn",
    Quality.UNSYNCHRONISED: "offline",
    Quality.SUSPECT: "fail",
}


def time_state(quality: Quality) -> str:
    """Return the state that shows how far a time may be trusted."""
    return _QUALITIES[quality]


def device_icon(kind: Kind) -> str:
    """Return the icon of a kind of device."""
    return _ICONS[kind]


def device_state(state: DeviceState) -> str:
    """Return ready, failed or absent; a degraded device works, its chip and screen say how.

    One whose cable was pulled has failed: somebody must put it back.
    """
    if state.is_at_work:
        return "ready"
    is_failed = state.condition is Condition.FAULTED or state.is_pulled
    return "failed" if is_failed else "absent"


def device_chip(state: DeviceState) -> str:
    """Return the state a chip shows for a device: ok, warn, running, fail or todo."""
    if state.condition in (Condition.OPENING, Condition.PROBING):
        return "running"
    if state.condition is Condition.DEGRADED:
        return "warn"
    return {"ready": "ok", "failed": "fail", "absent": "todo"}[device_state(state)]


def damage_said(words: Words, damage: str) -> str:
    """Return what was wrong with a frame in a word or two; some drivers say it by their trouble."""
    code = f"devices.damage.{damage}"
    return words(code) if words.knows(code) else words(f"devices.short.{damage}")
