"""Which icon a device has, and which of the three signs its condition is."""

from app.stations.bench import Condition

_ICONS = {"scanner": "scan-barcode", "scale": "scale", "printer": "printer", "gauge": "gauge"}


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
