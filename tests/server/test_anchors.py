"""What the server says of a station's own chain: signed how far it holds it, asked about or not."""

import msgspec

from app.capabilities.sites.events import RollbackSeen
from app.journal.chain import is_signed
from app.sync import outbox
from app.sync.protocol import Cursor, End, Pull, Push, PutBack
from server import area_log
from server.directory import Known
from tests.server.test_placing import Server, _sealed, events_of
from tests.sync.nodes import identity


def pushed(server, sender, events):
    push = Push(events=tuple(e.data for e in events), seals=tuple(map(_sealed, events)))
    return server.node.ask(lambda c: server.intake.push(c, sender, push))


def held(server, sender, end):
    pull = Pull(area="plant", cursor=Cursor(), end=end)
    return server.node.ask(lambda c: area_log.page(c, sender, pull, "e")).held


def end_of(sealed):
    return End(sealed.envelope.chain, sealed.envelope.seq, sealed.hash)


def admit(server, sender, end, here):
    return server.node.ask(lambda c: server.intake.put_back(c, sender, PutBack(end=end, held=here)))


def said(server):
    return [
        msgspec.json.decode(one.envelope.payload, type=RollbackSeen)
        for one in server.node.events()
        if one.envelope.kind == RollbackSeen.kind
    ]


def test_every_acknowledgement_says_signed_how_far_the_chain_is_held():
    server, (one, two, three) = Server("A"), events_of("A")
    key = bytes.fromhex(server.known["server"].public_key)
    for events, last in (([one, two], two), ([one], two), ([three], three)):
        (anchor,) = pushed(server, "A", events).anchors
        assert (anchor.station, anchor.chain, anchor.epoch) == ("A", "A-1", "e")
        assert (anchor.seq, anchor.hash) == (last.envelope.seq, last.hash)
        assert is_signed(anchor.text, anchor.signature, key)
        assert not is_signed(anchor.text + b" ", anchor.signature, key)


def test_of_what_waits_or_is_quarantined_nothing_is_said():
    server, (_, two, _) = Server("A"), events_of("A")
    assert pushed(server, "A", [two]).anchors == ()


def test_of_what_somebody_carries_nothing_is_said():
    server, events = Server("A", "B"), events_of("A")
    assert pushed(server, "B", events).anchors == ()


def test_a_station_hears_where_its_chain_ends_only_if_that_is_elsewhere_than_it_said():
    server, (one, two, three) = Server("A"), events_of("A")
    pushed(server, "A", [one, two])
    assert held(server, "A", end_of(two)) is None
    assert held(server, "A", end_of(one)) == end_of(two)
    assert held(server, "A", end_of(three)) == end_of(two)  # what is on its way: the station knows
    assert held(server, "A", End("A-9")) is None
    assert held(server, "B", end_of(one)) is None


def test_an_older_disk_is_said_once_however_often_it_is_admitted():
    server, (one, two, three) = Server("A"), events_of("A")
    pushed(server, "A", [one, two, three])
    assert admit(server, "A", end_of(one), end_of(three))
    assert not admit(server, "A", end_of(one), end_of(three))
    (fact,) = said(server)
    assert (fact.station, fact.seq, fact.held_seq, fact.held) == ("A", 1, 3, three.hash)


def test_nobody_can_say_of_another_station_that_its_disk_was_put_back():
    server, (one, two, three) = Server("A", "B"), events_of("A")
    pushed(server, "A", [one, two])
    assert not admit(server, "B", end_of(one), end_of(two))
    assert not admit(server, "A", end_of(one), end_of(three))  # the server does not hold that
    assert said(server) == []


def test_the_next_key_of_a_station_vouches_for_what_a_revoked_one_could_not():
    server, (one, two, three) = Server("A"), events_of("A")
    old = server.known["A"]
    _, fresh = identity("A", 2)
    server.known["A"] = Known("A", old.areas, fresh, frozenset({old.public_key}))
    assert {o.reason for o in pushed(server, "A", [one, two]).outcomes} == {"key_revoked"}
    me, _ = identity("A", 2)
    push = Push(events=(three.data,), seals=(outbox.seal_of(me, three),))
    server.node.ask(lambda c: server.intake.push(c, "A", push))
    assert set(server.positions()) == {one.hash, two.hash, three.hash}
