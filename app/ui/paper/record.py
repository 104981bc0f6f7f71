"""A record on paper: entries, the signatures over them, what came late, what is not yet signed.

Every signature has printed name, date and time with zone, and meaning (21 CFR 11.50). The head
stands in both languages; the foot says who printed it when, and how much was not synchronised.
"""

from dataclasses import dataclass

from app.kernel.words import Bilingual, Words
from app.ui.paper.pen import BLACK, FAINT, GREY, Pen, Type, height_of
from app.ui.paper.pieces import Piece, box, joined
from app.ui.paper.record_pages import LEFT, RIGHT, TOP, RecordPages
from app.ui.paper.traveller import Printed

HEAD_FIRST, HEAD_NEXT = 3_000, 1_200
WHEN, BY = 3_500, 4_200
WHAT = RIGHT - LEFT - WHEN - BY
PAD, GAP = 120, 250
BESIDE = 2
"""Signatures on one line; more stand below."""

_STRONG, _PLAIN = Type(9.5, bold=True), Type(9)
_SMALL = Type(8, colour=GREY)
_TITLE = Type(11, bold=True)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One entry, in words. `details` are facts, changes (old → new) and the reason, a line each."""

    when: str
    what: str
    details: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class PaperSignature:
    """One signature: meaning, printed name, date and time with zone, how it stands, and more."""

    meaning: str
    name: str
    stamp: str
    standing: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperSection:
    """Entries under one title, and the signatures over them."""

    title: str
    sub: str = ""
    lines: tuple[PaperLine, ...] = ()
    signatures: tuple[PaperSignature, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """What is printed of a record. `unsent` is how many of its events are not synchronised."""

    title: Bilingual
    fingerprint: str
    unsent: int
    sections: tuple[PaperSection, ...]
    note: str = ""


class RecordSheets(RecordPages):
    """A record laid out on as many pages as it needs."""

    def __init__(
        self, record: PaperRecord, printed: Printed, words: Words, families: tuple[str, ...]
    ) -> None:
        said = words(
            "paper.printed",
            at=f"{printed.at:%Y-%m-%d %H:%M %z}",
            by=printed.by,
            station=printed.station,
        )
        title = record.title.of(words.language)
        super().__init__(title, words, families, printed=said, unsent=record.unsent)
        self._record = record
        pieces = [piece for section in record.sections for piece in self._pieces(section)]
        self._lay_out(pieces, HEAD_FIRST, HEAD_NEXT)

    # ------------------------------------------------------------------ head and foot
    def _head(self, pen: Pen) -> int:
        title, width = self._record.title, RIGHT - LEFT
        pen.text(box(LEFT, TOP, width, 900), title.zh, Type(18, bold=True, least=9))
        pen.text(box(LEFT, TOP + 900, width, 550), title.en, Type(12, least=8))
        said = self._words("paper.record.fingerprint", hash=self._record.fingerprint)
        pen.text(box(LEFT, TOP + 1_500, width, 400), said, _SMALL)
        status = " · ".join(part for part in (self._unsent(), self._record.note) if part)
        pen.text(box(LEFT, TOP + 1_900, width, 450), status, Type(9, bold=True, least=7))
        pen.line(LEFT, TOP + 2_500, RIGHT, TOP + 2_500, 40)
        return TOP + HEAD_FIRST

    def _head_next(self, pen: Pen) -> int:
        title = self._record.title
        said = title.zh if title.zh == title.en else f"{title.zh} · {title.en}"
        pen.text(box(LEFT, TOP, RIGHT - LEFT, 500), said, Type(10, bold=True, least=7))
        pen.line(LEFT, TOP + 700, RIGHT, TOP + 700, 20)
        return TOP + HEAD_NEXT

    # ------------------------------------------------------------------ sections
    def _pieces(self, section: PaperSection) -> list[Piece]:
        """Return what a section is made of: its title stays with its first entry."""
        lines = [self._line(line) for line in section.lines]
        over = [
            self._signatures(section.signatures[at : at + BESIDE])
            for at in range(0, len(section.signatures), BESIDE)
        ]
        title = self._section_title(section)
        rest = [*lines, *over]
        return [joined(title, rest[0]), *rest[1:]] if rest else [title]

    def _section_title(self, section: PaperSection) -> Piece:
        width = RIGHT - LEFT - 2 * PAD
        sub = height_of(section.sub, width, _PLAIN, self.families) if section.sub else 0
        title = height_of(section.title, width, _TITLE, self.families)
        height = GAP + title + sub + 3 * PAD

        def draw(pen: Pen, y: int) -> None:
            pen.fill(box(LEFT, y + GAP, RIGHT - LEFT, height - GAP), FAINT)
            pen.text(box(LEFT + PAD, y + GAP + PAD, width, title), section.title, _TITLE)
            pen.text(box(LEFT + PAD, y + GAP + PAD + title, width, sub + PAD), section.sub, _PLAIN)

        return Piece(height, draw)

    def _line(self, line: PaperLine) -> Piece:
        inner = WHAT - 2 * PAD
        what = height_of(line.what, inner, _STRONG, self.families)
        details = [height_of(text, inner, _PLAIN, self.families) for text in line.details]
        by = height_of(line.by, BY - 2 * PAD, _PLAIN, self.families)
        height = max(what + sum(details), by) + 2 * PAD

        def draw(pen: Pen, y: int) -> None:
            top = y + PAD
            pen.text(box(LEFT + PAD, top, WHEN - PAD, what), line.when, _PLAIN)
            pen.text(box(LEFT + WHEN + PAD, top, inner, what), line.what, _STRONG)
            at = top + what
            for text, high in zip(line.details, details, strict=True):
                pen.text(box(LEFT + WHEN + PAD, at, inner, high), text, _PLAIN)
                at += high
            pen.text(box(RIGHT - BY + PAD, top, BY - 2 * PAD, by), line.by, _PLAIN)
            pen.line(LEFT, y + height, RIGHT, y + height, 8)

        return Piece(height, draw)

    def _signatures(self, signatures: tuple[PaperSignature, ...]) -> Piece:
        width = (RIGHT - LEFT - (len(signatures) - 1) * GAP) // len(signatures)
        texts = [_signature_lines(one) for one in signatures]
        inner = width - 4 * PAD
        heights = [[height_of(t, inner, k, self.families) for t, k in lines] for lines in texts]
        tall = max(sum(each) for each in heights) + 3 * PAD

        def draw(pen: Pen, y: int) -> None:
            for place, (lines, highs) in enumerate(zip(texts, heights, strict=True)):
                x = LEFT + place * (width + GAP)
                pen.frame(box(x, y + GAP, width, tall), 30)
                at = y + GAP + PAD
                for (text, kind), high in zip(lines, highs, strict=True):
                    pen.text(box(x + 2 * PAD, at, inner, high), text, kind)
                    at += high

        return Piece(tall + 2 * GAP, draw)


def _signature_lines(one: PaperSignature) -> list[tuple[str, Type]]:
    return [
        (one.meaning, Type(10.5, bold=True)),
        (one.name, Type(10)),
        (one.stamp, Type(9.5)),
        (one.standing, Type(9, bold=True)),
        *((note, Type(8, colour=BLACK)) for note in one.notes),
    ]
