"""The home of a station: scan a traveller or open a task; output, devices and help beside."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.progress.answers import Task
from app.ui.kit import CountBadge, EmptyState, ScanBar, Scroller, Text
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.production.at_home import AtHome, at_home
from app.ui.screens.production.calling import Calling
from app.ui.screens.production.code_sheet import ask_code
from app.ui.screens.production.rail import Rail
from app.ui.screens.production.task_card import TaskCard
from app.ui.screens.screen import Place, Screen


class Home(Screen):
    """Where work begins; a touch of a card, or a scan, opens a task."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, "home")
        look, words = parts.look, parts.look.words
        self._news = parts.news
        self._moments = Moments(words, parts.floor.station.clock)
        self._shown: tuple[Task, ...] | None = None
        self._scan = ScanBar(
            look, words("home.scan"), words("home.scan_how"), name="home-scan", kind="band"
        )
        self._scan.by_hand.connect(self._type_code)
        self._count = CountBadge(look, "0", icon="list")
        self._inside = QWidget()
        self._cards = QVBoxLayout(self._inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(12)
        self._rail = Rail(look, self._moments)
        self._rail.read.clicked.connect(lambda: self.go.emit(Place("readings")))
        self._calling = Calling(self, self._rail.call, lambda: Place("home"))
        parts.news.device_changed.connect(self._show_devices)
        self._show_devices()
        page = QVBoxLayout()
        page.setSpacing(14)
        page.addWidget(self._scan)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Text(look, words("home.tasks"), "page"))
        head.addWidget(self._count)
        head.addStretch()
        page.addLayout(head)
        page.addWidget(Scroller(look, "tasks", self._inside), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 16, 18, 16)
        row.setSpacing(18)
        row.addLayout(page, 1)
        row.addWidget(self._rail)

    def refresh(self) -> None:
        station, session = self.floor.station.profile.station, self.floor.session
        who = "" if session is None else session.person
        times = (self._moments.midnight_ms(), self._moments.now_ms())
        self.floor.ask(self, lambda c: at_home(c, station, who, times), self._show)

    def _show(self, found: AtHome) -> None:
        self._rail.show_output(found.output)
        self._rail.show_discrepancies(found.discrepancies, found.names)
        self._rail.show_unread(found.unread)
        self._calling.show_call(found.call)
        if found.tasks != self._shown:
            self._shown = found.tasks
            self._show_tasks(found.tasks)

    def _show_tasks(self, tasks: tuple[Task, ...]) -> None:
        while item := self._cards.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._count.say(f"{len(tasks):,}")
        for place, task in enumerate(tasks):
            card = TaskCard(self.look, task, self._moments, is_first=place == 0)
            card.opened.connect(_Open(self, task))
            self._cards.addWidget(card)
        if not tasks:
            words = self.look.words
            self._cards.addWidget(
                EmptyState(self.look, "list-checks", words("home.empty"), words("home.empty_how")),
                1,
            )
        self._cards.addStretch()

    def _show_devices(self) -> None:
        self._rail.show_devices(self._news.devices)

    def _type_code(self) -> None:
        ask_code(self)


class _Open:
    def __init__(self, home: Home, task: Task) -> None:
        self._home, self._task = home, task

    def __call__(self) -> None:
        self._home.go.emit(Place("execute", self._task.order, self._task.operation))
