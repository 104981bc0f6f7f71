"""Equipment: people see which stands and why, say so by a tap, and watch what is measured."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QWidget
from sqlalchemy import update

from app.capabilities.equipment.machines.answers import Limits, Point, Trace
from app.capabilities.equipment.machines.bodies import pack
from app.capabilities.equipment.machines.commands import (
    AssignWorkCentres,
    DefineEquipment,
    DefineParameter,
    NoteCrossing,
    NoteEquipmentState,
    RecordSegment,
)
from app.capabilities.equipment.machines.decisions import in_short
from app.capabilities.equipment.machines.events import EquipmentState
from app.capabilities.equipment.machines.queries import state_of
from app.capabilities.production.operations.commands import StartOperation
from app.kernel.symbols.own import equipment_code
from app.kernel.words import Bilingual
from app.stations.measured import Gathered, Measured
from app.store.tables import content
from app.ui.audits import audit
from app.ui.kit import TrendStrip
from app.ui.screens.screen import Place
from tests.ui.screens.hands import at_window
from tests.ui.screens.station_at_work import OPERATOR, ORDER, a_peopled_station

SEEN = ("production.report", "production.view", "equipment.view")
MINUTE_MS = 60_000


def a_shop(folder, *rights):
    at = a_peopled_station(folder)
    at.define("operator", *SEEN, *rights)
    for code, zh in (("IM-01", "注塑机 160 t"), ("IM-02", "注塑机 120 t")):
        name = Bilingual(zh, "Moulding machine")
        at.do(DefineEquipment(equipment=code, name=name, work_centre="WH"))
    at.do(
        DefineParameter(
            equipment="IM-01",
            parameter="melt",
            name=Bilingual("熔体温度", "Melt"),
            unit="°C",
            low=Decimal(180),
            high=Decimal(200),
            warn_high=Decimal(195),
        )
    )
    return at


@pytest.fixture
def hands(qtbot, tmp_path):
    made = at_window(qtbot, a_shop(tmp_path / "S1", "equipment.operate"))
    made.log_in()
    made.is_at("home")
    made.window.go(Place("equipment"))
    made.is_at("equipment")
    yield made
    made.close()


def told(hands, value, ago_ms=0):
    point = Point(hands.at.clock.ms - ago_ms, Decimal(value))
    hands.router.heard(Gathered((Measured("IM-01", "melt", "°C", point),)))


def test_a_machine_nobody_has_spoken_of_is_unknown(hands):
    hands.reads("IM-01 注塑机 160 t")
    hands.reads("尚无记录")
    hands.reads("运行 0 / 2")


def test_a_person_stops_a_machine_by_two_taps_and_says_why(hands):
    hands.press("machine-IM-02")
    hands.press("say-stopped")
    hands.press("stop-setup")
    hands.reads("换型调机 · 自今天")
    row = hands.at.ask(state_of, "IM-02")
    assert (row.state, row.reason, row.by, row.by_machine) == ("stopped", "setup", OPERATOR, False)
    hands.press("say-running")
    hands.reads("运行 1 / 2")


def test_a_scanned_label_turns_to_its_machine(hands):
    hands.reads("IM-01 注塑机 160 t")
    hands.scan(equipment_code("IM-02"))
    hands.reads("没有定义参数")


def test_what_a_machine_says_itself_is_said_to_be_its_own_word(hands):
    hands.at.do(
        NoteEquipmentState(
            equipment="IM-01", state=EquipmentState.FAULT, reason="", at_ms=hands.at.clock.ms
        ),
        actor="",
    )
    hands.reads("设备自报")
    hands.reads("故障")


def test_who_may_only_look_is_offered_no_tap(qtbot, tmp_path):
    hands = at_window(qtbot, a_shop(tmp_path / "S1"))
    try:
        hands.log_in()
        hands.is_at("home")
        hands.window.go(Place("equipment"))
        hands.reads("IM-01 注塑机 160 t")
        assert hands.find("say-stopped") is None
    finally:
        hands.close()


def test_a_value_runs_on_as_it_is_measured_and_is_judged(hands):
    hands.reads("180 – 200 °C")
    told(hands, "185.3")
    hands.reads("185.3")
    told(hands, "201.5")
    hands.reads("熔体温度 201.5 °C")
    hands.at.clock.ms += 90_000
    told(hands, "190", ago_ms=70_000)  # nothing is measured now
    hands.reads("熔体温度 – °C")


def test_what_is_in_hand_is_shown_and_bound_to_a_tap(hands):
    hands.at.do(StartOperation(order=ORDER, operation="B10", equipment="IM-01"), actor=OPERATOR)
    hands.reads(f"在制：{ORDER} · B10")
    hands.press("say-fault")
    hands.sees(lambda: hands.find("say-fault") is None)
    assert hands.at.ask(state_of, "IM-01").order == ORDER


def test_the_last_crossings_say_what_was_made(hands):
    hands.at.do(
        NoteCrossing(
            equipment="IM-01",
            parameter="melt",
            at_ms=hands.at.clock.ms,
            value=Decimal("201.5"),
            limit=Decimal(200),
            unit="°C",
            order=ORDER,
            operation="B10",
        ),
        actor="",
    )
    hands.reads("熔体温度 201.5 °C，限值 200")
    hands.reads(f"{ORDER} B10")


def test_a_limit_crossed_is_said_on_whatever_screen_and_once(hands):
    hands.at.do(AssignWorkCentres(station="S1", work_centres=("WH",)))
    hands.window.go(Place("home"))
    hands.is_at("home")
    for number in range(2):
        hands.at.do(
            NoteCrossing(
                equipment=f"IM-0{number + 1}",
                parameter="melt",
                at_ms=hands.at.clock.ms - 10 * number * MINUTE_MS,
                value=Decimal("201.5"),
                limit=Decimal(200),
                unit="°C",
            ),
            actor="",
        )
    hands.reads("IM-01 · 熔体温度 201.5 °C，限值 200")
    assert "IM-02 ·" not in hands.said()  # ten minutes ago is no news


def a_segment(hands):
    start_ms = hands.at.clock.ms - 3 * MINUTE_MS
    points = tuple(Point(start_ms + 1000 * n, Decimal(185 + n % 3)) for n in range(60))
    trace = Trace("melt", "°C", points)
    return RecordSegment(
        equipment="IM-01",
        from_ms=start_ms,
        to_ms=start_ms + MINUTE_MS,
        series=(in_short(trace, Limits()),),
        body=pack("IM-01", (trace,)),
    )


def test_history_comes_from_segments_and_a_damaged_one_is_said_and_not_shown(hands):
    changes = hands.at.do(a_segment(hands), actor="")
    hands.reads("180 – 200 °C")
    strip = hands.window.findChild(QWidget, "strip-melt")
    assert isinstance(strip, TrendStrip)
    hands.press("span-shift")
    hands.sees(lambda: [v for _, v in strip._curve.dots] == [186, 185, 187, 186])  # in short
    hands.press("span-live")
    hands.sees(lambda: len(strip._curve.dots) == 60)  # in full
    (body,) = changes.events[0].envelope.blobs
    spoil = update(content).where(content.c.hash == body).values(bytes=b"spoiled")
    hands.at.station.writer.act(lambda c: c.execute(spoil).rowcount).result()
    hands.press("span-live")
    hands.reads("有 1 段采样数据已损坏")
    assert strip._curve.dots == ()


@pytest.mark.parametrize(("language", "density"), [("zh_CN", "touch"), ("en", "bench")])
def test_the_screen_passes_the_audits(qtbot, tmp_path, language, density):
    at = a_shop(tmp_path / "S1", "equipment.operate")
    hands = at_window(qtbot, at, language=language, density=density)
    try:
        hands.log_in()
        hands.is_at("home")
        hands.window.resize(1280, 800)
        hands.window.go(Place("equipment"))
        told(hands, "201.5")
        hands.reads("201.5")
        hands.sees(lambda: audit(hands.window, hands.window.look) == ())
    finally:
        hands.close()
