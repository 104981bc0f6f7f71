"""Holds in the window: told at once where work runs, by a sound, once; set, lifted, signed for."""

from decimal import Decimal

import pytest

from app.capabilities.people.signatures.queries import signatures
from app.capabilities.production.holds.commands import HoldWork
from app.capabilities.production.holds.events import hold_stream
from app.capabilities.production.holds.queries import freed_holds, standing_holds
from app.capabilities.production.progress.queries import task
from app.kernel.symbols import own
from app.kernel.words import Bilingual
from app.stations.sound import Cue
from app.ui.screens.screen import Place
from tests.ui.screens.station_at_work import ORDER, PIN

QUALITY = "P-0123"


def begun(hands):
    hands.log_in()
    hands.scan(own.operation_code(ORDER, "B10"))
    hands.press("start")
    hands.sees(lambda: hands.find("pause") is not None)


@pytest.mark.requirement("IL-09", "IS-10")
def test_a_hold_on_running_work_is_told_at_once_with_a_sound_and_only_scrap_goes_on(hands):
    begun(hands)
    hands.at.do(HoldWork(order=ORDER, operation="B10", reason="毛刺"))
    hands.reads("起冻结：毛刺")
    hands.reads("已冻结：只能报废品")
    hands.sees(lambda: hands.sound.cues.count(Cue.CALL) == 1)
    hands.type_digits("10")
    assert hands.find("report") is None
    hands.press("kind-scrap")
    hands.press("choice-burr")
    hands.press("report")
    hands.sees(lambda: hands.at.ask(task, ORDER, "B10").tally.scrap == Decimal(10))
    assert hands.sound.cues.count(Cue.CALL) == 1
    assert hands.at.ask(task, ORDER, "B10").state == "running"


def test_work_is_held_by_a_scan_and_freed_by_a_signature(hands):
    rights = ("production.view", "production.hold", "production.free", "records.view")
    hands.at.define("quality", *rights, "sign.resolved")
    hands.at.admit(QUALITY, "quality", Bilingual("质量放行人", "QA release"))
    hands.log_in(QUALITY)
    hands.window.go(Place("holds"))
    hands.reads("没有冻结")
    hands.scan(own.operation_code(ORDER, "B10"))
    hands.press("hold-hold-says-0")
    hands.press("hold-hold-do")
    hands.sees(lambda: len(hands.at.ask(standing_holds)) == 1)
    (held,) = hands.at.ask(standing_holds)
    assert (held.scope.order, held.scope.operation, held.by) == (ORDER, "B10", QUALITY)
    hands.press("hold-free")
    hands.press("hold-free-says-1")
    hands.press("hold-free-do")
    hands.sees(lambda: hands.find("signature") is not None)
    hands.badge(QUALITY)
    hands.type_digits(PIN)
    hands.press("signature-sign")
    hands.sees(lambda: hands.at.ask(standing_holds) == ())
    (freed,) = hands.at.ask(freed_holds, 10)
    assert (freed.freed.by, freed.freed.because) == (QUALITY, "检验合格")
    (signed,) = hands.at.ask(signatures, hold_stream(held.hold))
    assert (signed.signer, signed.meaning) == (QUALITY, "resolved")
