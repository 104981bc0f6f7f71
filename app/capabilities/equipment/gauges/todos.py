"""What waits for people: gauges to be calibrated."""

from collections.abc import Iterator

from app.capabilities.equipment.gauges.answers import SOON_DAYS
from app.capabilities.equipment.gauges.commands import CALIBRATE
from app.capabilities.equipment.gauges.queries import calibration_due
from app.journal.capability import Acting
from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency
from app.kernel.days import end_of_day_ms, is_a_day
from app.kernel.words import Bilingual

_DAY_MS = 86_400_000

KINDS_WAITING = ("gauge_calibrate",)
"""What waits; the words are `inbox.kind.<kind>`."""


def todos(acting: Acting) -> Iterator[Todo]:
    """Yield each gauge whose last day is near or over, for whoever calibrates."""
    for gauge in calibration_due(acting.connection, acting.now, SOON_DAYS):
        due_ms = end_of_day_ms(gauge.due, acting.offset_min) if is_a_day(gauge.due) else None
        is_over = gauge.is_overdue(acting.now)
        yield Todo(
            key=f"gauge/{gauge.gauge}/{gauge.due}",
            kind="gauge_calibrate",
            title=Bilingual(f"{gauge.gauge} {gauge.name.zh}", f"{gauge.gauge} {gauge.name.en}"),
            matter=Matter(stream=f"gauge/{gauge.gauge}", gauge=gauge.gauge),
            since_ms=acting.now_ms if due_ms is None else due_ms - SOON_DAYS * _DAY_MS,
            due_ms=due_ms,
            urgency=Urgency.SOON if is_over else Urgency.NORMAL,
            right=CALIBRATE,
            screen="gauges",
            place=(("record", f"gauge/{gauge.gauge}"),),
        )
