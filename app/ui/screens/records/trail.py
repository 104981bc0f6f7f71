"""The audit trail: every act, filtered by who, where, what, record and time; paged, exported.

Controls by name: `trail-person`, `trail-station`, `trail-kind`, `trail-time`, `trail-record`,
`trail-newer`, `trail-older`, `trail-csv`, `trail-json`, `trail` (table), `trail-open`.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.records.audit.answers import Filters, Line, Page
from app.capabilities.records.audit.queries import PAGE
from app.journal.upcast import Vocabulary
from app.stations.station import DATABASE
from app.store.engine import open_reader
from app.ui import kit
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.paper import files
from app.ui.screens.records.record_facts import RECORD
from app.ui.screens.records.telling import CHAINS, Names, Teller
from app.ui.screens.records.trail_facts import TrailFacts, trail_facts
from app.ui.screens.records.trail_file import export
from app.ui.screens.records.trail_line import TrailLine
from app.ui.screens.screen import Notice, Place, Screen
from app.ui.theme.look import Look

NAME = "trail"
DAY_MS = 24 * 3_600_000
TIMES = {"all": None, "day": 1, "week": 7, "month": 30}
"""Choices of time, in days back from midnight."""
_LINE = 360


class Trail(Screen):
    """A table of one page, filters above it, the line in front beside it."""

    def __init__(self, floor: Floor, look: Look) -> None:
        super().__init__(floor, look, NAME)
        words = look.words
        self._start, self._word = 0, ""
        self._facts: TrailFacts | None = None
        self._moments = Moments(words, floor.station.clock)
        self._teller = Teller(words, Names({}, {}))
        self._header = kit.PageHeader(
            look, words("audit.title"), words("audit.sub"), name="trail-header"
        )
        self._csv = _button(look, "trail-csv", words("audit.export_csv"), "file-spreadsheet")
        self._json = _button(look, "trail-json", words("audit.export_json"), "file-down")
        self._person = _select(look, "person")
        self._station = _select(look, "station")
        self._kind = _select(look, "kind")
        times = tuple(kit.Option(key, words(f"audit.time.{key}")) for key in TIMES)
        self._time = kit.Segmented(look, times, name="trail-time")
        self._record = kit.SearchBox(look, words("audit.record"), name="trail-record")
        self._newer = _button(look, "trail-newer", words("audit.newer"), "chevron-left")
        self._older = _button(look, "trail-older", words("audit.older"), "chevron-right")
        self._shown = kit.Text(look, "", "hint")
        self._table = kit.DataTable(
            look, _columns(_Cells(self)), name="trail", accessible=words("audit.title")
        )
        self._table.empty_says(words("audit.none"), words("audit.none_hint"))
        self._line = TrailLine(look)
        self._lay_out()
        self._connect()

    @property
    def teller(self) -> Teller:
        """Return who says the page."""
        return self._teller

    def refresh(self) -> None:
        vocabulary, filters, start = self._vocabulary(), self.filters(), self._start
        self.floor.ask(self, lambda c: trail_facts(c, vocabulary, filters, start), self._show)

    def filters(self) -> Filters:
        """Return what is chosen."""
        days = TIMES[self._time.value()]
        midnight = self._moments.midnight_ms()
        return Filters(
            person=self._person.value(),
            station=self._station.value(),
            kind=self._kind.value(),
            record=self._word,
            since_ms=None if days is None else midnight - (days - 1) * DAY_MS,
        )

    def _show(self, facts: TrailFacts) -> None:
        if facts == self._facts:
            return
        self._facts = facts
        self._teller = Teller(self.look.words, facts.names)
        self._show_options(facts)
        self._table.show_rows(facts.page.lines)
        self._table.foot("")
        self._shown.say(_range(self.look, facts.page))
        self._newer.setEnabled(facts.page.start > 0)
        self._older.setEnabled(facts.page.start + len(facts.page.lines) < facts.page.total)

    def _show_options(self, facts: TrailFacts) -> None:
        words, teller = self.look.words, self._teller
        people = ((code, f"{teller.who(code)} · {code}") for code in sorted(facts.names.people))
        stations = ((code, teller.where(code)) for code in sorted(facts.names.stations))
        kinds = ((kind, _kind_name(self.look, kind)) for kind in facts.kinds)
        for field, every, options in (
            (self._person, "audit.all_people", people),
            (self._station, "audit.all_stations", stations),
            (self._kind, "audit.all_kinds", kinds),
        ):
            field.show_options((("", words(every)), *options), field.value())

    # ------------------------------------------------------------------ what people do here
    def _filter(self, _: str = "") -> None:
        self._start = 0
        self.refresh()

    def _search(self, word: str) -> None:
        self._word = word.strip()
        self._filter()

    def _turn(self, pages: int) -> None:
        self._start = max(0, self._start + pages * PAGE)
        self.refresh()

    def _pick(self, line: Line) -> None:
        self._line.show_line(line, self._teller)

    def _open(self, stream: str) -> None:
        self.go.emit(Place(RECORD, record=stream))

    def _export(self, suffix: str) -> None:
        """Write what the filters choose, all pages of it, on a connection of its own."""
        day = self._moments.today().isoformat()
        path = Path(files.suggested(f"audit-trail-{day}", suffix.removeprefix(".")))
        database = self.floor.station.facts.folder / DATABASE
        vocabulary, filters, words = self._vocabulary(), self.filters(), self.look.words

        def work() -> Path:
            engine = open_reader(database)
            try:
                return export(engine, vocabulary, filters, words, path)
            finally:
                engine.dispose()

        self.floor.work(self, work, self._exported, self.say_refused)

    def _exported(self, path: Path) -> None:
        self.tell.emit(Notice(self.look.words("audit.exported", path=str(path))))

    # ------------------------------------------------------------------ building
    def _vocabulary(self) -> Vocabulary:
        return self.floor.station.journal.vocabulary

    def _lay_out(self) -> None:
        look = self.look
        self._header.add(self._csv)
        self._header.add(self._json)
        tools = QHBoxLayout()
        tools.setSpacing(look.space(2))
        for field in (self._person, self._station, self._kind):
            tools.addWidget(field, 1)
        tools.addWidget(self._record, 1)
        tools.addWidget(self._time)
        foot = QHBoxLayout()
        foot.addWidget(self._shown)
        foot.addStretch()
        foot.addWidget(self._newer)
        foot.addWidget(self._older)
        table = QVBoxLayout()
        table.setSpacing(look.space(2))
        table.addWidget(self._table, 1)
        table.addLayout(foot)
        self._line.setFixedWidth(_LINE)
        body = QHBoxLayout()
        body.setSpacing(look.space(3))
        body.addLayout(table, 1)
        body.addWidget(self._line)
        edge = look.space(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(3))
        column.addWidget(self._header)
        column.addLayout(tools)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        for field in (self._person, self._station, self._kind, self._time):
            field.chosen.connect(self._filter)
        self._record.searched.connect(self._search)
        self._newer.clicked.connect(lambda: self._turn(-1))
        self._older.clicked.connect(lambda: self._turn(1))
        self._table.picked.connect(self._pick)
        self._table.opened.connect(lambda line: self._open(line.entry.stream))
        self._line.opened.connect(self._open)
        self._csv.clicked.connect(lambda: self._export(".csv"))
        self._json.clicked.connect(lambda: self._export(".json"))


@dataclass(frozen=True, slots=True)
class _Cells:
    trail: Trail

    def when(self, line: Line) -> kit.Cell:
        return self.trail.teller.at(line.entry.at_ms, line.entry.offset_min)

    def who(self, line: Line) -> kit.Cell:
        return kit.Plain(self.trail.teller.who(line.entry.actor), "ink", strong=True)

    def where(self, line: Line) -> kit.Cell:
        return line.entry.station

    def what(self, line: Line) -> kit.Cell:
        return kit.Plain(self.trail.teller.title(line.entry), "ink")

    def record(self, line: Line) -> kit.Cell:
        return self.trail.teller.record(line.entry.stream)

    def change(self, line: Line) -> kit.Cell:
        return self.trail.teller.line(line.entry)

    def why(self, line: Line) -> kit.Cell:
        return self.trail.teller.why(line.entry)

    def marks(self, line: Line) -> kit.Cell:
        state, icon = CHAINS[line.entry.chain]
        words = self.trail.look.words
        if line.is_signed and state == "ok":
            return kit.Chip("ok", words("audit.signed"), icon="signature")
        return kit.Chip(state, words(f"audit.chain.{line.entry.chain}"), icon=icon)


def _columns(cells: _Cells) -> tuple[kit.Column[Line], ...]:
    words = cells.trail.look.words
    return (
        kit.Column("when", words("audit.column.when"), cells.when, 172),
        kit.Column("who", words("audit.column.who"), cells.who, 116),
        kit.Column("where", words("audit.column.where"), cells.where, 76),
        kit.Column("what", words("audit.column.what"), cells.what, 150),
        kit.Column("record", words("audit.column.record"), cells.record, 232),
        kit.Column("change", words("audit.column.change"), cells.change),
        kit.Column("why", words("audit.column.why"), cells.why, 96),
        kit.Column("marks", words("audit.column.marks"), cells.marks, 148),
    )


def _button(look: Look, name: str, text: str, icon: str) -> kit.Button:
    return kit.Button(look, text, name=name, icon=icon)


def _select(look: Look, what: str) -> kit.SelectField:
    label = look.words(f"audit.{what}")
    return kit.SelectField(look, "", (("", ""),), name=f"trail-{what}", accessible=label)


def _kind_name(look: Look, kind: str) -> str:
    code = f"event.{kind}"
    return look.words(code) if look.words.knows(code) else kind


def _range(look: Look, page: Page) -> str:
    first = page.start + 1 if page.lines else 0
    last, total = page.start + len(page.lines), f"{page.total:,}"
    code = "audit.shown" if page.is_counted else "audit.shown_more"
    return look.words(code, first=f"{first:,}", last=f"{last:,}", total=total)
