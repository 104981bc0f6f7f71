"""How old the list of holds is, as a picture: how much of what the site allows is gone.

Controls by name: `hold-age`, `hold-limit` for who may set the limit.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.production.holds.answers import HOUR_MS, Freshness, ListAge
from app.ui import kit
from app.ui.screens.production.holds.words import age_said, hours_said, limit_said
from app.ui.theme.look import Look

_SIGNS = {
    Freshness.LIVE: ("monitor", "ok", "ok_soft"),
    Freshness.FRESH: ("cloud-check", "ok", "ok_soft"),
    Freshness.AGEING: ("hourglass", "warn", "warn_soft"),
    Freshness.OLD: ("octagon-x", "fail", "fail_soft"),
}


class AgeCard(kit.Card):
    """`limit_asked` when somebody wants to set how old it may be."""

    limit_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "hold-age-card")
        self.hug()
        self._icon = kit.IconBox(look, "cloud-check", size=44)
        self._title = kit.Text(look, "", "strong", elide=True)
        self._sub = kit.Text(look, "", "hint", elide=True)
        self._bar = kit.SpanBar(look, name="hold-age")
        self._limit = kit.Button(
            look, look.words("holds.set_limit"), name="hold-limit", icon="timer", size="small"
        )
        self._limit.clicked.connect(self.limit_asked)
        self._limit.hide()  # until it is known whose it is
        self._bar.hide()
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self._icon, 0, middle)
        row.addLayout(lines, 3)
        row.addWidget(self._bar, 2, middle)
        row.addWidget(self._limit, 0, middle)
        self.body.setContentsMargins(16, 8, 16, 8)
        self.body.addLayout(row)

    def show_age(self, age: ListAge, *, may_set: bool) -> None:
        """Show how far the list may be trusted."""
        words, freshness = self.look.words, age.freshness
        icon, ink, ground = _SIGNS[freshness]
        self._icon.show_icon(icon, ink, ground)
        title, text = age_said(words, age)
        self._title.say(title)
        self._title.colour(ink if freshness is Freshness.OLD else "ink")
        self._sub.say(text)
        self._limit.setVisible(may_set)
        self._bar.setVisible(age.limit_hours > 0 and age.ms is not None)
        if age.limit_hours and age.ms is not None:
            span = kit.Span(
                0,
                age.limit_hours,
                min(age.limit_hours, -(-age.ms // HOUR_MS)),
                late=age.limit_hours // 2,
                role=ink,
                begin_said=words("holds.now"),
                end_said=hours_said(words, age.limit_hours),
            )
            self._bar.show_span(span, f"{title}. {limit_said(words, age.limit_hours)}")
