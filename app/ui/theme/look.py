"""What every widget is handed: words, colours, sizes, fonts and icons of the station as it is now.

A widget takes its `Look` in the constructor and never changes it: when language, theme or density
is switched, the window makes a new look and rebuilds its screens.
"""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QColor, QFont, QPixmap
from PySide6.QtWidgets import QApplication

from app.kernel.words import Words
from app.ui.theme import fonts
from app.ui.theme.icons import IconShelf
from app.ui.theme.stylesheet import palette, stylesheet
from app.ui.theme.tokens import DENSITIES, THEMES, TOUCH, Colours, Density

_ROLES = {
    "hint": ("hint", 400, False),
    "code": ("hint", 400, True),
    "body": ("body", 400, False),
    "figures": ("body", 600, True),
    "strong": ("body", 600, False),
    "label": ("label", 600, False),
    "title": ("title", 700, False),
    "page": ("page", 700, False),
    "number": ("number", 700, True),
    "big": ("big", 700, True),
}
"""Text roles: size, weight, figures of one width. `code` is for order and lot numbers."""


@dataclass(frozen=True)
class Look:
    """The station's look. `colour`, `font` and `icon` take roles, never values."""

    words: Words
    theme: str = "light"
    density: Density = TOUCH
    shelf: IconShelf = field(default_factory=IconShelf)

    @property
    def tokens(self) -> Colours:
        """Return the theme's colours by role."""
        return THEMES[self.theme]

    def colour(self, role: str) -> QColor:
        """Return the colour of `role`, as `accent` or `ink2`."""
        return QColor(self.tokens.of(role))

    def font(self, role: str = "body", weight: int | None = None) -> QFont:
        """Return the font of a text role (see `_ROLES`), in another weight where given."""
        size, usual, figures = _ROLES[role]
        return fonts.font(int(getattr(self.density, size)), weight or usual, figures=figures)

    def sized(self, size_px: int, weight: int = 400) -> QFont:
        """Return the house font at a size no text role has."""
        return fonts.font(size_px, weight)

    def icon(self, name: str, role: str = "ink2", size: int = 0, scale: float = 1.0) -> QPixmap:
        """Return icon `name` in the colour of `role`; size 0 means the density's usual one."""
        return self.shelf.pixmap(name, self.tokens.of(role), size or self.density.icon, scale)

    def space(self, step: int) -> int:
        """Return a step of the spacing scale, 0 (smallest) to 5."""
        return self.density.space[step]

    def turned(self, *, language: str = "", theme: str = "", density: str = "") -> "Look":
        """Return this look with another language, theme or density; icons drawn so far are kept."""
        return replace(
            self,
            words=Words(language) if language else self.words,
            theme=theme or self.theme,
            density=DENSITIES[density] if density else self.density,
        )


def apply(app: QApplication, look: Look) -> None:
    """Dress the application: style, palette, style sheet, font, and Qt's own strings."""
    worn = f"{look.theme} {look.density.name}"
    if app.property("worn") != worn:  # dressing polishes every widget there is: half a second
        app.setProperty("worn", worn)
        app.setStyle("Fusion")
        app.setFont(look.font("body"))
        app.setPalette(palette(look.tokens))
        app.setStyleSheet(stylesheet(look.tokens, look.density))
    for old in app.findChildren(QTranslator, "qt-strings"):
        app.removeTranslator(old)
        old.deleteLater()
    if look.words.language != "en":
        translator = QTranslator(app)
        translator.setObjectName("qt-strings")
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{look.words.language}", folder):
            app.installTranslator(translator)
