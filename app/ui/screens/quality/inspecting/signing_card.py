"""Who has to sign an inspection: the inspector, and another who reviews where it is asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.ui import kit
from app.ui.screens.forms.facts import COMPLETED
from app.ui.screens.forms.fields.shown import signature_for
from app.ui.screens.quality.inspecting.facts import InspectFacts
from app.ui.screens.quality.inspecting.next_act import PERFORMED, REVIEWED
from app.ui.screens.quality.inspecting.tools import Tools


class SigningCard(kit.Card):
    """`pressed` carries `sign` or `review`."""

    pressed = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.look, "signing-card")
        self._tools = tools
        self._shown: tuple[object, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(self.look.space(1))
        self.body.addWidget(kit.Text(self.look, self.look.words("inspect.signatures"), "title"))
        self.body.addLayout(self._rows)

    def show_facts(self, facts: InspectFacts) -> None:
        """Show which signatures stand, and which are waited for."""
        fill = facts.fill
        wanted = (PERFORMED, REVIEWED) if facts.is_reviewed else (PERFORMED,)
        given = tuple(signature_for(fill, one) for one in wanted)
        shown = (fill.filled.state, wanted, tuple(one.hash if one else "" for one in given))
        if shown == self._shown:
            return
        self._shown = shown
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        words, moments = self.look.words, self._tools.moments
        for meaning, one in zip(wanted, given, strict=True):
            if one is not None:
                sub = f"{one.name.of(words.language)} · {moments.when(one.at_ms)}"
                chip = kit.StatusChip(
                    self.look, "ok", words("inspect.signed"), name=f"by-{meaning}"
                )
            else:
                is_ready = fill.filled.state == COMPLETED
                sub = words(f"inspect.waits.{meaning}")
                said = words("inspect.to_sign" if is_ready else "inspect.not_yet")
                chip = kit.StatusChip(
                    self.look, "hold" if is_ready else "todo", said, name=f"by-{meaning}"
                )
            title = words(f"inspect.who.{meaning}")
            row = kit.ListRow(self.look, "signature", title, sub, name=f"signs-{meaning}", end=chip)
            row.clicked.connect(_Press(self, "sign" if meaning == PERFORMED else "review"))
            row.setEnabled(one is None and fill.filled.state == COMPLETED)
            self._rows.addWidget(row)


class _Press:
    def __init__(self, card: SigningCard, key: str) -> None:
        self._card, self._key = card, key

    def __call__(self) -> None:
        self._card.pressed.emit(self._key)
