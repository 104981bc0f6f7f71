"""Whose a discrepancy is, and what people did with it so far.

Buttons by name: `desk-take`, `desk-hand-over`.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.records.discrepancies.answers import Case, Standing
from app.capabilities.records.discrepancies.tables import ActRow
from app.capabilities.records.entries.answers import Entry
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.records.desk_facts import SIDES, DeskFacts
from app.ui.screens.records.telling import Teller
from app.ui.theme.look import Look

_ACTS = {
    "taken": ("user-check", "accent"),
    "explained": ("message-square", "hold"),
    "resolved": ("circle-check", "ok"),
    "handed_over": ("send", "ink2"),
}


class DeskOwner(QWidget):
    """`asked` carries take or hand_over."""

    asked = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.look = look
        self._moments = moments
        words = look.words
        self._owner = kit.Card(look, "case-owner")
        self._face = kit.Avatar(look, "", size=40)
        self._name = kit.Text(look, "", "strong", elide=True)
        self._since = kit.Text(look, "", "hint", wrap=True)
        self._take = kit.Button(
            look, words("desk.take"), name="desk-take", kind="primary", icon="user-check"
        )
        self._hand_over = kit.Button(
            look, words("desk.hand_over"), name="desk-hand-over", icon="send"
        )
        self._timeline = kit.Card(look, "case-timeline")
        self._scroller = kit.Scroller(look, "timeline-scroll")
        self._lay_out()
        self._take.clicked.connect(lambda: self.asked.emit("take"))
        self._hand_over.clicked.connect(lambda: self.asked.emit("hand_over"))

    def show_case(self, facts: DeskFacts, case: Case, teller: Teller, block: str) -> None:
        """Show whose it is; `block` says why nothing may be done here, empty where it may."""
        words, is_mine = self.look.words, case.owner == facts.me
        name = teller.who(case.owner) if case.owner else words("desk.nobody")
        self._face.show_person(kit.initials(name) if case.owner else "?", kit.hue_of(case.owner))
        self._name.say(name)
        took = [act.at_ms for act in case.acts if act.what in ("taken", "handed_over")]
        since = words("desk.owner.since", time=self._moments.when(took[-1])) if took else ""
        self._since.say(since or words("desk.owner.named"))
        is_open = case.standing.is_open
        self._take.setVisible(is_open and (not is_mine or case.standing is Standing.OPEN))
        self._take.block(block)
        self._hand_over.setVisible(is_open and is_mine)
        self._hand_over.block(block)
        self._show_timeline(facts, case, teller)

    def _show_timeline(self, facts: DeskFacts, case: Case, teller: Teller) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self.look.space(1), 0)
        column.setSpacing(self.look.space(3))
        entries = facts.sides.get(case.key, ())[-SIDES:]
        told = [(e.at_ms, self._happened(e, teller)) for e in entries]
        told += [(act.at_ms, self._act(act, teller)) for act in case.acts]
        for _, line in sorted(told, key=lambda pair: pair[0]):
            column.addLayout(line)
        column.addStretch()
        self._scroller.setWidget(page)

    def _happened(self, entry: Entry, teller: Teller) -> QHBoxLayout:
        said = self.look.words("desk.timeline.found", what=teller.title(entry))
        sub = f"{teller.who(entry.actor)} · {entry.station}"
        return self._line(entry.at_ms, ("dot", "ink3"), said, sub)

    def _act(self, act: ActRow, teller: Teller) -> QHBoxLayout:
        words = self.look.words
        how = words(f"desk.how.{act.how}") if act.how else ""
        who, to = teller.who(act.actor), teller.who(act.to)
        said = words(f"desk.act.{act.what}", who=who, how=how, to=to)
        looked = words("desk.act.looked_at", n=len(act.looked_at)) if act.looked_at else ""
        sub = " · ".join(part for part in (act.text, looked) if part)
        return self._line(act.at_ms, _ACTS[act.what], said, sub)

    def _line(self, at_ms: int, shape: tuple[str, str], said: str, sub: str) -> QHBoxLayout:
        look = self.look
        icon, ink = shape
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        top = Qt.AlignmentFlag.AlignTop
        shown = "circle-dot" if icon == "dot" else icon
        row.addWidget(kit.IconBox(look, shown, ink=ink, ground="", size=20), 0, top)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(kit.Text(look, said, "label", "ink", wrap=True))
        if sub:
            lines.addWidget(kit.Text(look, sub, "hint", "ink2", wrap=True))
        lines.addWidget(kit.Text(look, self._moments.when(at_ms), "hint"))
        row.addLayout(lines, 1)
        return row

    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        self._owner.body.addWidget(kit.Text(look, words("desk.owner"), "strong"))
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        row.addWidget(self._face)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._name)
        lines.addWidget(self._since)
        row.addLayout(lines, 1)
        self._owner.body.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space(2))
        buttons.addWidget(self._take, 1)
        buttons.addWidget(self._hand_over, 1)
        self._owner.body.addLayout(buttons)
        self._timeline.body.addWidget(kit.Text(look, words("desk.timeline"), "strong"))
        self._timeline.body.addWidget(self._scroller, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(3))
        column.addWidget(self._owner)
        column.addWidget(self._timeline, 1)
