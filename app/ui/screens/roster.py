"""Every screen of the house, in one explicit tuple, in the order the navigation shows them."""

from app.stations.profile import Purpose
from app.ui.screens.kind import Parts, ScreenKind
from app.ui.screens.people.users_roles import UsersRoles
from app.ui.screens.production.execute import Execute
from app.ui.screens.production.home import Home
from app.ui.screens.production.progress_board import ProgressBoard
from app.ui.screens.production.work_orders import WorkOrders
from app.ui.screens.screen import Screen
from app.ui.screens.sites.sync_devices import SyncDevices

VIEW = "production.view"
WORKS = (Purpose.OPERATOR, Purpose.WAREHOUSE, Purpose.INSPECTION, Purpose.PACKAGING)


def _home(parts: Parts) -> Screen:
    return Home(parts)


def _execute(parts: Parts) -> Screen:
    return Execute(parts)


def _board(parts: Parts) -> Screen:
    return ProgressBoard(parts.floor, parts.look)


def _users(parts: Parts) -> Screen:
    return UsersRoles(parts.floor, parts.look)


def _work_orders(parts: Parts) -> Screen:
    return WorkOrders(parts.floor, parts.look)


def _sync_devices(parts: Parts) -> Screen:
    return SyncDevices(parts)


SCREENS: tuple[ScreenKind, ...] = (
    ScreenKind(
        "home", _home, "home.nav", "list-checks", group="production", starts=WORKS, is_aside=False
    ),
    ScreenKind("execute", _execute, "execute.nav", "play", is_aside=False),
    ScreenKind("board", _board, "board.nav", "kanban", group="production", right=VIEW),
    ScreenKind(
        "work-orders",
        _work_orders,
        "orders.nav",
        "clipboard-list",
        group="production",
        right=VIEW,
        starts=(Purpose.SUPERVISOR,),
    ),
    ScreenKind("sync-devices", _sync_devices, "sync_devices.nav", "radio-tower", group="system"),
    ScreenKind("users", _users, "users.nav", "users", group="system", right="people.view"),
)
