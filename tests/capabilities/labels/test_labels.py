"""A label's life: a number taken for good, one sending, doubt that only a person ends."""

import pytest
from msgspec.structs import replace

from app.capabilities.labels.bodies import LABEL_TEMPLATE
from app.capabilities.labels.jobs.commands import (
    MarkClaimed,
    MarkFailed,
    MarkHeldBack,
    MarkSending,
    MarkSent,
    MarkUncertain,
    ReprintLabel,
    VerifyLabel,
    VoidLabel,
)
from app.capabilities.labels.jobs.decisions import MOST, shown
from app.capabilities.labels.jobs.queries import in_flight, next_to_print
from app.capabilities.labels.reconciliation.queries import queue, reconciled
from app.capabilities.production.holds.commands import HoldWork
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from tests.capabilities.documents.library import publish
from tests.capabilities.labels.factory import (
    DI,
    TEMPLATE,
    a_label,
    a_printing_plant,
    asked,
    begun,
    in_doubt,
    labels,
    now,
    printed,
)

SCAN = f"01{DI}17281130" + "10IS-2611-01\x1d21S1-000001"


@pytest.fixture
def node():
    return a_printing_plant()


def refused(node, command, code):
    with pytest.raises(Refused) as said:
        node.do(command)
    assert said.value.code == code
    return said.value.facts


def test_labels_asked_for_at_once_take_numbers_in_a_row_by_the_revision_in_force(node):
    node.do(asked(3), actor="OP-07")
    rows = labels(node)
    assert [row.serial for row in rows] == ["S1-000001", "S1-000002", "S1-000003"]
    assert {row.state for row in rows} == {"queued"}
    assert len({row.batch for row in rows}) == 1
    first = rows[0]
    assert first.udi == f"(01){DI}(17)281130(10)IS-2611-01(21)S1-000001"
    assert (first.requested_by, first.template_revision, first.copy_number) == ("OP-07", "A", 1)
    assert node.events()[-1].envelope.blobs == (first.template_pin,)


def test_what_cannot_be_printed_takes_no_number(node):
    refused(node, asked(0), "labels.count")
    refused(node, asked(MOST + 1), "labels.count")
    refused(node, asked(printer=""), "labels.no_printer")
    refused(node, asked(template="LB-NONE"), "labels.no_template")
    refused(node, asked(di="09521234560013"), "symbol.element_check_digit")
    refused(node, asked(lot="批号"), "symbol.element_sign")
    for day in ("2028-02-30", "2028-11-00", "281130", "2028-W05-1"):
        refused(node, asked(expiry=day), "labels.bad_date")
    assert a_label(node).serial == "S1-000001"


def test_a_label_is_claimed_sent_and_said_to_be_sent_once(node):
    row = a_label(node)
    refused(node, MarkSending(label=row.label, rendered="", size=0), "labels.not_waiting")
    begun(node, row)
    for again in (
        MarkClaimed(label=row.label),
        MarkSending(label=row.label, rendered="", size=0),
        MarkFailed(label=row.label, flaw="size"),
    ):
        refused(node, again, "labels.not_waiting")
    node.do(MarkSent(label=row.label))
    assert (now(node, row).state, now(node, row).rendered) == ("sent", "ab" * 32)
    refused(node, MarkSent(label=row.label), "labels.not_waiting")
    refused(node, MarkUncertain(label=row.label, cause="printer"), "labels.not_waiting")


def test_what_the_printer_took_nothing_of_is_sent_again(node):
    row = begun(node, a_label(node))
    node.do(MarkHeldBack(label=row.label, state="paper_out"))
    assert (now(node, row).state, now(node, row).note) == ("claimed", "paper_out")
    assert node.ask(next_to_print, "S1", "label1").label == row.label
    node.do(MarkSending(label=row.label, rendered="cd" * 32, size=9))
    assert now(node, row).note == ""


def test_an_uncertain_label_is_settled_by_its_own_scan_alone(node):
    row = in_doubt(node, a_label(node))
    assert node.ask(next_to_print, "S1", "label1") is None
    facts = refused(
        node,
        VerifyLabel(label=row.label, scanned=SCAN[:-1] + "2", aim="]d2"),
        "labels.scan_differs",
    )
    assert facts["expected"] == shown(SCAN)
    assert facts["scanned"] == shown(SCAN[:-1] + "2")
    assert "01<GS>21" in facts["scanned"]
    refused(
        node,
        VerifyLabel(label=row.label, scanned=SCAN.replace("\x1d", "")),
        "labels.scan_differs",
    )
    refused(node, VerifyLabel(label=row.label, scanned=SCAN, aim="]Q1"), "labels.scan_differs")
    node.do(VerifyLabel(label=row.label, scanned=SCAN, aim="]d2"), actor="OP-07")
    assert (now(node, row).state, now(node, row).settled_by) == ("verified", "OP-07")


