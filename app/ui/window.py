"""The window of a station: it swaps screens, and nothing else.

    window = Window(floor, look, router, sync)
    window.show()

Screens are built when first needed and thrown away when language, theme, density or person is
switched; what was typed lies in drafts, where one was is kept here.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.capabilities.people.accounts.queries import DoorLine
from app.capabilities.people.policies.queries import unread_policy
from app.capabilities.people.policies.tables import PolicyRow
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.stations.bench import DeviceState, Scan, Transport, heard
from app.stations.lease import LeaseStanding, Running
from app.stations.profile import Profile
from app.stations.session import Session
from app.stations.sound import Silence, Sound
from app.store.space import Room
from app.sync.lease import Lease
from app.sync.status import SyncStatus
from app.ui.alarms import Alarms
from app.ui.drafts import Drafts
from app.ui.floor import Floor
from app.ui.hold_alarms import HeldNow, HoldAlarms
from app.ui.inbox_news import Counted, InboxNews
from app.ui.lease_words import STATES, lease_line
from app.ui.limit_alarms import CrossedNow, LimitAlarms
from app.ui.moments import Moments
from app.ui.news import News, SyncView
from app.ui.own_secret import OwnSecret
from app.ui.scan_desk import ScanDesk
from app.ui.scans import ScanRouter
from app.ui.screens.kind import Parts, ScreenKind, first
from app.ui.screens.people.login import Login
from app.ui.screens.roster import SCREENS
from app.ui.screens.screen import Notice, Place, Screen
from app.ui.sync_words import sync_words
from app.ui.theme.look import Look, apply

if TYPE_CHECKING:
    from app.capabilities.flows.inbox.answers import Line
    from app.ui.shells.shell import Shell

ROOM_EVERY_S = 600
WAITING_EVERY_S = 30
BY_HAND = "by-hand"
"""The source of a scan that somebody typed."""

_SOMEBODY_IS_THERE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.KeyPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
)


class Window(QWidget):
    """Login in front while nobody is; else the shell with the screen of `place`."""

    saved = Signal(object)
    """A `Saved` that the screen in front has just shown."""

    def __init__(
        self,
        floor: Floor,
        look: Look,
        router: ScanRouter,
        sync: SyncView | None = None,
        *,
        sound: Sound | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Lineside")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(1280, 800)
        self.floor, self.look = floor, look
        self.news = News(router, floor.station.time, sync, self)
        self.drafts = Drafts(floor)
        self.place: Place | None = None
        self._screens: dict[str, Screen] = {}
        self._shell: Shell | None = None
        self._login: Login | None = None
        self._last_person = ""
        self._places: dict[str, Place] = {}
        self._waiting: dict[str, int] = {}
        self._faces = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._faces)
        sound = sound or Silence()
        self._desk = ScanDesk(floor, sound, self)
        self._desk.go.connect(self.go)
        self._desk.badge.connect(self._badge)
        self._desk.lease.connect(self._take_lease)
        self._secret = OwnSecret(floor, self)
        self._secret.changed.connect(self._secret_changed)
        self._alarms = Alarms(floor, self)
        self._alarms.locked_out.connect(self._locked_out)
        self._limits = LimitAlarms(floor, self)
        self._limits.crossed.connect(self._limit_crossed)
        self._inbox = InboxNews(floor, sound, self)
        self._inbox.counted.connect(self._show_inbox)
        self._inbox.rung.connect(self._tell_rung)
        self._holds = HoldAlarms(floor, sound, self)
        self._holds.held.connect(self._work_held)
        floor.changed.connect(self._ask_lease)
        self._desk.refused.connect(self._warn)
        self._desk.taken.connect(self._calm)
        router.scanned.connect(self._scanned)
        floor.session_changed.connect(self._session_changed)
        floor.refused.connect(self._refused)
        floor.changed.connect(self._count_in_front)
        self.news.sync_changed.connect(self._show_sync)
        self.news.device_changed.connect(self._show_device)
        self._seconds = 0
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        self._second.start()
        self._dress()

    @property
    def screen_in_front(self) -> Screen:
        """Return the screen people see: the login, or the one in the shell."""
        if self.floor.session is None or self._shell is None or self.place is None:
            assert self._login is not None
            return self._login
        return self._screens[self.place.screen]

    def go(self, place: Place) -> None:
        """Bring a screen to the front, about `place`; one the person may not open is refused."""
        session = self.floor.session
        if session is None or self._shell is None:
            return
        kind = next((each for each in SCREENS if each.name == place.screen), None)
        if kind is None or not kind.is_for(session):
            self._refused(Refused("right.missing", right=kind.right if kind else ""))
            return
        self.floor.station.sessions.touch()
        self._leave_screen()
        self._calm()
        self.place = self._places[session.person] = place
        screen = self._made(kind)
        self._shell.stack.setCurrentWidget(screen)
        self._shell.show_kind(kind)
        screen.enter(place)

    def turn(self, *, language: str = "", theme: str = "", density: str = "") -> None:
        """Switch language, theme or density: everything is built anew, at the same place."""
        if density and density != "bench":
            theme = "light"
        self.look = self.look.turned(language=language, theme=theme, density=density)
        self._dress()

    def full_screen(self) -> None:
        """Take the whole screen, without a frame, and do not close at a person's wish."""
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setProperty("kiosk", True)
        self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        if self.property("kiosk") and event.spontaneous():
            event.ignore()
            return
        self._second.stop()
        self._undress()  # nobody asks the station anything from here on
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() in _SOMEBODY_IS_THERE:
            self.floor.station.sessions.touch()
        return False

    def _dress(self) -> None:
        """Build everything in the present look, and come back to where one was."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._undress()
        apply(app, self.look)
        self._moments = Moments(self.look.words, self.floor.station.clock)
        if self.floor.session is None:
            self._show_login()
        else:
            self._show_shell(self.floor.session)
        self.setFocus()  # no control has it until somebody comes by keyboard

    def _undress(self) -> None:
        self._leave_screen()
        for face in (self._login, self._shell):
            if face is not None:
                self._faces.removeWidget(face)
                face.hide()
                face.deleteLater()
        self._screens = {}
        self._login = self._shell = None

    def _show_login(self) -> None:
        self._login = Login(self._parts())
        self._login.turned.connect(lambda language: self.turn(language=language))
        self._wire(self._login)
        self._faces.addWidget(self._login)
        self._faces.setCurrentWidget(self._login)
        self._login.enter(Place("login"))
        self._login.choose(self._last_person)

    def _show_shell(self, session: Session) -> None:
        kinds = tuple(kind for kind in SCREENS if kind.is_for(session))
        profile = self.floor.station.profile
        shell = _shell(self.look, profile, kinds)
        shell.chosen.connect(lambda name: self.go(Place(name)))
        shell.menu_asked.connect(self._open_menu)
        shell.undone.connect(lambda token: self.screen_in_front.undo(token))
        self._shell = shell
        self._faces.addWidget(shell)
        self._faces.setCurrentWidget(shell)
        shell.show_person(session)
        for state in self.news.devices:
            shell.show_device(state)
        self._tick()
        self._show_sync(self.news.sync)
        self._ask_lease()
        self._alarms.look_round()
        self._inbox.look_round()
        self._holds.look_round()
        start = Place(first(SCREENS, profile.purpose, session).name)
        known = {kind.name for kind in kinds}
        self.go(self.place if self.place and self.place.screen in known else start)

    def _made(self, kind: ScreenKind) -> Screen:
        if kind.name not in self._screens:
            assert self._shell is not None
            screen = kind.make(self._parts())
            self._wire(screen)
            self._screens[kind.name] = screen
            self._shell.stack.addWidget(screen)
        return self._screens[kind.name]

    def _wire(self, screen: Screen) -> None:
        screen.go.connect(self.go)
        screen.tell.connect(self._tell)
        screen.saved.connect(self.saved)
        screen.typed.connect(self._typed)

    def _parts(self) -> Parts:
        return Parts(self.floor, self.look, self.news, self.drafts)

    def _leave_screen(self) -> None:
        if self.place is not None and self.place.screen in self._screens:
            self._screens[self.place.screen].leave()

    def _session_changed(self, session: Session | None) -> None:
        self._seconds, self._waiting = 0, {}
        if session is not None:
            self.place = self._places.get(session.person)
            self._last_person = session.person
        self._dress()
        if session is not None and session.to_change:
            self._choose_secret(self.look.words("secret.why_code"))
        elif session is not None:
            self._ask_policy(session.person)

    def _choose_secret(self, why: str = "") -> None:
        if self._shell is not None:
            self._secret.ask(self.look, self._shell, why)

    def _secret_changed(self) -> None:
        self._tell(Notice(self.look.words("secret.changed"), "ok"))

    def _locked_out(self, line: DoorLine, name: Bilingual) -> None:
        who = self.look.words.of(name)
        text = self.look.words("window.lockout", name=who, station=line.station, tries=line.detail)
        self._warn_of(text)

    def _limit_crossed(self, now: CrossedNow) -> None:
        one, words = now.crossing, self.look.words
        said = words(
            "equipment.crossed",
            name=words.of(now.name),
            value=one.value,
            unit=one.unit,
            limit=one.limit,
        )
        self._warn_of(f"{one.equipment} · {said}")

    def _work_held(self, now: HeldNow) -> None:
        here = self.place
        if here is not None and (here.screen, here.order, here.operation) == (
            "execute",
            now.order,
            now.operation,
        ):
            return  # its banner says it, and its keys stay free
        words = self.look.words
        because, where = words.of(now.because), f"{now.order} {now.operation}"
        self._tell(Notice(words("holds.alarm", where=where, because=because), "hold"))

    def _take_lease(self, text: str) -> None:
        door = self.floor.station.sessions.door
        self.floor.work(self, lambda: door.take_lease(text), self._lease_taken, self._refused)

    def _lease_taken(self, lease: Lease) -> None:
        until = self._moments.date_time(lease.until_ms)
        self._tell(Notice(self.look.words("lease.taken", until=until), "ok"))
        self._ask_lease()
        if self._login is not None:
            self._login.refresh()

    def _ask_lease(self) -> None:
        if self._shell is not None:
            self.floor.ask(self, self.floor.station.sessions.door.lease, self._show_lease)

    def _show_lease(self, stands: LeaseStanding) -> None:
        if self._shell is not None and stands.state is not Running.UNNEEDED:
            said = lease_line(self.look.words, self._moments, stands)
            self._shell.show_lease(STATES[stands.state], said)

    def _ask_policy(self, person: str) -> None:
        """Show the policy of signatures to whoever has yet to acknowledge it."""
        self.floor.ask(self, lambda c: unread_policy(c, person), self._show_policy)

    def _show_policy(self, policy: PolicyRow | None) -> None:
        if policy is None or self._shell is None or self.floor.session is None:
            return
        from app.ui.screens.people.policy_sheet import PolicySheet  # seldom: no login waits for it

        PolicySheet(self.floor, self.look, self._shell, policy).open()

    def _open_menu(self) -> None:
        session, shell = self.floor.session, self._shell
        if session is None or shell is None:
            return
        kinds = tuple(kind for kind in SCREENS if kind.group and kind.is_for(session))
        narrow = tuple(kind for kind in kinds if not kind.bench_only)
        offered = narrow if self.look.density.is_touch else ()
        from app.ui.menu import Menu  # as the shells: no login waits for it

        name = str(self.look.words.of(session.name))
        menu = Menu(self.look, shell, name, offered, self._waiting)
        menu.chosen.connect(lambda name: self.go(Place(name)))
        menu.left.connect(self._leave)
        menu.secret_asked.connect(self._choose_secret)
        menu.turned.connect(self._turn_to)
        menu.closed.connect(menu.deleteLater)
        menu.open()

    def _leave(self, how: str) -> None:
        if how == "switched":
            self._last_person = ""
        self.floor.lock(how)

    def _turn_to(self, choice: tuple[str, str]) -> None:
        what, value = choice
        turn: dict[str, Callable[[], None]] = {
            "language": lambda: self.turn(language=value),
            "density": lambda: self.turn(density=value),
            "theme": lambda: self.turn(theme=value),
        }
        turn[what]()

    def _scanned(self, scan: Scan) -> None:
        self._desk.read(scan, self.screen_in_front)

    def _typed(self, code: str) -> None:
        self._scanned(heard(code, BY_HAND, self._moments.now_ms(), transport=Transport.HAND))

    def _badge(self, code: str) -> None:
        """Switch fast: a badge on any screen asks for that person's PIN."""
        session = self.floor.session
        if session is not None:
            self._last_person = ""
            self.floor.lock("switched")
        if self._login is not None:
            self._login.badge(code)

    def _warn_of(self, said: str) -> None:
        if self._shell is not None:
            self._shell.warn(said)

    def _warn(self, refused: Refused) -> None:
        said = self.look.words.refusal(refused)
        if self._shell is not None:
            self._shell.warn(said)
        elif self._login is not None:
            self._login.say_refused(refused)

    def _calm(self) -> None:
        if self._shell is not None:
            self._shell.calm()

    def _refused(self, refused: Refused) -> None:
        if self._shell is not None:
            self._tell(Notice(self.look.words.refusal(refused), "fail"))
        elif self._login is not None:
            self._login.say_refused(refused)

    def _tell(self, notice: Notice) -> None:
        if self._shell is not None:
            self._shell.tell(notice)

    def _show_sync(self, status: SyncStatus) -> None:
        if self._shell is not None:
            self._shell.show_sync(status, *sync_words(self.look.words, self._moments, self.news))

    def _show_device(self, state: DeviceState) -> None:
        if self._shell is not None:
            self._shell.show_device(state)

    def _tick(self) -> None:
        self.floor.station.watch_clock()
        if self.floor.station.sessions.lock_if_idle():
            self.floor.session_changed.emit(None)
            return
        if self._shell is not None:
            self._shell.show_time(self._moments)
            self._show_sync(self.news.sync)
            self._watch_room()
            self._count_soon()

    def _count_soon(self) -> None:
        """Count what waits on each screen: soon after somebody logs in, then twice a minute."""
        if self._seconds % WAITING_EVERY_S == 1:
            for kind in SCREENS:
                self._count_waiting(kind)

    def _count_in_front(self, _: object = None) -> None:
        """Count anew where people are just making it less."""
        for kind in SCREENS:
            if self.place is not None and kind.name == self.place.screen:
                self._count_waiting(kind)

    def _count_waiting(self, kind: ScreenKind) -> None:
        session, station = self.floor.session, self.floor.station
        if session is None or not kind.is_for(session):
            return
        if (count := kind.waiting) is not None:
            vocabulary = station.journal.vocabulary
            self.floor.ask(
                self, lambda c: count(c, vocabulary), lambda n: self._show_waiting(kind, n)
            )
        if (due := kind.due) is not None:
            now = Moment(station.clock.now_ms(), station.clock.offset_min())
            here = station.profile.station
            self.floor.ask(self, lambda c: due(c, now, here), lambda n: self._show_waiting(kind, n))

    def _show_waiting(self, kind: ScreenKind, count: int) -> None:
        """Show in the navigation how many wait; tell of more than when somebody last looked."""
        if self._shell is None:
            return
        self._shell.show_waiting(kind.name, count)
        before, self._waiting[kind.name] = self._waiting.get(kind.name, count), count
        is_in_front = self.place is not None and self.place.screen == kind.name
        if kind.reminds and count > before and not is_in_front:
            self._tell(Notice(self.look.words(kind.reminds, n=count), "warn"))

    def _show_inbox(self, counted: Counted) -> None:
        """Show in the bar and in the navigation how much waits."""
        if self._shell is None:
            return
        words, n = self.look.words, counted.waiting
        state = "now" if counted.now else "late" if counted.late else "waiting" if n else "calm"
        said = words("inbox.count", n=n, now=counted.now, late=counted.late)
        self._shell.show_inbox(state, n, said)
        self._shell.show_waiting("inbox", n)
        self._waiting["inbox"] = n

    def _tell_rung(self, lines: "tuple[Line, ...]") -> None:
        """Say what just sounded, on whatever screen."""
        said = " · ".join(str(self.look.words.of(line.todo.title)) for line in lines[:2])
        if len(lines) > 2:
            said = self.look.words("inbox.rung_more", said=said, n=len(lines) - 2)
        self._tell(Notice(said, "warn"))

    def _watch_room(self) -> None:
        """Say that the disk runs out: to everybody who logs in, and again every ten minutes."""
        if self._seconds % ROOM_EVERY_S == 0:
            room = self.floor.station.space.room()
            if room is not Room.ENOUGH:
                self._tell(Notice(self.look.words(f"store.room.{room.value}"), "warn"))
        self._seconds += 1


def _shell(look: Look, profile: Profile, kinds: tuple[ScreenKind, ...]) -> "Shell":
    """Return the frame around the screens; imported here, for no login waits for it."""
    if look.density.is_touch:
        from app.ui.shells.touch import TouchShell

        return TouchShell(look, profile)
    from app.ui.shells.bench import BenchShell

    return BenchShell(look, kinds)
