"""A filled form as an .xlsx: what was found, as numbers, and the history of every value.

    data = workbook(FormCopy(filled, "QF-1", title, …), Words("zh_CN"))

Numbers are numbers with the places they were entered with; text is text, also where it begins with
an equals sign: nothing a person typed is ever a formula of somebody else's program.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.capabilities.forms.filling.answers import Filled, Tried
from app.capabilities.forms.filling.decisions import label_of
from app.capabilities.forms.workbooks.grid import Line, lines_of, mean
from app.capabilities.forms.workbooks.telling import marks_of, number_of, said, told
from app.capabilities.people.signatures.queries import Signature
from app.kernel.words import Bilingual, Words

_FIRST_SAMPLE = 7
"""Column of the first sample, from 1: number, name, unit, three limits stand before it."""
_THIN = Side(style="thin", color="B0B8C4")
_EDGE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD, _SECTION = PatternFill("solid", fgColor="E9EDF2"), PatternFill("solid", fgColor="E7EDFD")
_BAD = PatternFill("solid", fgColor="FDE5E2")
_WIDTHS = (6, 34, 8, 11, 11, 11)
_HISTORY = ("place", "value", "verdict", "source", "gauge", "reason", "by", "at", "counts")


@dataclass(frozen=True, slots=True, eq=False)
class FormCopy:
    """What goes out of a filled form. `when` tells a moment (ms since 1970 UTC) with its zone;
    `unsent` is how many of its events are not synchronised, `fingerprint` names them all,
    `pictures` are those of its values, by sha256.
    """

    filled: Filled
    form: str
    title: Bilingual
    names: Mapping[str, Bilingual]
    tried: tuple[Tried, ...]
    signatures: tuple[Signature, ...]
    when: Callable[[int], str]
    printed: str
    unsent: int = 0
    reason: str = ""
    fingerprint: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def workbook(copy: FormCopy, words: Words) -> bytes:
    """Return the file: a sheet of what was found, a sheet of every value that was entered."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)  # a new workbook has one
    _Record(first, copy, words).write()
    _Entries(book.create_sheet(), copy, words).write()
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class _Page:
    """A sheet that is written line by line."""

    def __init__(self, sheet: Worksheet, copy: FormCopy, words: Words, title: str) -> None:
        self.sheet, self.copy, self.words = sheet, copy, words
        self.row = 1
        sheet.title = words(f"forms.book.{title}")[:31]

    def put(self, column: int, value: object, **style: Any) -> Cell:  # noqa: ANN401  # openpyxl's styles
        """Write one cell of the row in hand."""
        cell = self.sheet.cell(self.row, column)
        assert isinstance(cell, Cell)  # nothing is merged here
        if isinstance(value, Decimal):
            cell.value = value
            cell.number_format = _format(value)
        else:
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", "" if value is None else str(value))
            cell.data_type = "s"
        for name, made in style.items():
            setattr(cell, name, made)
        return cell

    def heads(self, texts: Iterable[str]) -> None:
        """Write the words above columns, and go on."""
        for at, text in enumerate(texts):
            wrap = Alignment(wrap_text=True, vertical="center")
            self.put(at + 1, text, font=Font(bold=True), fill=_HEAD, border=_EDGE, alignment=wrap)
        self.row += 1

    def who(self, person: str) -> str:
        """Return what somebody is called, with their number."""
        name = self.copy.names.get(person)
        return person if name is None else f"{name.of(self.words.language)} ({person})"


