"""Step 3 of the import, what would happen: how much is new, known already or bad, and why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.plan.checking import BadRow, CheckedPlan
from app.ui import kit
from app.ui.screens.production.telling import amounts
from app.ui.theme.look import Look

SHOWN = 100
"""Bad rows shown one by one; all of them stand in the exported list."""
_VALUE = 18


class PlanVerdict(QWidget):
    """Two tiles, what is known already, and every bad row with its reason."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setObjectName("plan-verdict")
        words = look.words
        self._good = _Tile(look, "ok", "plan-good", words("orders.import.good"))
        self._bad = _Tile(look, "warn", "plan-bad", words("orders.import.bad"))
        self._same = kit.Banner(look, "todo", "", name="plan-same", icon="info")
        self._title = kit.Text(look, "", "strong")
        self._lines: list[QWidget] = []
        tiles = QHBoxLayout()
        tiles.setSpacing(look.space(2))
        tiles.addWidget(self._good, 1)
        tiles.addWidget(self._bad, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(2))
        self._column.addLayout(tiles)
        self._column.addWidget(self._same)
        self._column.addWidget(self._title)

    def show_checked(self, checked: CheckedPlan) -> None:
        """Show what importing would do."""
        words = self.look.words
        new, known, bad = len(checked.fresh), len(checked.same), checked.bad_count
        self._good.show_count(new, amounts(words, checked.amounts()))
        self._bad.show_count(bad, words("orders.import.bad_sub" if bad else "orders.import.none"))
        self._bad.become("warn" if bad else "off")
        self._same.setVisible(known > 0)
        title = words("orders.import.same" if new or bad else "orders.import.all_same", n=known)
        self._same.say("todo", title, words("orders.import.same_hint"), icon="info")
        self._title.setVisible(bad > 0)
        self._title.say(words("orders.import.bad_rows", n=f"{bad:,}"))
        self._show_rows(checked.bad_rows(words))

    def _show_rows(self, rows: tuple[BadRow, ...]) -> None:
        for old in self._lines:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._lines = [_line(self.look, row) for row in rows[:SHOWN]]
        if len(rows) > SHOWN:
            more = self.look.words("orders.import.more", n=f"{len(rows) - SHOWN:,}")
            self._lines.append(kit.Text(self.look, more, "hint", wrap=True))
        for line in self._lines:
            self._column.addWidget(line)


class _Tile(kit.Card):
    """A count of rows with its sign, soft in its state's colour."""

    def __init__(self, look: Look, state: str, name: str, label: str) -> None:
        super().__init__(look, name, state)
        self._label = label
        made = kit.STATES[state]
        self._count = kit.Text(look, "", "number", made.ink)
        self._sub = kit.Text(look, "", "hint", "ink2", wrap=True)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(kit.Text(look, label, "strong"))
        lines.addWidget(self._sub)
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        icon = kit.IconBox(look, made.icon, ink=made.ink, ground="", size=look.density.icon_large)
        row.addWidget(icon)
        row.addWidget(self._count)
        row.addLayout(lines, 1)
        self.body.addLayout(row)

    def show_count(self, count: int, sub: str) -> None:
        self._count.say(f"{count:,}")
        self._sub.say(sub)
        self.setAccessibleName(f"{self._label} {count:,}")


def _line(look: Look, row: BadRow) -> QWidget:
    """Return one bad row: where, which order, what is wrong, the value that is."""
    made = QWidget()
    made.setObjectName(f"plan-bad-{row.row}")
    lines = QHBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(look.space(2))
    place = kit.Text(look, look.words("orders.import.row", row=row.row), "hint")
    place.setFixedWidth(64)
    what = QVBoxLayout()
    what.setSpacing(0)
    what.addWidget(kit.Text(look, row.order or "—", "label", "ink", elide=True))
    what.addWidget(kit.Text(look, row.sentence, "hint", "ink2", wrap=True))
    top = Qt.AlignmentFlag.AlignTop
    lines.addWidget(place, 0, top)
    lines.addLayout(what, 1)
    if row.value:
        short = row.value if len(row.value) <= _VALUE else f"{row.value[: _VALUE - 1]}…"
        chip = kit.StatusChip(look, "fail", short, name=f"plan-value-{row.row}")
        chip.setToolTip(row.value)
        lines.addWidget(chip, 0, top)
    return made
