"""One label: its picture, what stands on it, how it stands, and what a person can do about it.

Controls by name: `label-scan`, `label-void`, `label-reprint`, `label-record`.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.labels.jobs.answers import State
from app.capabilities.labels.jobs.tables import LabelRow
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.labels.label_words import can_reprint, can_void, chip, serial, to_scan, why
from app.ui.screens.labels.preview import Preview
from app.ui.theme.look import Look


class LabelCard(kit.Card):
    """`asked` carries what a person wants done with the label: void, reprint, record, find."""

    asked = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "label-card")
        words = look.words
        self._moments = moments
        self._title = kit.Text(look, "", "title", elide=True)
        self._sub = kit.Text(look, "", "hint", elide=True)
        self._chip = kit.StatusChip(look, "todo", "–", name="label-state")
        self.preview = Preview(look)
        self._facts = kit.Text(look, "", "body", "ink2", wrap=True)
        self._why = kit.Banner(look, "warn", "", name="label-why")
        self._shown = ""
        self.scan = kit.ScanBar(look, words("label_queue.scan"), name="label-scan")
        self.scan.by_hand.connect(lambda: self.asked.emit("find"))
        self._buttons = {
            what: self._button(what, icon)
            for what, icon in (("void", "ban"), ("reprint", "copy"), ("record", "scroll-text"))
        }
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that no label is chosen."""
        self._title.say(self.look.words("label_queue.nothing_chosen"))
        self._sub.say("")
        for part in (self._chip, self._facts, self._why, self.scan, *self._buttons.values()):
            part.hide()
        self.preview.say_nothing()

    def _show_scan(self, row: LabelRow, reason: str, *, uncertain: bool) -> None:
        """Say what to scan; what was just proven stays in sight for its moment."""
        is_proven_now = self.scan.state() == "accepted" and row.label == self._shown
        self._shown = row.label
        self.scan.setVisible(to_scan(row) or is_proven_now)
        if is_proven_now:
            return
        words = self.look.words
        self.scan.wait_for(
            words("label_queue.in_hand" if uncertain else "label_queue.prove"),
            reason or words(f"label_queue.prove_{'first' if row.to_prove else 'how'}"),
        )

    def show_label(self, row: LabelRow, who: str, blocks: dict[str, str]) -> None:
        """Show a label; `blocks` says why a button is not offered to whoever is in front."""
        words, made = self.look.words, chip(self.look.words, row)
        self._title.say(serial(words, row))
        self._sub.say(row.product_name.of(words.language))
        self._chip.show_state(made.state, made.text, made.icon)
        self._facts.say(self._said(row, who))
        reason, uncertain = why(words, row), row.state == State.UNCERTAIN
        self._why.setVisible(bool(reason) and not uncertain)
        if reason:
            self._why.say("fail" if row.state == State.FAILED else made.state, reason)
        self._show_scan(row, reason, uncertain=uncertain)
        offers = {"void": can_void(row), "reprint": can_reprint(row), "record": True}
        for what, button in self._buttons.items():
            button.setVisible(offers[what])
            button.block(blocks.get(what, ""))
        self._buttons["void"].say(
            words("label_queue.not_printed" if uncertain else "label_queue.void")
        )
        for part in (self._chip, self._facts):
            part.show()

    def show_differs(self, expected: object, scanned: object) -> None:
        """Show what was expected above what was scanned, sign for sign, until the next scan."""
        words = self.look.words
        sides = words("label_queue.sides", expected=expected, scanned=scanned)
        self._why.say("fail", words("label_queue.differs"), sides)
        self._why.show()
        self.scan.reject(words("label_queue.differs"), words("label_queue.differs_how"))

    def _said(self, row: LabelRow, who: str) -> str:
        words = self.look.words
        facts = (
            words("label_queue.fact.order", order=row.order) if row.order else "",
            words("label_queue.fact.expiry", expiry=row.expiry) if row.expiry else "",
            words("label_queue.fact.asked", who=who, when=self._moments.when(row.queued_ms)),
            words("label_queue.fact.reprint", reason=words(f"labels.reprint.{row.reason}"))
            if row.reason
            else "",
        )
        return "\n".join((row.udi, " · ".join(fact for fact in facts if fact)))

    def _button(self, what: str, icon: str) -> kit.Button:
        text = self.look.words(f"label_queue.{what}")
        made = kit.Button(self.look, text, name=f"label-{what}", icon=icon)
        made.clicked.connect(lambda: self.asked.emit(what))
        return made

    def _lay_out(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        head = QHBoxLayout()
        head.addLayout(lines, 1)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(self.look.space(2))
        for button in self._buttons.values():
            buttons.addWidget(button, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.preview, 1)
        for part in (self._facts, self._why, self.scan):
            self.body.addWidget(part)
        self.body.addLayout(buttons)
