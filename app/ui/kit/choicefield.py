"""One of several choices: all in sight while they are few, a list to search when they are many."""

from PySide6.QtWidgets import QGridLayout

from app.ui.kit.control import Control
from app.ui.kit.optiontile import OptionTile
from app.ui.kit.pickfield import PickField
from app.ui.kit.picksheet import Pick
from app.ui.kit.segmented import Option
from app.ui.theme.look import Look

FEW = 6
"""So many choices a person overlooks at once; more are searched."""


class ChoiceField(Control[str]):
    """`changed` carries the key chosen; empty for none, and none is chosen beforehand."""

    def __init__(
        self,
        look: Look,
        label: str,
        options: tuple[Option, ...],
        *,
        name: str,
        columns: int = 0,
    ) -> None:
        super().__init__(look, name, label, "")
        self._tiles: dict[str, OptionTile] = {}
        self._list: PickField | None = None
        if len(options) > FEW:
            self._list = self._searched(label, options, name)
            self.body.addWidget(self._list)
            self.setFocusProxy(self._list)
            return
        grid = QGridLayout()
        grid.setSpacing(look.space(1))
        across = columns or min(len(options), 3 if look.density.is_touch else 4) or 1
        for place, option in enumerate(options):
            tile = OptionTile(look, option.text, name=f"{name}-{option.key}", mark="one")
            tile.clicked.connect(_Press(self, option.key))
            self._tiles[option.key] = tile
            grid.addWidget(tile, place // across, place % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        if options:
            self.setFocusProxy(self._tiles[options[0].key])

    def press(self, key: str) -> None:
        """Choose, as a person does; the same once more takes the choice away."""
        self.commit("" if key == self.value() else key)

    def show_value(self, value: str) -> None:
        if self._list is not None:
            self._list.put(value)
        for key, tile in self._tiles.items():
            tile.setChecked(key == value)

    def show_mark(self, state: str) -> None:
        if self._list is not None:
            self._list.mark(state)

    def _searched(self, label: str, options: tuple[Option, ...], name: str) -> PickField:
        picks = tuple(Pick(each.key, each.text) for each in options)
        made = PickField(self.look, label, lambda: picks, name=name, icon="chevron-down")
        made.changed.connect(self.commit)
        return made


class _Press:
    def __init__(self, choice: ChoiceField, key: str) -> None:
        self._choice, self._key = choice, key

    def __call__(self) -> None:
        self._choice.press(self._key)
