"""Which icon a device has, which of the three signs its condition is, which state a time's."""

from app.kernel.clock import Quality
from app.stations.bench import Condition

_ICONS = {"scanner": "scan-barcode", "scale": "scale", "printer": "printer", "gauge": "gauge"}

_QUALITIES = {
    Quality.SYNCHRONISED: "ok",
    Quality.DRIFTING: "warn",
    Quality.UNSYNCHRONISED: "offline",
    Quality.SUSPECT: "fail",
}


def time_state(quality: Quality) -> str:
    """Return the state that shows how far a time may be trusted."""
    return _QUALITIES[quality]


def device_icon(role: str) -> str:
    """Return the icon of a device by its role."""
    return _ICONS.get(role, "plug")


def device_state(condition: Condition) -> str:
    """Return ready, failed or absent."""
    if condition is Condition.READY:
        return "ready"
    return "failed" if condition is Condition.FAULTED else "absent"


def device_chip(condition: Condition) -> str:
    """Return the state a chip shows for a condition: ok, running, fail or todo."""
    if condition is Condition.OPENING:
        return "running"
    return {"ready": "ok", "failed": "fail", "absent": "todo"}[device_state(condition)]
