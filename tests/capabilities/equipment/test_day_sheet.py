"""What equipment does: whether it runs and why not, what it measured, when it left its limits."""

from decimal import Decimal
from hashlib import sha256

import pytest
from sqlalchemy import update

from app.capabilities.equipment.machines.answers import Limits, Point, Trace
from app.capabilities.equipment.machines.bodies import pack
from app.capabilities.equipment.machines.capability import CAPABILITY
from app.capabilities.equipment.machines.commands import (
    DefineEquipment,
    DefineParameter,
    NoteCrossing,
    NoteEquipmentState,
    RecordSegment,
    SetEquipmentState,
    needed_for_state,
)
from app.capabilities.equipment.machines.decisions import in_short
from app.capabilities.equipment.machines.events import (
    EquipmentState,
    EquipmentStateChanged,
    StopReason,
)
from app.capabilities.equipment.machines.queries import (
    crossings,
    parameters,
    recorded_twice,
    segments,
    segments_of_operation,
    standing,
    state_spans,
    traces,
)
from app.journal.capability import NOTE
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store.tables import content
from tests.journal.node import a_node

PRESS = DefineEquipment(
    equipment="IM-01", name=Bilingual("注塑机", "Moulding machine"), work_centre="IM"
)
MELT = DefineParameter(
    equipment="IM-01",
    parameter="melt",
    name=Bilingual("熔体温度", "Melt"),
    unit="°C",
    low=Decimal(180),
    high=Decimal(200),
    warn_low=Decimal(183),
    warn_high=Decimal("197.5"),
)
LIMITS = Limits(MELT.low, MELT.high, MELT.warn_low, MELT.warn_high)
T0 = 1_763_800_000_000
MINUTE_MS = 60_000


def a_shop(station="S1"):
    node = a_node(station, capabilities=(CAPABILITY,))
    node.do(PRESS)
    return node


def a_trace(*values):
    points = tuple(Point(T0 + 1000 * n, Decimal(value)) for n, value in enumerate(values))
    return Trace("melt", "°C", points)


def a_segment(trace, from_ms=T0, to_ms=T0 + MINUTE_MS, **where):
    return RecordSegment(
        equipment="IM-01",
        from_ms=from_ms,
        to_ms=to_ms,
        series=(in_short(trace, LIMITS),),
        body=pack("IM-01", (trace,)),
        **where,
    )


def test_a_parameter_has_limits_until_they_are_set_anew():
    node = a_shop()
    node.do(MELT)
    assert node.do(MELT).events == ()
    (held,) = node.ask(parameters, "IM-01")
    assert (held.parameter, held.unit, held.limits) == ("melt", "°C", LIMITS)
    assert node.ask(parameters, "IM-02") == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": Decimal(199)},
        {"high": Decimal(190)},
        {"warn_low": Decimal(198)},
        {"low": Decimal("NaN")},
        {"high": Decimal("200.0000001")},
    ],
)
def test_limits_that_do_not_go_outwards_are_refused(wrong):
    node = a_shop()
    fields = {name: getattr(MELT, name) for name in MELT.__struct_fields__} | wrong
    with pytest.raises(Refused, match=r"equipment\.limits_crossed"):
        node.do(DefineParameter(**fields))


def test_a_person_says_why_equipment_stands():
    node = a_shop()
    with pytest.raises(Refused, match=r"equipment\.reason_missing"):
        node.do(SetEquipmentState(equipment="IM-01", state=EquipmentState.STOPPED))
    with pytest.raises(Refused, match=r"equipment\.unknown"):
        node.do(SetEquipmentState(equipment="IM-09", state=EquipmentState.RUNNING))
    setup = SetEquipmentState(
        equipment="IM-01", state=EquipmentState.STOPPED, reason=StopReason.SETUP
    )
    node.do(setup)
    assert node.do(setup).events == ()
    (now,) = node.ask(standing)
    assert (now.state, now.reason, now.by, now.by_machine) == ("stopped", "setup", "OP-01", False)


def test_a_machine_says_itself_when_it_stopped_and_how_long_it_ran_is_a_question():
    node = a_shop()
    for minute, state, reason in ((0, "running", ""), (30, "stopped", "2"), (42, "fault", "")):
        said = NoteEquipmentState(
            equipment="IM-01",
            state=EquipmentState(state),
            reason=reason,
            at_ms=T0 + minute * MINUTE_MS,
        )
        node.do(said, actor="")
        assert node.do(said, actor="").events == ()
    spans = node.ask(state_spans, "IM-01", T0 + 35 * MINUTE_MS)
    assert [(s.state, s.reason, s.from_ms - T0, s.by) for s in spans] == [
        ("stopped", "2", 30 * MINUTE_MS, ""),
        ("fault", "", 42 * MINUTE_MS, ""),
    ]
    assert (spans[0].to_ms, spans[1].to_ms) == (T0 + 42 * MINUTE_MS, None)
    (now,) = node.ask(standing)
    assert (now.state, now.by_machine) == ("fault", True)


