"""What the questions about cases are answered with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.capabilities.documents.answers import Pin
from app.capabilities.flows.cases.events import case_stream
from app.capabilities.flows.definition.bodies import Chart, Outcome, Step
from app.capabilities.flows.tokens.answers import Came, FinishedStep, Game, Hop
from app.journal.ruling import Matter
from app.kernel.expressions import Worth
from app.kernel.words import Bilingual

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that waits for somebody. Times in ms since 1970 UTC.

    `delegate` is who it was given to, by `delegated_by`; empty where it is open to its roles.
    `child` is the case of the flow a sub-flow step called, empty while none has begun.
    """

    step: Step
    came: Came
    since_ms: int
    rested: tuple[Hop, ...] = ()
    delegate: str = ""
    delegated_by: str = ""
    child: str = ""

    @property
    def code(self) -> str:
        """Return the step's code."""
        return self.step.code

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Return what it may come to."""
        return self.step.outcomes

    @property
    def due_ms(self) -> int | None:
        """Return when it is late; None for a step that is never."""
        return self.since_ms + self.step.due_min * _MINUTE_MS if self.step.due_min else None

    def is_late(self, now_ms: int) -> bool:
        """Tell whether it is past due."""
        return self.due_ms is not None and self.due_ms <= now_ms


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands. `done` are the acts that count, in their order.

    `outcome` is how the last step turned out, once the case is closed. `called_off` is why it was
    not gone on with, empty where it was. `parent` is the case whose step `parent_step` waits for
    this one. `acts` is everything it was played from.
    """

    case: str
    pin: Pin
    chart: Chart
    title: Bilingual
    matter: Matter
    given: Mapping[str, Worth]
    firing: str
    started_ms: int
    started_by: str
    station: str
    game: Game
    open: tuple[OpenStep, ...]
    acts: tuple[FinishedStep, ...] = ()
    parent: Standing | None = None
    parent_case: str = ""
    parent_step: str = ""
    called_off: str = ""
    called_off_by: str = ""
    ended_ms: int | None = None

    @property
    def facts(self) -> Mapping[str, Worth]:
        """Return what its guards see: how it began, and what its steps came to."""
        return self.game.facts

    @property
    def done(self) -> tuple[FinishedStep, ...]:
        """Return the acts that count, in their order."""
        return self.game.done

    @property
    def is_closed(self) -> bool:
        """Tell whether nothing waits for anybody: it came to its end, or was called off."""
        return self.game.is_over or self.called_off != ""

    @property
    def outcome(self) -> str:
        """Return how the last step before the end turned out."""
        return self.game.outcome if self.game.is_over else ""

    @property
    def record(self) -> str:
        """Return the stream its signatures are over: what it is about, else the case's own."""
        return self.matter.stream or case_stream(self.case)

    @property
    def authors(self) -> frozenset[str]:
        """Return who ended a task of it, or began it."""
        signed = {one.step for one in self.done if one.signature}
        took = {one.person for one in self.done if one.step not in signed and not one.returned}
        return frozenset({*took, self.started_by} - {""})

    def at(self, step: str) -> OpenStep | None:
        """Return one open step; None where it does not wait for anybody."""
        return next((one for one in self.open if one.code == step), None)
