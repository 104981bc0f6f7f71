"""Nonconformances in the window: registered, judged, split and signed, by mouse and by finger."""

import tempfile
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.capabilities.people.signatures.commands import Ask
from app.capabilities.people.signatures.queries import signatures
from app.capabilities.people.starting.commands import starting_roles
from app.capabilities.production.holds.queries import holds_on
from app.capabilities.quality.nonconformance.dispositions.commands import (
    ApproveDisposition,
    ProposeDisposition,
)
from app.capabilities.quality.nonconformance.evaluating.commands import EvaluateNonconformance
from app.capabilities.quality.nonconformance.records.answers import State
from app.capabilities.quality.nonconformance.records.bodies import (
    Disposition,
    Part,
    Risk,
    Severity,
    Split,
)
from app.capabilities.quality.nonconformance.records.queries import open_ones
from app.capabilities.quality.nonconformance.registering.commands import RegisterNonconformance
from app.journal.ledger import ledger_of
from app.journal.ruling import Matter
from app.kernel import paths
from app.kernel.symbols import own
from app.kernel.words import Bilingual
from app.stations.signing import Credentials, Signing
from app.store import content
from app.ui.audits import audit
from app.ui.exhibits.kit_more import drawn_part
from app.ui.screens.quality.nonconformance.bar import ActBar
from app.ui.screens.quality.nonconformance.photos import PhotosField
from app.ui.screens.screen import Place
from tests.ui.screens.hands import Hands, at_window
from tests.ui.screens.quality.inspecting import INSPECTOR, come
from tests.ui.screens.station_at_work import (
    LEAD,
    ORDER,
    PIN,
    a_peopled_station,
    a_station,
    lay_down,
    left_behind,
)

QA = "P-0123"
NAME = "nc-1"
_FOLDERS: dict[str, dict[str, bytes]] = {}


def a_shop(folder: Path):
    """Return a station where an inspector, a line lead and QA may sign; made once, then copied."""
    if not _FOLDERS:
        with tempfile.TemporaryDirectory() as first:
            at = a_peopled_station(Path(first))
            for role in starting_roles(paths.resources() / "plant" / "roles.toml"):
                at.do(msgspec.structs.replace(role, why="as the plant starts"))
            at.admit(INSPECTOR, "ipqc", Bilingual("检验员 01", "Inspector 01"))
            at.admit(QA, "qa_release", Bilingual("质量放行人", "QA release"))
            at.station.close()
            _FOLDERS["shop"] = dict(left_behind(Path(first)))
    lay_down(_FOLDERS["shop"], folder)
    return a_station(folder)


def found(at, *, registered=False):
    """Let something have been found and judged: 200 pieces at B10."""
    matter = Matter(order=ORDER, operation="B10")
    at.do(
        RegisterNonconformance(
            name=NAME, code="dimension", matter=matter, quantity=Decimal(200), registered=registered
        ),
        INSPECTOR,
    )
    at.do(
        EvaluateNonconformance(
            name=NAME, severity=Severity.MAJOR, risk=Risk.LOW, quantity=Decimal(200)
        ),
        INSPECTOR,
    )


def decided(at):
    """Let QA have agreed that all 200 are scrapped."""
    why = "尺寸无法恢复"
    split = Split(disposition=Disposition.SCRAP, quantity=Decimal(200), why=why)
    at.do(ProposeDisposition(name=NAME, splits=(split,)), INSPECTOR)
    (one,) = at.ask(open_ones)
    seen = frozenset(at.ask(ledger_of, one.row.stream).entries)
    approve = ApproveDisposition(name=NAME, proposal=one.row.proposal, part=Part.QUALITY)
    Signing(at.station).sign(
        (Ask(one.row.stream, "reviewed", seen=seen),), Credentials(QA, PIN, QA), then=(approve,)
    )


@pytest.fixture
def at(tmp_path):
    return a_shop(tmp_path / "station")


@pytest.fixture
def bench(qtbot, at):
    made = at_window(qtbot, at, density="bench")
    made.window.resize(1920, 1080)
    yield made
    made.close()


@pytest.fixture
def touch(qtbot, at):
    made = at_window(qtbot, at, language="en")
    made.window.resize(1280, 800)
    yield made
    made.close()


