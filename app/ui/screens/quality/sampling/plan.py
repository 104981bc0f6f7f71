"""A calculator of single sampling plans, with the operating characteristic of the one found.

Controls by name: `plan-lot`, `plan-level`, `plan-aql`, `plan-severity-*`, `plan-curve`.
"""

from PySide6.QtWidgets import QHBoxLayout

from app.capabilities.quality.acceptance.answers import Characteristic
from app.capabilities.quality.acceptance.decisions import characteristic
from app.capabilities.quality.sampling.answers import Counted, SamplingPlan, Severity
from app.capabilities.quality.sampling.decisions import LEVELS, plan
from app.capabilities.quality.standards.single_plans import aqls
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.quality.sampling.curve import SamplingCurve
from app.ui.screens.quality.sampling.facts import SamplingLine
from app.ui.screens.quality.spc.rows import FactRows
from app.ui.theme.look import Look

_LOT, _LEVEL, _AQL = "1000", "II", "1.0"
_MOST_DIGITS = 9


class SamplingPlanCard(kit.Card):
    """Lot size, level, AQL and severity on top; what to inspect and what to accept below."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "sampling-plan")
        words = look.words
        self._lot = kit.Field(look, words("sampling_state.plan.lot"), name="plan-lot")
        self._lot.put(_LOT)
        self._level = kit.SelectField(
            look,
            words("sampling_state.plan.level"),
            tuple((one, one) for one in LEVELS),
            name="plan-level",
            value=_LEVEL,
        )
        self._aql = kit.SelectField(
            look, "AQL", tuple((str(one), str(one)) for one in aqls()), name="plan-aql", value=_AQL
        )
        self._severity = kit.Segmented(
            look,
            tuple(kit.Option(one, words(f"sampling_state.severity.{one}")) for one in Severity),
            name="plan-severity",
        )
        self._found = kit.Text(look, "", "figures", wrap=True)
        self._rows = FactRows(look, "plan-facts")
        self._curve = SamplingCurve(look, name="plan-curve")
        self._lay_out()
        self._lot.changed.connect(lambda _: self._show())
        for choice in (self._level, self._aql, self._severity):
            choice.chosen.connect(lambda _: self._show())
        self._show()

    def show_line(self, line: SamplingLine) -> None:
        """Take over how the next lot of something is inspected, by its first class of defects."""
        self._level.choose(line.settings.level)
        self._aql.choose(_as_listed(line.settings.classes[0].aql))
        self._severity.choose(line.severity)
        self._show()

    def _show(self) -> None:
        found = self._plan()
        self._lot.fail(self.look.words.refusal(found) if isinstance(found, Refused) else "")
        for part in (self._found, self._rows, self._curve):
            part.setVisible(not isinstance(found, Refused))
        if isinstance(found, Refused):
            return
        words = self.look.words
        self._found.say(words("sampling_state.plan.found", n=found.n, ac=found.ac, re=found.re))
        curve = characteristic(found)
        self._rows.show_facts(self._facts(found, curve))
        of_units = found.counted is Counted.UNITS
        code = "units" if of_units else "nonconformities"
        self._curve.show_curve(
            curve, words(f"sampling_state.plan.axis.{code}"), words("sampling_state.plan.curve")
        )

    def _plan(self) -> SamplingPlan | Refused:
        said = self._lot.text().strip()
        if not said.isdecimal() or len(said) > _MOST_DIGITS:
            return Refused("sampling_state.no_lot")
        try:
            return plan(int(said), self._level.value(), self._aql.value(), self._severity.value())
        except Refused as refused:
            return refused

    def _facts(self, found: SamplingPlan, curve: Characteristic) -> list[tuple[str, str]]:
        words = self.look.words
        letter = found.code_letter
        if found.letter != found.code_letter:
            letter = f"{found.code_letter} → {found.letter}"
        full = words("sampling_state.plan.full") if found.is_full_inspection else ""
        pairs = (
            ("letter", letter),
            ("full", full),
            ("at_aql", _percent(curve.at_aql, 1)),
            ("at_95", _percent(curve.at_95, 2)),
            ("at_10", _percent(curve.at_10, 2)),
            ("edition", found.edition),
        )
        return [(words(f"sampling_state.fact.{name}"), said) for name, said in pairs if said]

    def _lay_out(self) -> None:
        look = self.look
        self.body.addWidget(kit.Text(look, look.words("sampling_state.plan"), "title"))
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        row.addWidget(self._lot, 4)
        row.addWidget(self._level, 3)
        row.addWidget(self._aql, 3)
        self.body.addLayout(row)
        for part in (self._severity, self._found, self._curve, self._rows):
            self.body.addWidget(part)


def _percent(share: float, places: int) -> str:
    return f"{share * 100:.{places}f} %"


def _as_listed(aql: str) -> str:
    """Return an AQL as the list of the standard writes it: `1` is listed as `1.0`."""
    return next((str(one) for one in aqls() if float(one) == float(aql)), aql)
