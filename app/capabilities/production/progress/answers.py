"""The answers screens draw: frozen values, quantities exact, times in ms since 1970 UTC."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.capabilities.production.bodies import Instruction, Reason
from app.kernel.clock import Quality
from app.kernel.words import Bilingual


class Phase(StrEnum):
    """How far an order is, told by its head and its moves."""

    PLANNED = "planned"
    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Tally:
    """Quantities of one operation: come in, passed on good, scrapped, still here."""

    entered: Decimal
    good: Decimal
    scrap: Decimal
    here: Decimal

    @property
    def yield_percent(self) -> Decimal | None:
        """Return good per reported in percent, one place; None before the first report."""
        reported = self.good + self.scrap
        return (self.good * 100 / reported).quantize(Decimal("0.1")) if reported > 0 else None


@dataclass(frozen=True, slots=True)
class Task:
    """One operation of one order, as a station's list shows it.

    `quantity` is the order's; `state` waiting, running, paused or completed; `started_at` the
    station that runs it. `is_held` where a hold stands on it.
    """

    order: str
    lot: str
    operation: str
    name: Bilingual
    icon: str
    product: str
    product_name: Bilingual
    quantity: Decimal
    unit: Bilingual
    due: str
    priority: str
    state: str
    station: str
    equipment: str
    started_at: str
    tally: Tally
    changed_ms: int
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Reported:
    """One reported move, for the list under an operation; `left` is what corrections left of it.

    `at_ms` it was entered; `occurred_ms` it happened, and `late_because` why it came late.
    """

    hash: str
    cause: str
    reason: str
    target: str
    quantity: Decimal
    left: Decimal
    actor: str
    station: str
    at_ms: int
    occurred_ms: int
    late_because: str
    is_correction: bool


@dataclass(frozen=True, slots=True)
class Entered:
    """When one report happened, was entered, and reached the server; ms since 1970 UTC.

    `received_ms` is None until the server has it. `quality` is how far the clock could be trusted
    when it was entered.
    """

    hash: str
    occurred_ms: int
    entered_ms: int
    received_ms: int | None
    quality: Quality
    late_because: str


@dataclass(frozen=True, slots=True)
class WorkInHand:
    """Everything the execute screen shows of one operation.

    `targets` are the ways good pieces may go (the usual one first), `rework` the ways back;
    `takt_ms` is worked time per reported piece, None before the first.
    """

    task: Task
    instruction: Instruction | None
    reasons: tuple[Reason, ...]
    targets: tuple[str, ...]
    rework: tuple[str, ...]
    machines: tuple[str, ...]
    reports: tuple[Reported, ...]
    worked_ms: int
    takt_ms: int | None
    dwell_left_min: int


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order in the list of work orders. `done` is what reached the end.

    `is_held` where a hold stands on it, or on an operation where pieces of it are.
    """

    order: str
    lot: str
    product: str
    product_name: Bilingual
    quantity: Decimal
    unit: Bilingual
    due: str
    start: str
    priority: str
    remark: str
    phase: Phase
    current: Bilingual | None
    current_code: str
    done: Decimal
    scrap: Decimal
    percent: int
    is_late: bool
    planned_ms: int
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One operation of one order on the progress board; `by` ran it last, at `station`.

    `waiting_ms` counts since anything last happened there.
    """

    operation: str
    name: Bilingual
    icon: str
    state: str
    tally: Tally
    station: str
    equipment: str
    by: str
    changed_ms: int


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One order on the progress board, with its operations in the order of the route."""

    line: OrderLine
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class StationAge:
    """When this node last held news of a station: the age of what the board shows of it."""

    station: str
    name: Bilingual
    last_event_ms: int | None


@dataclass(frozen=True, slots=True)
class ShiftOutput:
    """What a station reported since a moment."""

    good: Decimal
    scrap: Decimal
    reports: int

    @property
    def yield_percent(self) -> Decimal | None:
        """Return good per reported in percent, one place; None before the first report."""
        total = self.good + self.scrap
        return (self.good * 100 / total).quantize(Decimal("0.1")) if total > 0 else None