def test_a_state_never_sorts_before_the_one_its_author_had_seen():
    node = a_shop()
    for state in (EquipmentState.RUNNING, EquipmentState.FAULT, EquipmentState.RUNNING):
        node.do(SetEquipmentState(equipment="IM-01", state=state))
        node.clock.ms -= MINUTE_MS  # somebody sets the clock back
        assert node.ask(standing)[0].state == state


def test_only_a_machine_that_speaks_to_its_station_needs_no_right():
    said = EquipmentStateChanged(
        equipment="IM-01", state=EquipmentState.RUNNING, at_ms=T0, by_machine=True
    )
    assert needed_for_state(said, "", lambda _: "") == NOTE
    assert needed_for_state(said, "P-1", lambda _: "") == ("equipment.operate",)


def test_a_segment_says_in_short_what_its_body_holds_in_full():
    node = a_shop()
    trace = a_trace("185.30", "201", "179.9", "190")
    node.do(a_segment(trace, order="WO-1", operation="B10", lot="L-1"), actor="")
    (row,) = node.ask(segments, "IM-01", T0, T0 + MINUTE_MS)
    (series,) = row.series
    assert (series.count, series.bad, series.beyond) == (4, 0, 2)
    assert (series.least, series.greatest) == (Decimal("179.9"), Decimal(201))
    assert series.mean == Decimal("189.05")
    assert (row.order, row.operation, row.lot, row.station) == ("WO-1", "B10", "L-1", "S1")
    assert node.ask(segments_of_operation, "WO-1", "B10") == (row,)
    assert node.ask(traces, row.body) == (trace,)
    assert node.events()[-1].envelope.blobs == (row.body,)


@pytest.mark.requirement("AL-02")
def test_a_damaged_body_is_never_shown_as_measured():
    node = a_shop()
    changes = node.do(a_segment(a_trace("185.3")), actor="")
    (body,) = changes.events[0].envelope.blobs
    with node.engine.begin() as connection:
        held = connection.execute(content.select().where(content.c.hash == body)).one()
        spoiled = bytearray(held.bytes)
        spoiled[len(spoiled) // 2] ^= 1
        connection.execute(
            update(content).where(content.c.hash == body).values(bytes=bytes(spoiled))
        )
    with pytest.raises(Refused, match=r"equipment\.segment_broken"):
        node.ask(traces, body)


def test_samples_that_are_still_on_their_way_say_so():
    here, there = a_shop("S1"), a_shop("S2")
    (event,) = here.do(a_segment(a_trace("185.3")), actor="").events
    there.take([Arrival(event)])
    (row,) = there.ask(segments, "IM-01", T0, T0 + MINUTE_MS)
    with pytest.raises(Refused, match=r"equipment\.segment_not_here"):
        there.ask(traces, row.body)


def test_a_crossing_keeps_its_value_exactly_and_what_was_made():
    node = a_shop()
    node.do(
        NoteCrossing(
            equipment="IM-01",
            parameter="melt",
            at_ms=T0,
            value=Decimal("201.00"),
            limit=Decimal(200),
            unit="°C",
            order="WO-1",
            operation="B10",
        ),
        actor="",
    )
    (one,) = node.ask(crossings, "IM-01", 5)
    assert (one.value, one.limit, one.order) == ("201.00", "200", "WO-1")


def test_what_two_stations_recorded_at_once_is_one_case_for_the_desk():
    here, there = a_shop("S1"), a_shop("S2")
    for minute in range(3):
        start = T0 + minute * MINUTE_MS
        here.do(a_segment(a_trace("185"), start, start + MINUTE_MS), actor="")
    assert list(here.ask(lambda c: list(recorded_twice(c)))) == []
    late = T0 + MINUTE_MS + 1
    (event,) = there.do(a_segment(a_trace("186"), late, late + MINUTE_MS), actor="").events
    here.take([Arrival(event)])
    (case,) = here.ask(lambda c: list(recorded_twice(c)))
    assert (case.subjects, case.stations) == ((event.envelope.stream, "S1", "S2"), ("S1", "S2"))
    assert len(case.looked_at) == 3  # two of ours touch the other's minute
    assert event.hash in case.looked_at


def test_every_day_has_its_own_sheet():
    node = a_shop()
    streams = [
        node.do(a_segment(a_trace("1"), from_ms=T0 + day * 86_400_000), actor="").streams
        for day in range(2)
    ]
    assert streams == [{"equipment_day/IM-01/2025-11-22"}, {"equipment_day/IM-01/2025-11-23"}]


def test_the_name_of_a_body_is_its_sha256():
    body = pack("IM-01", (a_trace("185.3"),))
    node = a_shop()
    (event,) = node.do(a_segment(a_trace("185.3")), actor="").events
    assert event.envelope.blobs == (sha256(body).hexdigest(),)
