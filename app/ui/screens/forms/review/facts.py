"""A read sheet under review: what stands now, what a person changed, and the way back. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from app.capabilities.forms.definition.bodies import Form
from app.capabilities.forms.sheets.drafts import Doubt, DraftField, DraftKind, FormDraft
from app.capabilities.forms.sheets.forming import Headings, Reviewed, completed, form_of, in_both
from app.capabilities.forms.sheets.reading import read_forms
from app.capabilities.forms.sheets.workbook import file_content
from app.kernel.words import Bilingual, Words
from app.ui.screens.documents.editing import Draft

_OPEN = frozenset({Doubt.ELSEWHERE, Doubt.CONTRADICTION, Doubt.FORMULA})
"""Doubts that leave a field without what it needs."""
_TOLD = (*_OPEN, Doubt.ASYMMETRIC, Doubt.ACCEPTANCE)
"""Doubts that are asked about; a missing unit is seen in its row and only marks it."""
LIMITS = ("lsl", "nominal", "usl")
TEXTS = ("zh", "en", "section", "unit", "choices")
NUMBERS = (*LIMITS, "samples")
_CHOOSING = frozenset({DraftKind.SINGLE_CHOICE, DraftKind.CHECKLIST})
MOST_STEPS = 200
"""Steps back that are kept."""


class Sureness(StrEnum):
    """How a field stands: the words are `sheet_review.state.<state>`."""

    SURE = "sure"
    LOOK = "look"
    OPEN = "open"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that was read: where it lies, and a draft for each of its sheets."""

    path: Path
    drafts: tuple[FormDraft, ...]


