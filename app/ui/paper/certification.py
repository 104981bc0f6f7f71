"""The certification letter: a person declares that their electronic signature binds them.

A template (21 CFR 11.100 b, c): who they are and how that was verified stands in it; the person and
whoever verified them sign it by hand, and it is filed.
"""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRect, Qt

from app.kernel.words import Bilingual, Words
from app.ui.paper.pen import GREY, Pen, Type
from app.ui.paper.sheets import HEIGHT, WIDTH

LEFT, RIGHT = 2_200, WIDTH - 2_200
TOP, BOTTOM = 2_200, HEIGHT - 2_000
_FACT, _LABELS = 850, 5_200
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Certified:
    """Whom the letter is about and how their identity was verified; `how` in words, `day` ISO."""

    person: str
    name: Bilingual
    how: str
    evidence: str
    by: str
    day: str
    policy: str


class CertificationSheets:
    """One page in the language of `words`."""

    count = 1

    def __init__(
        self,
        about: Certified,
        printed: tuple[datetime, str, str],
        words: Words,
        families: tuple[str, ...],
    ) -> None:
        self.families = families
        self.title = f"{words('paper.certification.title')} {about.person}"
        self._about, self._printed, self._words = about, printed, words

    def draw(self, pen: Pen, number: int) -> None:
        """Draw the page."""
        del number
        words, about = self._words, self._about
        width = RIGHT - LEFT
        pen.text(_box(TOP, 900), words("paper.certification.title"), Type(19, bold=True))
        law = words("paper.certification.law")
        pen.text(_box(TOP + 1_000, 500), law, Type(9, colour=GREY))
        name = about.name.of(words.language)
        other = about.name.zh if name == about.name.en else about.name.en
        facts = (
            ("name", f"{name} / {other}" if other != name else name),
            ("person", about.person),
            ("how", about.how),
            ("evidence", about.evidence),
            ("verified", f"{about.by}, {about.day}"),
            ("policy", about.policy),
        )
        y = TOP + 2_200
        for code, value in facts:
            label = words(f"paper.certification.{code}")
            pen.text(QRect(LEFT, y, _LABELS, _FACT), label, Type(10, colour=GREY, align=_MIDDLE))
            room = QRect(LEFT + _LABELS, y, width - _LABELS, _FACT)
            pen.text(room, value or "—", Type(11, bold=True, align=_MIDDLE))
            pen.line(LEFT, y + _FACT, RIGHT, y + _FACT, 8)
            y += _FACT
        text = words("paper.certification.text", name=name)
        pen.text(QRect(LEFT, y + 900, width, 7_200), text, Type(11.5))
        self._lines(pen, y + 9_400)
        self._foot(pen)

    def _lines(self, pen: Pen, y: int) -> None:
        """Draw where both sign by hand."""
        half = (RIGHT - LEFT - 1_200) // 2
        for place, code in enumerate(("signer", "verifier")):
            left = LEFT + place * (half + 1_200)
            pen.line(left, y, left + half, y, 20)
            label = self._words(f"paper.certification.{code}")
            pen.text(QRect(left, y + 120, half, 900), label, Type(9, colour=GREY))

    def _foot(self, pen: Pen) -> None:
        at, by, station = self._printed
        said = self._words("paper.printed", at=f"{at:%Y-%m-%d %H:%M}", by=by, station=station)
        pen.text(_box(BOTTOM, 400), said, Type(8, colour=GREY))


def _box(y: int, height: int) -> QRect:
    return QRect(LEFT, y, RIGHT - LEFT, height)
