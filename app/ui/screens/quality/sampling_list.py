"""What is sampled and how hard: search, parts, the one in front.

Controls by name: `sampling-search`, `sampling-part` chips, the table `sampled`.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.quality.sampling.answers import Severity
from app.ui import kit
from app.ui.screens.quality.sampling_facts import SamplingLine
from app.ui.screens.quality.sampling_words import DUE, STOPPED, is_due, severity_word, state_of
from app.ui.theme.look import Look

_ALL = "all"
_ROLES = {
    _ALL: "",
    STOPPED: "fail",
    Severity.TIGHTENED.value: "warn",
    Severity.REDUCED.value: "accent",
    DUE: "hold",
}
_CHIP_PX = 132


class SamplingList(QWidget):
    """`chosen` carries a `SamplingLine`."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        words = look.words
        self._every: Sequence[SamplingLine] = ()
        self._current = ""
        self._search = kit.SearchBox(look, words("sampling_state.search"), name="sampling-search")
        self._parts = kit.FilterChips(look, self._filters(), name="sampling-part")
        self.table: kit.DataTable[SamplingLine] = kit.DataTable(
            look,
            (
                kit.Column("of", words("sampling_state.column.of"), _of),
                kit.Column("state", words("sampling_state.column.state"), self._state, _CHIP_PX),
            ),
            name="sampled",
            accessible=words("sampling_state.list"),
        )
        self.table.empty_says(
            words("sampling_state.list.empty"), words("sampling_state.list.empty_how")
        )
        self.table.show_loading()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        for part in (self._search, self._parts):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self._search.searched.connect(self.table.search)
        self._parts.chosen.connect(lambda _: self._show())
        self.table.picked.connect(self._pick)
        self.table.opened.connect(self._pick)

    def show_lines(self, every: Sequence[SamplingLine], current: str) -> None:
        """Show them, the one in front marked."""
        self._every, self._current = every, current
        self._show()

    def _show(self) -> None:
        self._parts.show_filters(self._filters())
        shown = [one for one in self._every if _is_in(one, self._parts.value())]
        self.table.show_rows(shown, [self._text(one) for one in shown])
        self.table.search(self._search.edit.text())
        names = [one.stream for one in self.table.rows()]
        if self._current in names:
            view = self.table.view
            view.blockSignals(True)  # Qt's own
            view.selectRow(names.index(self._current))
            view.blockSignals(False)  # Qt's own

    def _pick(self, one: SamplingLine) -> None:
        if one.stream != self._current:
            self._current = one.stream
            self.chosen.emit(one)

    def _state(self, one: SamplingLine) -> kit.Chip:
        stopped = one.is_discontinued
        state, icon = state_of(one.severity, is_discontinued=stopped)
        said = severity_word(self.look.words, one.severity, is_discontinued=stopped)
        return kit.Chip(state, said, icon=icon)

    def _text(self, one: SamplingLine) -> str:
        return " ".join((one.of, one.form, one.title.zh, one.title.en))

    def _filters(self) -> tuple[kit.Filter, ...]:
        words = self.look.words
        return tuple(
            kit.Filter(
                key,
                words(f"sampling_state.part.{key}"),
                sum(_is_in(one, key) for one in self._every),
                role,
            )
            for key, role in _ROLES.items()
        )


def _of(one: SamplingLine) -> kit.Coded:
    material, _, supplier = one.of.partition("@")
    return kit.Coded(material, supplier or one.form)


def _is_in(one: SamplingLine, part: str) -> bool:
    if part == _ALL:
        return True
    if part == DUE:
        return is_due(one)
    if part == STOPPED:
        return one.is_discontinued
    return one.severity == part and not one.is_discontinued
