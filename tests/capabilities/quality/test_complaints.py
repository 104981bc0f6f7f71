"""Complaints (IS-12, 21 CFR 820.35(a)): every field, linked to UDI and lot, closed by signature."""

from typing import Any

import pytest
from msgspec.structs import replace

from app.capabilities.production.orders.queries import order
from app.capabilities.quality.complaints.commands import (
    ActOnComplaint,
    AnswerComplaint,
    AssessComplaint,
    CheckComplaintClosing,
    CloseComplaint,
    InvestigateComplaint,
    ReceiveComplaint,
    ReportComplaint,
)
from app.capabilities.quality.complaints.events import Complainant, Device, Nature
from app.capabilities.quality.complaints.queries import about, backwards, complaint, todos
from app.capabilities.quality.deviations.events import Weight
from app.kernel.refused import Refused
from tests.capabilities.quality.failing import a_deviation, a_signing_floor, day, open_one, sign
from tests.capabilities.quality.inspected import OQC, ORDER, QA, in_hand

DI = "06901234567892"


@pytest.fixture
def node():
    made = a_signing_floor()
    in_hand(made)
    return made


def refused(act) -> str:
    with pytest.raises(Refused) as said:
        act()
    return said.value.code


def told(node, **facts):
    lot = node.ask(order, ORDER).lot
    known: dict[str, Any] = {
        "complaint": "K-1",
        "received": day(node),
        "device": Device(name="Luer adaptor", udi=f"(01){DI}(17)281130(10){lot}(21)S7"),
        "complainant": Complainant(name="Dr. Chen", organisation="City hospital", contact="+86 1"),
        "nature": Nature.LEAK,
        "weight": Weight.MAJOR,
        "details": "Leaks at the cone",
    }
    return ReceiveComplaint(**known | facts)


def dealt_with(node, *, is_reportable: bool = False) -> None:
    late = day(node, 30) if is_reportable else ""
    said = AssessComplaint(
        complaint="K-1", is_reportable=is_reportable, reason="No harm came of it", deadline=late
    )
    node.do(said, OQC)
    if is_reportable:
        node.do(ReportComplaint(complaint="K-1", day=day(node), reference="MDR-1"), OQC)
    node.do(InvestigateComplaint(complaint="K-1", text="Cone out of tolerance"), OQC)
    node.do(ActOnComplaint(complaint="K-1", text="CAPA", records=("capa/CA-1",)), OQC)
    node.do(AnswerComplaint(complaint="K-1", text="Replaced, with thanks", day=day(node)), OQC)


@pytest.mark.requirement("IS-12")
def test_every_field_is_kept_and_what_the_udi_says_is_taken_over(node):
    node.do(told(node), OQC)
    row = node.ask(complaint, "K-1")
    lot = node.ask(order, ORDER).lot
    assert (row.di, row.lot, row.serial, row.expiry) == (DI, lot, "S7", "2028-11-30")
    assert (row.device, row.person, row.contact) == ("Luer adaptor", "Dr. Chen", "+86 1")
    assert (row.received, row.nature, row.details) == (day(node), "leak", "Leaks at the cone")
    assert row.product == node.ask(order, ORDER).product


@pytest.mark.requirement("IS-12")
def test_a_complaint_is_assessed_reported_investigated_answered_and_closed_by_signature(node):
    node.do(told(node), OQC)
    check = CheckComplaintClosing(complaint="K-1")
    assert refused(lambda: node.do(check, QA)) == "complaint.waits_assess"
    dealt_with(node, is_reportable=True)
    node.do(check, QA)
    assert refused(lambda: node.do(CloseComplaint(complaint="K-1"), QA)) == "complaint.unsigned"
    sign(node, QA, "complaint/K-1")
    node.do(CloseComplaint(complaint="K-1"), QA)
    row = node.ask(complaint, "K-1")
    assert (row.state, row.closed_by, row.report_reference) == ("closed", QA, "MDR-1")
    assert (row.answer, row.records) == ("Replaced, with thanks", ("capa/CA-1",))


@pytest.mark.requirement("IS-12")
def test_from_lot_or_udi_to_complaints_and_from_one_back_to_how_it_was_made(node):
    lot = node.ask(order, ORDER).lot
    node.do(told(node), OQC)
    node.do(told(node, complaint="K-2", device=Device(name="Luer adaptor", lot=lot)), OQC)
    a_deviation(node)
    open_one(node, sources=("complaint/K-1",))
    for found in (
        node.ask(lambda c: about(c, lot=lot)),
        node.ask(lambda c: about(c, lot=lot, di=DI)),
    ):
        assert {one.complaint for one in found} == {"K-1", "K-2"}
    assert [one.complaint for one in node.ask(lambda c: about(c, serial="S7", di=DI))] == ["K-1"]
    back = node.ask(backwards, "K-1")
    assert [one.order for one in back.orders] == [ORDER]
    assert [one.deviation for one in back.deviations] == ["DV-1"]
    assert [one.row.capa for one in back.capas] == ["CA-1"]
    assert [one.complaint for one in back.others] == ["K-2"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"device": Device(name=" ", lot="L")}, "complaint.device_missing"),
        ({"device": Device(name="A")}, "complaint.identity_missing"),
        ({"device": Device(name="A", udi="hello")}, "complaint.udi_unread"),
        ({"complainant": Complainant(name="")}, "complaint.complainant_missing"),
        ({"details": " "}, "complaint.details_missing"),
        ({"received": "2999-01-01"}, "complaint.day"),
    ],
)
@pytest.mark.requirement("IS-12")
def test_what_the_regulation_asks_for_is_asked_for(node, facts, code):
    assert refused(lambda: node.do(told(node, **facts), OQC)) == code


def test_an_injury_is_investigated_and_a_reportable_one_has_its_deadline(node):
    node.do(told(node, nature=Nature.INJURY), OQC)
    bare = InvestigateComplaint(complaint="K-1", text="no need", is_needless=True)
    assert refused(lambda: node.do(bare, OQC)) == "complaint.must_investigate"
    said = AssessComplaint(complaint="K-1", is_reportable=True, reason="Harm")
    assert refused(lambda: node.do(said, OQC)) == "complaint.deadline_missing"
    node.do(replace(said, deadline=day(node, 10)), OQC)
    with node.engine.begin() as connection:
        (waits,) = todos(node.journal.acting(connection, OQC))
    assert (waits.kind, waits.urgency.value) == ("complaint_report", "now")


def test_who_dealt_with_it_does_not_sign_its_closing(node):
    node.do(told(node), OQC)
    said = AssessComplaint(complaint="K-1", is_reportable=False, reason="No harm")
    node.do(said, QA)
    node.do(InvestigateComplaint(complaint="K-1", text="Cone"), OQC)
    assert refused(lambda: sign(node, QA, "complaint/K-1")) == "signature.own_work"
