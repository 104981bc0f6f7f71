"""What the questions about CAPAs are answered with; times in ms since 1970 UTC, days ISO."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.capabilities.quality.capa.events import Step
from app.capabilities.quality.capa.tables import (
    CapaActionRow,
    CapaCheckRow,
    CapaRow,
    CapaStepRow,
)
from app.capabilities.quality.deviations.events import Weight
from app.kernel.words import Bilingual

_ALWAYS = (Step.TEAM, Step.PROBLEM, Step.CONTAINMENT)
"""What is said of the case as a whole; the rest is said anew in every round."""
_LIGHT = (Step.PROBLEM, Step.CAUSE, Step.CHOICE, Step.ACTIONS, Step.CLOSING)
LEAST_WHYS = {Weight.MINOR: 1, Weight.MAJOR: 3, Weight.CRITICAL: 3}
"""How many whys lead to a root cause, at least."""
WITH_BONES = (Weight.CRITICAL,)
"""Where the branches of a fishbone are looked at as well."""

WAITING = (
    "capa_action",
    "capa_check",
    "capa_step",
    "capa_plan",
    "capa_close",
    "capa_proposed",
)
"""What of a CAPA waits for somebody; the words are `inbox.kind.<kind>`."""


def needed(weight: Weight) -> tuple[Step, ...]:
    """Return the disciplines a CAPA of a weight goes through: in proportion (Art.125)."""
    return _LIGHT if weight is Weight.MINOR else tuple(Step)


@dataclass(frozen=True, slots=True)
class Capa:
    """A CAPA as it stands; `steps`, `actions` and `checks` are of every round, the first first."""

    row: CapaRow
    steps: tuple[CapaStepRow, ...] = ()
    actions: tuple[CapaActionRow, ...] = ()
    checks: tuple[CapaCheckRow, ...] = ()

    @property
    def weight(self) -> Weight:
        """Return how grave it is."""
        return Weight(self.row.weight)

    @property
    def is_closed(self) -> bool:
        """Tell whether it is closed."""
        return bool(self.row.closed)

    @property
    def here(self) -> tuple[CapaActionRow, ...]:
        """Return the actions of the round that runs."""
        return tuple(one for one in self.actions if one.round == self.row.round)

    @property
    def check(self) -> CapaCheckRow | None:
        """Return the check of the round that runs, once it is planned."""
        return next((one for one in self.checks if one.round == self.row.round), None)

    @property
    def is_proven(self) -> bool:
        """Tell whether the check of the round found it effective, with evidence."""
        check = self.check
        return check is not None and check.is_effective and bool(check.evidence.strip())

    def step(self, step: Step) -> CapaStepRow | None:
        """Return what was said of a discipline: of the case, or in the round that runs."""
        said = [one for one in self.steps if one.step == step.value]
        mine = [one for one in said if step in _ALWAYS or one.round == self.row.round]
        return mine[-1] if mine else None

    def is_done(self, step: Step) -> bool:
        """Tell whether a discipline is done."""
        if step is Step.CLOSING:
            return self.is_closed
        if step is Step.ACTIONS:
            return bool(self.here) and all(one.is_done for one in self.here)
        return self.step(step) is not None

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """Return what is needed and not done, without the closing itself."""
        wanted = (one for one in needed(self.weight) if one is not Step.CLOSING)
        return tuple(one for one in wanted if not self.is_done(one))

    @property
    def next_step(self) -> Step:
        """Return what is to be done next."""
        return next(iter(self.open_steps), Step.CLOSING)

    def late(self, today: str) -> tuple[str, ...]:
        """Return the days that have passed with something undone, the longest ago first."""
        if self.is_closed:
            return ()
        days = [one.due for one in self.here if not one.is_done]
        check = self.check
        if check is not None and not check.done:
            days.append(check.due)
        return tuple(sorted(day for day in (*days, self.row.due) if day < today))


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A code that came up on a product again and again; `records` are streams, the first first."""

    code: str
    product: str
    records: tuple[str, ...]
    since_ms: int
    last_ms: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A CAPA that is proposed and that nobody answered yet: by a recurrence, or by a rule.

    `said` is what a rule calls it; `records` are the streams it rests on.
    """

    key: str
    weight: Weight
    at_ms: int
    code: str = ""
    product: str = ""
    records: tuple[str, ...] = ()
    said: Bilingual | None = None
    about: Mapping[str, str] = field(default_factory=dict)
