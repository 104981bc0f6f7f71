"""Every open nonconformance as a list: a table at the bench, rows by state on touch."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.quality.nonconformance.records.answers import Column
from app.capabilities.quality.nonconformance.review_board.answers import Card
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.quality.nonconformance.words import (
    COLUMNS,
    SEVERITIES,
    age,
    amount,
    late,
    short_number,
    state_said,
)
from app.ui.theme.look import Look

_CHIP_PX = 164


class NcTable(kit.DataTable[Card]):
    """`opened` and `picked` carry a `Card`."""

    def __init__(self, look: Look, moments: Moments) -> None:
        words = look.words
        self._moments, self._words = moments, words
        columns = (
            kit.Column("number", words("ncr_board.col.number"), self._number, 126),
            kit.Column("what", words("ncr_board.col.what"), self._what),
            kit.Column("state", words("ncr_board.col.state"), self._how_far, _CHIP_PX),
            kit.Column("much", words("ncr_board.col.much"), self._much, 100, right=True),
            kit.Column("due", words("ncr_board.col.due"), self._due, 130),
        )
        super().__init__(look, columns, name="nc-table", accessible=words("ncr_board.title"))
        self.empty_says(words("ncr_board.none"), words("ncr_board.none_how"))

    def _number(self, card: Card) -> kit.Plain:
        return kit.Plain(short_number(card.number), strong=True)

    def _what(self, card: Card) -> kit.Coded:
        where = card.where or card.order or card.lot
        return kit.Coded(card.title.of(self._words.language), where)

    def _how_far(self, card: Card) -> kit.Chip:
        state, icon, said = state_said(card.state, self._words)
        return kit.Chip(state, said, icon=icon)

    def _much(self, card: Card) -> str:
        return amount(card.quantity, card.unit, self._words)

    def _due(self, card: Card) -> "kit.Chip | str":
        now_ms = self._moments.now_ms()
        if mark := late(card, now_ms, self._words):
            return kit.Chip("warn", mark, solid=True, icon="clock")
        if card.due_ms is None:
            return "—"
        return self._words("ncr_board.due", day=self._moments.short_day(card.due_ms))


class NcRows(QWidget):
    """Rows for fingers, by state; `chosen` carries a name. Controls: `nc-part`, `nc-<name>`."""

    chosen = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.look, self._moments = look, moments
        self._cards: tuple[tuple[Column, Card], ...] = ()
        self._chips = kit.FilterChips(look, self._filters(), name="nc-part")
        self._chips.chosen.connect(lambda _: self._show())
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.space(1))
        words = look.words
        self._none = kit.EmptyState(
            look, "circle-check", words("ncr_board.none"), words("ncr_board.none_how")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        column.addWidget(self._chips)
        self._scroll = kit.Scroller(look, "nc-rows-scroll", inside)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._none, 1)

    def show_cards(self, cards: Iterable[tuple[Column, Card]]) -> None:
        """Show other cards."""
        self._cards = tuple(cards)
        self._chips.show_filters(self._filters())
        self._show()

    def _filters(self) -> tuple[kit.Filter, ...]:
        words, counts = self.look.words, [column for column, _ in self._cards]
        every = kit.Filter("all", words("ncr_board.all"), len(counts))
        roles = {"ink2": "", "accent": "accent"}
        parts = (
            kit.Filter(
                column.value,
                words(f"ncr.column.{column.value}"),
                counts.count(column),
                roles.get(role, role),
            )
            for column, _, role in COLUMNS
        )
        return (every, *parts)

    def _show(self) -> None:
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        part = self._chips.value()
        shown = [card for column, card in self._cards if part in ("all", "", column.value)]
        for card in shown:
            self._rows.addWidget(self._row(card))
        self._rows.addStretch()
        self._scroll.setVisible(bool(shown))
        self._none.setVisible(not shown)

    def _row(self, card: Card) -> kit.ListRow:
        words, now_ms = self.look.words, self._moments.now_ms()
        mark = late(card, now_ms, words)
        state, icon, said = state_said(card.state, words)
        if mark:
            state, icon, said = "warn", "clock", mark
        name = f"nc-{card.name[:12]}"
        chip = kit.StatusChip(
            self.look, state, said, name=f"{name}-state", solid=bool(mark), icon=icon
        )
        title = f"{card.title.of(words.language)} · {amount(card.quantity, card.unit, words)}"
        where = (short_number(card.number), card.where, card.lot, age(card.since_ms, now_ms, words))
        made = kit.ListRow(
            self.look,
            _shape(card),
            title,
            " · ".join(part for part in where if part),
            name=name,
            end=chip,
        )
        made.become("plain")
        made.clicked.connect(partial(self.chosen.emit, card.name))
        return made


def _shape(card: Card) -> str:
    return {"fail": "octagon-alert", "warn": "triangle-alert"}.get(
        SEVERITIES[card.severity], "circle-dot"
    )
