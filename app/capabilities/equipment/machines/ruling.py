"""What machines plug into rules: limits crossed, warn bands left, states changed."""

from functools import partial

from app.capabilities.equipment.machines.events import (
    EquipmentState,
    EquipmentStateChanged,
    LimitCrossed,
    SegmentRecorded,
)
from app.capabilities.equipment.machines.queries import parameters
from app.journal.capability import Acting, Occasion
from app.journal.event import Event
from app.journal.ruling import Fact, Facts, Matter, Seen
from app.kernel.expressions import Worth


def _crossed(acting: Acting, event: Event) -> Seen:
    """See a limit crossed: on one day, a parameter that leaves it again and again is one case."""
    del acting
    crossed: LimitCrossed = event.happened  # type: ignore[assignment]  # of this kind
    return Seen(
        _matter(crossed, event),
        subject=f"parameter/{crossed.equipment}/{crossed.parameter}",
        threshold=f"{crossed.limit} {event.stream}",
        facts={
            "equipment": crossed.equipment,
            "parameter": crossed.parameter,
            "value": crossed.value,
            "limit": crossed.limit,
            "is_above": crossed.value > crossed.limit,
            "order": crossed.order,
            "operation": crossed.operation,
            "station": event.station,
        },
    )


def _recorded(acting: Acting, event: Event) -> Seen:
    """See a segment of samples: on one day, a machine that warns again and again is one case."""
    recorded: SegmentRecorded = event.happened  # type: ignore[assignment]  # of this kind
    return Seen(
        _matter(recorded, event),
        subject=f"machine/{recorded.equipment}",
        threshold=event.stream,
        facts=Facts(
            {"warned": partial(_warned, acting, recorded)},
            equipment=recorded.equipment,
            order=recorded.order,
            operation=recorded.operation,
            station=event.station,
        ),
    )


def _changed(acting: Acting, event: Event) -> Seen:
    """See a machine run, stand or fail; each change is a case of its own."""
    del acting
    changed: EquipmentStateChanged = event.happened  # type: ignore[assignment]  # of this kind
    return Seen(
        _matter(changed, event),
        subject=event.hash,
        facts={
            "equipment": changed.equipment,
            "machine_state": changed.state.value,
            "reason": changed.reason,
            "order": changed.order,
            "operation": changed.operation,
            "station": event.station,
        },
    )


OCCASIONS = (
    Occasion(
        LimitCrossed,
        (
            Fact("equipment"),
            Fact("parameter"),
            Fact("value", "number"),
            Fact("limit", "number"),
            Fact("is_above", "yes_no"),
            Fact("order"),
            Fact("operation"),
            Fact("station"),
        ),
        _crossed,
    ),
    Occasion(
        SegmentRecorded,
        (
            Fact("equipment"),
            Fact("order"),
            Fact("operation"),
            Fact("station"),
            Fact("warned"),
        ),
        _recorded,
    ),
    Occasion(
        EquipmentStateChanged,
        (
            Fact("equipment"),
            Fact("machine_state", "choice", tuple(EquipmentState)),
            Fact("reason"),
            Fact("order"),
            Fact("operation"),
            Fact("station"),
        ),
        _changed,
    ),
)


def _warned(acting: Acting, recorded: SegmentRecorded) -> Worth:
    """Return the parameters that left their warn band in a segment, one after another."""
    limits = {
        one.parameter: one.limits for one in parameters(acting.connection, recorded.equipment)
    }
    return " ".join(
        one.parameter
        for one in recorded.series
        if one.parameter in limits
        and any(
            value is not None and limits[one.parameter].is_warning(value)
            for value in (one.least, one.greatest)
        )
    )


def _matter(about: LimitCrossed | EquipmentStateChanged | SegmentRecorded, event: Event) -> Matter:
    return Matter(
        stream=event.stream,
        order=about.order,
        operation=about.operation,
        lot=about.lot,
        equipment=about.equipment,
        station=event.station,
    )
