"""The picture of a label, true to the bytes that print it."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.theme.look import Look


class Preview(kit.Card):
    """A label on its ground, its size below; or why there is none to be seen."""

    def __init__(self, look: Look, name: str = "label-preview") -> None:
        super().__init__(look, name, "sunken")
        self._picture = kit.Picture(look, name=f"{name}-picture")
        self._state = kit.EmptyState(look, "tag", "", name=f"{name}-state")
        self._size = kit.Text(look, "", "hint").aligned(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._trouble = kit.Banner(look, "fail", "", name=f"{name}-trouble")
        for part in (self._picture, self._state, self._held(self._trouble)):
            self._stack.addWidget(part)
        inside = QWidget()
        inside.setLayout(self._stack)
        column = QVBoxLayout()
        column.addWidget(inside, 1)
        column.addWidget(self._size)
        self.body.addLayout(column)
        self.say_nothing()

    def show_picture(self, png: bytes, size: str, said: str) -> None:
        """Show a label; `said` tells it to who cannot see."""
        self._picture.show_picture(self._on_ground(png), (), said)
        self._size.say(size)
        self._stack.setCurrentWidget(self._picture)

    def say_refused(self, refused: Refused) -> None:
        """Say why no label can be made of it."""
        words = self.look.words
        self._size.say("")
        self._trouble.say("fail", words("label_queue.no_picture"), words.refusal(refused))
        self._stack.setCurrentIndex(2)

    def say_nothing(self) -> None:
        """Say that nothing is chosen."""
        words = self.look.words
        self._size.say("")
        self._state.say("tag", words("label_queue.nothing_chosen"))
        self._stack.setCurrentWidget(self._state)

    def _on_ground(self, png: bytes) -> bytes:
        """Return the label on a ground, so that its own edge is seen."""
        label = QImage.fromData(png)
        margin = label.width() // 25
        ground = QImage(
            label.width() + 2 * margin, label.height() + 2 * margin, QImage.Format.Format_RGB32
        )
        ground.fill(self.look.colour("sunken"))
        painter = QPainter(ground)
        painter.drawImage(margin, margin, label)
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        ground.save(buffer, "PNG")  # type: ignore[call-overload]  # a stub that wants bytes
        return bytes(data.data())

    def _held(self, part: QWidget) -> QWidget:
        """Return a page with a part in its middle, as wide as the page."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch()
        column.addWidget(part)
        column.addStretch()
        return page
