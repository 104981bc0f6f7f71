"""One station on the demo panel: badges, travellers, machine labels and strange codes to scan."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.capabilities.people.starting.commands import Newcomer
from app.demo.watch import Sight
from app.kernel.symbols.own import badge_code, equipment_code, operation_code
from app.kernel.words import Bilingual
from app.stations.profile import Profile
from app.ui.kit import Button, Card, Flow, ListRow, Scroller, StatusChip, Switch, Text
from app.ui.theme.look import Look

FOREIGN_CODE = "6901234567892"
"""A shop article's bar code: nothing a station knows."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """Somebody holds a symbol in front of a station's scanner."""

    station: str
    code: str


@dataclass(frozen=True, slots=True)
class Cabled:
    """Somebody plugs a station's cable, or pulls it."""

    station: str
    is_in: bool


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """A station of the demo, who can log in there, and the plan to be imported there if any."""

    profile: Profile
    people: tuple[Newcomer, ...]
    plan: Path | None = None


class PanelColumn(Card):
    """What one can do to a station from outside. One press is one scan."""

    scanned = Signal(object)
    cabled = Signal(object)
    reopened = Signal(str)

    def __init__(self, look: Look, facts: ColumnFacts) -> None:
        profile = facts.profile
        super().__init__(look, f"column-{profile.station}")
        self._station = profile.station
        self._works = bool(profile.work_centres)
        self._sight: Sight | None = None
        self.body.addLayout(self._head(profile))
        self.body.addLayout(self._switches())
        inside = QWidget()
        self._sections = QVBoxLayout(inside)
        self._sections.setContentsMargins(0, 0, 0, 0)
        self._sections.setSpacing(look.space(1))
        self._add_people(facts.people)
        if facts.plan is not None:
            self._add_plan(facts.plan)
        self._travellers = self._section("panel.travellers") if self._works else QVBoxLayout()
        self._machines_title = Text(look, look.words("panel.machines"), "label")
        self._machines = Flow(None, look.space(1))
        self._sections.addWidget(self._machines_title)
        self._sections.addLayout(self._machines)
        self._strange = self._section("panel.strange")
        self._sections.addStretch()
        self.body.addWidget(Scroller(look, f"scans-{self._station}", inside), 1)
        self.show_sight(Sight(self._station))
        self.show_running(False)

    def show_sight(self, sight: Sight) -> None:
        """Offer what can be scanned now; does nothing where that is what is offered."""
        if sight == self._sight:
            return
        self._sight = sight
        for layout in (self._travellers, self._machines, self._strange):
            _empty(layout)
        self._show_travellers(sight)
        for machine in sight.machines:
            button = self._button(machine.equipment, machine.name)
            button.clicked.connect(self._scan_of(equipment_code(machine.equipment)))
            self._machines.addWidget(button)
        self._machines_title.setVisible(bool(sight.machines))
        self._show_strange(sight)

    def show_running(self, is_running: bool) -> None:
        """Show whether the station's window is open; offer to open it where it is not."""
        words = self.look.words
        state, code = ("ok", "panel.running") if is_running else ("todo", "panel.closed")
        self._state.show_state(state, words(code), "monitor")
        self._reopen.setVisible(not is_running)

    def _head(self, profile: Profile) -> QLayout:
        look, language = self.look, self.look.words.language
        self._state = StatusChip(look, "todo", name=f"state-{self._station}")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(Text(look, profile.name.of(language), "title", elide=True))
        lines.addWidget(Text(look, profile.zone.of(language), "hint", elide=True))
        head = QHBoxLayout()
        head.addLayout(lines, 1)
        head.addWidget(self._state)
        return head

    def _switches(self) -> QLayout:
        look, words = self.look, self.look.words
        cable = Switch(look, words("panel.cable"), name=f"cable-{self._station}", on=True)
        cable.switched.connect(self._tell_cable)
        self._reopen = Button(
            look,
            words("panel.reopen"),
            name=f"reopen-{self._station}",
            icon="monitor",
            size="small",
        )
        self._reopen.clicked.connect(self._tell_reopened)
        row = QHBoxLayout()
        row.addWidget(cable)
        row.addStretch()
        row.addWidget(self._reopen)
        return row

    def _add_people(self, people: tuple[Newcomer, ...]) -> None:
        words = self.look.words
        rows = self._section("panel.badges")
        for one in people:
            who = one.command
            row = ListRow(
                self.look,
                "id-card",
                who.name.of(words.language),
                words("panel.badge", badge=who.badge, pin=one.pin),
                name=f"badge-{self._station}-{who.person}",
            )
            row.clicked.connect(self._scan_of(badge_code(who.badge)))
            rows.addWidget(row)

    def _add_plan(self, plan: Path) -> None:
        row = ListRow(self.look, "file-spreadsheet", plan.name, str(plan), name="plan")
        row.clicked.connect(lambda: self._copy(row, plan))
        self._section("panel.plan").addWidget(row)

    def _copy(self, row: ListRow, plan: Path) -> None:
        QGuiApplication.clipboard().setText(str(plan))
        row.say(plan.name, self.look.words("panel.plan.copied"), icon="check")

    def _show_travellers(self, sight: Sight) -> None:
        words = self.look.words
        if self._works and not sight.travellers:
            none = Text(self.look, words("panel.no_travellers"), "hint", wrap=True)
            self._travellers.addWidget(none)
        for task in sight.travellers:
            state = words(f"production.state.{task.state}")
            here = f"{task.tally.here:,f} {task.unit.of(words.language)}"
            row = ListRow(
                self.look,
                "qr-code",
                f"{task.operation} {task.name.of(words.language)}",
                words("panel.here", order=task.order, quantity=here, state=state),
                name=f"traveller-{self._station}-{task.order}-{task.operation}",
            )
            row.clicked.connect(self._scan_of(operation_code(task.order, task.operation)))
            self._travellers.addWidget(row)

    def _show_strange(self, sight: Sight) -> None:
        words = self.look.words
        foreign = ListRow(
            self.look,
            "barcode",
            words("panel.foreign"),
            FOREIGN_CODE,
            name=f"foreign-{self._station}",
        )
        foreign.clicked.connect(self._scan_of(FOREIGN_CODE))
        self._strange.addWidget(foreign)
        if sight.elsewhere is None:
            return
        order, operation = sight.elsewhere.order, sight.elsewhere.operation
        other = ListRow(
            self.look,
            "qr-code",
            words("panel.elsewhere"),
            f"{order} · {operation}",
            name=f"elsewhere-{self._station}",
        )
        other.clicked.connect(self._scan_of(operation_code(order, operation)))
        self._strange.addWidget(other)

    def _section(self, code: str) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(0)
        self._sections.addSpacing(self.look.space(0))
        self._sections.addWidget(Text(self.look, self.look.words(code), "label"))
        self._sections.addLayout(rows)
        return rows

    def _button(self, code: str, name: Bilingual) -> Button:
        made = Button(self.look, code, name=f"machine-{self._station}-{code}", size="small")
        made.setToolTip(name.of(self.look.words.language))
        return made

    def _scan_of(self, code: str) -> Callable[[], None]:
        return lambda: self.scanned.emit(Scanned(self._station, code))

    def _tell_cable(self, is_in: bool) -> None:
        self.cabled.emit(Cabled(self._station, is_in))

    def _tell_reopened(self) -> None:
        self.reopened.emit(self._station)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
