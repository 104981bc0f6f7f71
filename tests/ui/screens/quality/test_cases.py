"""Deviations, CAPAs and complaints at the window: told, scanned, worked on, signed."""

import msgspec
import pytest
from PySide6.QtWidgets import QWidget

from app.capabilities.people.starting.commands import starting_roles
from app.capabilities.production.orders.queries import order
from app.capabilities.quality.capa.commands import (
    ChooseAction,
    DoAction,
    FindCause,
    JudgeCapa,
    PlanAction,
    PlanCheck,
)
from app.capabilities.quality.capa.events import Step
from app.capabilities.quality.capa.queries import capas
from app.capabilities.quality.complaints.commands import (
    ActOnComplaint,
    AnswerComplaint,
    AssessComplaint,
    InvestigateComplaint,
)
from app.capabilities.quality.complaints.queries import complaints
from app.capabilities.quality.deviations.commands import ReportDeviation
from app.capabilities.quality.deviations.queries import open_deviations
from app.journal.ruling import Matter
from app.kernel import paths
from app.kernel.days import local_day
from app.kernel.words import Bilingual
from app.ui.audits import audit
from app.ui.screens.screen import Place
from tests.ui.screens.hands import at_window
from tests.ui.screens.quality.inspecting import come
from tests.ui.screens.station_at_work import OPERATOR, ORDER, PIN, a_peopled_station

OQC, IPQC, ENGINEER, QA = "P-0118", "P-0117", "P-0122", "P-0123"
PEOPLE = {OQC: "oqc", IPQC: "ipqc", ENGINEER: "engineer", QA: "qa_release"}
DI = "09521234560012"


@pytest.fixture
def at(tmp_path):
    made = a_peopled_station(tmp_path / "station")
    for role in starting_roles(paths.resources() / "plant" / "roles.toml"):
        made.do(msgspec.structs.replace(role, why="as the plant starts"))
    for person, of in PEOPLE.items():
        made.admit(person, of, Bilingual(f"{of} {person}", f"{of} {person}"))
    return made


def put(hands, **values):
    """Enter values into the fields of the sheet in front, by name."""
    for name, value in values.items():
        control = hands.window.findChild(QWidget, f"{name.replace('__', '-')}-control")
        assert control is not None, name
        control.commit(value)


def sign(hands, person, button, *, is_first=True):
    """Sign; the badge is shown with a person's first signature of a session only."""
    hands.press(button)
    hands.sees(lambda: hands.find("signature-keypad") is not None)
    if is_first:
        hands.sees(lambda: hands.find("signature-id") is not None)
        hands.badge(person)
    hands.type_digits(PIN)
    hands.press("signature-sign")


def today(hands):
    clock = hands.at.clock
    return local_day(clock.now_ms(), clock.offset_min())


def work_on(at, name, day):
    """Let an engineer take a CAPA from its problem to its check."""
    whys = ("a", "b", "c")
    for command in (
        FindCause(capa=name, cause="Cone worn", whys=whys),
        ChooseAction(capa=name, text="New cone", no_harm="Same drawing"),
        PlanAction(capa=name, what="Fit it", who=ENGINEER, due=day),
    ):
        at.do(command, ENGINEER)
    (one,) = at.ask(capas)
    at.do(DoAction(capa=name, action=one.here[0].action, evidence="Photo"), ENGINEER)
    at.do(PlanCheck(capa=name, due=day, metric="Leaks", target="0 of 50"), ENGINEER)
    judged = JudgeCapa(capa=name, result="0 of 50", is_effective=True, evidence="Report")
    at.do(judged, ENGINEER)


