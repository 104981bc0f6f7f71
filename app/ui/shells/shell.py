"""What both shells are: a place for screens, a banner that stays, and a toast at the foot."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.stations.bench import DeviceState
from app.stations.session import Session
from app.sync.status import SyncStatus
from app.ui.kit import Banner, Button, Toast
from app.ui.moments import Moments
from app.ui.screens.kind import ScreenKind
from app.ui.screens.screen import Notice
from app.ui.theme.look import Look


class Shell(QWidget):
    """The frame of a window: the window puts screens into `stack` and tells it what to show."""

    chosen = Signal(str)
    """The name of a screen that was picked in the navigation."""
    menu_asked = Signal()
    undone = Signal(object)
    """The token of the notice that is to be undone."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self.stack = QStackedWidget()
        self.stack.setObjectName("screens")
        self._banner = Banner(look, "fail", "", name="window-banner")
        away = Button(look, look.words("kit.close"), name="window-banner-close", size="small")
        away.clicked.connect(self._banner.hide)
        self._banner.add(away)
        self._banner.hide()
        # Nobody waits eight seconds to call for help: the page's own foot stays free.
        foot = look.density.button + look.space(3) if look.density.is_touch else 0
        self._toast = Toast(look, self, foot=foot)
        self._toast.undone.connect(self.undone)

    def page(self) -> QVBoxLayout:
        """Return the column of banner and screens, to be put where the shell wants it."""
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        holder = QVBoxLayout()
        gap = self.look.space(2)
        holder.setContentsMargins(gap, 0, gap, 0)
        holder.addWidget(self._banner)
        column.addLayout(holder)
        column.addWidget(self.stack, 1)
        return column

    def tell(self, notice: Notice) -> None:
        """Say something at the foot for some seconds, with a way to undo where there is one."""
        self._toast.say(notice.text, token=notice.undo, state=notice.state)

    def warn(self, title: str, text: str = "") -> None:
        """Say something that stays until it is answered by the next scan, or closed."""
        self._banner.say("fail", title, text)
        self._banner.show()

    def calm(self) -> None:
        """Take the warning away."""
        self._banner.hide()

    def show_kind(self, kind: ScreenKind) -> None:
        """Say which screen is in front."""
        raise NotImplementedError

    def show_waiting(self, name: str, count: int) -> None:
        """Show how many things wait on a screen for somebody."""

    def show_person(self, session: Session | None) -> None:
        """Say who works here."""
        raise NotImplementedError

    def show_sync(self, status: SyncStatus, text: str, sub: str) -> None:
        """Show how the exchange stands, in words, and how old what waits is."""
        raise NotImplementedError

    def show_device(self, state: DeviceState) -> None:
        """Show how a device stands."""

    def show_lease(self, state: str, text: str) -> None:
        """Show how long people may sign here without the server."""
        raise NotImplementedError

    def show_inbox(self, state: str, count: int, said: str) -> None:
        """Show how many things wait for whoever is in front: calm, waiting, late or now."""

    def show_time(self, moments: Moments) -> None:
        """Show the time."""
