"""The look of the house: colours, sizes, fonts and icons, handed to every widget as one `Look`."""

from app.ui.theme.look import Look, apply
from app.ui.theme.tokens import BENCH, DARK, DENSITIES, GLOVE, LIGHT, THEMES, TOUCH

__all__ = ["BENCH", "DARK", "DENSITIES", "GLOVE", "LIGHT", "THEMES", "TOUCH", "Look", "apply"]