class _Record(_Page):
    """What was found: head, sections, signatures."""

    def __init__(self, sheet: Worksheet, copy: FormCopy, words: Words) -> None:
        super().__init__(sheet, copy, words, "record")
        filled = copy.filled
        every = [line for key in filled.layout.tops for line in lines_of(filled, key)]
        most = max((len(line.paths) for line in every if line.is_measured), default=1)
        self._samples = max(1, most)

    def write(self) -> None:
        self._head()
        for section in self.copy.filled.layout.form.sections:
            keys = [
                field.key
                for field in section.fields
                if field.key not in self.copy.filled.judged.hidden
            ]
            self._section(section.title, keys)
        self._signatures()
        for at, width in enumerate(_WIDTHS):
            self.sheet.column_dimensions[get_column_letter(at + 1)].width = width
        self.sheet.column_dimensions[get_column_letter(self._after + 3)].width = 40
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.fitToWidth, self.sheet.page_setup.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    @property
    def _after(self) -> int:
        return _FIRST_SAMPLE + self._samples

    def _head(self) -> None:
        copy, filled, words = self.copy, self.copy.filled, self.words
        self.put(1, copy.title.zh, font=Font(bold=True, size=16))
        self.row += 1
        self.put(1, copy.title.en, font=Font(size=11, color="5D6979"))
        self.row += 1
        facts = {
            "form": f"{copy.form} · {words('forms.book.revision', revision=filled.revision)}",
            "filled": filled.filled,
            "order": " · ".join(
                one for one in (filled.subject.order, filled.subject.operation) if one
            ),
            "lot": filled.subject.lot,
            "product": filled.subject.product or filled.subject.material,
            "equipment": filled.subject.equipment,
            "state": words(f"forms.state.{filled.state}"),
            "verdict": words(f"forms.verdict.{self._verdict()}"),
            "begun": f"{self.who(filled.started_by)} · {copy.when(filled.started_ms)}",
            "completed": self._completed(),
            "voided": copy.reason if filled.state == "voided" else "",
            "printed": copy.printed,
            "unsent": words("paper.record.unsent", n=copy.unsent) if copy.unsent else "",
        }
        for name, value in facts.items():
            if value:
                self.put(1, words(f"forms.book.{name}"), font=Font(color="5D6979"))
                self.put(3, value, font=Font(bold=name == "verdict"))
                self.row += 1
        self.row += 1

    def _completed(self) -> str:
        filled = self.copy.filled
        if not filled.completed_ms:
            return ""
        return f"{self.who(filled.completed_by)} · {self.copy.when(filled.completed_ms)}"

    def _verdict(self) -> str:
        filled = self.copy.filled
        return filled.verdict if filled.state == "completed" else filled.judged.verdict

    def _section(self, title: Bilingual, keys: list[str]) -> None:
        words = self.words
        for column in range(1, self._after + 4):
            self.put(column, "", fill=_SECTION)
        self.put(1, title.of(words.language), font=Font(bold=True, size=12), fill=_SECTION)
        self.row += 1
        names = ("number", "name", "unit", "lsl", "nominal", "usl")
        samples = [f"#{at + 1}" for at in range(self._samples)]
        after = ("mean", "range", "verdict", "remarks")
        self.heads(
            (
                *(words(f"forms.book.{one}") for one in names),
                *samples,
                *(words(f"forms.book.{one}") for one in after),
            )
        )
        number = 0
        for key in keys:
            for line in lines_of(self.copy.filled, key):
                number += 1
                self._line(number, line)
        self.row += 1

    def _line(self, number: int, line: Line) -> None:
        settings, words = line.place.settings, self.words
        self.put(1, Decimal(number), border=_EDGE)
        label = line.label.of(words.language)
        marks = marks_of(line.place.field)
        self.put(2, f"{label}{marks}", border=_EDGE, alignment=Alignment(wrap_text=True))
        self.put(3, getattr(settings, "unit", ""), border=_EDGE)
        for at, name in enumerate(("lsl", "nominal", "usl")):
            limit = getattr(settings, name, None)
            self.put(4 + at, limit if isinstance(limit, Decimal) else "", border=_EDGE)
        values = [self._value(at, path, line) for at, path in enumerate(line.paths)]
        numbers = [one for one in values if one is not None]
        if line.is_measured and len(numbers) > 1:
            self.put(self._after, mean(numbers), border=_EDGE)
            self.put(self._after + 1, max(numbers) - min(numbers), border=_EDGE)
        self._verdict_of(line)
        self.row += 1

    def _value(self, at: int, path: str, line: Line) -> Decimal | None:
        """Write one value: a number where it is one."""
        filled = self.copy.filled
        held, key = filled.held.get(path), line.place.field.key
        column = _FIRST_SAMPLE + (at if line.is_measured else 0)
        worked = filled.judged.worked.get(key)
        if line.place.kind.code == "formula":
            self.put(column, worked, border=_EDGE)
            return worked if isinstance(worked, Decimal) else None
        if held is None:
            self.put(column, "", border=_EDGE)
            return None
        style: dict[str, Any] = {"border": _EDGE}
        if held.passes is False:
            style |= {"fill": _BAD, "font": Font(bold=True, color="BF2418")}
        if held.not_applicable:
            self.put(column, self.words("forms.verdict.not_applicable"), **style)
            return None
        number = number_of(held.value) if line.is_measured else None
        place = filled.place(path) or line.place
        text = said(self.words, place, held.value, held.said)
        self.put(column, number if number is not None else text, **style)
        return None if held.awaits_retest else number

    def _verdict_of(self, line: Line) -> None:
        filled, words = self.copy.filled, self.words
        held = [filled.held[path] for path in line.paths if path in filled.held]
        judged = {one.passes for one in held if not one.awaits_retest} - {None}
        if line.place.kind.code == "formula":
            judged = {filled.judged.fields.get(line.place.field.key)} - {None}
        verdict = "" if not judged else "fail" if False in judged else "pass"
        style = {"fill": _BAD} if verdict == "fail" else {}
        said_ = words(f"forms.verdict.{verdict}") if verdict else ""
        self.put(self._after + 2, said_, border=_EDGE, font=Font(bold=True), **style)
        notes = dict.fromkeys(
            note for one in held for note in (one.not_applicable, one.reason, one.cause) if note
        )
        wrap = Alignment(wrap_text=True)
        self.put(self._after + 3, "; ".join(notes), border=_EDGE, alignment=wrap)

    def _signatures(self) -> None:
        if not self.copy.signatures:
            return
        words = self.words
        self.put(1, words("forms.book.signatures"), font=Font(bold=True, size=12))
        self.row += 1
        for one in self.copy.signatures:
            self.put(1, "")
            self.put(2, words(f"signature.meaning.{one.meaning}"))
            self.put(3, f"{one.name.of(words.language)} ({one.signer})")
            self.put(_FIRST_SAMPLE, self.copy.when(one.at_ms))
            self.put(self._after + 2, words(f"signature.validity.{one.validity}"))
            self.row += 1


