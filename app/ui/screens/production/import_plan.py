"""Importing a plan: choose the file, map its columns, see what would happen, import the good rows.

The file is read off the window's thread and imported in one act. With bad rows the good ones are
imported only after a person has switched that on. Controls by name: `plan-path`, `plan-read`,
`plan-change`, `plan-column-<letter>`, `plan-accept`, `plan-export-bad`, `plan-import`,
`plan-close`.
"""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.plan.asking import checked, plannable
from app.capabilities.production.plan.checking import (
    CheckedPlan,
    Makes,
    bad_rows_as_csv,
    file_content,
)
from app.capabilities.production.plan.layout import ColumnMapping
from app.journal.journal import Changes
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.floor import Floor
from app.ui.paper import files
from app.ui.screens.production.plan_columns import ColumnList
from app.ui.screens.production.plan_file import FileChoice
from app.ui.screens.production.plan_summary import PlanSummary
from app.ui.screens.production.plan_understood import PlanFile, Understood, understand
from app.ui.screens.production.plan_verdict import PlanVerdict
from app.ui.theme.look import Look

WIDTH = 540
"""Width in px beside the list."""
QWIDGETSIZE_MAX = (1 << 24) - 1


class ImportPlanPanel(kit.Card):
    """`closed` when the person puts it away, `imported` with how many orders are now planned."""

    closed = Signal()
    imported = Signal(int)

    def __init__(self, floor: Floor, look: Look) -> None:
        super().__init__(look, "plan-panel")
        self.floor = floor
        self._understood: Understood | None = None
        self._checked: CheckedPlan | None = None
        self.be_wide(False)
        self.setAcceptDrops(True)
        words = look.words
        steps = ("file", "columns", "check")
        self._steps = kit.Stepper(
            look, tuple(words(f"orders.import.step.{step}") for step in steps), name="plan-steps"
        )
        self._choice = FileChoice(look)
        self._summary = PlanSummary(look)
        self._columns = ColumnList(look)
        self._trouble = kit.Banner(look, "warn", "", name="plan-trouble")
        self._verdict = PlanVerdict(look)
        self._pages = QStackedWidget()
        self._accept = kit.Switch(look, "", name="plan-accept")
        self._export = kit.Button(
            look, words("orders.import.export"), name="plan-export-bad", icon="download"
        )
        self._import = kit.Button(look, "", name="plan-import", kind="primary", icon="check")
        self._note = kit.Text(look, words("orders.import.note"), "hint", wrap=True)
        self._lay_out()
        self._connect()
        self._start()

    def be_wide(self, yes: bool) -> None:
        """Take all the room there is, or stand beside the list."""
        self.setMinimumWidth(WIDTH)
        self.setMaximumWidth(QWIDGETSIZE_MAX if yes else WIDTH)

    # ------------------------------------------------------------------ 1 the file
    def read(self, path: str) -> None:
        """Read the file at `path`: from the field, the picker or a drop."""
        self._choice.put(path)
        self._choice.busy(True)
        now_ms = self.floor.station.clock.now_ms()
        self.floor.ask(
            self, lambda c: plannable(c, now_ms), lambda products: self._load(Path(path), products)
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        event.acceptProposedAction()
        self.read(event.mimeData().urls()[0].toLocalFile())

    def _load(self, path: Path, products: tuple[Makes, ...]) -> None:
        def task() -> Understood:
            return understand(PlanFile(path, file_content(path), products))

        self.floor.work(self, task, self._show_understood, self._file_refused)

    def _file_refused(self, refused: Refused) -> None:
        self._start()
        self._choice.fail(self.look.words.refusal(refused))

    def _start(self) -> None:
        """Go back to choosing a file."""
        self._understood = self._checked = None
        self._choice.busy(False)
        self._steps.show_current(0)
        self._pages.setCurrentIndex(0)
        self._show_foot()

    # ------------------------------------------------------------------ 2 its columns
    def _map(self, fields: tuple[tuple[str, str], ...]) -> None:
        if self._understood is None:
            return
        known = self._understood
        mapping = ColumnMapping(fields, sheet=known.layout.sheet.name)
        file = PlanFile(known.file.path, known.file.content, known.file.products, mapping)
        self._import.busy(True)
        self.floor.work(self, lambda: understand(file), self._show_understood, self._map_refused)

    def _map_refused(self, refused: Refused) -> None:
        self._say_trouble(refused)
        self._import.busy(False)

    def _show_understood(self, understood: Understood) -> None:
        self._understood, self._checked = understood, None
        self._choice.busy(False)
        self._choice.fail("")
        self._import.busy(False)
        self._pages.setCurrentIndex(1)
        self._columns.show_layout(understood.layout)
        self._summary.show_file(understood.file.path.name, understood.layout, understood.reading)
        self._say_trouble(understood.refused)
        self._verdict.setVisible(understood.reading is not None)
        self._steps.show_current(1 if understood.reading is None else 2)
        self._show_foot()
        self._recheck()

    def _say_trouble(self, refused: Refused | None) -> None:
        self._trouble.setVisible(refused is not None)
        if refused is not None:
            self._trouble.say("warn", self.look.words.refusal(refused))

    # ------------------------------------------------------------------ 3 check and import
    def _recheck(self, _: object = None) -> None:
        """Hold the reading against the journal, now and whenever something changed."""
        if self._understood is not None and (reading := self._understood.reading) is not None:
            now_ms = self.floor.station.clock.now_ms()
            self.floor.ask(self, lambda c: checked(c, reading, now_ms), self._show_check)

    def _show_check(self, found: CheckedPlan) -> None:
        known = self._understood
        if known is None or found.reading is not known.reading or found == self._checked:
            return
        self._checked = found
        self._verdict.show_checked(found)
        self._accept.setChecked(False)
        words = self.look.words
        self._accept.setText(
            words("orders.import.accept", good=len(found.fresh), bad=found.bad_count)
        )
        self._accept.setAccessibleName(self._accept.text())
        self._accept.updateGeometry()
        self._show_foot()

    def _show_foot(self, _: object = None) -> None:
        found, words = self._checked, self.look.words
        has_bad = found is not None and found.bad_count > 0
        self._accept.setVisible(has_bad and found is not None and bool(found.fresh))
        self._export.setVisible(has_bad)
        self._import.setVisible(self._understood is not None)
        count = 0 if found is None else len(found.fresh)
        self._import.say(words("orders.import.do", n=f"{count:,}"))
        self._import.block(self._why_not(found))

    def _why_not(self, found: CheckedPlan | None) -> str:
        words = self.look.words
        if found is None:
            can_be_read = self._understood is not None and self._understood.reading is not None
            return words("orders.import.not_checked" if can_be_read else "orders.import.map_first")
        if not found.fresh:
            return words("orders.import.nothing_new")
        if found.bad_count and not self._accept.isChecked():
            return words("orders.import.confirm_first")
        return ""

    def _take_in(self) -> None:
        if self._checked is None:
            return
        orders = self._checked.fresh
        self._import.busy(True)
        self.floor.act(
            self, ImportPlan(orders=orders), lambda changes: self._done(changes), self._refused
        )

    def _done(self, changes: Changes) -> None:
        self._import.busy(False)
        self.imported.emit(len(changes.streams))
        self._recheck()

    def _refused(self, refused: Refused) -> None:
        self._import.busy(False)
        self._say_trouble(refused)
        self._recheck()

    def _export_bad(self) -> None:
        if self._checked is None or self._understood is None:
            return
        words, rows = self.look.words, self._checked.bad_rows(self.look.words)
        source = self._understood.file.path
        target = source.with_name(f"{source.stem}-{words('orders.import.bad_file')}.csv")

        def task() -> Path:
            return files.written(target, bad_rows_as_csv(rows, words))

        self.floor.work(self, task, self._exported, self._say_trouble)

    def _exported(self, path: Path) -> None:
        self._note.say(self.look.words("orders.import.exported", path=str(path)))

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        close = kit.Button(look, name="plan-close", kind="ghost", icon="x", size="small")
        close.say("", words("kit.close"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(kit.Text(look, words("orders.import.title"), "title"), 1)
        head.addWidget(close)
        self._pages.addWidget(self._choice)
        self._pages.addWidget(kit.Scroller(look, "plan-scroll", self._understanding()))
        foot = QHBoxLayout()
        foot.setSpacing(look.space(2))
        foot.addWidget(self._export)
        foot.addWidget(self._import, 1)
        self.body.setContentsMargins(*(look.space(4),) * 4)
        self.body.setSpacing(look.space(3))
        self.body.addLayout(head)
        self.body.addWidget(self._steps)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._note)
        self.body.addWidget(self._accept)
        self.body.addLayout(foot)

    def _understanding(self) -> QWidget:
        look, words = self.look, self.look.words
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, look.space(2), 0)
        column.setSpacing(look.space(3))
        column.addWidget(self._summary)
        column.addWidget(kit.Text(look, words("orders.import.columns"), "strong"))
        column.addWidget(self._columns)
        column.addWidget(self._trouble)
        column.addWidget(self._verdict)
        column.addStretch()
        return made

    def _connect(self) -> None:
        self._choice.chosen.connect(self.read)
        self._summary.change.connect(self._start)
        self._columns.mapped.connect(self._map)
        self._accept.switched.connect(self._show_foot)
        self._export.clicked.connect(self._export_bad)
        self._import.clicked.connect(self._take_in)
        self.floor.changed.connect(self._recheck)
