"""What a firing is about, in words, and where it opens. No Qt."""

from app.journal.ruling import Matter
from app.kernel.words import Words
from app.ui.screens.rules.names import Names
from app.ui.screens.screen import Place

_SAID = ("form", "lot", "material", "product", "order", "operation", "equipment", "gauge")
_MOST = 3
FORM, RECORD = "form", "record"
"""Screens a firing opens at."""


def about(words: Words, names: Names, matter: Matter, *, most: int = _MOST) -> str:
    """Return `form QF-11 · lot L-1`: at most three things, those that tell most first."""
    said = [
        words(f"rule_book.about.{what}", name=names.say_coded(words, what, code))
        for what in _SAID
        if (code := getattr(matter, what))
    ]
    if not said and matter.station:
        said = [words("rule_book.about.station", name=names.say(words, "station", matter.station))]
    return " · ".join(said[:most]) or words("rule_book.about.nothing")


def place_of(matter: Matter) -> Place | None:
    """Return where what a firing is about opens: a filled form as such, others as a record."""
    if matter.filled:
        return Place(FORM, record=matter.filled)
    return Place(RECORD, record=matter.stream) if matter.stream else None