class _Entries(_Page):
    """Every value that was entered, the oldest first: what was replaced stands struck through."""

    def __init__(self, sheet: Worksheet, copy: FormCopy, words: Words) -> None:
        super().__init__(sheet, copy, words, "history")

    def write(self) -> None:
        words = self.words
        self.heads(words(f"forms.book.{name}") for name in _HISTORY)
        counts = {one.hash for one in self.copy.filled.held.values()}
        for one in self.copy.tried:
            self._line(one, is_current=one.hash in counts)
        for at, width in enumerate((34, 18, 12, 10, 14, 34, 28, 26, 8)):
            self.sheet.column_dimensions[get_column_letter(at + 1)].width = width
        self.sheet.freeze_panes = "A2"

    def _line(self, one: Tried, *, is_current: bool) -> None:
        words, place = self.words, self.copy.filled.place(one.path)
        label = one.path if place is None else label_of(place).of(words.language)
        value = told(words, one.said) or words("forms.verdict.not_applicable")
        verdict = words(f"forms.verdict.{one.passes}") if one.passes else ""
        strike = Font(strike=not is_current, color=None if is_current else "5D6979")
        yes = words("documents.value.yes" if is_current else "documents.value.no")
        self.put(1, label)
        self.put(2, value, font=strike)
        texts = (verdict, words(f"forms.source.{one.source}"), one.gauge, one.reason)
        for at, text in enumerate((*texts, self.who(one.by), self.copy.when(one.at_ms), yes)):
            self.put(3 + at, text)
        self.row += 1


def _format(value: Decimal) -> str:
    """Return the number format that shows the places a value was entered with."""
    places = max(0, -int(value.as_tuple().exponent))
    return f"0.{'0' * places}" if places else "0"
