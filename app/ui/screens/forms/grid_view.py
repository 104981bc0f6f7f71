"""Characteristics × samples at the bench: one grid for as many fields as stand in a row.

Below it the characteristic in front is told in full, with its menu.
"""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.filling.decisions import Entry
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.kit.typed import number
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import Heard, Made, Typed
from app.ui.screens.forms.fields.numbers import sample_paths, sample_rows
from app.ui.screens.forms.fields.said import (
    typed_limits,
)
from app.ui.screens.forms.grid_rows import GridRows, Line
from app.ui.screens.forms.offers import Asked, offers

_ROWS_PX = 62
_HEAD_PX = 44
_MOST_ROWS = 12
"""More rows than these scroll inside the grid."""


class GridView(QWidget):
    """A block of a form that fills several fields; signals as those of `FieldView`."""

    made = Signal(object)
    typed = Signal(object)
    turned = Signal(str)
    asked = Signal(object)

    def __init__(self, around: Around, run: tuple[Place, ...]) -> None:
        super().__init__()
        self.around, self._run = around, run
        self.keys = tuple(place.field.key for place in run)
        self._facts: FillFacts | None = None
        self._lines: tuple[Line, ...] = ()
        self._shown: tuple[kit.GridRow, ...] = ()
        self._fails: dict[str, str] = {}
        self._rows_of = GridRows(around)
        look, words = around.look, around.look.words
        self.setObjectName(f"grid-{run[0].path}")
        self._rows = tuple(row for place in run for row in sample_rows(around, place))
        self._most = 0
        self._grid: kit.MeasureGrid | None = None
        self._name = kit.Text(look, "", "strong", wrap=True)
        self._told = kit.Note(look)
        self._menu = QHBoxLayout()
        self._menu.setSpacing(look.space(1))
        foot = QHBoxLayout()
        foot.setSpacing(look.space(2))
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._name)
        lines.addWidget(self._told)
        foot.addLayout(lines, 1)
        foot.addLayout(self._menu)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(2))
        self._column.addLayout(foot)
        self._heads = words

    def show_facts(self, facts: FillFacts) -> None:
        """Show how its fields stand: only rows that changed are drawn anew."""
        self._facts = facts
        hidden = facts.filled.judged.hidden
        rows = [row for row in self._rows if row.field.key not in hidden]
        lines = tuple(Line(row, self._paths(facts, row)) for row in rows)
        shown = tuple(
            self._rows_of.row(facts, at, line, self._fails) for at, line in enumerate(lines)
        )
        self.setVisible(bool(lines))
        most = max((len(line.paths) for line in lines), default=0)
        if self._grid is None or most != self._most:
            self._new_grid(most)
        grid = self._grid
        assert grid is not None  # made a line ago
        if tuple(line.place.path for line in lines) != tuple(one.place.path for one in self._lines):
            grid.show_rows(shown)
            grid.setFixedHeight(min(len(shown), _MOST_ROWS) * _ROWS_PX + _HEAD_PX)
        else:
            for at, (old, new) in enumerate(zip(self._shown, shown, strict=True)):
                if old != new:
                    grid.show_row(at, new)
        self._lines, self._shown = lines, shown
        grid.readonly(not facts.takes_entries)
        self._tell_current()

    def prepare(self, facts: FillFacts) -> None:
        """Make the grid, so that it has only to be filled."""
        self._new_grid(max(len(self._paths(facts, row)) for row in self._rows))

    def numbers(self) -> tuple[str, ...]:
        """Return the paths a gauge fills, in order."""
        return tuple(path for line in self._lines for path in line.paths)

    def turn_to(self, path: str) -> None:
        """Do nothing: the grid has a cell in front of its own."""

    def retype(self, path: str, text: str) -> None:
        """Bring nothing back: what is typed into a cell is taken or left with the cell."""

    def restore(self) -> None:
        """Show what is held again."""
        self._fails = {}
        self._shown = ()
        self._lines = ()
        if self._facts is not None:
            self.show_facts(self._facts)

    def is_meant(self, heard: Heard) -> bool:
        """Tell that no label is for measurements before other fields."""
        del heard
        return False

    def waits(self) -> bool:
        """Tell whether a cell is still empty."""
        facts = self._facts
        return facts is not None and any(path not in facts.filled.held for path in self.numbers())

    def take(self) -> str:
        """Take the cell that is being typed into; return why one was not taken, or nothing."""
        grid, focus = self._grid, self.window().focusWidget()
        if grid is not None and focus is not None and grid.isAncestorOf(focus):
            grid.setFocus()  # a cell is taken as the keys leave it
        return next(iter(self._fails.values()), "")

    def fail(self, path: str, sentence: str) -> None:
        """Say at a cell why what was entered was not taken."""
        self._fails[path] = sentence
        if self._facts is not None:
            self.show_facts(self._facts)

    def focus(self, path: str) -> None:
        """Put a cell in front."""
        for at, line in enumerate(self._lines):
            if self._grid is not None and (path in line.paths or line.place.path == path):
                sample = line.paths.index(path) if path in line.paths else 0
                self._grid.setFocus()
                self._grid.go(at, sample)
                return

    def hear(self, heard: Heard) -> bool:
        """Take a reading into the cell in front, else into the first that is empty."""
        facts = self._facts
        if facts is None or not heard.value or not facts.takes_entries:
            return False
        for path in self._nearest(facts):
            place = facts.filled.place(path)
            unit = "" if place is None else getattr(place.settings, "unit", "")
            if place is not None and (not heard.unit or not unit or heard.unit == unit):
                self._hand_in(
                    path,
                    heard.value,
                    source="device",
                    device=heard.device,
                    serial=heard.serial,
                    raw=heard.raw,
                    read_ms=heard.at_ms,
                )
                return True
        return False

    # ------------------------------------------------------------------ the grid
    def _new_grid(self, most: int) -> None:
        words, look = self.around.look.words, self.around.look
        samples = tuple(f"#{at + 1}" for at in range(most))
        heads = kit.GridHeads(
            words("fill.grid.name"),
            words("fill.grid.limits"),
            "",
            samples,
            words("fill.grid.mean"),
            words("fill.grid.spread"),
            words("fill.grid.verdict"),
        )
        made = kit.MeasureGrid(
            look,
            heads,
            name=f"field-{self.keys[0]}",
            accessible=self.around.said(self._run[0].field.label),
            gauge=False,
        )
        made.entered.connect(self._entered)
        made.removal_asked.connect(self._removal)
        made.picked.connect(lambda _: self._tell_current())
        made.typing.connect(self._typing)
        if self._grid is not None:
            self._column.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        self._column.insertWidget(0, made)
        self._grid, self._most, self._lines, self._shown = made, most, (), ()
        self.setFocusProxy(made)

    def _entered(self, entry: kit.CellEntry) -> None:
        path = self._path(entry)
        place = None if self._facts is None else self._facts.filled.place(path)
        if place is None:
            return
        try:
            made = number(entry.text, typed_limits(place.settings))
        except Refused as refused:
            self.fail(path, self.around.look.words.refusal(refused))
            return
        self._fails.pop(path, None)
        if made:
            self._hand_in(path, made)

    def _typing(self, entry: kit.CellEntry) -> None:
        """Tell what stands half typed in the cell in front: the verdict is shown with it."""
        path = self._path(entry)
        if path:
            self.typed.emit(Typed(path, entry.text))

    def _removal(self, entry: kit.CellEntry) -> None:
        """Say that what was entered stays: it is changed, or said not to apply, never removed."""
        path = self._path(entry)
        if path:
            self.fail(path, self.around.look.words("fill.cannot_remove"))

    def _hand_in(self, path: str, value: str, **facts: object) -> None:
        text = msgspec.json.encode(value).decode()
        self._fails.pop(path, None)
        self.made.emit(Made((Entry(path=path, value=text, **facts),)))  # type: ignore[arg-type]  # facts of Entry

    def _paths(self, facts: FillFacts, row: Place) -> tuple[str, ...]:
        return (row.path,) if row.kind.code == "measurement" else sample_paths(facts, row)

    def _path(self, entry: kit.CellEntry) -> str:
        if not 0 <= entry.row < len(self._lines):
            return ""
        paths = self._lines[entry.row].paths
        return paths[entry.sample] if 0 <= entry.sample < len(paths) else ""

    def _nearest(self, facts: FillFacts) -> tuple[str, ...]:
        here = "" if self._grid is None else self._path(self._grid.current())
        empty = [path for path in self.numbers() if path not in facts.filled.held]
        return tuple(dict.fromkeys([*([here] if here else []), *empty]))

    # ------------------------------------------------------------------ the characteristic in front
    def _tell_current(self) -> None:
        facts, grid = self._facts, self._grid
        if facts is None or grid is None:
            return
        here = grid.current()
        at = here.row if 0 <= here.row < len(self._lines) else 0
        if not self._lines:
            return
        line, path = self._lines[at], self._path(here)
        place = facts.filled.layout.tops[line.place.field.key]
        self._name.say(f"{at + 1}  {self._shown[at].name}")
        self._tell(facts, path)
        while item := self._menu.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for key, text in offers(self.around, place, facts):
            button = kit.Button(
                self.around.look, text, name=f"field-{place.path}-{key}", size="small"
            )
            button.clicked.connect(_Ask(self, Asked(path or place.path, key)))
            self._menu.addWidget(button)
            button.show()

    def _tell(self, facts: FillFacts, path: str) -> None:
        words, moments = self.around.look.words, self.around.moments
        if path in self._fails:
            self._told.fail(self._fails[path])
            return
        held = facts.filled.held.get(path)
        if held is None:
            self._told.show_line("", "ink3")
            return
        parts = [facts.who(held.by, words.language), moments.when(held.at_ms)]
        parts += [one for one in (held.gauge or held.device, held.reason, held.cause) if one]
        self._told.show_line(" · ".join(parts), "ink2")


class _Ask:
    def __init__(self, view: GridView, asked: Asked) -> None:
        self._view, self._asked = view, asked

    def __call__(self) -> None:
        self._view.asked.emit(self._asked)