def test_or_by_voiding_its_number_and_printing_the_next(node):
    row = in_doubt(node, a_label(node))
    node.do(VoidLabel(label=row.label, reason="not_printed", print_next=True))
    old, new = labels(node)
    assert (old.state, old.note) == ("voided", "not_printed")
    assert (new.state, new.serial, new.lot) == ("queued", "S1-000002", row.lot)
    refused(node, VoidLabel(label=row.label, reason="lost"), "labels.is_void")
    refused(node, VerifyLabel(label=row.label, scanned=SCAN), "labels.not_to_verify")


def test_nothing_is_voided_while_its_bytes_are_on_their_way(node):
    row = begun(node, a_label(node))
    refused(node, VoidLabel(label=row.label, reason="not_needed"), "labels.is_sending")


def test_a_voided_label_is_never_sent_though_it_was_claimed(node):
    row = a_label(node)
    node.do(MarkClaimed(label=row.label))
    node.do(VoidLabel(label=row.label, reason="not_needed"))
    refused(node, MarkSending(label=row.label, rendered="", size=0), "labels.not_waiting")
    assert a_label(node).serial == "S1-000002"


def test_a_void_or_a_reprint_has_a_reason_of_the_list(node):
    row = printed(node, a_label(node))
    refused(node, VoidLabel(label=row.label, reason="because"), "labels.reason")
    refused(node, ReprintLabel(label=row.label, reason=""), "labels.reason")


def test_a_reprint_is_a_label_of_its_own_with_the_same_udi_and_the_next_copy(node):
    row = printed(node, a_label(node))
    node.do(ReprintLabel(label=row.label, reason="damaged"), actor="LL-01")
    first, copy = labels(node)
    assert (copy.udi, copy.serial, copy.copy_number) == (first.udi, first.serial, 2)
    assert (copy.first_label, copy.reason, copy.number) == (first.label, "damaged", 0)
    refused(node, ReprintLabel(label=row.label, reason="damaged"), "labels.copy_open")
    printed(node, copy)
    node.do(ReprintLabel(label=copy.label, reason="lost"))
    assert labels(node)[2].copy_number == 3
    assert a_label(node).serial == "S1-000002"


def test_what_was_never_printed_is_not_reprinted(node):
    row = a_label(node)
    refused(node, ReprintLabel(label=row.label, reason="lost"), "labels.not_printed")
    in_doubt(node, row)
    refused(node, ReprintLabel(label=row.label, reason="lost"), "labels.not_printed")
    refused(node, ReprintLabel(label="none", reason="lost"), "labels.unknown")


def test_a_label_that_cannot_be_made_says_why_and_keeps_its_number(node):
    row = a_label(node)
    node.do(MarkClaimed(label=row.label))
    node.do(MarkFailed(label=row.label, flaw="too_wide", what="鲁尔接头"))
    assert (now(node, row).state, now(node, row).note) == ("failed", "too_wide")
    assert a_label(node).serial == "S1-000002"


def test_a_label_is_the_business_of_its_own_station():
    one, two = a_printing_plant("S1"), a_printing_plant("S2")
    row = printed(one, a_label(one))
    two.take([Arrival(event) for event in one.events()])
    for command in (
        MarkClaimed(label=row.label),
        VoidLabel(label=row.label, reason="lost"),
        VerifyLabel(label=row.label, scanned=SCAN),
    ):
        refused(two, command, "labels.other_station")
    assert a_label(two).serial == "S2-000001"


def test_printing_goes_in_the_order_of_the_numbers(node):
    node.do(asked(3))
    seen = []
    while (row := node.ask(next_to_print, "S1", "label1")) is not None:
        seen.append(printed(node, row).number)
    assert seen == [1, 2, 3]
    assert node.ask(next_to_print, "S1", "label2") is None


def test_what_is_in_flight_is_found_again(node):
    row = begun(node, a_label(node))
    assert [one.label for one in node.ask(in_flight, "S1")] == [row.label]


