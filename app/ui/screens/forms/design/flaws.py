"""What is wrong with the form that is drawn, sentence by sentence; each leads to its field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.forms.definition.answers import Flaw
from app.ui import kit
from app.ui.theme.look import Look

_SHOWN = 20
"""Sentences shown at once; who has mended these sees the next."""
_HIGH, _EACH = 250, 78


class FlawList(kit.Card):
    """`chosen` carries the `Flaw` somebody wants to mend."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "design-flaws", "ok")
        self.hug()
        self._shown: tuple[Flaw, ...] | None = None
        edge = look.space(3)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self._banner = kit.Banner(look, "ok", "", name="design-sound")
        self._banner.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._banner)
        self._scroll = kit.Scroller(look, "design-flaw-list")
        self.body.addWidget(self._scroll)
        self.show_flaws((), 0, 0)

    def show_flaws(self, flaws: tuple[Flaw, ...], fields: int, sections: int) -> None:
        """Show what is wrong; where nothing is, how large the form is."""
        words = self.look.words
        if flaws:
            self.become("warn")
            title = words("form_design.flaws", n=len(flaws))
            self._banner.say("warn", title, words("form_design.flaws_how"))
        else:
            self.become("ok")
            said = words("form_design.size", fields=fields, sections=sections)
            self._banner.say("ok", words("form_design.sound"), said)
        if flaws != self._shown:
            self._shown = flaws
            self._list(flaws)

    def _list(self, flaws: tuple[Flaw, ...]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(4)
        for at, flaw in enumerate(flaws[:_SHOWN]):
            column.addWidget(self._line(at, flaw))
        column.addStretch()
        self._scroll.setWidget(inside)
        self._scroll.setVisible(bool(flaws))
        self._scroll.setFixedHeight(min(_HIGH, _EACH * len(flaws)))

    def _line(self, at: int, flaw: Flaw) -> kit.TapCard:
        sentence = self.look.words.refusal(flaw.refused)
        card = kit.TapCard(self.look, f"flaw-{at}", sentence, "plain")
        edge = self.look.space(1)
        card.body.setContentsMargins(edge + 2, edge, edge + 2, edge)
        card.body.setSpacing(0)
        if flaw.field:
            card.body.addWidget(kit.Text(self.look, flaw.field, "code", elide=True))
        card.body.addWidget(kit.Text(self.look, sentence, "hint", "ink2", wrap=True))
        card.seal()
        card.clicked.connect(lambda: self.chosen.emit(flaw))
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return card
