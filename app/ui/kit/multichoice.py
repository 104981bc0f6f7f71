"""Any of several choices: tiles for fingers, a check list at the bench."""

from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout

from app.ui.kit.control import Control
from app.ui.kit.optiontile import OptionTile
from app.ui.kit.segmented import Option
from app.ui.kit.text import Text
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Picks:
    """How many may be chosen (`most` 0: all), and the key that goes with no other."""

    least: int = 0
    most: int = 0
    alone: str = ""


class MultiChoice(Control[tuple[str, ...]]):
    """`changed` carries the chosen keys in the order of the options, after each press.

    Fewer than `least` are told and said to be too few; more than `most` cannot be chosen.
    """

    def __init__(
        self,
        look: Look,
        label: str,
        options: tuple[Option, ...],
        *,
        name: str,
        picks: Picks | None = None,
        columns: int = 0,
    ) -> None:
        super().__init__(look, name, label, ())
        self.picks = picks or Picks()
        self._tiles: dict[str, OptionTile] = {}
        grid = QGridLayout()
        grid.setSpacing(look.space(1))
        across = columns or (2 if look.density.is_touch else 1)
        for place, option in enumerate(options):
            tile = OptionTile(look, option.text, name=f"{name}-{option.key}")
            tile.clicked.connect(_Press(self, option.key))
            self._tiles[option.key] = tile
            grid.addWidget(tile, place // across, place % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        self._count = Text(look, "", "hint", wrap=True)
        self.body.addLayout(grid)
        self.body.addWidget(self._count)
        if options:
            self.setFocusProxy(self._tiles[options[0].key])
        self.show_value(())

    def press(self, key: str) -> None:
        """Take a choice or let it go, as a person does."""
        chosen, alone, most = set(self.value()), self.picks.alone, self.picks.most
        if key in chosen:
            chosen.discard(key)
        elif key == alone:
            chosen = {key}
        elif most and len(chosen - {alone}) >= most:
            self.show_value(self.value())
            self.refuse(self.look.words("kit.picks.most", n=most))
            return
        else:
            chosen = (chosen | {key}) - {alone}
        self.commit(tuple(each for each in self._tiles if each in chosen))

    def show_value(self, value: tuple[str, ...]) -> None:
        for key, tile in self._tiles.items():
            tile.setChecked(key in value)
        said = self._said(value)
        self._count.say(said)
        self._count.setVisible(bool(said))

    def _said(self, value: tuple[str, ...]) -> str:
        words, least, most = self.look.words, self.picks.least, self.picks.most
        n = len(value)
        if most and least:
            return words("kit.picks.between", n=n, least=least, most=most)
        if most:
            return words("kit.picks.up_to", n=n, most=most)
        return words("kit.picks.at_least", n=n, least=least) if least else ""


class _Press:
    def __init__(self, choice: MultiChoice, key: str) -> None:
        self._choice, self._key = choice, key

    def __call__(self) -> None:
        self._choice.press(self._key)