@pytest.mark.requirement("P11-12")
def test_what_takes_a_voided_labels_place_is_printed_by_the_same_revision(node):
    row = in_doubt(node, a_label(node))
    node.clock.ms += 60_000
    newer = replace(TEMPLATE, dpi=300)
    publish(node, LABEL_TEMPLATE, TEMPLATE.code, newer, revision="B")
    node.do(VoidLabel(label=row.label, reason="not_printed", print_next=True))
    node.do(asked(1))
    assert [one.template_revision for one in labels(node)] == ["A", "A", "B"]


@pytest.mark.requirement("P11-08")
def test_printing_reprinting_and_voiding_are_rights_of_their_own():
    granted = {"labels.print"}
    node = a_printing_plant(may=lambda connection, actor, right, place: right in granted)
    row = printed(node, a_label(node))
    refused(node, ReprintLabel(label=row.label, reason="lost"), "right.missing")
    refused(node, VoidLabel(label=row.label, reason="lost"), "right.missing")
    granted |= {"labels.reprint", "labels.void"}
    node.do(ReprintLabel(label=row.label, reason="lost"))
    node.do(VoidLabel(label=row.label, reason="lost"))
    granted.clear()
    refused(node, asked(1), "right.missing")


def test_every_label_asked_for_is_counted_once(node):
    node.do(asked(7))
    rows = labels(node)
    printed(node, rows[0])
    node.do(VerifyLabel(label=rows[0].label, scanned=SCAN))
    printed(node, rows[1])
    node.do(ReprintLabel(label=rows[1].label, reason="damaged"))
    copy = next(row for row in labels(node) if row.copy_number == 2)
    printed(node, copy)
    in_doubt(node, rows[2])
    node.do(VoidLabel(label=rows[3].label, reason="not_needed"))
    node.do(MarkClaimed(label=rows[4].label))
    node.do(MarkFailed(label=rows[4].label, flaw="size"))
    sums = node.ask(lambda c: reconciled(c, order="W-1"))
    assert (sums.issued, sums.good, sums.verified, sums.replaced) == (8, 1, 1, 1)
    assert sums.unproven == 1  # the copy
    assert (sums.voided, sums.uncertain, sums.failed, sums.waiting) == (1, 1, 1, 2)
    assert not sums.is_settled
    assert node.ask(lambda c: reconciled(c, lot="other")).issued == 0
    assert node.ask(queue, "S1").sums == sums
    assert [row.label for row in node.ask(queue, "S1").uncertain] == [rows[2].label]


def test_every_nth_label_counts_only_once_it_was_scanned(node):
    newer = replace(TEMPLATE, scan_every=2)
    node.clock.ms += 60_000
    publish(node, LABEL_TEMPLATE, TEMPLATE.code, newer, revision="B")
    node.do(asked(3))
    rows = labels(node)
    assert [row.to_prove for row in rows] == [False, True, False]
    for row in rows:
        printed(node, row)
    sums = node.ask(lambda c: reconciled(c, order="W-1"))
    assert (sums.good, sums.unproven, sums.is_settled) == (2, 1, False)
    node.do(VerifyLabel(label=rows[1].label, scanned=SCAN[:-1] + "2"))
    assert node.ask(lambda c: reconciled(c, order="W-1")).is_settled


def test_a_second_label_in_another_place_replaces_none(node):
    row = printed(node, a_label(node))
    node.do(ReprintLabel(label=row.label, reason="second_place"))
    printed(node, labels(node)[1])
    sums = node.ask(lambda c: reconciled(c, station="S1"))
    assert (sums.good, sums.unproven, sums.replaced) == (1, 1, 0)
    node.do(VerifyLabel(label=labels(node)[1].label, scanned=SCAN))
    assert node.ask(lambda c: reconciled(c, station="S1")).is_settled


# ------------------------------------------------------------------------ work on hold
@pytest.mark.requirement("IL-09", "IS-10")
def test_no_label_of_an_order_on_hold_is_printed_nor_printed_again():
    node = a_printing_plant()
    node.do(asked(2))
    first, second = (row.label for row in labels(node))
    node.do(HoldWork(order="W-1", reason="Wrong drawing"))
    with pytest.raises(Refused, match=r"work\.on_hold"):
        node.do(asked())
    with pytest.raises(Refused, match=r"work\.on_hold"):
        node.do(ReprintLabel(label=first, reason="damaged"))
    with pytest.raises(Refused, match=r"work\.on_hold"):
        node.do(VoidLabel(label=second, reason="damaged", print_next=True))
    node.do(VoidLabel(label=second, reason="damaged"))
    node.do(asked(order="W-2"))
