"""What people say about a chart: limits fixed anew, the cause of a point.

Controls by name: `freeze-period-*`, `freeze-rules-*`, `freeze-run-*`, `freeze-reason`, `freeze-do`;
`cause-reason`, `cause-leave-out`, `cause-do`.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.capabilities.quality.charts.commands import FreezeLimits, TellCause
from app.capabilities.quality.charts.events import LimitsFrozen
from app.capabilities.quality.charts.queries import would_fix
from app.capabilities.quality.run_rules.decisions import DEFAULT, NELSON, WESTERN_ELECTRIC, Rule
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.screens.quality.spc.facts import PERIODS, SpcFacts
from app.ui.screens.quality.spc.rows import FactRows
from app.ui.screens.quality.spc.words import figure, places, rule_set, rule_words, with_unit
from app.ui.theme.look import Look

RULE_SETS = {"default": DEFAULT, "nelson": NELSON, "western": WESTERN_ELECTRIC}
RUNS = ("7", "8", "9")


class FreezeSheet(kit.Sheet):
    """`sent` carries a `FreezeLimits`; what it would fix is shown before."""

    sent = Signal(object)

    def __init__(self, look: Look, host: QWidget, floor: Floor, moments: Moments) -> None:
        words = look.words
        super().__init__(
            look, host, words("spc.freeze.title"), name="freeze-sheet", side="centre", width=760
        )
        self._floor, self._moments = floor, moments
        self._facts: SpcFacts | None = None
        self._span: dict[str, tuple[int, int]] = {}
        self._periods = self._choice("period", PERIODS)
        self._rules = self._choice("rules", tuple(RULE_SETS))
        self._runs = kit.Segmented(
            look,
            tuple(kit.Option(one, words("spc.freeze.run_of", n=one)) for one in RUNS),
            name="freeze-run",
            value="9",
        )
        self._said = kit.Text(look, "", "hint", "ink2", wrap=True)
        self._would = kit.Card(look, "freeze-would", "sunken").hug()
        self._trouble = kit.Text(look, "", "body", "fail", wrap=True)
        self._rows = FactRows(look, "freeze-facts")
        self.reason = kit.Field(look, words("spc.freeze.reason"), name="freeze-reason")
        self._do = kit.Button(
            look, words("spc.freeze.do"), name="freeze-do", kind="primary", icon="signature"
        )
        self._lay_out()
        for choice in (self._periods, self._rules, self._runs):
            choice.chosen.connect(lambda _: self._ask())
        self.reason.changed.connect(lambda _: self.reason.fail(""))
        self.reason.entered.connect(lambda _: self._send())
        self._do.clicked.connect(self._send)

    def ask(self, facts: SpcFacts, spans: dict[str, tuple[int, int]]) -> None:
        """Open about a chart; `spans` are the times of each period offered."""
        self._facts, self._span = facts, spans
        self._periods.choose(facts.period)
        self.reason.put("")
        self.reason.fail("")
        self._ask()
        self._trouble.hide()
        # as many lines as there will be: a sheet takes its height when it is opened
        names = ("ucl", "center", "lcl", "sigma", "from")
        words = self.look.words
        self._rows.show_facts([(words(f"spc.fact.{name}"), "…") for name in names])
        self._rows.show()
        self.open()

    def _ask(self) -> None:
        """Ask what would be fixed."""
        facts = self._facts
        if facts is None:
            return
        self._do.busy(True)
        rules = RULE_SETS[self._rules.value()]
        self._said.say(self._rules_said(rules))
        what, (from_ms, to_ms), run = facts.view.characteristic, self._times(), self._run()
        names = tuple(rule.value for rule in rules)
        self._floor.ask(
            self, lambda c: would_fix(c, what, from_ms, to_ms, names, run), self._show_would
        )

    def _show_would(self, found: LimitsFrozen | Refused) -> None:
        is_refused = isinstance(found, Refused)
        self._do.busy(False)
        self._do.block(self.look.words.refusal(found) if isinstance(found, Refused) else "")
        self._trouble.setVisible(is_refused)
        self._rows.setVisible(not is_refused)
        if isinstance(found, Refused):
            self._trouble.say(self.look.words.refusal(found))
        else:
            self._rows.show_facts(self._would_say(found))

    def _would_say(self, found: LimitsFrozen) -> list[tuple[str, str]]:
        words, facts = self.look.words, self._facts
        if facts is None:
            return []
        decimals, unit = places(facts.view) + 2, facts.view.characteristic.unit
        now = facts.view.fixed
        known: tuple[float | None, ...] = (None,) * 4
        if now is not None:
            limits = now.limits
            known = (limits.ucl, limits.center, limits.lcl, limits.sigma)
        would = (found.ucl, found.center, found.lcl, found.sigma)
        pairs = []
        for name, new, old in zip(("ucl", "center", "lcl", "sigma"), would, known, strict=True):
            if new is None:
                continue
            said = with_unit(figure(float(new), decimals), unit)
            was = words("spc.freeze.was", old=figure(old, decimals)) if old is not None else ""
            pairs.append((words(f"spc.fact.{name}"), f"{said}  {was}".strip()))
        days = f"{self._moments.day(found.from_ms)} – {self._moments.day(found.to_ms)}"
        points = words("spc.limits.points", n=found.points)
        left_out = words("spc.limits.left_out", n=len(found.left_out)) if found.left_out else ""
        said = " · ".join(part for part in (points, left_out, days) if part)
        return [*pairs, (words("spc.fact.from"), said)]

    def _send(self) -> None:
        facts = self._facts
        if facts is None:
            return
        if not self.reason.text().strip():
            self.reason.fail(self.look.words.refusal(Refused("chart.reason_missing")))
            return
        from_ms, to_ms = self._times()
        what = facts.view.characteristic
        command = FreezeLimits(
            form=what.form,
            field=what.field,
            reason=self.reason.text().strip(),
            from_ms=from_ms,
            to_ms=to_ms,
            rules=tuple(rule.value for rule in RULE_SETS[self._rules.value()]),
            run=self._run(),
        )
        self.close_sheet()
        self.sent.emit(command)

    def _rules_said(self, rules: tuple[Rule, ...]) -> str:
        """Return the rules in words; on a small screen by their numbers."""
        words = self.look.words
        if self.look.density.is_touch:
            return f"{words('spc.fact.rules')} {rule_set(words, rules)}"
        return "\n".join(rule_words(words, rule, self._run()) for rule in rules)

    def _times(self) -> tuple[int, int]:
        return self._span.get(self._periods.value(), (0, 1 << 52))

    def _run(self) -> int:
        return int(self._runs.value())

    def _choice(self, name: str, keys: tuple[str, ...]) -> kit.Segmented:
        words = self.look.words
        options = tuple(kit.Option(one, words(f"spc.freeze.{name}.{one}")) for one in keys)
        return kit.Segmented(self.look, options, name=f"freeze-{name}")

    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        self._would.body.addWidget(self._trouble)
        self._would.body.addWidget(self._rows)
        self.body.addWidget(kit.Text(look, words("spc.freeze.points"), "strong"))
        self.body.addWidget(self._periods)
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        if not look.density.is_touch:
            row.addWidget(kit.Text(look, words("spc.freeze.rules"), "strong"))
        row.addWidget(self._rules)
        row.addStretch()
        row.addWidget(kit.Text(look, words("spc.freeze.run"), "strong"))
        row.addWidget(self._runs)
        self.body.addLayout(row)
        self.body.addWidget(self._said)
        self.body.addWidget(self._would)
        self.body.addWidget(self.reason)
        self.buttons.addStretch()
        self.buttons.addWidget(self._do)


class CauseSheet(kit.Sheet):
    """`sent` carries a `TellCause`. It stays open until it is on disk."""

    sent = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(look, host, words("spc.cause.title"), name="cause-sheet", width=640)
        self._facts: SpcFacts | None = None
        self._filled = ""
        self._about = kit.Text(look, "", "body", "ink2", wrap=True)
        self.reason = kit.Field(look, words("spc.cause.reason"), name="cause-reason")
        self._leave = kit.Switch(look, words("spc.cause.leave_out"), name="cause-leave-out")
        self._hint = kit.Text(look, words("spc.cause.leave_out_how"), "hint", "ink2", wrap=True)
        self._do = kit.Button(
            look, words("spc.cause.do"), name="cause-do", kind="primary", icon="check"
        )
        for part in (self._about, self.reason, self._leave, self._hint):
            self.body.addWidget(part)
        self.buttons.addStretch()
        self.buttons.addWidget(self._do)
        self.reason.changed.connect(lambda _: self.reason.fail(""))
        self.reason.entered.connect(lambda _: self._send())
        self._do.clicked.connect(self._send)

    def ask(self, facts: SpcFacts, filled: str, about: str) -> None:
        """Open about the point of one filled form."""
        one = next(group for group in facts.view.subgroups if group.filled == filled)
        self._facts, self._filled = facts, filled
        self._about.say(about)
        self.reason.put(one.cause)
        self.reason.fail("")
        self._leave.setChecked(one.left_out)
        self._do.busy(False)
        self.open()

    def refuse(self, refused: Refused) -> None:
        """Say why not, at the text."""
        self._do.busy(False)
        self.reason.fail(self.look.words.refusal(refused))

    def _send(self) -> None:
        if self._facts is None:
            return
        what = self._facts.view.characteristic
        self._do.busy(True)
        self.sent.emit(
            TellCause(
                form=what.form,
                field=what.field,
                filled=self._filled,
                reason=self.reason.text().strip(),
                leave_out=self._leave.isChecked(),
            )
        )
