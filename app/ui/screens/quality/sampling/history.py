"""Every step of the switching of one class of defects, the newest first: lots, and what was signed.

Controls by name: `sampling-class-*`, `sampling-steps-*`, the table `sampling-history`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.quality.sampling.answers import Switching, Why
from app.capabilities.quality.switching.answers import Step
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.quality.sampling.facts import SamplingLine
from app.ui.screens.quality.sampling.words import severity_word, state_of
from app.ui.screens.quality.spc.words import who
from app.ui.theme.look import Look

EVERY, SWITCHES = "every", "switches"


@dataclass(frozen=True, slots=True)
class Told:
    """A step with how hard was inspected before it."""

    step: Step
    before: Switching

    @property
    def is_switch(self) -> bool:
        """Tell whether it changed how hard is inspected, or somebody signed it."""
        after = self.step.after
        was = (self.before.severity, self.before.is_discontinued)
        return bool(self.step.said) or was != (after.severity, after.is_discontinued)


def told(steps: tuple[Step, ...]) -> tuple[Told, ...]:
    """Return steps with what was before each, the newest first."""
    before = (Switching(), *(step.after for step in steps))
    pairs = zip(steps, before, strict=False)
    return tuple(reversed([Told(step, was) for step, was in pairs]))


class SamplingHistory(kit.Card):
    """`opened` carries the name of a lot's filled form."""

    opened = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "sampling-history-card")
        words = look.words
        self._moments = moments
        self._line: SamplingLine | None = None
        self._people: Mapping[str, Bilingual] = {}
        self._held: kit.Segmented | None = None
        self._steps = kit.Segmented(
            look,
            tuple(kit.Option(one, words(f"sampling_state.{one}")) for one in (SWITCHES, EVERY)),
            name="sampling-steps",
        )
        self._steps.chosen.connect(lambda _: self._show())
        title = kit.Text(look, words("sampling_state.history"), "title")
        self._choices = QHBoxLayout()
        self._choices.setSpacing(look.space(2))
        head = QVBoxLayout() if look.density.is_touch else QHBoxLayout()
        head.addWidget(title)
        if isinstance(head, QHBoxLayout):
            head.addStretch()
        self._choices.addWidget(self._steps)
        head.addLayout(self._choices)
        self.body.addLayout(head)
        self.table: kit.DataTable[Told] = kit.DataTable(
            look,
            self._columns(),
            name="sampling-history",
            accessible=words("sampling_state.history"),
        )
        self.table.empty_says(
            words("sampling_state.history.none"), words("sampling_state.history.none_how")
        )
        self.table.opened.connect(self._open)
        if look.density.is_touch:
            self.table.setMinimumHeight(420)
        self.body.addWidget(self.table, 1)
        self._said = kit.Text(look, "", "label", "ink2", wrap=True)
        self.table.picked.connect(lambda one: self._said.say(self._why(one)))
        self.body.addWidget(self._said)

    def show_line(self, line: SamplingLine | None, people: Mapping[str, Bilingual]) -> None:
        """Show the history of one; its class of defects stays where the same is shown again."""
        self._people = people
        before, self._line = self._line, line
        if line is None:
            self.table.show_rows(())
            return
        known = None if before is None else [one.code for one in before.settings.classes]
        if known != [one.code for one in line.settings.classes]:
            self._offer_classes(line)
        self._show()

    def _offer_classes(self, line: SamplingLine) -> None:
        if self._held is not None:
            self._held.hide()
            self._held.deleteLater()
        language = self.look.words.language
        options = tuple(
            kit.Option(one.code, one.label.of(language)) for one in line.settings.classes
        )
        self._held = kit.Segmented(self.look, options, name="sampling-class")
        self._held.chosen.connect(lambda _: self._show())
        self._choices.insertWidget(0, self._held)

    def _show(self) -> None:
        if self._line is None or self._held is None:
            return
        view = next(one for one in self._line.views if one.defects == self._held.value())
        rows = told(view.steps)
        if self._steps.value() == SWITCHES:
            rows = tuple(one for one in rows if one.is_switch)
        self.table.show_rows(rows)
        self._said.say(self._why(rows[0]) if rows else "")

    def _open(self, one: Told) -> None:
        if one.step.filled:
            self.opened.emit(one.step.filled)

    def _columns(self) -> tuple[kit.Column[Told], ...]:
        words, touch = self.look.words, self.look.density.is_touch

        def column(key: str, width: int = 0) -> kit.Column[Told]:
            title = words(f"sampling_state.column.{key}")
            return kit.Column(key, title, getattr(self, f"_{key}"), width)

        return (
            column("at", 146 if touch else 136),
            column("what", 158 if touch else 140),
            column("verdict", 166 if touch else 140),
            column("then", 140 if touch else 128),
            column("why"),
        )

    def _at(self, one: Told) -> str:
        return self._moments.when(one.step.at_ms)

    def _what(self, one: Told) -> kit.Plain:
        if one.step.filled:
            return kit.Plain(one.step.lot or one.step.filled, strong=True)
        return kit.Plain(who(self.look.words, self._people, one.step.by), "accent")

    def _verdict(self, one: Told) -> kit.Chip | str:
        if one.step.accepted is None:
            return ""
        code = "accepted" if one.step.accepted else "not_accepted"
        said = self.look.words(f"sampling_state.{code}")
        return kit.Chip("ok" if one.step.accepted else "fail", said)

    def _then(self, one: Told) -> kit.Chip:
        after = one.step.after
        stopped = after.is_discontinued
        state, icon = state_of(after.severity, is_discontinued=stopped)
        said = severity_word(self.look.words, after.severity, is_discontinued=stopped)
        return kit.Chip(state, said, icon=icon)

    def _why(self, one: Told) -> str:
        words = self.look.words
        why = one.step.after.why
        said = words(f"quality.switching.{why.value}") if why is not Why.NOTHING else ""
        return " · ".join(part for part in (one.step.said, said) if part)
