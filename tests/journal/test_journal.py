"""The journal's promises: identity by hash, one chain, one order, nothing doubled."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.journal.digest import digest
from app.journal.event import seal, unseal
from app.journal.journal import QUARANTINED, Arrival, Receipt
from app.kernel.refused import Refused
from tests.journal.node import a_node
from tests.journal.toy import KettleRow, Pour, PourRow, Switch


def rows(node, row):
    return node.ask(lambda c: [tuple(r) for r in c.execute(row.table.select())])


def test_an_act_is_one_event_with_the_hash_of_its_own_bytes():
    node = a_node()
    changes = node.do(Switch(kettle="K"), actor="OP-07")
    (sealed,) = changes.events
    assert node.events() == [sealed]
    assert unseal(sealed.data).hash == sealed.hash
    assert sealed.envelope.actor == "OP-07"
    assert changes.streams == {"kettle/K"}


def test_events_of_a_station_form_a_chain():
    node = a_node()
    for _ in range(3):
        node.do(Pour(kettle="K"))
    events = node.events()
    assert [e.envelope.seq for e in events] == [1, 2, 3]
    assert [e.envelope.prev for e in events] == ["", events[0].hash, events[1].hash]


def test_a_refused_act_leaves_nothing():
    node = a_node()
    with pytest.raises(Refused):
        node.do(Pour(kettle="K", cups=0))
    assert node.events() == []


def test_without_the_right_nothing_happens():
    node = a_node(may=lambda connection, actor, right, place: False)
    with pytest.raises(Refused, match=r"right\.missing"):
        node.do(Switch(kettle="K"))


def test_the_journal_refuses_update_and_delete():
    node = a_node()
    node.do(Switch(kettle="K"))
    for statement in ("UPDATE event SET kind = 'x'", "DELETE FROM event"):
        with pytest.raises((DatabaseError, IntegrityError), match="append-only"):
            node.ask(lambda c, s=statement: c.execute(text(s)))


def test_an_event_never_sorts_before_what_its_author_had_seen_of_the_stream():
    ahead, behind = a_node("A"), a_node("B")
    ahead.clock.ms += 3_600_000
    first = ahead.do(Switch(kettle="K")).events[0]
    behind.take([Arrival(first)])
    second = behind.do(Switch(kettle="K", on=False)).events[0]
    elsewhere = behind.do(Switch(kettle="other")).events[0]
    assert second.order > first.order
    assert elsewhere.envelope.hlc < first.envelope.hlc


def test_what_arrives_twice_is_held_once():
    author, other = a_node("A"), a_node("B")
    event = author.do(Pour(kettle="K", cups=2)).events[0]
    other.take([Arrival(event), Arrival(event)])
    other.take([Arrival(event)])
    assert other.events() == [event]
    assert rows(other, PourRow) == rows(author, PourRow)


def test_a_quarantined_event_is_folded_out_and_a_released_one_in_again():
    node = a_node()
    node.do(Switch(kettle="K"))
    bad = node.do(Switch(kettle="K", on=False)).events[0]

    def verdict(word, position):
        return Receipt(
            hash=bad.hash,
            area="line-1",
            position=position,
            received_at=1,
            plant_position=0,
            verdict=word,
        )

    node.ask(lambda c: node.journal.judge(c, [verdict(QUARANTINED, None)]))
    assert rows(node, KettleRow) == [("kettle/K", True, "1")]
    node.ask(lambda c: node.journal.judge(c, [verdict("", 2)]))
    assert rows(node, KettleRow) == [("kettle/K", False, "10")]


ACTS = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.one_of(
            st.builds(Switch, kettle=st.sampled_from("KL"), on=st.booleans()),
            st.builds(Pour, kettle=st.sampled_from("KL"), cups=st.integers(1, 9)),
        ),
        st.integers(-5_000, 5_000),
    ),
    min_size=1,
    max_size=24,
)


@given(acts=ACTS, data=st.data())
@settings(max_examples=60)
def test_state_is_the_same_in_any_order_of_arrival(acts, data):
    authors = {name: a_node(name) for name in "ABC"}
    events = []
    for name, command, moved in acts:
        authors[name].clock.ms += moved
        events += authors[name].do(command).events
    reference, other = a_node("X"), a_node("Y")
    reference.take([Arrival(e) for e in events])
    shuffled = data.draw(st.permutations(events))
    while shuffled:
        size = data.draw(st.integers(1, len(shuffled)))
        other.take([Arrival(e) for e in shuffled[:size]])
        shuffled = shuffled[size:]

    def digest_of(node):
        return node.ask(lambda c: digest(c, node.journal.vocabulary, "line-1"))

    assert digest_of(reference) == digest_of(other)
    reference.ask(lambda c: reference.journal.refold(c, ["kettle/K", "kettle/L"]))
    assert digest_of(reference) == digest_of(other)


@given(st.binary(max_size=400))
def test_any_bytes_are_an_event_or_refused(data):
    with suppress(Refused):
        assert unseal(data).data == data


FORGED = 2**53 + 1  # what a reader of JSON with binary floats would take for its neighbour


@pytest.mark.parametrize("cups", [FORGED, -FORGED, 2**63, 10**400])
def test_a_forged_number_breaks_no_batch(cups):
    author, other = a_node("A"), a_node("B")
    honest = author.do(Pour(kettle="K", cups=7)).events[0]
    forged = unseal(honest.data.replace(b'"cups":7', b'"cups":%d' % cups))
    other.take([Arrival(forged), Arrival(honest)])
    assert rows(other, PourRow) == [("kettle/K", honest.hash, 7)]
    assert len(other.events()) == 2


@pytest.mark.parametrize("kettle", ["\0", "K\0", "\\\0"])
def test_a_text_no_database_takes_is_neither_written_nor_read(kettle):
    node = a_node()
    with pytest.raises(Refused, match=r"event\.not_text"):
        node.do(Switch(kettle=kettle))
    assert node.events() == []
    sealed = node.do(Switch(kettle="K")).events[0]
    escaped = kettle.replace("\\", "\\\\").replace("\0", "\\u0000").encode()
    with pytest.raises(Refused, match=r"event\.unreadable"):
        unseal(sealed.data.replace(b'"kettle":"K"', b'"kettle":"%s"' % escaped))


def test_letters_that_only_look_like_an_escape_are_letters():
    sealed = a_node().do(Switch(kettle=r"C:\u0000")).events[0]
    assert unseal(sealed.data) == sealed


def test_bytes_are_never_encoded_again():
    node = a_node()
    sealed = node.do(Switch(kettle="K")).events[0]
    spaced = sealed.data.replace(b'"seq":1', b'"seq": 1')
    assert unseal(spaced).data == spaced
    assert unseal(spaced).hash != seal(unseal(spaced).envelope).hash
