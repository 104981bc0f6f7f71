"""One picture of the gallery: a screen, the densities it is made for, and how to build it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Exhibit:
    """`make` builds the screen, filled, in the look given; the gallery sizes and shows it.

    `settle` is called after the screen was shown, where something has to be opened or scrolled.
    """

    name: str
    densities: tuple[str, ...]
    make: Callable[[Look], QWidget]
    themes: tuple[str, ...] = ()
    settle: Callable[[QWidget], None] | None = None

    def themes_in(self, density: str) -> tuple[str, ...]:
        """Return the themes to show: touch stations stay light (UI.md §2)."""
        return self.themes or (("light", "dark") if density == "bench" else ("light",))


SIZES = {"touch": (1280, 800), "glove": (1280, 800), "bench": (1920, 1080)}
"""The screens of the plant, in px."""


class Say:
    """Sample texts of an exhibit in the look's language; they are no texts of the program."""

    def __init__(self, look: Look) -> None:
        self._place = 0 if look.words.language == "zh_CN" else 1

    def __call__(self, zh: str, en: str) -> str:
        return (zh, en)[self._place]
