"""Limits a machine crossed that nobody answered for: who may answer is asked where the work stands.

Controls by name: `deviation` (what was crossed), `deviation-why`, `deviation-do`.
"""

from PySide6.QtCore import QObject, Signal

from app.capabilities.quality.deviations.answers import Deviation
from app.capabilities.quality.deviations.commands import DEVIATE, AcknowledgeDeviation
from app.capabilities.quality.deviations.queries import known
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.screen import Notice, Screen
from app.ui.theme.look import Look

_LINES = 3


class Deviations(QObject):
    """Asks about the open deviations of the work in hand, one after another (IL-08)."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._put_off: set[str] = set()
        self._sheet: DeviationSheet | None = None

    def about(self, order: str, operation: str, equipment: str) -> None:
        """Ask what is open at an operation, where whoever is in front may answer for it."""
        floor = self._screen.floor
        if floor.session is None or not floor.session.may(DEVIATE):
            return
        now_ms = floor.station.clock.now_ms()

        def open_ones(found: tuple[Deviation, ...]) -> None:
            self._show(tuple(one for one in found if one.is_open), equipment)

        floor.ask(self, lambda c: known(c, order, operation, equipment, now_ms), open_ones)

    def _show(self, found: tuple[Deviation, ...], equipment: str) -> None:
        one = next((one for one in found if one.crossing not in self._put_off), None)
        if one is None or self._sheet is not None:
            return
        sheet = DeviationSheet(self._screen.look, self._screen, one)
        sheet.answered.connect(lambda why: self._answer(sheet, one, why, equipment))
        sheet.closed.connect(lambda _: self._forget(one.crossing))
        self._sheet = sheet
        sheet.open()

    def _answer(self, sheet: "DeviationSheet", one: Deviation, why: str, equipment: str) -> None:
        command = AcknowledgeDeviation(
            order=one.order,
            operation=one.operation,
            crossing=one.crossing,
            reason=why,
            equipment=equipment,
        )
        self._screen.floor.act(self._screen, command, lambda _: self._answered(sheet), sheet.refuse)

    def _answered(self, sheet: "DeviationSheet") -> None:
        sheet.close_sheet()
        self._screen.tell.emit(Notice(self._screen.look.words("execute.deviation.done")))
        self._screen.refresh()

    def _forget(self, crossing: str) -> None:
        """Let this one be for now: who comes back to the work is asked again."""
        self._put_off.add(crossing)
        if self._sheet is not None:
            self._sheet.deleteLater()
        self._sheet = None


class DeviationSheet(kit.Sheet):
    """`answered` carries the reason, and what becomes of the pieces made meanwhile."""

    answered = Signal(str)

    def __init__(self, look: Look, host: Screen, one: Deviation) -> None:
        words = look.words
        title = words("execute.deviation.title")
        super().__init__(look, host, title, name="deviation-sheet", side="centre", width=680)
        value, limit = (f"{text} {one.unit}".strip() for text in (one.value, one.limit))
        said = words("execute.deviation.said", value=value, limit=limit)
        what = f"{one.equipment} · {one.parameter}"
        self.body.addWidget(kit.Banner(look, "fail", what, said, name="deviation"))
        means = kit.Text(look, words("execute.deviation.means"), "body", "ink2", wrap=True)
        self.body.addWidget(means)
        why = words("execute.deviation.why")
        self._why = kit.TextArea(look, why, name="deviation-why", lines=_LINES)
        self.body.addWidget(self._why)
        self._do = kit.Button(
            look, words("execute.deviation.do"), name="deviation-do", kind="primary", icon="check"
        )
        self._do.clicked.connect(self._give)
        self.buttons.addWidget(self._do, 1)

    def refuse(self, refused: Refused) -> None:
        """Say why not; what was typed stays."""
        self._do.busy(False)
        self._why.fail(self.look.words.refusal(refused))

    def _give(self) -> None:
        self._do.busy(True)
        self.answered.emit(self._why.text())
