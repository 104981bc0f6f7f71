"""The look every widget test builds with, and a dressed application."""

import pytest
from PySide6.QtWidgets import QApplication

from app.kernel.words import Words
from app.ui.theme import DENSITIES, Look, apply


@pytest.fixture(autouse=True)
def nothing_in_the_way(qapp: QApplication) -> None:
    """Close a list that another test left open: while one is, it takes every key."""
    while popup := QApplication.activePopupWidget():
        popup.close()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """Touch density, light, in Chinese: the default of a new station."""
    made = Look(Words("zh_CN"))
    apply(qapp, made)
    return made


@pytest.fixture
def bench(qapp: QApplication) -> Look:
    """Bench density in English."""
    made = Look(Words("en"), density=DENSITIES["bench"])
    apply(qapp, made)
    return made
