"""No serial number is ever given twice, and no label is sent twice, whatever is asked for."""

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

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
from app.capabilities.labels.jobs.events import LabelHeldBack, LabelQueued, LabelSending
from app.capabilities.labels.reconciliation.queries import SERIAL_TWICE, serials_twice
from app.capabilities.labels.serials.decisions import BLOCK, Numbers, serial_prefix, take
from app.capabilities.labels.serials.tables import BlockRow
from app.journal.journal import QUARANTINED, Arrival, Receipt
from app.journal.rows import read
from app.kernel.refused import Refused
from tests.capabilities.labels.factory import (
    a_label,
    a_printing_plant,
    asked,
    labels,
    printed,
)

ACTS = (
    lambda label: MarkClaimed(label=label),
    lambda label: MarkSending(label=label, rendered="ab" * 32, size=9),
    lambda label: MarkHeldBack(label=label, state="paused"),
    lambda label: MarkSent(label=label),
    lambda label: MarkUncertain(label=label, cause="printer"),
    lambda label: MarkFailed(label=label, flaw="size"),
    lambda label: VerifyLabel(label=label, scanned="x"),
    lambda label: VoidLabel(label=label, reason="lost"),
    lambda label: VoidLabel(label=label, reason="lost", print_next=True),
    lambda label: ReprintLabel(label=label, reason="damaged"),
)


@given(st.lists(st.tuples(st.integers(0, len(ACTS)), st.integers(0, 5)), max_size=40))
def test_no_sequence_of_acts_gives_a_number_twice_or_sends_a_label_twice(acts):
    node = a_printing_plant()
    node.do(asked(1))
    for which, whose in acts:
        rows = labels(node)
        label = rows[whose % len(rows)].label
        try:
            node.do(asked(1) if which == len(ACTS) else ACTS[which](label))
        except Refused:
            continue
    events = [(event.stream, event.happened) for event in ours(node)]
    serials = [one.serial for _, one in events if is_first(one)]
    assert len(serials) == len(set(serials))
    for stream in {stream for stream, _ in events}:
        assert_sent_once(one for of, one in events if of == stream)
    assert node.ask(serials_twice) == ()


def ours(node):
    read_ = [node.journal.vocabulary.understand(sealed) for sealed in node.events()]
    return [event for event in read_ if event.happened.kind.startswith("labels.")]


def is_first(one):
    return isinstance(one, LabelQueued) and not one.first_label


def assert_sent_once(story):
    """Between two sendings the printer had said that nothing left."""
    may_send = True
    for one in story:
        if isinstance(one, LabelSending):
            assert may_send
            may_send = False
        may_send = may_send or isinstance(one, LabelHeldBack)


def test_a_block_that_runs_out_is_followed_by_the_next_number():
    opened, taken = take(Numbers(None, 1), BLOCK + 1, "S1", iter("ab").__next__)
    assert [one.block for one in opened] == ["a", "b"]
    assert (opened[0].first, opened[0].last, opened[1].first) == (1, BLOCK, BLOCK + 1)
    assert taken[-1].serial == f"S1-{BLOCK + 1:06}"


def test_one_block_serves_many_acts():
    node = a_printing_plant()
    for _ in range(3):
        node.do(asked(2))
    blocks = node.ask(lambda c: read(c, BlockRow, select(BlockRow.table)))
    assert len(blocks) == 1
    assert [row.number for row in labels(node)] == [1, 2, 3, 4, 5, 6]


def test_every_station_has_a_prefix_of_its_own_that_a_label_can_carry():
    codes = ("ST-PK", "ST-PK2", "贴签包装", "A-LONG-STATION-CODE", "st-pk")
    prefixes = {serial_prefix(code) for code in codes}
    assert len(prefixes) == len(codes)
    assert all(len(prefix) <= 9 and prefix.isascii() for prefix in prefixes)


def test_a_quarantined_label_keeps_its_number_out_of_use():
    node = a_printing_plant()
    sealed = node.do(asked(1)).events[-1]
    receipt = Receipt(
        hash=sealed.hash,
        area="line-1",
        position=None,
        received_at=1,
        plant_position=0,
        verdict=QUARANTINED,
    )
    node.ask(lambda c: node.journal.judge(c, [receipt]))
    assert labels(node) == ()
    assert a_label(node).serial == "S1-000002"


def test_a_cloned_disk_that_gives_a_number_again_is_a_discrepancy():
    one, clone = a_printing_plant("S1"), a_printing_plant("S1")
    a_label(one)
    clone.clock.ms += 5_000
    a_label(clone)
    one.take([Arrival(event) for event in clone.events() if "label" in event.envelope.stream])
    (found,) = one.ask(serials_twice)
    assert found.kind == SERIAL_TWICE
    assert found.facts["serial"] == "S1-000001"
    assert len(found.looked_at) == 2


def test_a_copy_and_its_first_label_are_none():
    node = a_printing_plant()
    row = printed(node, a_label(node))
    node.do(ReprintLabel(label=row.label, reason="damaged"))
    assert node.ask(serials_twice) == ()


def test_two_stations_that_reprint_apart_count_the_same_copy():
    one, two = a_printing_plant("S1"), a_printing_plant("S2")
    row = printed(one, a_label(one))
    two.take([Arrival(event) for event in one.events()])
    one.do(ReprintLabel(label=row.label, reason="damaged"))
    two.clock.ms += 1_000
    again = two.do(ReprintLabel(label=row.label, reason="lost", printer="label9"))
    one.take([Arrival(event) for event in again.events])
    (found,) = one.ask(serials_twice)
    assert found.stations == ("S1", "S2")
