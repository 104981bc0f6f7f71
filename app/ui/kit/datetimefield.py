"""A moment of a form: a day and a time at the plant's offset; its value is ISO text with it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from app.kernel.refused import Refused
from app.ui.kit.button import Button
from app.ui.kit.calendar import DayLimits
from app.ui.kit.control import Control
from app.ui.kit.datefield import DateField
from app.ui.kit.timefield import TimeField
from app.ui.theme.look import Look


class DateTimeField(Control[str]):
    """`changed` carries `2026-11-26T14:30+08:00` once both parts are there; empty for none.

    `now` returns the plant's local time with its offset; a moment later than that plus `ahead`
    is refused where `ahead` is given.
    """

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        name: str,
        now: Callable[[], datetime],
        limits: DayLimits | None = None,
        ahead: timedelta | None = None,
    ) -> None:
        super().__init__(look, name, label, "")
        self._now, self._ahead = now, ahead
        self._day = DateField(
            look, label, name=f"{name}-day", today=lambda: now().date(), limits=limits
        )
        self._time = TimeField(look, label, name=f"{name}-time")
        instant = Button(look, look.words("kit.time.now"), name=f"{name}-now", size="small")
        instant.clicked.connect(self._take_now)
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        row.addWidget(self._day, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._time, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(instant, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        for part in (self._day, self._time):
            part.changed.connect(self._join)
        self.setFocusProxy(self._day)

    def refusal(self) -> str:
        return super().refusal() or self._day.refusal() or self._time.refusal()

    def take(self) -> None:
        self._day.take()
        self._time.take()

    def show_value(self, value: str) -> None:
        if not value:
            self._day.clear()
            self._time.clear()
            return
        at = datetime.fromisoformat(value)
        self._day.put(at.date().isoformat())
        self._time.put(at.time().isoformat("minutes"))

    def show_mark(self, state: str) -> None:
        self._day.mark(state)
        self._time.mark(state)

    def _take_now(self) -> None:
        made = self._now().replace(second=0, microsecond=0)
        self._day.put(made.date().isoformat())
        self._time.put(made.time().isoformat("minutes"))
        self._join()

    def _join(self, _: object = None) -> None:
        day, time = self._day.value(), self._time.value()
        if not day or not time:
            if day or time:
                self.refuse(self.look.words("kit.time.missing" if day else "kit.date.missing"))
            else:
                self.commit("")
            return
        now = self._now()
        made = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=now.tzinfo)
        if self._ahead is not None and made > now + self._ahead:
            late = Refused("kit.time.ahead", now=f"{now:%H:%M}")
            self.refuse(self.look.words.refusal(late))
            return
        self.commit(made.isoformat(timespec="minutes"))