def opened(path: Path) -> Opened:
    """Read a workbook, on a worker. Refuses what `file_content` and `read_forms` refuse."""
    return Opened(path, read_forms(file_content(path), path.name))


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person lets stand: the form's number and title, and its fields in reading order."""

    code: str
    title: Bilingual
    fields: tuple[Reviewed, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked: the field it is about, and why it is doubtful."""

    number: int
    at: int
    cell: str
    text: str
    doubt: Doubt


class Review:
    """One sheet's draft under review. Changes replace what stands; `undo` brings it back."""

    def __init__(self, draft: FormDraft) -> None:
        self.draft = draft
        fields = tuple(Reviewed(read=one, label=in_both(one.label)) for one in draft.fields)
        self.now = Standing("", in_both(draft.title), fields)
        self._before: list[Standing] = []
        self._last = ""

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return bool(self._before)

    def undo(self) -> None:
        """Take back the last step."""
        if self._before:
            self.now = self._before.pop()
        self._last = ""

    def name(self, what: str, text: str) -> None:
        """Set the form's `code`, or its title in `zh` or `en`."""
        if what == "code":
            self._become(replace(self.now, code=text.strip()), f"name/{what}")
            return
        halves = {"zh": self.now.title.zh, "en": self.now.title.en} | {what: text.strip()}
        self._become(replace(self.now, title=Bilingual(**halves)), f"name/{what}")

    def change(self, at: int, what: str, text: str) -> bool:
        """Change one thing of a field as it was typed; False where the text cannot be that.

        What is changed one sign after the other is one step back.
        """
        changed = _changed(self.now.fields[at], what, text)
        if changed is not None:
            self._put(at, changed, f"{at}/{what}")
        return changed is not None

    def keep(self, at: int, yes: bool) -> None:
        """Let a field into the form, or leave it out."""
        self._put(at, replace(self.now.fields[at], is_kept=yes), "")

    def confirm(self, at: int) -> None:
        """Say that what was doubtful in a field is right as it stands."""
        self._put(at, replace(self.now.fields[at], is_seen=True), "")

    def sureness(self, at: int) -> Sureness:
        """Return how a field stands."""
        return sureness_of(self.now.fields[at])

    def count(self, *states: Sureness) -> int:
        """Return how many fields stand so."""
        return sum(sureness_of(one) in states for one in self.now.fields)

    def questions(self) -> tuple[Question, ...]:
        """Return what is still asked, what was not understood first, then in reading order."""
        return tuple(
            replace(question, number=number)
            for number, question in enumerate(sorted(self._questions(), key=_urgency), 1)
        )

    def _questions(self) -> Iterator[Question]:
        texts = {cell.source: cell.text for cell in self.draft.view.cells}
        unread = {one.cell: one.text for one in self.draft.not_understood}
        for at, one in enumerate(self.now.fields):
            told = next((doubt for doubt in one.read.doubts if doubt in _TOLD), None)
            if told is None or one.is_seen or not one.is_kept:
                continue
            cell = next((source for source in one.read.sources[1:] if source in texts), "")
            cell = next((source for source in one.read.sources if source in unread), cell)
            cell = cell or one.read.cell
            yield Question(0, at, cell, unread.get(cell) or texts.get(cell, ""), told)

    def at_cell(self, source: str) -> int | None:
        """Return the first field that was read from a range of the sheet, or is filled in there."""
        first = source.partition(":")[0]
        for at, one in enumerate(self.now.fields):
            cells = (one.read.cell, *one.read.more_cells)
            if source in one.read.sources or first in cells:
                return at
        return None

    def missing(self) -> int:
        """Return how many kept labels are said in one language only."""
        labels = [one.label for one in self.now.fields if one.is_kept] + [self.now.title]
        return sum(not (label.zh and label.en) for label in labels)

    def _put(self, at: int, field: Reviewed, step: str) -> None:
        fields = (*self.now.fields[:at], field, *self.now.fields[at + 1 :])
        self._become(replace(self.now, fields=fields), step)

    def _become(self, standing: Standing, step: str) -> None:
        if standing == self.now:
            return
        if not step or step != self._last:
            self._before = [*self._before[-MOST_STEPS + 1 :], self.now]
        self.now, self._last = standing, step


def sureness_of(field: Reviewed) -> Sureness:
    """Return how a field stands."""
    if not field.is_kept:
        return Sureness.SKIPPED
    if field.is_seen or not field.read.doubts:
        return Sureness.SURE
    return Sureness.OPEN if _OPEN & set(field.read.doubts) else Sureness.LOOK


def _urgency(question: Question) -> tuple[bool, int]:
    return question.doubt not in _OPEN, question.at


def _changed(field: Reviewed, what: str, text: str) -> Reviewed | None:
    said = text.strip()
    if what in ("zh", "en"):
        halves = {"zh": field.label.zh, "en": field.label.en} | {what: said}
        return replace(field, label=Bilingual(**halves)) if any(halves.values()) else None
    changed = _read_anew(field.read, what, said)
    return None if changed is None else replace(field, read=changed, is_seen=True)


def _read_anew(read: DraftField, what: str, said: str) -> DraftField | None:
    if what in LIMITS:
        return _limited(read, what, said)
    values: dict[str, Any] = {}
    if what == "samples":
        if said and not (said.isdecimal() and 0 < int(said) <= 1_000):
            return None
        values["samples"] = int(said) if said else None
    elif what == "kind":
        values["kind"] = DraftKind(said)
        if values["kind"] in _CHOOSING and not read.choices:
            values["choices"] = tuple(read.choices or ("是", "否"))
    elif what == "choices":
        values["choices"] = tuple(dict.fromkeys(filter(None, map(str.strip, _parted(said)))))
        if not values["choices"]:
            return None
    else:
        values[what] = said or None
    return replace(read, **values)


def _parted(text: str) -> list[str]:
    return text.replace("；", ";").replace("、", ";").split(";")


def _limited(read: DraftField, what: str, said: str) -> DraftField | None:
    """Return a field with another limit; None where it is no number, or the limits cross."""
    try:
        value = Decimal(said) if said else None
    except InvalidOperation:
        return None
    if value is not None and not value.is_finite():
        return None
    limits = {name: getattr(read, name) for name in LIMITS} | {what: value}
    stated = [limit for limit in limits.values() if limit is not None]
    return replace(read, **limits) if stated == sorted(stated) else None


def headings() -> Headings:
    """Return what the blocks without a heading are called, in both languages."""
    zh, en = Words("zh_CN"), Words("en")
    top, foot = (
        Bilingual(zh(f"sheet_review.{name}"), en(f"sheet_review.{name}"))
        for name in ("section_top", "section_foot")
    )
    return Headings(top, foot)


def formed(review: Review) -> Form:
    """Return the form that the kept fields make as they stand."""
    now = review.now
    return form_of(now.code, now.title, now.fields, headings())


def drafted(review: Review) -> Draft:
    """Return the document that a review would draft."""
    title, code = completed(review.now.title), review.now.code
    body = msgspec.to_builtins(formed(review))
    return Draft("form", code, "A", {"zh": title.zh, "en": title.en}, body)
