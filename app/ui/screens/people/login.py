"""The login: hold a badge or pick a face, enter the PIN; which station, what time, how sync stands.

A badge alone opens nothing: the PIN opens the person's key, and that is the check.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.people.accounts.queries import Person
from app.kernel.refused import Refused
from app.stations.bench import Kind
from app.stations.lockout import Tries, tries_of
from app.stations.recogniser import Badge, Meaning
from app.ui.kit import Button, Card, ScanRing, StatusChip, Text
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.people.everybody import Everybody
from app.ui.screens.people.faces import MOST, Faces
from app.ui.screens.people.people_here import Known, known_here, named
from app.ui.screens.people.pin_panel import PinPanel
from app.ui.screens.people.station_panel import StationPanel
from app.ui.screens.screen import Screen
from app.ui.signs import device_state

if TYPE_CHECKING:
    from app.ui.screens.people.name_sheet import NameSheet


class Login(Screen):
    """In front while nobody is. `turned` carries the language somebody wants to read."""

    turned = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, "login")
        look, station = parts.look, parts.floor.station
        self._news = parts.news
        self._moments = Moments(look.words, station.clock)
        self._known = Known((), ())
        self._chosen = ""
        self._panel = StationPanel(look, station.profile, parts.news, self._moments)
        self._panel.setFixedWidth(410)
        self._panel.turned.connect(self.turned)
        self._ring = ScanRing(look, "id-card", look.words("login.title"), name="login-ring")
        self._reader = StatusChip(look, "todo", name="login-reader")
        self._faces = Faces(look, self._moments)
        self._faces.chosen.connect(self.choose)
        self._faces.all_asked.connect(self._open_everybody)
        self._by_name = Button(
            look, look.words("login.by_name"), name="login-by-name", icon="keyboard"
        )
        self._by_name.clicked.connect(self._ask_name)
        self._help = Button(look, look.words("login.help"), name="login-help", icon="life-buoy")
        self._help.clicked.connect(self._open_help)
        self._names: NameSheet | None = None
        self._pin = PinPanel(look)
        self._pin.setFixedWidth(316)
        self._pin.entered.connect(self._try)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._panel)
        page = QHBoxLayout()
        page.setContentsMargins(20, 20, 20, 20)
        page.setSpacing(16)
        page.addLayout(self._middle(), 1)
        page.addWidget(self._pin)
        row.addLayout(page, 1)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._panel.refresh)
        self._second.start()
        parts.news.sync_changed.connect(self._panel.refresh)
        parts.news.device_changed.connect(self._show_devices)
        self._show_devices()

    def refresh(self) -> None:
        station = self.floor.station.profile.station
        self.floor.ask(self, lambda c: known_here(c, station, MOST), self._show_known)
        self.floor.ask(self, self.floor.station.sessions.door.lease, self._panel.show_lease)

    def accepts(self, meaning: Meaning) -> bool:
        if not isinstance(meaning, Badge):
            return False
        self.badge(meaning.code)
        return True

    def badge(self, code: str) -> None:
        """Find out whose badge this is, and ask for their PIN."""
        self.floor.who(self, code, self._badge_known, self._badge_refused)

    def choose(self, person: str) -> None:
        """Ask this person for their PIN; an empty id waits for somebody."""
        self._chosen = person
        self._show_chosen()

    def say_refused(self, refused: Refused) -> None:
        self._pin.fail(self.look.words.refusal(refused))

    def _show_known(self, known: Known) -> None:
        if known.person(self._chosen) is None and self._shown_person is not None:
            known = _with(known, self._shown_person)  # who is typing is told by the door, not here
        self._known = known
        self._faces.show_people(known.faces(MOST), len(known.everybody))
        if self._pin_person() != self._shown_person:
            self._show_chosen()
        self._faces.choose(self._chosen)

    _shown_person: Person | None = None

    def _pin_person(self) -> Person | None:
        return self._known.person(self._chosen)

    @property
    def chosen(self) -> str:
        """Return whose PIN is asked for, empty while nobody is chosen."""
        return self._chosen

    def _show_chosen(self) -> None:
        person = self._shown_person = self._pin_person()
        self._faces.choose(self._chosen)
        self._pin.show_person(person, self._about(person) if person else "")
        if person is not None:
            self.floor.ask(self, lambda c: tries_of(c, person.person), self._show_tries)

    def _about(self, person: Person) -> str:
        team = self.look.words(f"people.team.{person.team}") if person.team else ""
        return " · ".join(part for part in (person.person, team) if part)

    def _show_tries(self, tries: Tries) -> None:
        now_ms = self._moments.now_ms()
        if tries.is_locked(now_ms):
            minutes = tries.minutes_left(now_ms)
            self.say_refused(Refused("login.locked", minutes=minutes))
            self._pin.lock(minutes)

    def _badge_known(self, person: Person) -> None:
        self._ring.show_state("accepted")
        if self._known.person(person.person) is None:
            self._known = _with(self._known, person)
        self.choose(person.person)

    def _badge_refused(self, refused: Refused) -> None:
        self._ring.show_state("rejected")
        self.choose("")
        self.say_refused(refused)

    def _try(self, pin: str) -> None:
        self._pin.busy()
        self.floor.log_in(self, self._chosen, pin, self._turned_away)

    def _turned_away(self, refused: Refused) -> None:
        self.say_refused(refused)
        if refused.code == "login.locked":
            self._pin.lock(int(str(refused.facts["minutes"])))

    def _ask_name(self) -> None:
        """Let somebody in without a badge, by name and password."""
        from app.ui.screens.people.name_sheet import NameSheet  # no login waits for it

        if self._names is None:
            self._names = NameSheet(self.look, self)
            self._names.given.connect(self._try_name)
        self._names.ask(self._chosen)

    def _try_name(self, given: tuple[str, str]) -> None:
        who, password = given
        self.floor.ask(self, lambda c: named(c, who), lambda one: self._named(one, password))

    def _named(self, person: str, password: str) -> None:
        if self._names is None:
            return
        if not person:
            self._names.refuse(Refused("login.name_unknown"))
            return
        self.floor.log_in(self, person, password, self._names.refuse)

    def _open_help(self) -> None:
        from app.ui.screens.people.help_sheet import HelpSheet  # no login waits for it

        sheet = HelpSheet(self.look, self)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _open_everybody(self) -> None:
        sheet = Everybody(self.look, self, self._known.everybody)
        sheet.chosen.connect(self.choose)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _show_devices(self) -> None:
        self._panel.show_devices(self._news.devices)
        scanner = next((state for state in self._news.devices if state.kind is Kind.SCANNER), None)
        self._reader.setVisible(scanner is not None)
        if scanner is not None:
            sign = device_state(scanner)
            shown = {"ready": "ok", "failed": "fail", "absent": "todo"}[sign]
            self._reader.show_state(shown, self.look.words(f"login.reader.{sign}"))

    def _middle(self) -> QVBoxLayout:
        words = self.look.words
        column = QVBoxLayout()
        column.setSpacing(self.look.space(3))
        column.addWidget(self._ask_card())
        head = QHBoxLayout()
        head.addWidget(Text(self.look, words("login.recent"), "title"), 1)
        head.addWidget(Text(self.look, words("login.pick_hint"), "hint"))
        column.addLayout(head)
        column.addWidget(self._faces)
        column.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(self.look.space(2))
        foot.addWidget(self._help, 1)
        foot.addWidget(self._by_name, 1)
        column.addLayout(foot)
        return column

    def _ask_card(self) -> QWidget:
        words = self.look.words
        card = Card(self.look, "login-ask")
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._ring)
        lines = QVBoxLayout()
        lines.setSpacing(self.look.space(1))
        lines.addStretch()
        title = Text(self.look, words("login.title"), "page", wrap=True)
        lines.addWidget(title)
        lines.addWidget(Text(self.look, words("login.how"), "body", "ink2", wrap=True))
        lines.addSpacing(6)
        lines.addWidget(self._reader, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch()
        row.addLayout(lines, 1)
        card.body.addLayout(row)
        return card


def _with(known: Known, person: Person) -> Known:
    """Return the people known here and one more: who came by a badge, or is gone from the list."""
    return Known(known.recent, (*known.everybody, person))
