"""How characteristics and their samples are told in the grid of the bench."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.forms.definition.answers import Place
from app.ui import kit
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.said import figure, gauge_marks, limits_said, number_of

Fails = Mapping[str, str]
"""Why what was entered at a path was not taken."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid: a characteristic and where its samples go."""

    place: Place
    paths: tuple[str, ...]


class GridRows:
    """Makes the rows of a grid; one of which nothing changed is kept as it was."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._made: dict[str, tuple[object, kit.GridRow]] = {}

    def row(self, facts: FillFacts, at: int, line: Line, fails: Fails) -> kit.GridRow:
        """Return a row, the one made before where nothing of it changed."""
        held = facts.filled.held
        rests_on = (
            at,
            tuple(held.get(path) for path in line.paths),
            tuple(fails.get(path) for path in line.paths),
            line.place.field.key in facts.filled.judged.locked,
            facts.clashed.intersection(line.paths),
        )
        before = self._made.get(line.place.path)
        if before is None or before[0] != rests_on:
            before = self._made[line.place.path] = (rests_on, self._new(facts, at, line, fails))
        return before[1]

    def _new(self, facts: FillFacts, at: int, line: Line, fails: Fails) -> kit.GridRow:
        place, judged = line.place, facts.filled.judged
        field = place.field
        values = [
            number_of(facts.filled.held[path].value)
            for path in line.paths
            if path in facts.filled.held
        ]
        known = [value for value in values if value is not None]
        unit = getattr(place.settings, "unit", "")
        passes = _passes(facts, line)
        state = "todo" if passes is None else "ok" if passes else "fail"
        words = self._around.look.words
        said = words(f"forms.verdict.{'pass' if passes else 'fail'}") if passes is not None else ""
        return kit.GridRow(
            f"{at + 1}",
            self._around.said(place.label if place.path != field.key else field.label),
            words("fill.ctq") if field.critical else "",
            limits_said(place.settings) or unit or "—",
            "",
            gauge_marks(place.settings) or kit.GaugeMarks(),
            float(known[-1]) if known else None,
            tuple(self._cell(facts, path, fails) for path in line.paths),
            (_mean(known), unit) if len(known) > 1 else ("", ""),
            (f"{max(known) - min(known):f}", unit) if len(known) > 1 else ("", ""),
            state,
            said,
            is_readonly=field.key in judged.locked,
        )

    def _cell(self, facts: FillFacts, path: str, fails: Fails) -> kit.SampleCell:
        held, words = facts.filled.held.get(path), self._around.look.words
        if path in fails:
            text = "" if held is None else figure(held.value)
            return kit.SampleCell(text, "warn", words("fill.not_taken"))
        if held is None:
            return kit.SampleCell()
        if held.not_applicable:
            return kit.SampleCell("/", "", words("forms.verdict.not_applicable"))
        before = facts.tried.get(path, ())
        old = before[-2].said.split(" ")[0] if len(before) > 1 else ""
        if held.awaits_retest:
            return kit.SampleCell(figure(held.value), "warn", words("fill.again"), old)
        if path in facts.clashed:
            return kit.SampleCell(figure(held.value), "warn", words("fill.clashed_cell"), old)
        state = "fail" if held.passes is False else ""
        note = words(_side(facts, path, held.value)) if state else ""
        return kit.SampleCell(figure(held.value), state, note, old)


def _passes(facts: FillFacts, line: Line) -> bool | None:
    held = facts.filled.held
    judged = {held[path].passes for path in line.paths if path in held}
    judged -= {None}
    return None if not judged else False not in judged


def _side(facts: FillFacts, path: str, value: object) -> str:
    place, number_ = facts.filled.place(path), number_of(value)
    low = None if place is None else getattr(place.settings, "lsl", None)
    below = number_ is not None and low is not None and number_ < low
    return "fill.below" if below else "fill.above"


def _mean(values: list[Decimal]) -> str:
    """Return the mean with one place more than the values have."""
    places = max(-int(value.as_tuple().exponent) for value in values)
    mean = sum(values, Decimal(0)) / len(values)
    return f"{round(mean, places + 1):f}"
