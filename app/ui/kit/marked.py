"""A text in pieces, some of them marked: what one of two texts says and the other does not."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.ui.theme.look import Look

_GROUNDS = {"fail": ("fail_soft", "line-through"), "ok": ("ok_soft", "none")}


class MarkedText(QLabel):
    """Wraps. `show_pieces` takes (text, is marked); marks are `fail` struck out or `ok`."""

    def __init__(self, look: Look, role: str = "body", colour: str = "ink") -> None:
        super().__init__()
        self.look, self._colour = look, colour
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFont(look.font(role))
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_pieces(self, pieces: Iterable[tuple[str, bool]], mark: str) -> None:
        """Show a text; what is marked stands out by ground and weight, and struck out if gone."""
        each = tuple(pieces)
        whole = "".join(text for text, _ in each)
        self.setAccessibleName(whole)
        ink = self.look.colour(mark if mark in _GROUNDS else self._colour).name()
        _, strike = _GROUNDS.get(mark, ("", "none"))
        ground = self.look.colour("surface").name()
        said = [
            f'<span style="background-color:{ground};color:{ink};font-weight:600;'
            f'text-decoration:{strike}">{escape(text)}</span>'
            if is_marked and mark in _GROUNDS
            else escape(text)
            for text, is_marked in each
        ]
        base = self.look.colour(self._colour).name()
        self.setText(f'<span style="color:{base}">{"".join(said)}</span>')
