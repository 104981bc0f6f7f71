"""The line below a field: what is expected, what is wrong, or why it cannot be filled now."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit.hugging import HuggingWidget
from app.ui.kit.iconbox import IconBox
from app.ui.kit.text import Text
from app.ui.theme.look import Look


class Note(HuggingWidget):
    """Hidden while there is nothing to say; an error goes before a hint."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._hint = ""
        self._parts: tuple[IconBox, Text] | None = None
        self.hide()

    def hint(self, text: str) -> None:
        """Say what is expected."""
        self._hint = text
        self.show_line(text, "ink3")

    def fail(self, text: str) -> None:
        """Say what is wrong; an empty text brings the hint back."""
        icon, ink = ("octagon-x", "fail") if text else ("", "ink3")
        self.show_line(text or self._hint, ink, icon)

    def show_line(self, text: str, ink: str, icon: str = "") -> None:
        """Show a line in a colour role, with an icon where it is more than a hint."""
        if not text:
            self.hide()
            return
        shape, line = self._parts = self._parts or self._made()
        line.say(text)
        line.colour(ink)
        shape.setVisible(bool(icon))
        if icon:
            shape.show_icon(icon, ink, "")
        self.show()

    def text(self) -> str:
        """Return the line as shown."""
        return self._parts[1].full() if self._parts is not None and not self.isHidden() else ""

    def _made(self) -> tuple[IconBox, Text]:
        """Make icon and line at the first word: most fields of a form never say one."""
        look = self.look
        shape = IconBox(look, "info", ground="", size=look.density.icon_small)
        line = Text(look, "", "hint", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(0) + 2)
        row.addWidget(shape)
        row.addWidget(line, 1)
        return shape, line


def mark_edge(widget: QWidget, state: str) -> None:
    """Give a stock widget the edge of a state: empty for fine, `warn` or `fail`."""
    widget.setProperty("state", state)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
