"""The shell of the bench: side navigation in groups, the exchange and the person at its foot."""

from PySide6.QtWidgets import QHBoxLayout

from app.stations.session import Session
from app.sync.status import SyncStatus
from app.ui.kit import NavGroup, NavItem, SideNav, SyncIndicator, hue_of
from app.ui.screens.kind import ScreenKind
from app.ui.shells.lease_sign import LeaseSign
from app.ui.shells.shell import Shell
from app.ui.shells.touch import SYNC_SCREEN
from app.ui.theme.look import Look

_GROUPS = ("production", "quality", "improvement", "engineering", "system")


class BenchShell(Shell):
    """`kinds` are the screens this person may open here, in the order they stand."""

    def __init__(self, look: Look, kinds: tuple[ScreenKind, ...]) -> None:
        super().__init__(look, "bench-shell")
        self._nav = SideNav(look, _groups(look, kinds))
        self._nav.chosen.connect(self.chosen)
        self._nav.person_pressed.connect(self.menu_asked)
        self._sync = SyncIndicator(look)
        self._sync.clicked.connect(self._ask_sync)
        self._nav.add(self._sync)
        self._lease = LeaseSign(look)
        self._nav.add(self._lease)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._nav)
        row.addLayout(self.page(), 1)

    def show_kind(self, kind: ScreenKind) -> None:
        self._nav.show_current(kind.name)

    def show_waiting(self, name: str, count: int) -> None:
        self._nav.show_count(name, count)

    def show_person(self, session: Session | None) -> None:
        if session is not None:
            name = str(self.look.words.of(session.name))
            self._nav.show_person(name, session.person, hue=hue_of(session.person))

    def show_sync(self, status: SyncStatus, text: str, sub: str) -> None:
        self._sync.show_state(status.state, text, sub=sub)

    def show_lease(self, state: str, text: str) -> None:
        self._lease.show_state(state, text)

    def _ask_sync(self) -> None:
        self.chosen.emit(SYNC_SCREEN)


def _groups(look: Look, kinds: tuple[ScreenKind, ...]) -> tuple[NavGroup, ...]:
    """Return the groups that have something in them."""
    found = []
    for group in _GROUPS:
        items = tuple(
            NavItem(kind.name, kind.icon, look.words(kind.text))
            for kind in kinds
            if kind.group == group
        )
        if items:
            found.append(NavGroup(look.words(f"window.group.{group}"), items))
    return tuple(found)
