"""The characteristics that are charted: search, parts, and the one in front.

Controls by name: `spc-search`, `spc-part` chips, the table `characteristics`.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.quality.charts.answers import Characteristic
from app.ui import kit
from app.ui.screens.quality.spc_facts import stream_of
from app.ui.screens.quality.spc_words import SIGNS, tolerance
from app.ui.theme.look import Look

ALL, MEASURED, COUNTED = "all", "measured", "counted"


class SpcList(QWidget):
    """`chosen` carries a `Characteristic`."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        words = look.words
        self._every: Sequence[Characteristic] = ()
        self._current = ""
        self._search = kit.SearchBox(look, words("spc.search"), name="spc-search")
        self._parts = kit.FilterChips(look, self._filters(), name="spc-part")
        self.table: kit.DataTable[Characteristic] = kit.DataTable(
            look,
            (
                kit.Column("what", words("spc.column.what"), self._what),
                kit.Column("limits", words("spc.column.limits"), _limits, 132, right=True),
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
        self._parts.show_filters(self._filters())
        self._show()

    def _show(self) -> None:
        shown = [one for one in self._every if _is_in(one, self._parts.value())]
        texts = [self._text(one) for one in shown]
        self.table.show_rows(shown, texts)
        self.table.search(self._search.edit.text())
        names = [stream_of(one) for one in self.table.rows()]
        if self._current in names:
            place = names.index(self._current)
            self.table.view.blockSignals(True)  # noqa: FBT003  # Qt's own
            self.table.view.selectRow(place)
            self.table.view.blockSignals(False)  # noqa: FBT003  # Qt's own

    def _pick(self, one: Characteristic) -> None:
        if stream_of(one) != self._current:
            self._current = stream_of(one)
            self.chosen.emit(one)

    def _what(self, one: Characteristic) -> kit.Coded:
        language = self.look.words.language
        sign = SIGNS.get(one.chart, one.chart)
        return kit.Coded(f"{sign} · {one.form}", one.label.of(language))

    def _text(self, one: Characteristic) -> str:
        names = (one.label, one.form_title)
        return " ".join([one.form, one.field, one.unit, *(f"{n.zh} {n.en}" for n in names)])

    def _filters(self) -> tuple[kit.Filter, ...]:
        words = self.look.words
        parts = ((ALL, ""), (MEASURED, "accent"), (COUNTED, "hold"))
        return tuple(
            kit.Filter(
                key,
                words(f"spc.part.{key}"),
                sum(_is_in(one, key) for one in self._every),
                role,
            )
            for key, role in parts
        )


def _limits(one: Characteristic) -> kit.Plain:
    return kit.Plain(tolerance(one), "ink2")


def _is_in(one: Characteristic, part: str) -> bool:
    return part == ALL or one.chart.is_of_measurements == (part == MEASURED)
