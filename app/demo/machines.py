"""What the demo's machines did lately, for the gallery: states, two hours of segments, and now.

gathered = let_run(station, now_ms)     # once; the live samples are for the window's news
"""

from collections.abc import Iterator
from decimal import Decimal

from app.capabilities.equipment.machines.answers import Limits, Point, Trace
from app.capabilities.equipment.machines.bodies import pack
from app.capabilities.equipment.machines.commands import (
    NoteCrossing,
    NoteEquipmentState,
    RecordSegment,
)
from app.capabilities.equipment.machines.decisions import in_short
from app.capabilities.equipment.machines.events import EquipmentState
from app.capabilities.equipment.machines.queries import parameters
from app.journal.capability import Command
from app.stations.in_hand import NOTHING, InHand, in_hand
from app.stations.measured import Gathered, LimitWatch, Measured
from app.stations.session import NOBODY
from app.stations.station import Station
from drivers.simulated.course import Course, read_course

LATHE = "CNC-01"
SEGMENT_S, STEP_S = 300, 10
LIVE_S = 540
BEFORE_S = 2 * 3_600
_STATES = (
    ("CNC-01", EquipmentState.RUNNING, "", 118),
    ("CLN-02", EquipmentState.STOPPED, "cleaning", 26),
    ("IM-01", EquipmentState.RUNNING, "", 301),
    ("IM-02", EquipmentState.STOPPED, "setup", 12),
    ("EX-01", EquipmentState.FAULT, "", 4),
    ("EO-01", EquipmentState.RUNNING, "", 355),
)
_COURSE = """
seed = 11

[parameter.spindle]
value = "2803"
noise = "12"
decimals = 0

[parameter.load]
value = "10.6"
noise = "0.5"
drift = "0.0004"
steps = { "5200" = "14.1", "5290" = "12.1" }

[parameter.vibration]
value = "2.1"
noise = "0.25"
drift = "0.0001"
decimals = 2

[parameter.coolant]
value = "6.4"
noise = "0.08"
drift = "-0.0001"
decimals = 2
"""


def let_run(station: Station, now_ms: int) -> Gathered:
    """Let the machines have run until now; return what the lathe said in the last minutes."""
    here = station.profile.station
    for code, state, reason, minutes in _STATES:
        at_ms = now_ms - minutes * 60_000
        _do(station, NoteEquipmentState(equipment=code, state=state, reason=reason, at_ms=at_ms))
    work = station.ask(lambda c: in_hand(c, here)).result().get(LATHE, NOTHING)
    limits = {p.parameter: p.limits for p in station.ask(lambda c: parameters(c, LATHE)).result()}
    course, began_ms = read_course(_COURSE), now_ms - BEFORE_S * 1000
    for start_s in range(0, BEFORE_S - LIVE_S, SEGMENT_S):
        traces = _traces(course, began_ms, start_s)
        _do(station, _segment(traces, limits, work, began_ms + start_s * 1000))
    for crossing in _crossings(course, began_ms, limits, work):
        _do(station, crossing)
    live = range(BEFORE_S - LIVE_S, BEFORE_S, 1)
    return Gathered(
        tuple(
            Measured(LATHE, name, "", _point(course, name, began_ms, second))
            for second in live
            for name in course.parameter
        )
    )


def _do(station: Station, command: Command) -> None:
    journal = station.journal
    station.writer.act(lambda c: journal.carry_out(c, command, NOBODY)).result()


def _point(course: Course, name: str, began_ms: int, second: int) -> Point:
    return Point(began_ms + second * 1000, course.value(name, Decimal(second)))


def _traces(course: Course, began_ms: int, start_s: int) -> tuple[Trace, ...]:
    seconds = range(start_s, start_s + SEGMENT_S, STEP_S)
    return tuple(
        Trace(name, "", tuple(_point(course, name, began_ms, second) for second in seconds))
        for name in course.parameter
    )


def _segment(
    traces: tuple[Trace, ...], limits: dict[str, Limits], work: InHand, from_ms: int
) -> RecordSegment:
    return RecordSegment(
        equipment=LATHE,
        from_ms=from_ms,
        to_ms=from_ms + SEGMENT_S * 1000,
        series=tuple(in_short(trace, limits.get(trace.parameter, Limits())) for trace in traces),
        body=pack(LATHE, traces),
        order=work.order,
        operation=work.operation,
        lot=work.lot,
    )


def _crossings(
    course: Course, began_ms: int, limits: dict[str, Limits], work: InHand
) -> Iterator[NoteCrossing]:
    watch = LimitWatch()
    for second in range(0, BEFORE_S, STEP_S):
        for name in course.parameter:
            value = course.value(name, Decimal(second))
            limit = watch.crossed(LATHE, name, value, limits.get(name, Limits()))
            if limit is not None:
                yield NoteCrossing(
                    equipment=LATHE,
                    parameter=name,
                    at_ms=began_ms + second * 1000,
                    value=value,
                    limit=limit,
                    unit="A" if name == "load" else "",
                    order=work.order,
                    operation=work.operation,
                    lot=work.lot,
                )
