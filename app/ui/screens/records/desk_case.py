"""One discrepancy in full: what it is, both sides beside each other, what follows.

Buttons by name: `desk-explain`, `desk-resolve`, `desk-record`.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.records.discrepancies.answers import Case, Standing
from app.ui import kit
from app.ui.screens.records.desk_facts import SIDES, DeskFacts, sentence, subject
from app.ui.screens.records.desk_list import CHIPS, ICONS
from app.ui.screens.records.desk_side import DeskSide
from app.ui.screens.records.telling import Teller
from app.ui.theme.look import Look

_BESIDE = 2
"""Sides that stand beside each other; on a narrow page they stand below."""


class DeskCase(QWidget):
    """`asked` carries what is wanted of the case: explain, resolve or record."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        words = look.words
        self._scroller = kit.Scroller(look, "case-scroll")
        self._explain = kit.Button(
            look, words("desk.explain"), name="desk-explain", icon="message-square"
        )
        self._resolve = kit.Button(
            look, words("desk.resolve"), name="desk-resolve", kind="primary", icon="signature"
        )
        self._record = kit.Button(
            look, words("desk.open_record"), name="desk-record", icon="scroll-text"
        )
        foot = QHBoxLayout()
        foot.setSpacing(look.space(2))
        foot.addWidget(self._record)
        foot.addStretch()
        foot.addWidget(self._explain)
        foot.addWidget(self._resolve)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(3))
        column.addWidget(self._scroller, 1)
        column.addLayout(foot)
        self._explain.clicked.connect(lambda: self.asked.emit("explain"))
        self._resolve.clicked.connect(lambda: self.asked.emit("resolve"))
        self._record.clicked.connect(lambda: self.asked.emit("record"))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that none is chosen."""
        said = self.look.words("desk.pick")
        self._scroller.setWidget(kit.EmptyState(self.look, "git-compare", said))
        for button in (self._explain, self._resolve, self._record):
            button.hide()

    def show_case(self, facts: DeskFacts, case: Case, teller: Teller, block: str) -> None:
        """Show a case; `block` says why nothing may be done here, empty where it may."""
        bar = self._scroller.verticalScrollBar()
        height = bar.value()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self.look.space(2), 0)
        column.setSpacing(self.look.space(3))
        column.addLayout(self._head(case, teller))
        for banner in self._banners(case, teller):
            column.addWidget(banner)
        column.addWidget(kit.Text(self.look, self.look.words("desk.sides"), "strong"))
        column.addLayout(self._sides(facts, case, teller))
        column.addStretch(1)
        self._scroller.setWidget(page)
        bar.setValue(height)
        self._show_buttons(facts, case, block)

    def _show_buttons(self, facts: DeskFacts, case: Case, block: str) -> None:
        is_open = case.standing.is_open
        others = "" if case.owner == facts.me else self.look.words("desk.not_yours")
        self._explain.setVisible(is_open)
        self._explain.block(block)
        self._resolve.setVisible(is_open)
        self._resolve.block(block or others)
        self._record.setVisible(case.found is not None)

    def _head(self, case: Case, teller: Teller) -> QHBoxLayout:
        look, words = self.look, self.look.words
        state, icon = CHIPS[case.standing]
        shown = kit.STATES[state]
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        box = kit.IconBox(look, ICONS[case.about], ink=shown.ink, ground=shown.soft, size=48)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        title = QHBoxLayout()
        title.setSpacing(look.space(2))
        title.addWidget(kit.Text(look, sentence(teller, case, "kind"), "page"))
        word = words(f"desk.standing.{case.standing}")
        title.addWidget(kit.StatusChip(look, state, word, name="case-standing", icon=icon))
        title.addStretch()
        lines.addLayout(title)
        key = words("desk.key", key=f"{case.key[:4]}…{case.key[-4:]}")
        sub = " · ".join(part for part in (subject(teller, case), key) if part)
        lines.addWidget(kit.Text(look, sub, "hint", elide=True))
        row.addLayout(lines, 1)
        return row

    def _banners(self, case: Case, teller: Teller) -> list[kit.Banner]:
        look, words = self.look, self.look.words
        found = []
        if case.standing is Standing.RETURNED:
            said = words("desk.returned", n=len(case.new))
            found.append(kit.Banner(look, "warn", said, name="case-returned", icon="rotate-ccw"))
        if len(case.resolutions) > 1 and _apart(case):
            said = words("desk.resolved_twice")
            found.append(kit.Banner(look, "warn", said, name="case-twice", icon="copy"))
        if case.found is None:
            said = words("desk.gone")
            found.append(kit.Banner(look, "ok", said, name="case-gone"))
            return found
        said, follows = sentence(teller, case, "said"), sentence(teller, case, "follows")
        title = words("desk.follows")
        follows = f"{title}: {follows}"
        found.append(kit.Banner(look, "todo", said, follows, name="case-said", icon="info"))
        return found

    def _sides(self, facts: DeskFacts, case: Case, teller: Teller) -> QGridLayout:
        look, words = self.look, self.look.words
        grid = QGridLayout()
        grid.setSpacing(look.space(3))
        entries = facts.sides.get(case.key, ())
        for place, entry in enumerate(entries[-SIDES:]):
            side = DeskSide(look, teller, entry, place, is_new=entry.hash in case.new)
            grid.addWidget(side, *divmod(place, _BESIDE))
        if len(entries) > SIDES:
            more = kit.Text(look, words("desk.sides.more", n=len(entries) - SIDES), "hint")
            grid.addWidget(more, grid.rowCount(), 0, 1, _BESIDE)
        wanted = 0 if case.found is None else len(case.found.looked_at)
        if missing := wanted - len(entries):
            said = kit.Text(look, words("desk.sides.missing", n=missing), "hint", "warn")
            grid.addWidget(said, grid.rowCount(), 0, 1, _BESIDE)
        for column in range(_BESIDE):
            grid.setColumnStretch(column, 1)
        return grid


def _apart(case: Case) -> bool:
    """Tell whether two resolutions looked at the same: the second did not come of a return."""
    seen = [frozenset(act.looked_at) for act in case.resolutions]
    return len(set(seen)) < len(seen)
