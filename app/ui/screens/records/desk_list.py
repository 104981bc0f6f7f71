"""The list of discrepancies: a card each with what, whose, how old, how far. No truth of its own.

Cards by name: `case-<first eight of its key>`.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.records.discrepancies.answers import Case, Standing
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.records.desk_facts import Part, sentence, subject
from app.ui.screens.records.telling import Teller
from app.ui.theme.look import Look

ICONS = {
    "double_start": "copy",
    "decided_twice": "copy",
    "negative_sum": "scale",
    "double_release": "send",
    "plan_clash": "calendar-days",
    "fork": "git-fork",
    "waiting": "hourglass",
    "quarantined": "shield-alert",
    "flagged": "flag",
    "acted_without_right": "user-cog",
    "worked_unqualified": "badge-check",
    "worked_unread": "book-open",
    "worked_on_hold": "hand",
    "overweighed": "scale",
    "made_twice": "copy",
    "effective_apart": "git-compare",
    "added_twice": "users",
    "serial_twice": "tags",
    "late_entry": "clock",
    "parallel_signatures": "signature",
    "recorded_twice": "copy",
    "entered_apart": "clipboard-pen",
    "inspected_lighter": "microscope",
    "entered_without_right": "user-cog",
    "lot_released_and_held": "layers",
    "lot_released_and_rejected": "layers",
    "lot_received_twice": "copy",
    "inspection_concluded_apart": "git-compare",
    "inspection_begun_apart": "copy",
    "first_article_own_release": "user-cog",
    "inspection_overtaken": "rotate-ccw",
    "reported_unreleased": "clipboard-check",
    "reported_uncovered": "clipboard-check",
    "lot_released_uninspected": "layers",
    "ncr_pieces_negative": "scale",
    "ncr_not_witnessed": "signature",
    "ncr_freed_early": "hand",
    "capa_judged_apart": "git-compare",
    "capa_closed_unproven": "badge-check",
    "capa_closed_apart": "copy",
    "deviation_decided_apart": "git-compare",
}
"""The shape of each kind."""

CHIPS = {
    Standing.OPEN: ("fail", "circle-x"),
    Standing.TAKEN: ("running", "user-check"),
    Standing.EXPLAINED: ("hold", "message-square"),
    Standing.RETURNED: ("warn", "rotate-ccw"),
    Standing.RESOLVED: ("ok", ""),
    Standing.GONE: ("ok", "check"),
}
"""State and shape of how far a case is."""


class DeskList(QWidget):
    """`picked` carries a case's key."""

    picked = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.look = look
        self._moments = moments
        self._scroller = kit.Scroller(look, "desk-scroll")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroller)

    def show_cases(self, cases: tuple[Case, ...], teller: Teller, chosen: str, part: Part) -> None:
        """Show the cases of one filter at the height the list stood."""
        bar = self._scroller.verticalScrollBar()
        height = bar.value()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self.look.space(2), 0)
        column.setSpacing(self.look.space(2))
        for case in cases:
            column.addWidget(self._card(case, teller, is_chosen=case.key == chosen))
        if cases:
            column.addStretch()
        else:
            column.addWidget(self._nothing(part), 1)
        self._scroller.setWidget(page)
        bar.setValue(height)

    def _nothing(self, part: Part) -> kit.EmptyState:
        words = self.look.words
        if part is Part.OPEN:
            title, text = words("desk.none"), words("desk.none_hint")
        else:
            title, text = words(f"desk.none.{part}"), words("desk.none.filtered_hint")
        return kit.EmptyState(self.look, "circle-check", title, text, name="desk-nothing")

    def _card(self, case: Case, teller: Teller, *, is_chosen: bool) -> kit.TapCard:
        look, words = self.look, self.look.words
        title = sentence(teller, case, "kind")
        state, icon = CHIPS[case.standing]
        chip = kit.StatusChip(look, state, words(f"desk.standing.{case.standing}"), icon=icon)
        owner = teller.who(case.owner) if case.owner else words("desk.nobody")
        said = ", ".join((title, subject(teller, case), owner, chip.text))
        kind = "chosen" if is_chosen else "plain"
        card = kit.TapCard(look, f"case-{case.key[:8]}", said, kind)
        margin = look.space(3)
        card.body.setContentsMargins(margin, margin, margin, margin)
        card.body.setSpacing(look.space(2))
        card.body.addLayout(self._head(case, title, subject(teller, case)))
        foot = QHBoxLayout()
        foot.setSpacing(look.space(2))
        if case.owner:
            initials = kit.initials(owner)
            foot.addWidget(kit.Avatar(look, initials, hue=kit.hue_of(case.owner), size=24))
        colour = "" if case.owner else "warn"
        foot.addWidget(kit.Text(look, owner, "label", colour, elide=True), 1)
        foot.addWidget(kit.Text(look, self._moments.age(case.at_ms), "hint"))
        foot.addWidget(chip)
        card.body.addLayout(foot)
        card.setProperty("about", case.about)
        card.seal()
        card.clicked.connect(lambda _=False, key=case.key: self.picked.emit(key))
        return card

    def _head(self, case: Case, title: str, sub: str) -> QHBoxLayout:
        look = self.look
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        state = kit.STATES[CHIPS[case.standing][0]]
        box = kit.IconBox(look, ICONS[case.about], ink=state.ink, ground=state.soft, size=40)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(kit.Text(look, title, "strong", elide=True))
        lines.addWidget(kit.Text(look, sub, "hint", "ink2", elide=True))
        row.addLayout(lines, 1)
        return row
