"""Every screen of the house, in one explicit tuple, in the order the navigation shows them."""

from app.stations.profile import Purpose
from app.ui.screens.kind import Parts, ScreenKind
from app.ui.screens.production.execute import Execute
from app.ui.screens.production.home import Home
from app.ui.screens.screen import Screen
from app.ui.screens.sites.sync_devices import SyncDevices

WORKS = (Purpose.OPERATOR, Purpose.WAREHOUSE, Purpose.INSPECTION, Purpose.PACKAGING)


def _home(parts: Parts) -> Screen:
    return Home(parts)


def _execute(parts: Parts) -> Screen:
    return Execute(parts)


def _sync_devices(parts: Parts) -> Screen:
    return SyncDevices(parts)


SCREENS: tuple[ScreenKind, ...] = (
    ScreenKind(
        "home", _home, "home.nav", "list-checks", group="production", starts=WORKS, is_aside=False
    ),
    ScreenKind("execute", _execute, "execute.nav", "play", is_aside=False),
    ScreenKind("sync-devices", _sync_devices, "sync_devices.nav", "radio-tower", group="system"),
)
