"""The control chart: points between their control limits, marked by the rules they break.

Any number of points opens at once: of each column of pixels the least and the greatest are drawn.
Wheel, pinch and buttons zoom, a drag pans; a tap or the arrow keys go from point to point.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.button import Button
from app.ui.kit.chartdata import ChartData
from app.ui.kit.chartplot import STEP, ChartPlot
from app.ui.kit.text import Text
from app.ui.theme.look import Look


class ControlChart(QWidget):
    """`show_chart(data, said)`; `picked` carries the place of the point a person went to.

    `said` is what a screen reader says of the chart. Keys: left and right, Home and End, PageUp and
    PageDown from mark to mark, + and - zoom, 0 fits.
    """

    picked = Signal(int)

    def __init__(
        self, look: Look, *, name: str, title: str = "", height: int = 0, tools: bool = True
    ) -> None:
        """`tools` shows the buttons to zoom; a small chart beside a form does without."""
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self._plot = ChartPlot(look, f"{name}-plot", height or 320)
        self._plot.went_to.connect(self.picked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        self._head = QHBoxLayout()
        self._head.setSpacing(look.space(1))
        column.addLayout(self._head)
        if title:
            self._head.addWidget(Text(look, title, "title"))
        if title or tools:
            self._head.addStretch()
        if tools:
            self._head.addLayout(self._tools(name))
        column.addWidget(self._plot, 1)
        self.setFocusProxy(self._plot)

    def add(self, widget: QWidget) -> None:
        """Put a chip or a button into the head, left of the buttons to zoom."""
        self._head.insertWidget(1, widget)

    def show_chart(self, data: ChartData, said: str = "", *, keep: bool = False) -> None:
        """Show other points, all of them in sight; `keep` for the same chart with new points."""
        self._plot.show_chart(data, said, keep=keep)
        self.setAccessibleName(self._plot.accessibleName())

    def empty_says(self, text: str) -> None:
        """Set what stands where there are no points."""
        self._plot.empty = text
        self._plot.renew()

    def show_current(self, place: int) -> None:
        """Go to a point without a signal; -1 for none."""
        self._plot.go_to(place)

    def current(self) -> int:
        """Return the place of the point in front; -1 for none."""
        return self._plot.current

    def zoom(self, factor: float) -> None:
        """Show fewer (above 1) or more (below 1) points."""
        self._plot.turn_view(self._plot.view.zoomed(factor))

    def fit(self) -> None:
        """Show every point."""
        self._plot.turn_view(self._plot.view.fitted(self._plot.view.count))

    def seen(self) -> tuple[int, int]:
        """Return the places of the points in sight: the first, and the one after the last."""
        view = self._plot.view
        return int(view.first), min(view.count, int(view.first + view.span + 0.5))

    def _tools(self, name: str) -> QHBoxLayout:
        words, row = self.look.words, QHBoxLayout()
        row.setSpacing(self.look.space(0))
        for key, icon, act in (
            ("closer", "plus", self._closer),
            ("wider", "minus", self._wider),
            ("fit", "maximize", self.fit),
        ):
            button = Button(self.look, name=f"{name}-{key}", kind="icon", icon=icon, size="small")
            button.clicked.connect(act)
            row.addWidget(button.named(words(f"kit.chart.{key}")))
        return row

    def _closer(self) -> None:
        self.zoom(STEP)

    def _wider(self) -> None:
        self.zoom(1 / STEP)
