"""The grid of an inspection at the bench: characteristics × samples, each cell judged as it stands.

Enter records and goes on to the right; a cell is busy until its value stands on disk.
"""

from PySide6.QtCore import Signal

from app.capabilities.forms.filling.decisions import Entry
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.kit.typed import number
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.control import Heard
from app.ui.screens.forms.fields.said import typed_limits
from app.ui.screens.quality.inspecting.entries import from_device, json_of
from app.ui.screens.quality.inspecting.grid_rows import GridRows, Line
from app.ui.screens.quality.inspecting.items import Item
from app.ui.screens.quality.inspecting.tools import Tools


class InspectGrid(kit.Card):
    """`entered` carries an `Entry`, `refused` a path and why, `typing` and `picked` a `CellEntry`.

    `made` tells that the grid itself was made anew: it wants the focus.
    """

    entered = Signal(object)
    refused = Signal(object)
    typing = Signal(object)
    picked = Signal()
    made = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.look, "grid-card")
        self._tools = tools
        self._lines: tuple[Line, ...] = ()
        self._rows = GridRows(tools)
        self._grid: kit.MeasureGrid | None = None
        self._most = 0

    def show_items(
        self, fill: FillFacts, numbers: tuple[Item, ...], anew: tuple[str, ...] = ()
    ) -> None:
        """Show how values stand; only rows that changed, or hold a path of `anew`, are drawn."""
        moments = self._tools.moments
        now = Moment(moments.now_ms(), moments.offset_min())
        lines = self._rows.lines(fill, numbers, now)
        most = max((len(one.paths) for one in numbers), default=0)
        self.setVisible(bool(numbers))
        if not numbers:
            return
        if self._grid is None or most != self._most:
            self._new_grid(most)
        grid = self._grid
        assert grid is not None  # made a line ago
        same = [one.item.key if one.item else "" for one in lines] == [
            one.item.key if one.item else "" for one in self._lines
        ]
        if same:
            self._change_rows(grid, lines, anew)
        else:
            grid.show_rows(tuple(one.shown for one in lines))
        self._lines = lines
        grid.readonly(not fill.takes_entries)

    def forget(self) -> None:
        """Draw every row anew the next time."""
        self._rows.forget()

    def fail(self, path: str, sentence: str) -> None:
        """Keep why a value was not taken, until another is."""
        self._rows.fails[path] = sentence

    def why(self, path: str) -> str:
        """Return why a value was not taken; empty where it was."""
        return self._rows.fails.get(path, "")

    def taken(self, paths: tuple[str, ...]) -> None:
        """Forget why values were not taken: others are on disk now."""
        for path in paths:
            self._rows.fails.pop(path, None)

    def retype(self, path: str, text: str) -> None:
        """Bring back what stood half typed in a cell."""
        for at, line in enumerate(self._lines):
            if self._grid is not None and line.item and path in line.item.paths and text:
                self._grid.retype(at, line.item.paths.index(path), text)

    def current(self) -> tuple[Item | None, str]:
        """Return the characteristic and the place in front; None and empty before there is a grid.

        Where a heading is in front, the first characteristic is turned to.
        """
        grid = self._grid
        if grid is None:
            return None, ""
        found = self.at(grid.current())
        if found[0] is None:
            first = next((at for at, one in enumerate(self._lines) if one.item is not None), -1)
            if first >= 0:
                grid.go(first, 0)
        return found

    def at(self, entry: kit.CellEntry) -> tuple[Item | None, str]:
        """Return whose cell it is, and its place; empty where a row has fewer samples."""
        if not 0 <= entry.row < len(self._lines):
            return None, ""
        item = self._lines[entry.row].item
        if item is None or not 0 <= entry.sample < len(item.paths):
            return item, ""
        return item, item.paths[entry.sample]

    def hear(self, item: Item, path: str, heard: Heard) -> Entry | None:
        """Take a reading into the cell in front and go on; None for what does not fit there."""
        grid = self._grid
        entry = from_device(item, path, heard, self._tools.gauge(item).code)
        if grid is None or entry is None:
            return None
        here = grid.current()
        grid.show_cell(here.row, here.sample, kit.SampleCell(heard.value, "busy"))
        return entry

    def onwards(self) -> None:
        """Go on to the next cell."""
        if self._grid is not None:
            self._grid.onwards()

    def _change_rows(
        self, grid: kit.MeasureGrid, lines: tuple[Line, ...], anew: tuple[str, ...]
    ) -> None:
        for at, (old, new) in enumerate(zip(self._lines, lines, strict=True)):
            is_anew = new.item is not None and not set(anew).isdisjoint(new.item.paths)
            if isinstance(new.shown, kit.GridRow) and (old.shown is not new.shown or is_anew):
                grid.show_row(at, new.shown)

    def _new_grid(self, most: int) -> None:
        words, look = self.look.words, self.look
        heads = kit.GridHeads(
            words("fill.grid.name"),
            words("inspect.grid.limits"),
            "",
            tuple(f"#{at + 1}" for at in range(most)),
            words("fill.grid.mean"),
            words("fill.grid.spread"),
            words("fill.grid.verdict"),
        )
        made = kit.MeasureGrid(
            look, heads, name="grid", accessible=words("inspect.items"), gauge=False
        )
        made.enter_moves("right")
        made.entered.connect(self._entered)
        made.removal_asked.connect(self._removal)
        made.typing.connect(self.typing)
        made.picked.connect(lambda _: self.picked.emit())
        if self._grid is not None:
            self.body.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        self.body.addWidget(made, 1)
        self._grid, self._most, self._lines = made, most, ()
        self.made.emit(made)

    def _entered(self, entry: kit.CellEntry) -> None:
        item, path = self.at(entry)
        if item is None or not path:
            return
        words = self.look.words
        try:
            made = number(entry.text, typed_limits(item.place.settings))
        except Refused as refused:
            self.refused.emit((path, words.refusal(refused)))
            return
        use = self._tools.gauge(item)
        if use.refused is not None:
            self.refused.emit((path, words.refusal(use.refused)))
        elif made:
            self._rows.fails.pop(path, None)
            gauge = use.code if item.measures else ""
            self.entered.emit(Entry(path=path, value=json_of(item, made), gauge=gauge))

    def _removal(self, entry: kit.CellEntry) -> None:
        """Say that what was entered stays: it is changed, or said not to apply, never removed."""
        _, path = self.at(entry)
        if path:
            self.refused.emit((path, self.look.words("fill.cannot_remove")))
