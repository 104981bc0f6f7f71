"""How one thing is inspected now: each class of defects, what would switch next, what is signed.

Controls by name: `sampling-agree`, `sampling-withdraw`, `sampling-resume`.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.quality.sampling.answers import Severity
from app.capabilities.quality.sampling.bodies import DefectClass
from app.capabilities.quality.sampling.decisions import SCORE_FOR_REDUCED
from app.capabilities.quality.switching.answers import SwitchingView
from app.ui import kit
from app.ui.screens.quality.sampling.facts import SamplingLine
from app.ui.screens.quality.sampling.words import (
    is_due,
    next_switches,
    severity_word,
    state_of,
)
from app.ui.theme.look import Look

AGREE, WITHDRAW, RESUME = "agree", "withdraw", "resume"
_ICONS = {AGREE: "signature", WITHDRAW: "undo-2", RESUME: "play"}


class SamplingState(kit.Card):
    """`asked` carries what somebody wants to sign."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "sampling-state")
        words = look.words
        self._title = kit.Text(look, words("sampling_state.choose"), "title", elide=True)
        self._sub = kit.Text(look, "", "hint", "ink2", elide=True)
        self._chip = kit.StatusChip(look, "todo", "", name="sampling-severity")
        self._chip.hide()
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        head = QHBoxLayout()
        head.addLayout(lines, 1)
        head.addWidget(self._chip)
        self.body.addLayout(head)
        self._classes = QHBoxLayout() if not look.density.is_touch else QVBoxLayout()
        self._classes.setSpacing(look.space(2))
        self.body.addLayout(self._classes)
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        self._buttons = {name: self._button(name, row) for name in (AGREE, WITHDRAW, RESUME)}
        row.addStretch()
        self.body.addLayout(row)

    def show_line(self, line: SamplingLine, blocked: str) -> None:
        """Show one; `blocked` says why whoever is in front may sign nothing here."""
        words = self.look.words
        material, _, supplier = line.of.partition("@")
        self._title.say(" · ".join(part for part in (material, supplier) if part))
        self._sub.say(f"{line.form} · {line.title.of(words.language)}")
        stopped = line.is_discontinued
        state, icon = state_of(line.severity, is_discontinued=stopped)
        said = severity_word(words, line.severity, is_discontinued=stopped)
        self._chip.show_state(state, said, icon)
        self._chip.show()
        self._clear()
        for one, view in zip(line.settings.classes, line.views, strict=True):
            self._classes.addWidget(self._class(one, view), 1, Qt.AlignmentFlag.AlignTop)
        self._offer(line, blocked)

    def show_nothing(self, said: str) -> None:
        """Say that there is nothing in front."""
        self._title.say(said)
        self._sub.say("")
        self._chip.hide()
        self._clear()
        for button in self._buttons.values():
            button.hide()

    def _offer(self, line: SamplingLine, blocked: str) -> None:
        words = self.look.words
        is_reduced = any(now.severity is Severity.REDUCED for now in line.states)
        is_said = any(now.is_steady or now.is_agreed for now in line.states)
        self._buttons[RESUME].setVisible(line.is_discontinued)
        self._buttons[RESUME].block(blocked)
        self._buttons[AGREE].setVisible(not line.is_discontinued and not is_reduced)
        low = "" if is_due(line) else words("sampling_state.low", needed=SCORE_FOR_REDUCED)
        self._buttons[AGREE].block(blocked or low)
        self._buttons[WITHDRAW].setVisible(is_reduced or is_said)
        self._buttons[WITHDRAW].block(blocked)

    def _class(self, one: DefectClass, view: SwitchingView) -> QWidget:
        look, words, now = self.look, self.look.words, view.now
        card = kit.Card(look, f"sampling-class-{one.code}", "sunken").hug()
        card.body.setSpacing(look.space(1))
        head = QHBoxLayout()
        name = f"{one.label.of(words.language)} · AQL {one.aql}"
        head.addWidget(kit.Text(look, name, "strong", elide=True), 1)
        stopped = now.is_discontinued
        state, icon = state_of(now.severity, is_discontinued=stopped)
        said = severity_word(words, now.severity, is_discontinued=stopped)
        head.addWidget(kit.StatusChip(look, state, said, name=f"class-{one.code}", icon=icon))
        card.body.addLayout(head)
        for sentence in next_switches(words, now):
            card.body.addWidget(kit.Text(look, f"→ {sentence}", "label", "ink2", wrap=True))
        return card

    def _button(self, name: str, row: QHBoxLayout) -> kit.Button:
        made = kit.Button(
            self.look,
            self.look.words(f"sampling_state.{name}"),
            name=f"sampling-{name}",
            icon=_ICONS[name],
            size="normal",
        )
        made.clicked.connect(lambda: self.asked.emit(name))
        made.hide()
        row.addWidget(made)
        return made

    def _clear(self) -> None:
        while item := self._classes.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
