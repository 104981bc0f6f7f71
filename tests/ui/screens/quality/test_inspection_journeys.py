"""Whole ways through an inspection: the reviewer, an overdue gauge, a killed station."""

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from app.capabilities.equipment.gauges.commands import CalibrateGauge, DefineGauge
from app.capabilities.equipment.gauges.events import Finding, GaugeKind
from app.capabilities.forms.filling.commands import CompleteForm, EnterFields
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.filling.events import filled_stream
from app.capabilities.people.signatures.queries import signatures
from app.capabilities.quality.inspecting.commands import BeginInspection
from app.capabilities.quality.nonconformance.records.queries import of_filled
from app.journal.verify import verify
from app.kernel.symbols import own
from app.kernel.words import Bilingual
from app.ui.screens.screen import Place
from tests.journal.node import HandClock
from tests.ui.screens.hands import at_window
from tests.ui.screens.quality.inspecting import (
    GAUGE,
    HALF_HOUR_MS,
    INSPECTOR,
    OTHER,
    PATROL,
    a_quality_station,
    begin,
    come,
    held,
    look,
    said,
    the_inspection,
)
from tests.ui.screens.station_at_work import ORDER, PIN, a_station

ROOT = Path(__file__).parents[4]
REVIEWED = msgspec.structs.replace(PATROL, reviewed=True)
GOOD = {"bore/1": "2.5", "bore/2": "2.5", "bore/3": "2.5", "width": "2.5", "length": "2.5"}
OVERDUE = "G-09"


def typed(hands):
    return hands.find("inspect-keypad").text()


def sign(hands, person):
    hands.sees(lambda: hands.find("signature-id") is not None)
    hands.badge(person)
    hands.type_digits(PIN)
    hands.press("signature-sign")


def test_another_person_reviews_and_only_that_concludes_the_inspection(qtbot, tmp_path):
    at = a_quality_station(tmp_path / "station", REVIEWED)
    hands = at_window(qtbot, at)
    at.do(BeginInspection(plan=REVIEWED.code, order=ORDER, operation="B10"), INSPECTOR)
    one = the_inspection(hands, REVIEWED)
    entries = [Entry(path=path, value=f'"{value}"', gauge=GAUGE) for path, value in GOOD.items()]
    entries += [Entry(path="burrs", value="0"), Entry(path="look", value='"pass"')]
    at.do(EnterFields(filled=one.row.filled, entries=tuple(entries)), INSPECTOR)
    at.do(CompleteForm(filled=one.row.filled), INSPECTOR)
    come(hands)
    hands.window.go(Place("inspect", record=one.row.stream))
    hands.press("inspect-do")
    sign(hands, INSPECTOR)
    hands.reads("复核签名")
    assert the_inspection(hands, REVIEWED).row.state == "begun"
    assert hands.find("inspect-keypad") is None  # nothing is typed into what is complete
    hands.press("inspect-do")
    hands.type_digits(PIN)
    hands.press("signature-sign")
    hands.reads("这份记录中有您本人的操作")
    hands.press("signature-close")
    hands.sees(lambda: hands.find("signature-keypad") is None)
    hands.floor.lock()
    hands.sees(lambda: hands.find("inspect-do") is None)
    come(hands, OTHER)
    hands.window.go(Place("inspect", record=one.row.stream))
    hands.press("inspect-do")
    sign(hands, OTHER)
    hands.sees(lambda: the_inspection(hands, REVIEWED).row.state == "accepted")
    found = hands.at.ask(signatures, filled_stream(one.row.filled))
    assert [(each.signer, each.meaning) for each in found] == [
        (INSPECTOR, "performed"),
        (OTHER, "reviewed"),
    ]
    hands.close()


def test_a_failed_inspection_leads_to_its_nonconformance(qtbot, tmp_path):
    hands = at_window(qtbot, a_quality_station(tmp_path / "station"))
    at = hands.at
    at.do(BeginInspection(plan=PATROL.code, order=ORDER, operation="B10"), INSPECTOR)
    filled = the_inspection(hands).row.filled
    values = GOOD | {"bore/1": "2.7"}
    entries = [Entry(path=path, value=f'"{value}"', gauge=GAUGE) for path, value in values.items()]
    entries += [Entry(path="burrs", value="0"), Entry(path="look", value='"pass"')]
    at.do(EnterFields(filled=filled, entries=tuple(entries)), INSPECTOR)
    at.do(CompleteForm(filled=filled), INSPECTOR)
    come(hands)
    hands.window.go(Place("inspect", record=the_inspection(hands).row.stream))
    hands.press("inspect-do")
    sign(hands, INSPECTOR)
    hands.reads("登记不合格 NCR")
    hands.press("inspect-do")
    hands.sees(lambda: hands.find("nc-register-do") is not None)
    about: Any = hands.find("nc-register-about")
    assert ORDER in about.text()
    hands.press("nc-register-code-dimension")
    quantity: Any = hands.find("nc-register-quantity-control")
    quantity.commit("5")
    hands.press("nc-register-do")
    hands.reads("查看不合格 NCR")
    (one,) = at.ask(of_filled, filled)
    assert (one.order, one.operation, one.code) == (ORDER, "B10", "dimension")
    hands.press("inspect-do")
    hands.is_at("nonconformances")
    hands.close()


def test_an_overdue_gauge_is_refused_in_a_sentence_and_another_one_taken(qtbot, tmp_path):
    at = a_quality_station(tmp_path / "station")
    at.do(
        DefineGauge(
            gauge=OVERDUE,
            name=Bilingual("旧卡尺", "Old caliper"),
            sort=GaugeKind.CALIPER,
            serial="CA-9",
            unit="mm",
            low=Decimal(0),
            high=Decimal(150),
            resolution=Decimal("0.01"),
        )
    )
    at.do(
        CalibrateGauge(
            gauge=OVERDUE,
            certificate="C-0",
            calibrated_by="Lab",
            date="2024-11-01",
            due="2025-11-01",
            found=Finding.PASS,
        )
    )
    hands = at_window(qtbot, at)
    begin(hands)
    hands.scan(own.gauge_code(OVERDUE))
    hands.reads("校准已于 2025-11-01 到期。请换用其他量具")
    for sign_ in "2.5":
        hands.press(f"key-{sign_}")
    hands.reads("请换量具")
    assert hands.find("inspect-do") is None
    assert held(hands) == {}
    hands.press("gauge-choose")
    hands.press(f"gauge-sheet-{GAUGE}")
    hands.press("inspect-do")
    hands.sees(lambda: "bore/1" in held(hands))
    assert look(hands, the_inspection(hands).row.filled).held["bore/1"].gauge == GAUGE
    hands.close()


def test_a_station_that_is_killed_keeps_what_was_saved_and_what_stood_half_typed(qtbot, tmp_path):
    folder = tmp_path / "station"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.screens.quality.killed_inspector", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "typed"
    process.kill()
    process.stdout.close()
    process.wait()
    clock = HandClock()
    clock.ms += 2 * HALF_HOUR_MS
    hands = at_window(qtbot, a_station(folder, clock=clock))
    assert hands.at.ask(verify, folder).problems == ()
    one = the_inspection(hands)
    assert said(hands, "bore/1") == ["2.51 mm"]
    come(hands)
    hands.window.go(Place("inspect", record=one.row.stream))
    hands.sees(lambda: hands.find("inspect-keypad") is not None)
    hands.sees(lambda: typed(hands) == "2.4")
    hands.press("key-9")
    hands.press("inspect-do")
    hands.sees(lambda: held(hands).get("bore/2") == "2.49 mm")
    hands.close()
