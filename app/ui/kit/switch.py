"""An on/off switch with its text."""

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, Brush, Coat, Ink, PaintedButton, width_of
from app.ui.theme.look import Look


class Switch(PaintedButton):
    """`switched` carries the new position."""

    switched = Signal(bool)

    def __init__(self, look: Look, text: str, *, name: str, on: bool = False) -> None:
        super().__init__(look, name, text)
        self.setText(text)
        self.setCheckable(True)
        self.setChecked(on)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.switched)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        font = self.look.font("label", 400)
        return QSize(
            width_of(font, self.text()) + 12 + self._track().width(), self.look.density.target
        )

    def draw(self, brush: Brush) -> None:
        track = self._track()
        left = self.width() - track.width()
        room = QRectF(left, (self.height() - track.height()) / 2, track.width(), track.height())
        brush.box(room, Coat("accent" if self.isChecked() else "line_strong", radius=99))
        radius = track.height() / 2
        centre = room.right() - radius if self.isChecked() else room.left() + radius
        brush.disc(QPointF(centre, room.center().y()), radius - 3, Coat("surface"))
        text = QRectF(0, 0, left - 10, self.height())
        brush.write(text, self.text(), Ink(self.look.font("label", 400), "ink2", LEFT))

    def _track(self) -> QSize:
        return QSize(52, 30) if self.look.density.is_touch else QSize(40, 22)
