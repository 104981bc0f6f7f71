"""A day of a form: typed year first, or chosen from a month; its value is ISO text."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.kernel.refused import Refused
from app.ui.kit.button import Button
from app.ui.kit.calendar import Calendar, DayLimits
from app.ui.kit.sheet import Sheet
from app.ui.kit.typed import day
from app.ui.kit.typedcontrol import TypedControl
from app.ui.theme.look import Look


class DateField(TypedControl):
    """`changed` carries `2026-11-26`; empty for none. Bench: Alt+Down opens the month."""

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        name: str,
        today: Callable[[], date],
        limits: DayLimits | None = None,
    ) -> None:
        words = look.words
        how = words("kit.date.choose" if look.density.is_touch else "kit.date.how")
        super().__init__(look, label, name=name, placeholder=how, icon="calendar-days")
        self.limits = limits or DayLimits()
        self._today = today
        if self._field is not None:
            self._field.edit.installEventFilter(self)
            month = Button(
                look, name=f"{name}-open", kind="icon", icon="calendar-days", size="small"
            )
            month.clicked.connect(self.ask)
            self.beside(month.named(words("kit.date.choose")))

    def read(self, typed: str) -> str:
        if not typed.strip():
            return ""
        made, limits = day(typed), self.limits
        if limits.low and made < limits.low:
            raise Refused("kit.date.early", low=limits.low, because=limits.because)
        if limits.high and made > limits.high:
            raise Refused("kit.date.late", high=limits.high, because=limits.because)
        return made.isoformat()

    def ask(self) -> None:
        look, name = self.look, self.name
        sheet = DaySheet(look, self.page(), self.label, name=f"{name}-sheet")
        sheet.picked.connect(lambda made: self.enter(made.isoformat()))
        month = Calendar(look, name=f"{name}-month", today=self._today(), limits=self.limits)
        sheet.ask(month, self.value())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if not is_alt or event.key() != Qt.Key.Key_Down:
            return False
        self.ask()
        return True


class DaySheet(Sheet):
    """A sheet with a month; `picked` carries the date, and the sheet closes with it."""

    picked = Signal(object)

    def __init__(self, look: Look, host: QWidget, title: str, *, name: str) -> None:
        width = 640 if look.density.is_touch else 420
        super().__init__(look, host, title, name=name, side="centre", width=width)
        self.closed.connect(self.deleteLater)

    def ask(self, month: Calendar, chosen: str) -> None:
        """Open with `month`, at the day chosen so far."""
        month.picked.connect(self._take)
        self.body.addWidget(month, 1)
        if chosen:
            month.show_day(date.fromisoformat(chosen))
        self.open()
        month.setFocus()

    def _take(self, made: object) -> None:
        self.close_sheet()
        self.picked.emit(made)