def go(hands, person, record=""):
    """Let somebody come to the screen, whoever was in front before."""
    if hands.floor.session is not None:
        hands.floor.lock()
        hands.is_at("login")
        hands.badge(person)  # the door asks for nobody else's PIN by then
        hands.sees(lambda: hands.window.screen_in_front.chosen == person)
    come(hands, person)
    hands.window.go(Place("nonconformances", record=record))
    hands.is_at("nonconformances")


def write(hands: Hands, name: str, text: str) -> None:
    hands.sees(lambda: hands.find(name) is not None)
    field = hands.find(name)
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        assert isinstance(field, QLineEdit)
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)


def pick(hands: Hands, name: str, key: str) -> None:
    hands.press(name)
    hands.press(f"{name}-sheet-{key}")


def sign(hands: Hands, person: str) -> None:
    hands.sees(lambda: hands.find("signature") is not None)
    if hands.find("signature-id") is not None:
        hands.badge(person)
    hands.type_digits(PIN)
    hands.press("signature-sign")
    hands.sees(lambda: hands.find("signature") is None)


def both_sign(hands: Hands) -> None:
    """Let the inspector sign, then the line lead as the second person: nothing before both did."""
    before = the_one(hands).done
    hands.sees(lambda: hands.find("signature") is not None)
    if hands.find("signature-id") is not None:
        hands.badge(INSPECTOR)
    hands.type_digits(PIN)
    hands.press("signature-sign")
    hands.reads("现在由第二人")
    assert the_one(hands).done == before
    hands.badge(LEAD)
    hands.type_digits(PIN)
    hands.press("signature-sign")
    hands.sees(lambda: hands.find("signature") is None)


def offered(hands: Hands, act: str) -> None:
    """Wait until an act stands behind the last button: what is shown follows what happened."""
    bar = hands.window.screen_in_front.findChild(ActBar)
    assert bar is not None
    hands.sees(lambda: act in bar.rest())


def the_one(hands: Hands):
    (one,) = hands.at.ask(open_ones)
    return one


def test_it_is_registered_judged_split_and_signed_by_all_who_must(bench):
    hands = bench
    go(hands, INSPECTOR)
    hands.press("nc-register")
    hands.sees(lambda: hands.find("nc-register-do") is not None)
    hands.scan(own.operation_code(ORDER, "B10"))
    hands.reads("B10")
    hands.press("nc-register-code-dimension")
    write(hands, "nc-register-quantity", "200")
    hands.press("nc-register-do")
    hands.sees(lambda: len(hands.at.ask(open_ones)) == 1)
    assert [hold.ncr for hold in hands.at.ask(holds_on, ORDER, "B10")] == [the_one(hands).name]
    hands.press("nc-do-first")
    hands.press("nc-evaluate-risk-low")
    hands.press("nc-evaluate-do")
    hands.sees(lambda: the_one(hands).state is State.EVALUATED)
    split(hands)
    hands.press("nc-do-first")
    hands.press("nc-propose-do")
    sign(hands, INSPECTOR)
    hands.sees(lambda: the_one(hands).state is State.PROPOSED)
    kinds = {one.disposition: one.quantity for one in the_one(hands).standing.splits}
    assert kinds == {Disposition.REWORK: Decimal(150), Disposition.SCRAP: Decimal(50)}
    for person in (LEAD, QA):
        go(hands, person, the_one(hands).name)
        hands.press("nc-do-first")
        hands.press("nc-approve-do")
        sign(hands, person)
    hands.sees(lambda: the_one(hands).state is State.DECIDED)
    stream = the_one(hands).row.stream
    signed = {(one.signer, one.meaning) for one in hands.at.ask(signatures, stream)}
    assert signed == {(INSPECTOR, "performed"), (LEAD, "reviewed"), (QA, "reviewed")}


def split(hands: Hands) -> None:
    """Rework 150 by the instruction in force, scrap the other 50; a step too far is undone."""
    hands.sees(lambda: hands.find("nc-tile-rework-number-line") is not None)
    write(hands, "nc-tile-rework-number-line", "150")
    hands.press("nc-tile-scrap-more")
    hands.reads("还差 49")
    hands.press("nc-split-undo")
    hands.reads("还差 50")
    hands.press("nc-tile-rework-open")
    pick(hands, "nc-needs-rework-instruction", "WI-B10")
    write(hands, "nc-needs-rework-risk", "无影响")
    write(hands, "nc-needs-rework-why", "可返工")
    hands.press("nc-needs-rework-do")
    hands.press("nc-tile-scrap-open")
    write(hands, "nc-needs-scrap-why", "尺寸无法恢复")
    hands.press("nc-needs-scrap-do")
    hands.reads("合计 200 / 200")
    hands.sees(lambda: hands.find("nc-do-first") is not None)


