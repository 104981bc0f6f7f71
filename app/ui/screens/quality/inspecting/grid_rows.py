"""The items of a form as rows of a grid: samples, mean, range, verdict. Pure, and made only anew
where something of the row changed: a form of 300 characteristics answers at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.capabilities.forms.judging.answers import Held
from app.kernel.days import Moment
from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.said import figure, gauge_marks, limits_said, number_of
from app.ui.screens.quality.inspecting.gauge_use import GaugeUse, short
from app.ui.screens.quality.inspecting.items import (
    Item,
    is_left,
    mean_of,
    spread_of,
    standing,
    title_of,
    values,
)
from app.ui.screens.quality.inspecting.judging import judged
from app.ui.screens.quality.inspecting.tools import Tools

_VERDICTS = {
    "ok": "ok",
    "warn": "warn",
    "fail": "fail",
    "na": "todo",
    "done": "ok",
    "part": "running",
    "todo": "todo",
    "free": "todo",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid: an item, or the heading of a section, and how it is shown."""

    item: Item | None
    shown: kit.GridRow | kit.GridSection


class GridRows:
    """Makes the lines of a grid; `fails` are why values were not taken, by path."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._made: dict[str, tuple[object, kit.GridRow]] = {}
        self.fails: dict[str, str] = {}

    def lines(self, fill: FillFacts, found: tuple[Item, ...], now: Moment) -> tuple[Line, ...]:
        """Return every line of the grid, sections and rows in reading order."""
        words, made = self._tools.look.words, []
        by_key = {
            field.key: section
            for section in fill.filled.layout.form.sections
            for field in section.fields
        }
        before = None
        for number, item in enumerate(found):
            section = by_key[item.field.field.key]
            if section is not before:
                before = section
                made.append(Line(None, kit.GridSection(str(words.of(section.title)))))
            made.append(Line(item, self._row(fill, item, number + 1, now)))
        return tuple(made)

    def forget(self) -> None:
        """Make every row anew: another gauge is used, or a day is over."""
        self._made = {}

    def _row(self, fill: FillFacts, item: Item, number: int, now: Moment) -> kit.GridRow:
        held = tuple(fill.filled.held.get(path) for path in item.paths)
        fails = tuple(self.fails.get(path, "") for path in item.paths)
        is_locked = item.field.field.key in fill.filled.judged.locked
        key = (number, tuple(id(one) for one in held), held, fails, is_locked)
        known = self._made.get(item.key)
        if known is None or known[0] != key:
            row = self._made_row(fill, item, number, now, is_locked=is_locked)
            known = self._made[item.key] = (key, row)
        return known[1]

    def _made_row(
        self, fill: FillFacts, item: Item, number: int, now: Moment, *, is_locked: bool
    ) -> kit.GridRow:
        words, settings = self._tools.look.words, item.place.settings
        found, state = values(fill, item), standing(fill, item)
        use = self._tools.gauge(item)
        unit = getattr(settings, "unit", "")
        several = len(item.paths) > 1
        counted = words("inspect.n", n=len(found))
        return kit.GridRow(
            f"C{number}",
            title_of(item, words),
            _progress(fill, item, words),
            limits_said(settings) or unit or "—",
            gauge_line(item, use, words, now),
            gauge_marks(settings) or kit.GaugeMarks(),
            float(found[-1]) if found else None,
            tuple(self._cell(fill, item, path) for path in item.paths),
            (mean_of(found), counted) if found and several else ("", ""),
            (spread_of(found), counted) if len(found) > 1 and several else ("", ""),
            _VERDICTS[state],
            words(f"inspect.chip.{state}"),
            is_readonly=is_locked,
        )

    def _cell(self, fill: FillFacts, item: Item, path: str) -> kit.SampleCell:
        held, words = fill.filled.held.get(path), self._tools.look.words
        if path in self.fails:
            return kit.SampleCell(
                "" if held is None else figure(held.value), "warn", words("inspect.cell.refused")
            )
        if held is None:
            return kit.SampleCell()
        if held.not_applicable:
            return kit.SampleCell("/", "", words("forms.verdict.not_applicable"))
        return held_cell(item, held, words, _old(fill.tried, path))


def held_cell(item: Item, held: Held, words: Words, old: str = "") -> kit.SampleCell:
    """Return a value that stands on disk as a cell."""
    text, value = figure(held.value), number_of(held.value)
    if held.awaits_retest:
        return kit.SampleCell(text, "warn", words("fill.again"), old)
    made = judged(item.place.settings, value) if value is not None else None
    if held.passes is False:
        return kit.SampleCell(text, "fail", _side(made is not None and made.beyond < 0, words), old)
    if made is not None and made.state == "warn":
        return kit.SampleCell(text, "warn", words("inspect.cell.near"), old)
    return kit.SampleCell(text, "ok" if held.passes else "", "", old)


def gauge_line(item: Item, use: GaugeUse, words: Words, now: Moment) -> str:
    """Return which gauge measures a row; what is wrong with it comes with it."""
    return short(use, words, now) if item.measures else ""


def _side(is_below: bool, words: Words) -> str:
    return words("inspect.cell.below" if is_below else "inspect.cell.above")


def _old(tried: Mapping[str, tuple[object, ...]], path: str) -> str:
    before = tried.get(path, ())
    return str(getattr(before[-2], "said", "")).partition(" ")[0] if len(before) > 1 else ""


def _progress(fill: FillFacts, item: Item, words: Words) -> str:
    critical = words("inspect.critical") if item.is_critical else ""
    if len(item.paths) < 2 or not is_left(fill, item):
        return critical
    done = sum(path in fill.filled.held for path in item.paths)
    said = words("inspect.samples_of", done=done, n=len(item.paths))
    return " · ".join(one for one in (said, critical) if one)
