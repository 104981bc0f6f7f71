"""The codes of what can be wrong, as tiles with a shape each: found by eye, pressed in gloves."""

from app.ui import kit
from app.ui.theme.look import Look

ICONS = {
    "flash": "expand",
    "short": "circle-slash",
    "black_spot": "circle-dot",
    "bubble": "droplets",
    "kink": "route",
    "leak": "wind",
    "weak_joint": "unplug",
    "seal_void": "scissors",
    "label_unreadable": "scan-barcode",
    "wrong_lot": "tags",
    "under_weight": "scale",
    "foreign_matter": "octagon-alert",
    "dimension": "ruler",
    "surface": "scan-eye",
    "material": "package",
    "other": "ellipsis",
}
"""Shapes of the codes most plants have; another code has the tag."""


_MOST, _LEAST = 4, 2
_ROOM = 960
"""What the form that holds them has beside its margins, in px."""


class CodeTiles(kit.Control[str]):
    """`changed` carries the code pressed. Controls: `<name>-<code>`."""

    def __init__(
        self, look: Look, label: str, codes: tuple[tuple[str, str, str], ...], name: str
    ) -> None:
        """`codes` are (code, text, how bad it is in words)."""
        super().__init__(look, name, label, "")
        tiles = tuple(
            kit.Tile(code, text, ICONS.get(code, "tag"), sub) for code, text, sub in codes
        )
        self._tiles = _laid(look, tiles, name)
        self._tiles.chosen.connect(self.commit)
        self.body.addWidget(self._tiles)

    def show_value(self, value: str) -> None:
        self._tiles.choose(value)


def _laid(look: Look, tiles: tuple[kit.Tile, ...], name: str) -> kit.ReasonTiles:
    """Return the tiles in as many columns as their words have room for."""
    for columns in range(_MOST, _LEAST, -1):
        made = kit.ReasonTiles(look, tiles, name=name, columns=columns)
        if made.sizeHint().width() <= _ROOM:
            return made
    return kit.ReasonTiles(look, tiles, name=name, columns=_LEAST)
