"""The bundled fonts, so that every machine draws the same letters: Inter, then Noto Sans SC."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from app.kernel.paths import resources

_FILES = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "Inter-Bold.ttf",
    "NotoSansSC-Regular.otf",
    "NotoSansSC-Bold.otf",
)

WEIGHTS = {
    400: QFont.Weight.Normal,
    500: QFont.Weight.Medium,
    600: QFont.Weight.DemiBold,
    700: QFont.Weight.Bold,
}


@lru_cache
def families() -> tuple[str, ...]:
    """Load the bundled fonts into the running application, once, and return their families.

    Signs missing from the GB2312 pair fall back to what the system has.
    """
    found: dict[str, None] = {}
    for name in _FILES:
        number = QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))
        found.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(found)


@lru_cache(maxsize=128)
def font(size_px: int, weight: int = 400, *, figures: bool = True) -> QFont:
    """Return the house font without hinting; `figures` all of one width, so columns stand still."""
    made = QFont()
    made.setFamilies(list(families()))
    made.setPixelSize(size_px)
    made.setWeight(WEIGHTS[weight])
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if figures:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
