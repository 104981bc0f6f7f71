"""The gates of dispositions: fixed interlocks, each refusal a sentence. Pure."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from app.capabilities.flows.moves.bodies import Edge, EdgeKind, Flow
from app.capabilities.flows.moves.events import Moved
from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.quality.nonconformance.dispositions import decisions
from app.capabilities.quality.nonconformance.dispositions.answers import Ground
from app.capabilities.quality.nonconformance.executing import decisions as executing
from app.capabilities.quality.nonconformance.records.answers import Nonconformance, Pieces
from app.capabilities.quality.nonconformance.records.bodies import (
    HELD,
    NEEDS,
    Disposition,
    Part,
    Picture,
    Split,
)
from app.capabilities.quality.nonconformance.records.tables import (
    ApprovalRow,
    DeedRow,
    NonconformanceRow,
    ProposalRow,
)
from app.journal.event import Happened
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

HUNDRED = Decimal(100)
LOT = Lot(
    lot="AD-1",
    material="AD-302",
    material_name=Bilingual("胶", "Adhesive"),
    supplier="Kestrel",
    supplier_lot="K-7",
    quantity=HUNDRED,
    unit=Bilingual("kg", "kg"),
    expiry="",
    place="",
    status=Status.HELD,
    received_ms=0,
    received_by="",
)
GROUND = Ground(
    instructions={"RW-20": "ab" * 32},
    items=frozenset({"LA-316", "LA-TRAIN"}),
    route=Flow(
        nodes=("B20", "B30"), edges=(Edge(source="B30", target="B20", kind=EdgeKind.REWORK),)
    ),
    at={"B30": HUNDRED},
    people=frozenset({"P-1", "P-2"}),
)
ROW = NonconformanceRow(
    stream="nonconformance/n",
    name="n",
    number="NCR-261126-7K2M",
    code="dimension",
    opened="h",
    opened_ms=1,
    evaluated_ms=2,
    quantity=HUNDRED,
    unit="件",
    product="LA-316",
    order="W",
    operation="B30",
)
WHOLE = {
    Disposition.REWORK: Split(
        disposition=Disposition.REWORK,
        quantity=HUNDRED,
        instruction="RW-20",
        risk="none for the patient",
        back_to="B20",
    ),
    Disposition.REPAIR: Split(
        disposition=Disposition.REPAIR,
        quantity=HUNDRED,
        instruction="RW-20",
        risk="none",
        why="fits",
        limit="100",
    ),
    Disposition.DOWNGRADE: Split(
        disposition=Disposition.DOWNGRADE,
        quantity=HUNDRED,
        item="LA-TRAIN",
        lawful="yes",
        label="checked",
    ),
    Disposition.CONCESSION: Split(
        disposition=Disposition.CONCESSION, quantity=HUNDRED, why="looks only", limit="100"
    ),
    Disposition.RETURN: Split(disposition=Disposition.RETURN, quantity=HUNDRED, notice="SCAR"),
    Disposition.SCRAP: Split(disposition=Disposition.SCRAP, quantity=HUNDRED, why="void"),
}


def refused_by(act: Callable[[], object]) -> str:
    """Return the code of what refuses an act; empty where nothing does."""
    try:
        act()
    except Refused as refused:
        return refused.code
    return ""


def one(*deeds: DeedRow, **facts) -> Nonconformance:
    row = replace(ROW, **facts)
    return Nonconformance(row, Pieces({HELD: HUNDRED}), done=deeds)


def on(disposition: Disposition) -> tuple[Nonconformance, Ground]:
    if disposition is Disposition.RETURN:
        return one(order="", lot="AD-1", material="AD-302"), a_ground(lot=LOT)
    return one(), GROUND


def a_ground(**facts) -> Ground:
    known = {name: getattr(GROUND, name) for name in Ground.__slots__}
    return Ground(**known | facts)


def decided(disposition: Disposition, *deeds: DeedRow, **facts) -> Nonconformance:
    proposal = ProposalRow(
        stream=ROW.stream,
        hash="p",
        splits=(WHOLE[disposition],),
        needs=tuple(part.value for part in NEEDS[disposition]),
        remark="",
        by="P-9",
        at_ms=3,
    )
    approvals = tuple(
        ApprovalRow(
            stream=ROW.stream, hash=f"a{part}", proposal="p", part=part, by=part, at_ms=4, remark=""
        )
        for part in proposal.needs
    )
    row = replace(ROW, proposal="p", **facts)
    return Nonconformance(row, Pieces({HELD: HUNDRED}), (proposal,), approvals, deeds)


def deed(what: str, proposal: str, quantity: int, rejected: int = 0) -> DeedRow:
    return DeedRow(
        stream=ROW.stream,
        hash=f"{what}{proposal}",
        what=what,
        proposal=proposal,
        disposition="rework",
        quantity=Decimal(quantity),
        rejected=Decimal(rejected),
        by="P-1",
        second="",
        at_ms=5,
        station="S1",
        remark="",
    )


@pytest.mark.requirement("CN-15")
@pytest.mark.parametrize("disposition", Disposition)
def test_each_disposition_passes_its_gate_when_all_is_said(disposition):
    it, ground = on(disposition)
    proposed = decisions.propose(it, (WHOLE[disposition],), ground)
    assert proposed.needs == tuple(part for part in Part if part in NEEDS[disposition])


@pytest.mark.requirement("CN-15", "IS-10", "IL-12")
@pytest.mark.parametrize(
    ("disposition", "lacks", "code"),
    [
        (Disposition.REWORK, {"instruction": "RW-99"}, "ncr.rework_instruction"),
        (Disposition.REWORK, {"risk": " "}, "ncr.rework_risk"),
        (Disposition.REWORK, {"back_to": "B30"}, "ncr.rework_no_way"),
        (Disposition.REPAIR, {"instruction": ""}, "ncr.rework_instruction"),
        (Disposition.REPAIR, {"why": ""}, "ncr.concession_why"),
        (Disposition.DOWNGRADE, {"item": "LA-316"}, "ncr.downgrade_item"),
        (Disposition.DOWNGRADE, {"item": "NOT-THERE"}, "ncr.downgrade_item"),
        (Disposition.DOWNGRADE, {"lawful": ""}, "ncr.downgrade_lawful"),
        (Disposition.DOWNGRADE, {"label": ""}, "ncr.downgrade_label"),
        (Disposition.CONCESSION, {"why": ""}, "ncr.concession_why"),
        (Disposition.CONCESSION, {"limit": ""}, "ncr.concession_limit"),
        (Disposition.RETURN, {"notice": ""}, "ncr.return_notice"),
        (Disposition.SCRAP, {"why": ""}, "ncr.scrap_why"),
    ],
)
def test_what_a_gate_asks_for_is_not_left_out(disposition, lacks, code):
    it, ground = on(disposition)
    with pytest.raises(Refused) as refused:
        decisions.propose(it, (replace(WHOLE[disposition], **lacks),), ground)
    assert refused.value.code == code


@pytest.mark.requirement("IS-10", "IL-12")
@pytest.mark.parametrize("disposition", [Disposition.CONCESSION, Disposition.REPAIR])
def test_a_missed_registered_requirement_is_never_conceded(disposition):
    with pytest.raises(Refused, match=r"ncr\.concession_registered"):
        decisions.propose(one(registered=True), (WHOLE[disposition],), GROUND)
    barred = decisions.check_choice(one(registered=True), disposition, GROUND)
    assert barred is not None
    assert decisions.check_choice(one(registered=True), Disposition.REWORK, GROUND) is None


@pytest.mark.requirement("CN-15")
def test_what_came_back_too_often_is_not_reworked_again():
    twice = (deed("verified", "p1", 0, rejected=5), deed("verified", "p2", 0, rejected=5))
    with pytest.raises(Refused, match=r"ncr\.rework_cycles"):
        decisions.propose(one(*twice), (WHOLE[Disposition.REWORK],), GROUND)
    decisions.propose(one(twice[0]), (WHOLE[Disposition.REWORK],), GROUND)


def test_an_orders_pieces_go_to_no_supplier():
    with pytest.raises(Refused, match=r"ncr\.return_not_material"):
        decisions.propose(one(), (WHOLE[Disposition.RETURN],), a_ground(lot=LOT))


@pytest.mark.parametrize(
    ("splits", "code"),
    [
        ((40, 60), ""),
        ((40, 50), "ncr.split_sum"),
        ((40, 70), "ncr.split_sum"),
        ((0, 100), "ncr.quantity"),
    ],
)
def test_a_split_takes_every_held_piece_and_no_other(splits, code):
    kinds = (Disposition.REWORK, Disposition.SCRAP)
    split = tuple(
        replace(WHOLE[kind], quantity=Decimal(much))
        for kind, much in zip(kinds, splits, strict=True)
    )
    assert refused_by(lambda: decisions.propose(one(), split, GROUND)) == code


def approve(it: Nonconformance, part: Part, actor: str = "P-5", **facts) -> None:
    known = {"is_signed": True, "is_online": False} | facts
    decisions.approve(it, "p", part, actor=actor, **known)


@pytest.mark.requirement("IL-12")
@pytest.mark.parametrize(
    ("part", "facts", "code"),
    [
        (Part.SUPERVISOR, {"actor": "P-9"}, "ncr.own_proposal"),
        (Part.SUPERVISOR, {"is_signed": False}, "ncr.sign_first"),
        (Part.PRODUCTION, {}, "ncr.needs_server"),
        (Part.QUALITY, {}, "ncr.part_not_asked"),
    ],
)
def test_an_approval_is_anothers_signed_and_online_where_it_must_be(part, facts, code):
    it = decided(Disposition.REPAIR)
    it = Nonconformance(it.row, it.pieces, it.proposals)
    with pytest.raises(Refused) as refused:
        approve(it, part, **facts)
    assert refused.value.code == code


def test_nobody_approves_for_two_parts_but_quality_for_itself():
    it = decided(Disposition.REWORK)
    first = Nonconformance(it.row, it.pieces, it.proposals, it.approvals[:1])
    by = it.approvals[0].by
    with pytest.raises(Refused, match=r"ncr\.other_part"):
        approve(first, Part.QUALITY, actor=by)
    approve(first, Part.QUALITY)


@pytest.mark.requirement("CN-15")
@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"second": ""}, "ncr.second_missing"),
        ({"second": "P-1"}, "ncr.second_same"),
        ({"pictures": ()}, "ncr.scrap_picture"),
        ({"quantity": Decimal(101)}, "ncr.more_than_decided"),
        ({"place": "B99"}, "ncr.where_in_order"),
        ({}, ""),
    ],
)
def test_scrapping_takes_two_persons_and_evidence(facts, code):
    known = {
        "quantity": HUNDRED,
        "actor": "P-1",
        "second": "P-2",
        "pictures": (Picture(sha256="ab" * 32),),
    } | facts
    quantity = known.pop("quantity")
    it = decided(Disposition.SCRAP)
    done: list[Happened] = []
    said = refused_by(
        lambda: done.extend(executing.execute(it, Disposition.SCRAP, quantity, GROUND, **known))
    )
    assert said == code
    assert {one.reason for one in done if isinstance(one, Moved)} <= {"ncr_dimension"}


def test_serialised_pieces_are_scrapped_one_by_one():
    ground = a_ground(serials=frozenset({"S-1", "S-2"}), is_serialised=True)
    photo = (Picture(sha256="ab" * 32),)
    known: dict[str, Any] = {"actor": "P-1", "second": "P-2", "pictures": photo}
    it = decided(Disposition.SCRAP)
    for serials, code in (
        ((), "ncr.scrap_serials"),
        (("S-1",), "ncr.scrap_serials"),
        (("S-1", "S-9"), "ncr.scrap_serial_unknown"),
    ):
        with pytest.raises(Refused) as refused:
            executing.execute(it, Disposition.SCRAP, Decimal(2), ground, serials=serials, **known)
        assert refused.value.code == code
    executing.execute(it, Disposition.SCRAP, Decimal(2), ground, serials=("S-1", "S-2"), **known)


def test_who_reworks_does_not_judge_and_a_failed_inspection_accepts_nothing():
    it = decided(Disposition.REWORK, deed("executed", "p", 100))
    said: dict[str, Any] = {"inspection": "f-1", "is_inspected": True, "is_passed": True}
    for actor, facts, code in (
        ("P-1", {}, "ncr.own_verification"),
        ("P-2", {"is_inspected": False}, "ncr.verify_open"),
        ("P-2", {"is_passed": False}, "ncr.verify_failed"),
        ("P-2", {"is_of_this": False}, "ncr.verify_other"),
        ("P-2", {"inspection": ""}, "ncr.verify_how"),
    ):
        with pytest.raises(Refused) as refused:
            executing.verify(
                it, Disposition.REWORK, HUNDRED, Decimal(0), actor=actor, **said | facts
            )
        assert refused.value.code == code


def test_rework_goes_back_over_the_routes_own_way():
    done = executing.begin(decided(Disposition.REWORK), Disposition.REWORK, HUNDRED, GROUND, "")
    assert [(one.source, one.target) for one in done if isinstance(one, Moved)] == [
        ("held", "rework"),
        ("B30", "B20"),
    ]


def test_a_lot_of_which_all_goes_back_leaves_the_stock():
    it = decided(Disposition.RETURN, order="", lot="AD-1")
    done = executing.execute(it, Disposition.RETURN, HUNDRED, a_ground(lot=LOT), actor="P-1")
    assert [one.kind for one in done] == [
        "quality.disposition_executed",
        "flows.moved",
        "materials.taken_out",
        "materials.rejected",
        "materials.used_up",
    ]