@pytest.mark.requirement("IS-12", "CN-22")
def test_a_complaint_by_the_scan_of_a_udi_ends_in_a_capa_shown_to_have_worked(qtbot, at):
    hands = at_window(qtbot, at)
    lot = at.ask(order, ORDER).lot
    come(hands, OQC)
    hands.window.go(Place("complaints"))
    hands.is_at("complaints")
    hands.scan(f"(01){DI}(10){lot}(21)S7")
    hands.sees(lambda: hands.find("receive-do") is not None)
    hands.press("receive-do")
    hands.reads("还需填写")
    put(hands, receive__name="鲁尔接头", receive__person="陈医生", receive__details="接头处渗漏")
    put(hands, receive__nature="leak", receive__weight="minor")
    hands.press("receive-do")
    hands.sees(lambda: at.ask(complaints) != ())
    (row,) = at.ask(complaints)
    assert (row.lot, row.serial, row.di, row.person) == (lot, "S7", DI, "陈医生")
    hands.reads(ORDER)  # back to how it was made
    hands.sees(lambda: audit(hands.window, hands.window.look) == ())

    come_again(hands, ENGINEER)
    hands.window.go(Place("complaints"))
    hands.press("complaints-capa")
    hands.is_at("capa")
    hands.sees(lambda: hands.find("open-do") is not None)
    put(hands, open__title="锥度渗漏", open__weight="minor", open__lead=ENGINEER)
    put(hands, open__due=today(hands))
    hands.press("open-do")
    hands.sees(lambda: at.ask(capas) != ())
    (one,) = at.ask(capas)
    assert one.row.sources == (row.stream,)
    hands.press("capa-d2")
    hands.sees(lambda: hands.find("d2-do") is not None)
    put(hands, d2__text="2 件渗漏")
    hands.press("d2-do")
    hands.sees(lambda: at.ask(capas)[0].is_done(Step.PROBLEM))
    work_on(at, one.row.capa, today(hands))
    deal_with(at, row.complaint, one.row.stream, today(hands))

    come_again(hands, IPQC)
    hands.window.go(Place("capa"))
    sign(hands, IPQC, "capa-review")
    hands.reads("已审核")
    come_again(hands, QA)
    hands.window.go(Place("capa"))
    sign(hands, QA, "capa-approve")
    hands.sees(lambda: at.ask(capas)[0].is_closed)
    hands.reads("已关闭，措施已证明有效")
    hands.window.go(Place("complaints"))
    sign(hands, QA, "complaints-close", is_first=False)
    hands.sees(lambda: at.ask(complaints)[0].is_closed)
    hands.close()


def come_again(hands, person):
    """Let somebody else log in, once the door asks for their PIN and nobody else's."""
    hands.floor.lock()
    hands.is_at("login")
    hands.badge(person)
    hands.sees(lambda: hands.window.screen_in_front.chosen == person)
    hands.log_in(person)
    hands.sees(lambda: hands.window.place is not None)


def deal_with(at, name, capa, day):
    for command in (
        AssessComplaint(complaint=name, is_reportable=False, reason="No harm"),
        InvestigateComplaint(complaint=name, text="Cone worn"),
        ActOnComplaint(complaint=name, text="CAPA", records=(capa,)),
        AnswerComplaint(complaint=name, text="Replaced", day=day),
    ):
        at.do(command, OQC)


@pytest.mark.requirement("CN-14")
def test_a_deviation_told_at_the_bench_is_assessed_and_decided_by_signature(qtbot, at):
    hands = at_window(qtbot, at, language="en", density="bench")
    told = ReportDeviation(
        deviation="DV-000001",
        planned="24 h",
        actual="20 h",
        matter=Matter(order=ORDER, operation="B10"),
    )
    at.do(told, OPERATOR)
    come(hands, ENGINEER)
    hands.window.go(Place("deviations"))
    hands.reads(f"Order {ORDER} is not received into stock while this is open.")
    hands.press("deviations-assess")
    hands.sees(lambda: hands.find("assess-do") is not None)
    put(hands, assess__weight="minor", assess__impact="None found")
    hands.press("assess-do")
    hands.sees(lambda: at.ask(open_deviations, ORDER)[0].state == "assessed")
    hands.sees(lambda: hands.find("deviations-decide") is None)  # not theirs to decide

    come_again(hands, QA)
    hands.window.go(Place("deviations"))
    hands.press("deviations-decide")
    hands.sees(lambda: hands.find("decide-do") is not None)
    put(hands, decide__ruling="accept", decide__reason="20 h validated")
    sign(hands, QA, "decide-do")
    hands.sees(lambda: at.ask(open_deviations, ORDER)[0].state == "decided")
    hands.sees(lambda: audit(hands.window, hands.window.look) == ())
    hands.press("deviations-close")
    hands.press("close-do")
    hands.sees(lambda: at.ask(open_deviations, ORDER) == ())
    hands.close()
