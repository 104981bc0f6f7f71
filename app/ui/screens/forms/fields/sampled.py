"""Acceptance sampling: lot and severity give each class of defects its plan; what was found counts.

The plan stands beside the count before anything is inspected, and the verdict while one types.
"""

from decimal import Decimal

from PySide6.QtWidgets import QGridLayout, QWidget

from app.capabilities.forms.definition.answers import Place
from app.capabilities.quality.sampling.answers import SamplingPlan, Severity
from app.capabilities.quality.sampling.bodies import DefectClass, Found, Sample, Sampled
from app.capabilities.quality.sampling.decisions import plan
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import name_for
from app.ui.screens.forms.fields.staged import StagedControl
from app.ui.screens.forms.named import Asked

_GREATEST = 10_000_000


class SamplingControl(StagedControl):
    """Controls: `<name>-lot`, `<name>-<class>`, `<name>-severity`, `<name>-resubmitted`."""

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        self._settings: Sampled = place.settings
        self._asked: Asked | None = None
        self._is_chosen = False
        look, words, name = self.look, self.look.words, name_for(place)
        self._lot = self._whole(words("fill.sampling.lot_size"), f"{name}-lot", least=2)
        self._severity = kit.Segmented(
            look,
            tuple(kit.Option(one, words(f"fill.severity.{one}")) for one in Severity),
            name=f"{name}-severity",
            value=Severity.NORMAL,
        )
        self._severity.chosen.connect(lambda _: self._choose())
        self._again = kit.Switch(
            look, words("fill.sampling.resubmitted"), name=f"{name}-resubmitted"
        )
        self._again.switched.connect(lambda _: self.touched())
        self._note = kit.Note(look)
        self._counts: dict[str, kit.WholeField] = {}
        self._plans: dict[str, kit.Text] = {}
        self._verdict = kit.StatusChip(look, "todo", "—", name=f"{name}-verdict")
        self.hold(self._head(), self._severity, self._again, self._note, self._classes(name))

    def staged(self) -> Sample | None:
        lot = self._lot.value()
        found = {code: one.value() for code, one in self._counts.items()}
        if not lot or not all(found.values()):
            return None
        try:
            made: Sample = self.place.kind.accept(self._settings, self._sample(int(lot), found))
        except Refused:
            return None
        return made

    def show_value(self, value: Sample | None) -> None:
        if value is None:
            self._lot.clear()
            for field in self._counts.values():
                field.clear()
            return
        self._is_chosen = True
        self._lot.put(f"{value.lot_size}")
        self._severity.choose(value.severity)
        self._again.setChecked(value.resubmitted)
        for code, field in self._counts.items():
            counted = value.classes.get(code)
            field.put("" if counted is None else f"{counted.found}")

    def show_facts(self, facts: FillFacts) -> None:
        self._asked = facts.named.asked.get(self.place.field.key)
        if self._asked is not None and not self._is_chosen:
            self._severity.choose(self._asked.severity)
        super().show_facts(facts)

    def take(self) -> str:
        for field in (self._lot, *self._counts.values()):
            field.take()
        refusals = (field.refusal() for field in (self._lot, *self._counts.values()))
        return next((one for one in refusals if one), "") or super().take()

    def settle(self) -> None:
        super().settle()
        refused = self._refusal()
        self._note.fail(self.look.words.refusal(refused) if refused else "")
        if refused is None:
            self._note.hint(self._asks())
        self._show_plans()
        self._show_verdict()

    # ------------------------------------------------------------------ what it comes to
    def _sample(self, lot: int, found: dict[str, str]) -> Sample:
        return Sample(
            lot_size=lot,
            severity=self._severity.value(),
            classes={code: Found(found=int(count)) for code, count in found.items()},
            resubmitted=self._again.isChecked(),
        )

    def _refusal(self) -> Refused | None:
        """Say why this cannot be inspected, or what was counted cannot be."""
        if self._asked is not None and self._asked.is_discontinued:
            return Refused("switching.discontinued", of=self._asked.of)
        lot = self._lot.value()
        if not lot:
            return None
        counted = {code: one.value() or "0" for code, one in self._counts.items()}
        try:
            self.place.kind.accept(self._settings, self._sample(int(lot), counted))
        except Refused as refused:
            return refused
        return None

    def _plan(self, one: DefectClass) -> SamplingPlan | None:
        lot = self._lot.value()
        if not lot:
            return None
        try:
            return plan(int(lot), self._settings.level, one.aql, self._severity.value())
        except Refused:
            return None

    def _show_plans(self) -> None:
        words = self.look.words
        for one in self._settings.classes:
            wanted = self._plan(one)
            if wanted is None:
                said = words("fill.sampling.aql", aql=one.aql)
            else:
                said = words(
                    "fill.sampling.plan",
                    aql=one.aql,
                    letter=wanted.letter,
                    n=wanted.n,
                    ac=wanted.ac,
                    re=wanted.re,
                )
            self._plans[one.code].say(said)

    def _show_verdict(self) -> None:
        staged, words = self.staged(), self.look.words
        if staged is None:
            self._verdict.show_state("todo", words("fill.sampling.to_count"))
            return
        passes = bool(self.place.kind.passes(self._settings, staged))
        said = words("fill.sampling.accepted" if passes else "fill.sampling.rejected")
        self._verdict.show_state("ok" if passes else "fail", said)

    def _asks(self) -> str:
        """Say how hard its history asks to inspect, where something else is chosen."""
        asked, words = self._asked, self.look.words
        if asked is None or asked.severity == self._severity.value():
            return words("fill.sampling.level", level=self._settings.level)
        return words("fill.sampling.asks", severity=words(f"fill.severity.{asked.severity}"))

    def _choose(self) -> None:
        self._is_chosen = True
        self.touched()

    # ------------------------------------------------------------------ building
    def _whole(self, label: str, name: str, least: int) -> kit.WholeField:
        limits = kit.Limits(low=Decimal(least), high=Decimal(_GREATEST))
        made = kit.WholeField(self.look, label, name=name, limits=limits)
        made.hint("")
        made.changed.connect(lambda _: self.touched())
        return made

    def _head(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self.look.space(1))
        grid.addWidget(
            kit.Text(self.look, self.look.words("fill.sampling.lot_size"), "label"), 0, 0
        )
        grid.addWidget(self._lot, 1, 0)
        grid.addWidget(self._verdict, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return made

    def _classes(self, name: str) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.look.space(2))
        grid.setVerticalSpacing(self.look.space(1))
        for row, one in enumerate(self._settings.classes):
            label = self.around.said(one.label)
            self._counts[one.code] = self._whole(label, f"{name}-{one.code}", least=0)
            self._plans[one.code] = kit.Text(self.look, "", "hint", wrap=True)
            grid.addWidget(kit.Text(self.look, label, "strong", wrap=True), 2 * row, 0)
            grid.addWidget(self._plans[one.code], 2 * row + 1, 0)
            grid.addWidget(self._counts[one.code], 2 * row, 1, 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return made
