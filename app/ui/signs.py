"""Which icon a device has, which of the three signs its condition is, which state a time's."""

from app.kernel.clock import Quality
from app.stations.bench import Condition, Kind

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


def device_state(condition: Condition) -> str:
    """Return ready, failed or absent; a degraded device works, its chip and screen say how."""
    if condition in (Condition.READY, Condition.DEGRADED):
        return "ready"
    return "failed" if condition is Condition.FAULTED else "absent"


def device_chip(condition: Condition) -> str:
    """Return the state a chip shows for a condition: ok, warn, running, fail or todo."""
    if condition in (Condition.OPENING, Condition.PROBING):
        return "running"
    if condition is Condition.DEGRADED:
        return "warn"
    return {"ready": "ok", "failed": "fail", "absent": "todo"}[device_state(condition)]