def test_a_concession_is_barred_on_its_tile_where_a_registered_requirement_is_missed(bench):
    found(bench.at, registered=True)
    go(bench, INSPECTOR, NAME)
    tile = "nc-tile-concession-open"
    bench.sees(lambda: bench.find(tile) is not None)
    said = bench.window.look.words("refused.ncr.concession_registered")
    bench.sees(lambda: said in bench.find(tile).accessibleName())
    assert bench.find("nc-tile-concession-more") is None
    bench.press(tile)
    bench.reads(said)
    bench.reads("合计 0 / 200")  # it took none of the pieces
    assert bench.find("nc-tile-scrap-more") is not None
    bench.badge(LEAD)  # whoever comes is not looked for among the nonconformances
    bench.is_at("login")


def test_what_is_scrapped_is_signed_by_who_did_it_and_by_who_saw_it(bench, tmp_path):
    found(bench.at)
    decided(bench.at)
    go(bench, INSPECTOR, NAME)
    bench.press("nc-do-first")
    pick(bench, "nc-execute-second", LEAD)
    photo = tmp_path / "scrapped.png"
    photo.write_bytes(drawn_part())
    bench.window.findChild(PhotosField).read(str(photo))
    bench.sees(lambda: bench.find("nc-execute-photos-0") is not None)
    bench.press("nc-execute-do")
    both_sign(bench)
    bench.sees(lambda: the_one(bench).state is State.VERIFIED)
    signed = {(s.signer, s.meaning) for s in bench.at.ask(signatures, the_one(bench).row.stream)}
    assert {(INSPECTOR, "performed"), (LEAD, "witnessed")} < signed
    (scrapped,) = the_one(bench).done
    assert bench.at.ask(content.fetch, scrapped.pictures[0].sha256) == drawn_part()
    offered(bench, "take_back")
    bench.press("nc-do-more")
    bench.press("nc-more-take_back")
    pick(bench, "nc-take_back-deed", scrapped.hash)
    write(bench, "nc-take_back-quantity", "20")
    write(bench, "nc-take_back-reason", "多录 20 件")
    pick(bench, "nc-take_back-second", LEAD)
    bench.press("nc-take_back-do")
    both_sign(bench)
    bench.sees(lambda: the_one(bench).left(Disposition.SCRAP) == Decimal(20))
    assert the_one(bench).pieces.held == Decimal(20)


def test_a_capa_is_opened_on_it(bench):
    found(bench.at)
    go(bench, QA, NAME)
    offered(bench, "capa")
    bench.press("nc-do-more")
    bench.press("nc-more-capa")
    bench.is_at("capa")
    bench.reads(bench.window.look.words("capa.new_how"))


def test_on_touch_a_list_leads_to_pages_a_finger_can_use(touch):
    found(touch.at)
    go(touch, INSPECTOR)
    touch.press("nc-part-filter-review" if touch.find("nc-part-filter-review") else "filter-review")
    touch.press(f"nc-{NAME}")
    for page in ("found", "split", "order", "talk", "split"):
        touch.press(f"nc-page-{page}")
        touch.sees(lambda: audit(touch.window.screen_in_front, touch.window.look) == ())
    touch.press("nc-tile-scrap-number")
    for key in ("key-2", "key-00", "nc-tile-scrap-sheet-done"):
        touch.press(key)
    touch.reads("200 of 200")
    touch.press("nc-back")
    touch.press(f"nc-{NAME}")
    touch.press("nc-page-split")
    touch.reads("200 of 200")


def test_what_is_half_registered_is_there_again_after_a_lock(touch):
    go(touch, INSPECTOR)
    touch.press("nc-register")
    touch.press("nc-register-code-flash")
    touch.press("nc-register-close")
    go(touch, INSPECTOR)
    touch.press("nc-register")
    touch.sees(lambda: touch.find("nc-register-code-flash") is not None)
    touch.sees(lambda: touch.find("nc-register-code-flash").isChecked())
