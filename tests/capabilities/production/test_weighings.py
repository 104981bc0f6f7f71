"""Weighing: portions into a step's band, and the gate that waits for them."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.capabilities.materials.bodies import MATERIAL
from app.capabilities.materials.lots.commands import HoldLot, LiftHold
from app.capabilities.production.bodies import Instruction, Step, Weigh
from app.capabilities.production.discrepancies.queries import overweighed
from app.capabilities.production.operations.commands import (
    ReportOperation,
    StartOperation,
    TakeWeighingBack,
    WeighPortion,
)
from app.capabilities.production.weighings.decisions import (
    MASS,
    Band,
    Weight,
    Where,
    band,
    in_unit,
    weigh,
)
from app.capabilities.production.weighings.events import Weighed
from app.capabilities.production.weighings.queries import weighings
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import publish
from tests.capabilities.materials.factory import ADHESIVE, now, released
from tests.capabilities.production.factory import ROUTE, a_plant, a_released_order

BARS = Weigh(per_piece=Decimal("0.022"), unit="kg", tolerance_percent=Decimal("0.5"))
STEPS = (
    Step(title=Bilingual("清场", "Clear")),
    Step(title=Bilingual("称重", "Weigh"), weigh=BARS),
)


def a_weighing_plant(station="S1"):
    first, *others = ROUTE.operations
    gated = msgspec.structs.replace(first, instruction="WI-B10", gates=("weighing",))
    node = a_plant(station, route=msgspec.structs.replace(ROUTE, operations=(gated, *others)))
    body = Instruction(code="WI-B10", name=Bilingual("备料", "Kitting"), steps=STEPS)
    publish(node, "instruction", "WI-B10", body)
    return node


def a_started_order(node, number="WORK000434"):
    a_released_order(node, number)
    node.do(StartOperation(order=number, operation="B10"))
    return number


def read(value, unit="kg", **facts):
    facts = {"read": f"S S {value} {unit}", "scale": "SC-01", "frames": (f"S S {value} {unit}",)}
    return Weight(Decimal(value), unit, **facts)


def put_on(node, weight, number="WORK000434", step=1):
    return node.do(WeighPortion(order=number, operation="B10", step=step, weight=weight))


def report(node, number="WORK000434", good=200):
    return node.do(ReportOperation(order=number, operation="B10", good=Decimal(good)))


def refuses(code, act, /, *args, **facts):
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    assert caught.value.code == code
    return caught.value


def test_a_band_is_the_order_s_pieces_and_the_tolerance():
    wanted = band(BARS, Decimal(200))
    assert (wanted.low, wanted.target, wanted.high) == (
        Decimal("4.378"),
        Decimal("4.4"),
        Decimal("4.422"),
    )


@given(st.decimals(0, 10**6, places=6), st.sampled_from(MASS), st.sampled_from(["g", "kg"]))
def test_a_mass_keeps_its_grams_in_every_unit(value, unit, wanted):
    grams = {"mg": Decimal("0.001"), "g": Decimal(1), "kg": Decimal(1_000), "t": Decimal(10**6)}
    assert in_unit(value, unit, wanted) * grams[wanted] == value * grams[unit]


@pytest.mark.parametrize("unit", ["lb", "lb:oz", "oz", "", "KG", "PC"])
def test_a_unit_of_nobody_s_is_refused_never_guessed(unit):
    refuses("weighing.unit", in_unit, Decimal(1), unit, "kg")


def test_good_is_reported_only_when_the_step_has_its_weight():
    node = a_weighing_plant()
    a_started_order(node)
    refused = refuses("weighing.missing", report, node)
    assert refused.facts == {"step": 2, "target": "4.4 kg"}
    put_on(node, read("2.100"))
    refuses("weighing.missing", report, node)
    put_on(node, read("2300.0", "g"))
    report(node)
    rows = node.ask(weighings, "WORK000434", "B10")
    assert {(row.net, row.unit, row.scale) for row in rows} == {
        (Decimal("2.1"), "kg", "SC-01"),
        (Decimal("2.3"), "kg", "SC-01"),
    }


def test_a_portion_that_is_too_much_says_by_how_much_and_is_not_taken():
    node = a_weighing_plant()
    a_started_order(node)
    put_on(node, read("4.000"))
    refused = refuses("weighing.too_much", put_on, node, read("0.500"))
    assert refused.facts == {"too_much": "0.078 kg"}
    assert len(node.ask(weighings, "WORK000434", "B10")) == 1


def test_a_weighing_taken_back_stays_legible_and_counts_no_more():
    node = a_weighing_plant()
    a_started_order(node)
    put_on(node, read("4.400"))
    (row,) = node.ask(weighings, "WORK000434", "B10")
    node.do(TakeWeighingBack(weighing=row.hash, reason="wrong bar"))
    assert node.ask(weighings, "WORK000434", "B10") == ()
    refuses("weighing.missing", report, node)
    refuses("weighing.unknown", node.do, TakeWeighingBack(weighing=row.hash, reason="again"))


def test_a_weight_typed_by_hand_says_why():
    where = Where("W", "B10", 1, Band(Decimal(1), Decimal(2), Decimal(3), "kg"))
    refuses("weighing.why_by_hand", weigh, where, Weight(Decimal(2), "kg"), Decimal(0))
    typed = Weight(Decimal(2), "kg", by_hand_because="scale at calibration")
    assert weigh(where, typed, Decimal(0)).by_hand_because == "scale at calibration"


@pytest.mark.parametrize("value", ["0", "-0.2", "NaN", "Infinity", "1e-9", "1e30"])
def test_what_is_no_weight_is_refused(value):
    where = Where("W", "B10", 1, Band(Decimal(1), Decimal(2), Decimal(3), "kg"))
    with pytest.raises(Refused):
        weigh(where, read(value), Decimal(0))


def test_a_step_that_weighs_nothing_and_work_that_does_not_run_are_refused():
    node = a_weighing_plant()
    a_released_order(node)
    refuses("operation.not_running", put_on, node, read("4.4"))
    node.do(StartOperation(order="WORK000434", operation="B10"))
    for step in (0, 2, -1):
        refuses("weighing.no_step", put_on, node, read("4.4"), step=step)


def test_what_two_stations_weighed_for_one_step_is_found_after_the_merge():
    one, other = a_weighing_plant("S1"), a_weighing_plant("S2")
    a_started_order(one)
    other.take([Arrival(e) for e in one.events() if "WORK000434" in e.envelope.stream])
    put_on(one, read("4.400"))
    put_on(other, read("4.400"))
    assert one.ask(lambda c: list(overweighed(c))) == []
    theirs = [e for e in other.events() if e.envelope.kind == Weighed.kind]
    one.take([Arrival(e) for e in theirs if e.envelope.station == "S2"])
    (found,) = one.ask(lambda c: list(overweighed(c)))
    assert found.facts["quantity"] == Decimal("8.8")
    assert found.stations == ("S1", "S2")


@pytest.mark.requirement("IL-09")
def test_a_portion_of_a_lot_on_hold_is_not_weighed_and_one_that_may_be_used_is_named():
    node = a_weighing_plant()
    publish(node, MATERIAL, ADHESIVE.code, ADHESIVE)
    a_started_order(node)
    released(node)
    portion = WeighPortion(
        order="WORK000434", operation="B10", step=1, weight=read("4.400"), lot="L-1"
    )
    node.do(HoldLot(lot="L-1", reason="wet"))
    refuses("lot.on_hold", node.do, portion)
    refuses("lot.unknown", node.do, msgspec.structs.replace(portion, lot="NONE"))
    (held,) = now(node).holds
    node.do(LiftHold(lot="L-1", holds=(held.name,), reason="dried"))
    (made,) = node.do(portion).events
    assert msgspec.json.decode(made.envelope.payload)["lot"] == "L-1"
