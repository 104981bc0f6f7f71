"""The list of steps of a task: done, current, to do, failed, skipped; scrolls to the current."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, PaintedButton, height_of
from app.ui.kit.scroller import Scroller
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `state` is done, current, todo, failed or skipped."""

    title: str
    sub: str = ""
    state: str = "todo"


_DOT = 15.0
_END = 6
_MARKS = {"done": ("check", "ok", "ok_soft"), "failed": ("x", "fail", "fail_soft")}


class StepList(Scroller):
    """`chosen` carries the place of the step a person tapped, counted from 0."""

    chosen = Signal(int)

    def __init__(self, look: Look, steps: tuple[Step, ...] = (), *, name: str = "steps") -> None:
        super().__init__(look, name)
        self._current: _StepRow | None = None
        self.show_steps(steps)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Show other steps, the current one in sight."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        current: _StepRow | None = None
        for place, step in enumerate(steps):
            row = _StepRow(self.look, place, step)
            row.clicked.connect(_Tell(self, place))
            column.addWidget(row)
            current = row if step.state == "current" else current
        column.addStretch()
        self._current = current
        self.setWidget(inside)
        self._show_current()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._show_current()

    def _show_current(self) -> None:
        if self._current is not None:
            self.ensureWidgetVisible(self._current)


class _Tell:
    def __init__(self, steps: StepList, place: int) -> None:
        self._steps, self._place = steps, place

    def __call__(self) -> None:
        self._steps.chosen.emit(self._place)


class _StepRow(PaintedButton):
    def __init__(self, look: Look, place: int, step: Step) -> None:
        said = ", ".join(part for part in (step.title, step.sub) if part)
        super().__init__(look, f"step-{place + 1}", f"{place + 1}. {said}")
        self.place, self.step = place, step
        self._known: dict[int, tuple[int, int]] = {}
        self.setAccessibleDescription(look.words(f"kit.step.{step.state}"))
        self.setToolTip(step.title)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if look.density.is_touch:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(200, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        title, sub = self._heights(width)
        return max(self.look.density.row, title + sub + 10)

    def draw(self, brush: Brush) -> None:
        current = self.step.state == "current"
        if current or self.isDown():
            radius = self.look.density.radius_button - 2
            brush.box(self.rect(), Coat("accent_soft" if current else "sunken", radius=radius))
        self._draw_dot(brush, QPointF(13 + _DOT, self.height() / 2))
        self._draw_lines(brush, self._left(), current)

    def _draw_dot(self, brush: Brush, centre: QPointF) -> None:
        state = self.step.state
        room = QRectF(centre.x() - _DOT, centre.y() - _DOT, 2 * _DOT, 2 * _DOT)
        if state in _MARKS:
            icon, ink, soft = _MARKS[state]
            brush.disc(centre, _DOT, Coat(soft))
            brush.icon_in(room, icon, ink, 18)
            return
        number = str(self.place + 1)
        if state == "current":
            brush.disc(centre, _DOT, Coat("accent"))
            brush.write(room, number, Ink(self.look.font("label"), "on_accent", CENTRE))
            return
        brush.disc(centre, _DOT, Coat("surface", "line", width=2))
        ink = "ink3" if state == "skipped" else "ink2"
        brush.write(
            room, "–" if state == "skipped" else number, Ink(self.look.font("label"), ink, CENTRE)
        )

    def _draw_lines(self, brush: Brush, left: float, current: bool) -> None:
        title, sub = self._heights(self.width())
        top = (self.height() - title - sub) / 2
        wide = self.width() - left - _END
        ink = "ink3" if self.step.state == "skipped" else "ink"
        font = self._font()
        brush.write(QRectF(left, top, wide, title), self.step.title, Ink(font, ink, wrap=True))
        if self.step.sub:
            room = QRectF(left, top + title, wide, sub)
            small = Ink(self.look.font("hint"), "accent" if current else "ink3", wrap=True)
            brush.write(room, self.step.sub, small)

    def _heights(self, width: int) -> tuple[int, int]:
        """Return the heights of title and second line, each in as many lines as it needs."""
        if width not in self._known:
            self._known[width] = self._measured(width)
        return self._known[width]

    def _measured(self, width: int) -> tuple[int, int]:
        room = QRect(0, 0, width - self._left() - _END, 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        font, small = self._font(), self.look.font("hint")
        title = QFontMetrics(font).boundingRect(room, wrap, self.step.title).height()
        sub = QFontMetrics(small).boundingRect(room, wrap, self.step.sub).height()
        least = height_of(small) if self.step.sub else 0
        return max(title, height_of(font)), max(sub, least) if self.step.sub else 0

    def _font(self) -> QFont:
        return self.look.font("strong" if self.step.state == "current" else "body")

    def _left(self) -> int:
        return int(13 + 2 * _DOT) + self.look.space(2)
