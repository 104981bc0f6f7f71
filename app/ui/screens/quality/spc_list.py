"""The characteristics that are charted, with how each stands: search, parts, the one in front.

Controls by name: `spc-search`, `spc-part` chips, the table `characteristics`.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.quality.charts.answers import Characteristic
from app.ui import kit
from app.ui.screens.quality.spc_facts import Standing, stream_of
from app.ui.screens.quality.spc_words import SIGNS, tolerance
from app.ui.theme.look import Look

_ALL = "all"
_STATES = {
    Standing.SIGNAL: "fail",
    Standing.IN_CONTROL: "ok",
    Standing.NO_LIMITS: "warn",
    Standing.SILENT: "todo",
}
_ROLES = {"signal": "fail", "in_control": "ok", "no_limits": "warn"}
_CHIP_PX = 124


class SpcList(QWidget):
    """`chosen` carries a `Characteristic`."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        words = look.words
        self._every: Sequence[Characteristic] = ()
        self._standings: dict[str, Standing] = {}
        self._current = ""
        self._search = kit.SearchBox(look, words("spc.search"), name="spc-search")
        self._parts = kit.FilterChips(look, self._filters(), name="spc-part")
        self.table: kit.DataTable[Characteristic] = kit.DataTable(
            look,
            (
                kit.Column("what", words("spc.column.what"), self._what),
                kit.Column("state", words("spc.column.state"), self._state, _CHIP_PX),
            ),
            name="characteristics",
            accessible=words("spc.list"),
        )
        self.table.empty_says(words("spc.list.empty"), words("spc.list.empty_how"))
        self.table.show_loading()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        column.addWidget(self._search)
        column.addWidget(self._parts)
        column.addWidget(self.table, 1)
        self._search.searched.connect(self.table.search)
        self._parts.chosen.connect(lambda _: self._show())
        self.table.picked.connect(self._pick)
        self.table.opened.connect(self._pick)

    def show_characteristics(self, every: Sequence[Characteristic], current: str) -> None:
        """Show them, the one in front marked."""
        self._every, self._current = every, current
        self._show()

    def show_standings(self, standings: Mapping[str, Standing]) -> None:
        """Show how each stands, by the name of its chart; they come after the list itself."""
        self._standings = dict(standings)
        self._show()

    def _show(self) -> None:
        self._parts.show_filters(self._filters())
        part = self._parts.value()
        shown = [one for one in self._every if self._is_in(one, part)]
        self.table.show_rows(shown, [self._text(one) for one in shown])
        self.table.search(self._search.edit.text())
        names = [stream_of(one) for one in self.table.rows()]
        if self._current in names:
            place = names.index(self._current)
            self.table.view.blockSignals(True)  # Qt's own
            self.table.view.selectRow(place)
            self.table.view.blockSignals(False)  # Qt's own

    def _pick(self, one: Characteristic) -> None:
        if stream_of(one) != self._current:
            self._current = stream_of(one)
            self.chosen.emit(one)

    def _what(self, one: Characteristic) -> kit.Coded:
        name = one.label.of(self.look.words.language)
        return kit.Coded(SIGNS.get(one.chart, one.chart), f"{name}  {tolerance(one) or one.form}")

    def _state(self, one: Characteristic) -> kit.Chip | str:
        standing = self._standings.get(stream_of(one))
        if standing is None:
            return ""
        return kit.Chip(_STATES[standing], self.look.words(f"spc.standing.{standing.value}"))

    def _text(self, one: Characteristic) -> str:
        names = (one.label, one.form_title)
        return " ".join([one.form, one.field, one.unit, *(f"{n.zh} {n.en}" for n in names)])

    def _filters(self) -> tuple[kit.Filter, ...]:
        words = self.look.words
        return tuple(
            kit.Filter(
                key,
                words(f"spc.part.{key}"),
                sum(self._is_in(one, key) for one in self._every),
                _ROLES.get(key, ""),
            )
            for key in (_ALL, *_ROLES)
        )

    def _is_in(self, one: Characteristic, part: str) -> bool:
        return part == _ALL or self._standings.get(stream_of(one)) == part
