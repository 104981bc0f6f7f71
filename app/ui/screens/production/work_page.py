"""How the execute screen looks: head, steps, the middle, the entry, the foot; it only draws."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.bodies import Step
from app.kernel.quantity import plain
from app.ui.kit import Card, StepList, Text, Tile
from app.ui.kit import Step as ListedStep
from app.ui.moments import Moments
from app.ui.news import News
from app.ui.screens.production.at_work import AtWork
from app.ui.screens.production.entry import SCRAP, Entry, needs_machine, next_act
from app.ui.screens.production.entry_panel import EntryPanel
from app.ui.screens.production.hold_banner import HoldBanner
from app.ui.screens.production.instruction_panel import InstructionPanel
from app.ui.screens.production.work_footer import WorkFooter
from app.ui.screens.production.work_header import WorkHeader
from app.ui.theme.look import Look


class WorkPage(QWidget):
    """Its parts emit what the person means; `picture_asked` carries a step whose picture is due."""

    picture_asked = Signal(object)

    def __init__(self, look: Look, moments: Moments, news: News) -> None:
        super().__init__()
        self._look = look
        self._picture = ""
        self._listed: tuple[ListedStep, ...] | None = None
        self.header = WorkHeader(look, moments, news)
        self.held = HoldBanner(look, moments)
        self.steps = StepList(look, name="steps")
        self.middle = InstructionPanel(look, moments)
        self.entry = EntryPanel(look, moments)
        self.footer = WorkFooter(look)
        self._count = Text(look, "", "label")
        self._steps_card = Card(look, "steps-card")
        self._lay_out()

    def wait(self) -> None:
        """Take nothing until other work is drawn: what is shown is the work before."""
        self.setEnabled(False)
        self.entry.wait()

    def draw(self, at: AtWork, entry: Entry, *, may_report: bool) -> None:
        """Show the work as it stands with what was typed so far."""
        self.setEnabled(True)
        self.entry.show_entry(at, entry, next_act(at, entry, may_report=may_report))
        self.footer.show_state(at, may_report=may_report)
        self._draw_steps(at, entry)
        self._draw_ways(at, entry)
        self._draw_scan(at, entry)
        self._draw_middle(at, entry)

    def show_picture(self, step: Step, data: bytes | None) -> None:
        """Show a picture that was asked for, unless another step is in sight by now."""
        if step.picture == self._picture:
            self.middle.show_picture(data, step)

    def _draw_steps(self, at: AtWork, entry: Entry) -> None:
        steps, words = steps_of(at), self._look.words
        place = min(entry.step, max(0, len(steps) - 1))
        self._steps_card.setVisible(bool(steps))
        self._count.say(f"{place + 1} / {len(steps)}")
        listed = tuple(
            ListedStep(
                str(words.of(step.title)),
                words("execute.critical") if step.critical else "",
                "current" if number == place else "todo",
            )
            for number, step in enumerate(steps)
        )
        if listed != self._listed:
            self._listed = listed
            self.steps.show_steps(listed)
        self.footer.show_place(place, len(steps))

    def _draw_ways(self, at: AtWork, entry: Entry) -> None:
        words = self._look.words
        offered = at.ways if at.task.state == "running" and entry.kind != SCRAP else ()
        tiles = tuple(
            Tile(
                way.target,
                words("execute.way", name=words.of(way.name) or words("execute.finished")),
                "rotate-ccw" if way.is_rework else "arrow-right",
            )
            for way in offered
        )
        self.middle.show_ways(tiles, entry.target or (tiles[0].key if tiles else ""))

    def _draw_scan(self, at: AtWork, entry: Entry) -> None:
        words, scan = self._look.words, self.middle.scan
        if scan.state() != "waiting":
            return  # it says what came of the last scan
        if needs_machine(at, entry):
            scan.wait_for(words("execute.scan_machine"), " · ".join(at.work.machines))
        else:
            scan.wait_for(words("execute.scan"), words("execute.scan_how"))

    def _draw_middle(self, at: AtWork, entry: Entry) -> None:
        words, state = self._look.words, at.task.state
        if entry.kind == SCRAP and state == "running":
            tiles = tuple(Tile(one.code, str(words.of(one.name))) for one in at.work.reasons)
            self.middle.ask(
                words("execute.scrap"), words("execute.ask_reason"), tiles, entry.reason
            )
        elif state == "completed" and at.task.tally.here <= 0:
            self.middle.show_done(words("execute.completed"), self._outcome(at))
        elif state == "waiting" and (needs_machine(at, entry) or entry.machine):
            tiles = tuple(Tile(one, one, "cog") for one in at.work.machines)
            over, title = words("execute.before_start"), words("execute.ask_machine")
            self.middle.ask(over, title, tiles, entry.machine)
        else:
            self._draw_step(at, entry)

    def _draw_step(self, at: AtWork, entry: Entry) -> None:
        steps, words = steps_of(at), self._look.words
        if not steps:
            self.middle.show_none(str(words.of(at.task.name)))
            return
        place = min(entry.step, len(steps) - 1)
        step = steps[place]
        over = words("execute.step", n=place + 1)
        if step.critical:
            over = f"{over} · {words('execute.critical')}"
        self.middle.show_step(over, step)
        if step.picture != self._picture:
            self._picture = step.picture
            if step.picture:
                self.picture_asked.emit(step)

    def _outcome(self, at: AtWork) -> str:
        """Say what came of a completed operation."""
        tally, unit = at.task.tally, self._look.words.of(at.task.unit)
        good, scrap = plain(tally.good), plain(tally.scrap)
        return self._look.words("execute.outcome", good=good, scrap=scrap, unit=unit)

    def _lay_out(self) -> None:
        look = self._look
        head = QHBoxLayout()
        head.addWidget(Text(look, look.words("execute.steps"), "label", "ink"), 1)
        head.addWidget(self._count)
        self._steps_card.setFixedWidth(284 if look.density.is_touch else 320)
        self._steps_card.body.setContentsMargins(10, 14, 10, 10)
        head.setContentsMargins(8, 0, 8, 0)
        self._steps_card.body.addLayout(head)
        self._steps_card.body.addWidget(self.steps, 1)
        self.entry.setFixedWidth(316 if look.density.is_touch else 340)
        upper = QHBoxLayout()
        upper.setSpacing(12)
        upper.addWidget(self._steps_card)
        upper.addWidget(self.middle, 1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.held)  # beside the keys, which keep their height
        left.addLayout(upper, 1)
        left.addWidget(self.footer)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addLayout(left, 1)
        body.addWidget(self.entry)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(12)
        column.addWidget(self.header)
        column.addLayout(body, 1)


def steps_of(at: AtWork) -> tuple[Step, ...]:
    """Return the steps of the work's instruction; none where it has none."""
    return at.work.instruction.steps if at.work.instruction else ()
