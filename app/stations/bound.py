"""What hangs on this station: its profile's devices, and what people bound since, which counts."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection

from app.capabilities.sites.queries import devices
from app.capabilities.sites.tables import DeviceRow
from app.stations.bench import KEYBOARD, Binding, Layout, layout
from app.stations.profile import DeviceLine, Profile


def bound_here(profile: Profile) -> Callable[[Connection], tuple[Binding, ...]]:
    """Return the question what this station's bench opens."""
    return lambda c: bindings(profile.devices, devices(c, profile.station))


def bindings(lines: Iterable[DeviceLine], bound: Iterable[DeviceRow]) -> tuple[Binding, ...]:
    """Return the bindings of the profile's devices, as people changed them; by role."""
    found = {
        one.code: Binding(one.code, one.driver, one.link, one.asset, one.settings) for one in lines
    }
    for row in bound:
        found.pop(row.role, None)
        if row.address:
            settings = dict(_pair(setting) for setting in row.settings)
            found[row.role] = Binding(row.role, row.driver, row.address, row.asset, settings)
    return tuple(found[role] for role in sorted(found))


def layout_of(bound: Iterable[Binding]) -> Layout | None:
    """Return the keyboard layout a scanner types through here, as its commissioning scan found it.

    All scanners that type do so on one keyboard: the last one bound says which it is.
    """
    typed = [one.settings.get("layout", "") for one in bound if one.address == KEYBOARD]
    return layout(typed[-1]) if typed else None


def _pair(setting: str) -> tuple[str, str]:
    key, _, value = setting.partition("=")
    return key, value
