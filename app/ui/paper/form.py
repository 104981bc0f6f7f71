"""A filled form on paper: every field with its limits and values, what was replaced struck through.

Names stand in both languages; verdicts as word and shape, for paper has no colour to rely on. The
signatures have printed name, meaning, date and time with zone (21 CFR 11.50); the foot says who
printed it when, and how much was not synchronised.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.judging.answers import Held
from app.capabilities.forms.pictures.bodies import Mark, Marked, Photo
from app.capabilities.forms.workbooks.book import FormCopy
from app.capabilities.forms.workbooks.grid import Line, lines_of
from app.capabilities.forms.workbooks.telling import figure, limits_said, marks_of, said, told
from app.kernel.quantity import plain
from app.kernel.words import Bilingual, Words
from app.ui.paper.marked import with_marks
from app.ui.paper.pen import FAINT, GREY, Pen, Type, height_of, width_of
from app.ui.paper.pieces import Piece, box, joined
from app.ui.paper.record_pages import LEFT, RIGHT, TOP, RecordPages

_HEAD_FIRST, _HEAD_NEXT = 4_300, 1_200
_NUMBER, _NAME, _LIMITS, _VERDICT, _BY = 700, 4_700, 2_900, 1_700, 2_700
_VALUES = RIGHT - LEFT - _NUMBER - _NAME - _LIMITS - _VERDICT - _BY
_PAD, _GAP, _BETWEEN = 110, 250, 220
_PHOTO = 4_200
_TITLE, _STRONG, _PLAIN = Type(11, bold=True), Type(9.5, bold=True), Type(9)
_SMALL, _STRUCK = Type(7.5, colour=GREY), Type(8.5, colour=GREY, struck=True)
_FIGURE, _BAD = Type(10), Type(10, bold=True)


@dataclass(frozen=True, slots=True)
class _Word:
    """A value in its line: its text, how it is set, whether it stands outside its limits."""

    text: str
    kind: Type
    fails: bool = False


class FormSheets(RecordPages):
    """A filled form laid out on as many pages as it needs."""

    def __init__(
        self, copy: FormCopy, printed: str, words: Words, families: tuple[str, ...]
    ) -> None:
        title = f"{copy.form} {copy.title.of(words.language)}"
        super().__init__(title, words, families, printed=printed, unsent=copy.unsent)
        self._copy = copy
        pieces = [piece for piece in self._pieces() if piece.height]
        self._lay_out(pieces, _HEAD_FIRST, _HEAD_NEXT)

    # ------------------------------------------------------------------ head and foot
    def _head(self, pen: Pen) -> int:
        copy, words, width = self._copy, self._words, RIGHT - LEFT
        pen.text(box(LEFT, TOP, width - 4_000, 900), copy.title.zh, Type(17, bold=True, least=9))
        pen.text(box(LEFT, TOP + 900, width - 4_000, 550), copy.title.en, Type(11.5, least=8))
        self._draw_verdict(pen, RIGHT - 3_800, TOP + 100)
        filled = copy.filled
        facts = [
            f"{copy.form} · {words('forms.book.revision', revision=filled.revision)}",
            filled.filled,
            *(
                words(f"fill.about.{name}", value=value)
                for name, value in (
                    ("order", filled.subject.order),
                    ("operation", filled.subject.operation),
                    ("lot", filled.subject.lot),
                    ("product", filled.subject.product or filled.subject.material),
                    ("equipment", filled.subject.equipment),
                )
                if value
            ),
        ]
        pen.text(box(LEFT, TOP + 1_600, width, 450), " · ".join(facts), _PLAIN)
        done = f"{self._who(filled.started_by)} · {copy.when(filled.started_ms)}"
        said_ = [words("paper.form.begun", by=done)]
        if filled.completed_ms:
            by = f"{self._who(filled.completed_by)} · {copy.when(filled.completed_ms)}"
            said_.append(words("paper.form.completed", by=by))
        pen.text(box(LEFT, TOP + 2_050, width, 450), " · ".join(said_), _PLAIN)
        status = [self._unsent()]
        if filled.state == "voided":
            status.append(words("paper.form.voided", why=copy.reason))
        pen.text(box(LEFT, TOP + 2_500, width, 450), " · ".join(status), Type(9, bold=True))
        mark = words("paper.record.fingerprint", hash=copy.fingerprint)
        pen.text(box(LEFT, TOP + 2_950, width, 400), mark, _SMALL)
        pen.line(LEFT, TOP + 3_500, RIGHT, TOP + 3_500, 40)
        return TOP + _HEAD_FIRST - 600

    def _draw_verdict(self, pen: Pen, x: int, y: int) -> None:
        filled = self._copy.filled
        verdict = filled.verdict if filled.state == "completed" else filled.judged.verdict
        both = self._both(f"forms.verdict.{verdict}")
        room = box(x, y, RIGHT - x, 1_100)
        pen.frame(room, 40)
        _mark(pen, x + 250, y + 250, 600, verdict)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        pen.text(box(x + 1_100, y, RIGHT - x - 1_200, 1_100), both, Type(12, True, align=middle))

    def _head_next(self, pen: Pen) -> int:
        said_ = f"{self._copy.form} {_both(self._copy.title)} · {self._copy.filled.filled}"
        pen.text(box(LEFT, TOP, RIGHT - LEFT, 500), said_, Type(10, bold=True, least=7))
        pen.line(LEFT, TOP + 700, RIGHT, TOP + 700, 20)
        return TOP + _HEAD_NEXT

    # ------------------------------------------------------------------ the fields
    def _pieces(self) -> Iterator[Piece]:
        filled = self._copy.filled
        number = 0
        for section in filled.layout.form.sections:
            keys = [one.key for one in section.fields if one.key not in filled.judged.hidden]
            lines = [line for key in keys for line in lines_of(filled, key)]
            if not lines:
                continue
            first = joined(self._section(section.title), self._line(number + 1, lines[0]))
            yield first
            for at, line in enumerate(lines[1:]):
                yield self._line(number + 2 + at, line)
            number += len(lines)
            for line in lines:
                yield from self._photos(line)
        yield self._signatures()

    def _section(self, title: Bilingual) -> Piece:
        text = _both(title)
        high = height_of(text, RIGHT - LEFT - 2 * _PAD, _TITLE, self.families)

        def draw(pen: Pen, y: int) -> None:
            pen.fill(box(LEFT, y + _GAP, RIGHT - LEFT, high + 2 * _PAD), FAINT)
            pen.text(box(LEFT + _PAD, y + _GAP + _PAD, RIGHT - LEFT, high), text, _TITLE)

        return Piece(_GAP + high + 2 * _PAD, draw)

    def _line(self, number: int, line: Line) -> Piece:
        zh, en = line.label.zh, line.label.en if line.label.en != line.label.zh else ""
        name = f"{zh}{marks_of(line.place.field)}"
        wide = _NAME - 2 * _PAD
        high_zh = height_of(name, wide, _STRONG, self.families)
        high_en = height_of(en, wide, _SMALL, self.families) if en else 0
        limits = limits_said(line.place.settings)
        high_limits = height_of(limits, _LIMITS - 2 * _PAD, _PLAIN, self.families) if limits else 0
        rows = self._wrapped(self._values(line))
        row_high = height_of("0", 10_000, _FIGURE, self.families) + 60
        notes = self._notes(line)
        highs = [height_of(note, _VALUES + _LIMITS - _PAD, _SMALL, self.families) for note in notes]
        by = self._by(line)
        high_by = height_of(by, _BY - 2 * _PAD, _SMALL, self.families) if by else 0
        verdict = self._verdict(line)
        upper = max(high_limits, len(rows) * row_high)
        height = max(high_zh + high_en, upper + sum(highs), high_by) + 2 * _PAD

        def draw(pen: Pen, y: int) -> None:
            top, x = y + _PAD, LEFT
            pen.text(box(x + _PAD, top, _NUMBER, high_zh), f"{number}", _PLAIN)
            x += _NUMBER
            pen.text(box(x, top, wide, high_zh), name, _STRONG)
            pen.text(box(x, top + high_zh, wide, high_en or 1), en, _SMALL)
            x += _NAME
            pen.text(box(x, top, _LIMITS - _PAD, high_limits or 1), limits, _PLAIN)
            for at, row in enumerate(rows):
                self._draw_row(pen, x + _LIMITS, top + at * row_high, row)
            at_y = top + upper
            for note, high in zip(notes, highs, strict=True):
                pen.text(box(x, at_y, _VALUES + _LIMITS - _PAD, high), note, _SMALL)
                at_y += high
            x += _LIMITS + _VALUES
            if verdict:
                _mark(pen, x + 50, top + 40, 280, verdict)
                word = self._words(f"forms.verdict.{verdict}")
                pen.text(box(x + 450, top, _VERDICT - 450, 500), word, _STRONG)
            pen.text(box(x + _VERDICT, top, _BY - _PAD, high_by or 1), by, _SMALL)
            pen.line(LEFT, y + height, RIGHT, y + height, 8)

        return Piece(height, draw)

    def _values(self, line: Line) -> list[_Word]:
        filled, words = self._copy.filled, self._words
        key = line.place.field.key
        if line.place.kind.code == "formula":
            worked = filled.judged.worked.get(key)
            unit = getattr(line.place.settings, "unit", "")
            shown = plain(worked) if hasattr(worked, "as_tuple") else str(worked)  # type: ignore[arg-type]  # a Decimal
            fails = filled.judged.fields.get(key) is False
            return [_Word("—" if worked is None else f"{shown} {unit}".strip(), _FIGURE, fails)]
        found: list[_Word] = []
        for path in line.paths:
            held = filled.held.get(path)
            found += [_Word(one, _STRUCK) for one in self._replaced(path)]
            place = filled.place(path) or line.place
            text = "—" if held is None else self._value(place, held, line)
            fails = held is not None and held.passes is False
            found.append(_Word(text, _BAD if fails else _FIGURE, fails))
        return found or [_Word(words("forms.book.none"), _SMALL)]

    def _value(self, place: Place, held: Held, line: Line) -> str:
        if held.not_applicable:
            return self._words("forms.verdict.not_applicable")
        if line.is_measured and len(line.paths) > 1:
            return figure(held.value) or held.said
        return said(self._words, place, held.value, held.said) or "—"

    def _replaced(self, path: str) -> list[str]:
        """Return what stood at a place before, the oldest first."""
        tried = [one for one in self._copy.tried if one.path == path]
        return [told(self._words, one.said) or "—" for one in tried[:-1]]

    def _notes(self, line: Line) -> list[str]:
        """Return why values were changed, left out, or failed: who, when, what for."""
        words, filled = self._words, self._copy.filled
        found = []
        for path in line.paths:
            tried = [one for one in self._copy.tried if one.path == path]
            for old, new in pairwise(tried):
                found.append(
                    words(
                        "paper.form.changed",
                        old=told(words, old.said) or "—",
                        new=told(words, new.said) or "—",
                        by=self._who(new.by),
                        at=self._copy.when(new.at_ms),
                        why=new.reason or "—",
                    )
                )
            held = filled.held.get(path)
            if held is not None and held.not_applicable:
                found.append(words("fill.not_applicable", why=held.not_applicable))
            if held is not None and held.cause:
                finding = words(f"forms.finding.{held.finding}")
                found.append(words("paper.form.finding", finding=finding, cause=held.cause))
        return found

    def _by(self, line: Line) -> str:
        held = [self._copy.filled.held.get(path) for path in line.paths]
        last = max(
            (one for one in held if one is not None), key=lambda one: one.at_ms, default=None
        )
        if last is None:
            return ""
        parts = [self._who(last.by), self._copy.when(last.at_ms)]
        parts += [one for one in (last.gauge or last.device,) if one]
        if last.witness:
            parts.append(self._words("fill.seen_by", who=self._who(last.witness)))
        return "\n".join(parts)

    def _verdict(self, line: Line) -> str:
        filled = self._copy.filled
        if line.place.kind.code == "formula":
            judged = {filled.judged.fields.get(line.place.field.key)}
        else:
            held = [filled.held.get(path) for path in line.paths]
            judged = {one.passes for one in held if one is not None and not one.awaits_retest}
        judged -= {None}
        return "" if not judged else "fail" if False in judged else "pass"

    def _wrapped(self, values: list[_Word]) -> list[list[_Word]]:
        rows: list[list[_Word]] = [[]]
        left = _VALUES - _PAD
        for one in values:
            wide = self._wide(one)
            if wide > left and rows[-1]:
                rows.append([])
                left = _VALUES - _PAD
            rows[-1].append(one)
            left -= wide + _BETWEEN
        return rows

    def _wide(self, one: _Word) -> int:
        mark = 330 if one.fails else 0
        return min(_VALUES - _PAD, width_of(one.text, one.kind, self.families) + mark)

    def _draw_row(self, pen: Pen, x: int, y: int, row: list[_Word]) -> None:
        for one in row:
            wide = self._wide(one)
            at = x
            if one.fails:
                _mark(pen, x, y + 60, 260, "fail")
                at += 330
            pen.text(box(at, y, wide + 60, 480), one.text, one.kind)
            x += wide + _BETWEEN

    # ------------------------------------------------------------------ photos and signatures
    def _photos(self, line: Line) -> Iterator[Piece]:
        filled = self._copy.filled
        for path in line.paths:
            held, place = filled.held.get(path), filled.place(path)
            if held is None or place is None or held.value is None:
                continue
            images = [
                with_marks(QImage.fromData(self._copy.pictures.get(name, b"")), marks)
                for name, marks in _pictures(held.value)
            ]
            shown = [image for image in images if not image.isNull()]
            for at in range(0, len(shown), 4):
                yield _photo_row(shown[at : at + 4])

    def _signatures(self) -> Piece:
        signed = self._copy.signatures
        if not signed:
            return Piece(0, lambda pen, y: None)
        words = self._words
        lines = [
            (
                self._both(f"signature.meaning.{one.meaning}"),
                f"{one.name.of(words.language)} · {one.signer}",
                self._copy.when(one.at_ms),
                words(f"signature.validity.{one.validity}"),
            )
            for one in signed
        ]
        high = 2_400
        half = (RIGHT - LEFT - _GAP) // 2
        count = (len(lines) + 1) // 2

        def draw(pen: Pen, y: int) -> None:
            for at, (meaning, name, stamp, standing) in enumerate(lines):
                x = LEFT + (at % 2) * (half + _GAP)
                top = y + _GAP + (at // 2) * (high + _GAP)
                pen.frame(box(x, top, half, high), 30)
                for line, (text, kind) in enumerate(
                    ((meaning, _STRONG), (name, Type(10)), (stamp, _PLAIN), (standing, _STRONG))
                ):
                    pen.text(box(x + 2 * _PAD, top + _PAD + line * 540, half, 520), text, kind)

        return Piece(_GAP + count * (high + _GAP), draw)

    def _who(self, person: str) -> str:
        name = self._copy.names.get(person)
        return person if name is None else name.of(self._words.language)

    def _both(self, code: str) -> str:
        zh, en = Words("zh_CN")(code), Words("en")(code)
        return f"{zh} / {en}"


def _both(text: Bilingual) -> str:
    return text.zh if text.zh == text.en else f"{text.zh} / {text.en}"


def _pictures(value: object) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """Return the pictures of a value by their sha256, each with what is marked on it."""
    if isinstance(value, Marked):
        yield value.picture, value.marks
    elif isinstance(value, tuple):
        yield from ((one.sha256, one.marks) for one in value if isinstance(one, Photo))


def _photo_row(images: list[QImage]) -> Piece:
    def draw(pen: Pen, y: int) -> None:
        for at, image in enumerate(images):
            room = box(LEFT + at * (_PHOTO + _GAP), y + _PAD, _PHOTO, _PHOTO - 2 * _PAD)
            pen.picture(room, image)

    return Piece(_PHOTO, draw)


def _mark(pen: Pen, x: int, y: int, size: int, verdict: str) -> None:
    """Draw the shape of a verdict: a tick, a cross in a box, or a line."""
    width = max(20, size // 9)
    if verdict == "pass":
        pen.line(x, y + size // 2, x + size // 3, y + size * 5 // 6, width)
        pen.line(x + size // 3, y + size * 5 // 6, x + size, y + size // 8, width)
    elif verdict == "fail":
        pen.frame(box(x, y, size, size), width)
        inset = size // 4
        pen.line(x + inset, y + inset, x + size - inset, y + size - inset, width)
        pen.line(x + inset, y + size - inset, x + size - inset, y + inset, width)
    else:
        pen.line(x, y + size // 2, x + size, y + size // 2, width)
