"""Intake as a whole, without HTTP: who waits for what, and what lets it go on."""

from hashlib import sha256

import msgspec
from sqlalchemy import select

from app.capabilities.people.signatures.capability import CAPABILITY as SIGNATURES
from app.capabilities.people.signatures.events import Signed
from app.capabilities.sites.events import StationEnrolled
from app.journal.event import LIST, PLANT, Covering, seal
from app.journal.journal import Arrival, Author, Journal, Receipt
from app.kernel.words import Bilingual
from app.store.tables import receipt, waiting
from app.sync import outbox
from app.sync.protocol import Push
from app.sync.signing import Identity
from server import epoch
from server.directory import SERVER, Directory, Everybody, Known, Readmission
from server.intake import Domain, Intake
from server.placing import Placing
from server.sites import Sites, say
from tests.journal.node import HandClock, a_node
from tests.journal.toy import Pour
from tests.sync.nodes import identity
from tests.sync.plant import CAPABILITIES, Notice, Register


class Server:
    """An intake on a database in memory; `known` are the enrolled stations."""

    def __init__(self, *stations: str, directory: Directory | None = None) -> None:
        self.node = a_node(SERVER, capabilities=CAPABILITIES, area=PLANT)
        self.known = {SERVER: Known(SERVER, frozenset(), identity(SERVER)[1])}
        for station in stations:
            self.enrol(station)
        clock = HandClock()
        self.journal = Journal(
            Author(SERVER, "server-e", PLANT),
            self.node.journal.vocabulary,
            clock,
            lambda *_: True,
        )
        domain = Domain(
            directory or Register(self.known), Everybody(), say, Placing(), Readmission()
        )
        self.intake = Intake(self.journal, identity(SERVER)[0], domain, clock, "e")
        self.node.ask(lambda c: epoch.begin(c, "e"))

    def enrol(self, station: str) -> None:
        self.known[station] = Known(station, frozenset({"line-1"}), identity(station)[1])

    def take(self, sender: str, events, seals=None):
        """Push `events` as `sender`; their own author seals each of them."""
        if seals is None:
            seals = [_sealed(one) for one in events]
        push = Push(events=tuple(e.data for e in events), seals=tuple(seals))
        pushed = self.node.ask(lambda c: self.intake.push(c, sender, push))
        return [(o.position, o.reason, o.missing) for o in pushed.outcomes]

    def record(self, happened):
        """Let the server itself record something."""

        def work(connection):
            self.journal.record(connection, [happened], "")
            self.intake.settle_own(connection)

        self.node.ask(work)

    def positions(self):
        query = select(receipt.c.hash, receipt.c.position).where(receipt.c.position.is_not(None))
        return dict(tuple(row) for row in self.node.ask(lambda c: c.execute(query).all()))

    def nobody_waits(self):
        return self.node.ask(lambda c: c.execute(select(waiting)).all()) == []


def _sealed(event):
    me, _ = identity(event.envelope.station)
    return outbox.seal_of(me, event)


def events_of(station, count=3, command=None):
    node = a_node(station, capabilities=CAPABILITIES)
    for _ in range(count):
        node.do(command or Pour(kettle="K"))
    return node.events()


def test_one_seal_over_the_last_vouches_for_all_below():
    server = Server("A")
    events = events_of("A")
    assert server.take("A", events, [_sealed(events[-1])]) == [(n, "", "") for n in (1, 2, 3)]


def test_the_same_push_twice_gets_the_same_answer_and_keeps_one():
    server = Server("A")
    events = events_of("A")
    assert server.take("A", events) == server.take("A", events)
    assert len(server.positions()) == 3


def test_what_arrives_before_its_predecessor_waits_and_goes_on_by_itself():
    server = Server("A")
    one, two, three = events_of("A")
    assert server.take("A", [three]) == [(None, "prev_missing", two.hash)]
    assert server.take("A", [two]) == [(None, "prev_missing", one.hash)]
    assert server.take("A", [one]) == [(1, "", "")]
    assert server.positions() == {one.hash: 1, two.hash: 2, three.hash: 3}
    assert server.nobody_waits()


def test_what_somebody_carries_with_its_authors_seal_needs_no_predecessor():
    server = Server("A", "B")
    _, two, three = events_of("A")
    assert server.take("B", [two, three]) == [(1, "", ""), (2, "", "")]


def test_an_unsealed_event_waits_until_a_later_one_vouches_for_it():
    server = Server("A", "B")
    one, two, three = events_of("A")
    assert server.take("B", [one, two], []) == [(None, "unsealed", "")] * 2
    assert server.take("B", [three]) == [(3, "", "")]
    assert len(server.positions()) == 3


def test_an_event_of_an_unknown_author_waits_for_its_enrolment():
    """As after a restored backup: the enrolment itself is carried back by another station."""
    server = Server("B", directory=Sites(identity(SERVER)[1]))
    server.record(a_station("B"))
    strangers = events_of("A")
    assert server.take("B", strangers) == [(None, "author_unknown", "")] * 3
    server.record(a_station("A"))
    assert {one.hash for one in strangers} <= set(server.positions())
    assert server.nobody_waits()


def a_station(name):
    name_of = Bilingual("工位", "Station")
    return StationEnrolled(
        station=name,
        name=name_of,
        purpose="operator",
        areas=("line-1",),
        public_key=identity(name)[1],
    )


def test_an_event_waits_for_the_rights_its_author_knew():
    server = Server("A", "B")
    (notice,) = events_of("B", 1, Notice(board="A", text="a new role"))
    author = a_node("A", capabilities=CAPABILITIES)
    other = Server("A", "B")
    other.take("B", [notice])
    row = other.node.ask(lambda c: c.execute(select(receipt)).mappings().one())
    author.take([Arrival(notice, Receipt(**row))])
    author.do(Pour(kettle="K"))
    act = author.events()[-1]
    assert act.envelope.rights_at == notice.hash
    assert server.take("A", [act]) == [(None, "rights_missing", notice.hash)]
    server.take("B", [notice])
    assert set(server.positions()) == {act.hash, notice.hash}


def test_a_signature_waits_until_the_list_of_what_it_covers_is_given():
    server = Server("A", "B")
    pour, signature, body = a_signature_over_a_list("A")
    name = sha256(body).hexdigest()
    assert server.take("B", [pour, signature]) == [(1, "", ""), (None, "list_missing", name)]
    server.node.ask(lambda c: server.intake.keep_content(c, body, "application/json"))
    assert set(server.positions()) == {pour.hash, signature.hash}
    assert server.nobody_waits()


def test_a_signature_that_waited_is_placed_when_its_author_brings_the_list_with_it():
    server = Server("A", "B")
    pour, signature, body = a_signature_over_a_list("A")
    server.take("B", [pour, signature])
    push = Push(events=(signature.data,), seals=(_sealed(signature),), lists=(body,))
    pushed = server.node.ask(lambda c: server.intake.push(c, "A", push))
    assert [outcome.position for outcome in pushed.outcomes] == [2]
    assert server.nobody_waits()


def a_signature_over_a_list(station):
    """Return an act, a signature that names a list of what it covers, and that list."""
    node = a_node(station, capabilities=(*CAPABILITIES, SIGNATURES))
    pour = node.do(Pour(kettle="K")).events[0]
    body = msgspec.json.encode([pour.hash])
    name = sha256(body).hexdigest()
    signed = Signed(
        record=pour.envelope.stream,
        meaning="reviewed",
        closes=True,
        manifest="",
        signature="",
        covers_list=name,
    )
    fact = Covering(signed, (LIST + name,))
    changes = node.ask(lambda c: node.journal.record(c, [fact], "P1"))
    return pour, changes.events[0], body


def test_a_seal_of_another_station_vouches_for_nothing():
    server = Server("A", "B")
    (one, *_) = events_of("A")
    forged = outbox.seal_of(Identity("A", identity("B")[0].sign), one)
    assert server.take("B", [one], [forged]) == [(None, "seal_forged", "")]
    in_own_name = outbox.seal_of(identity("B")[0], one)
    assert server.take("B", [one], [in_own_name]) == [(None, "unsealed", "")]


def test_a_forged_seal_does_not_stand_in_the_way_of_the_true_one():
    server = Server("A", "B")
    (one, *_) = events_of("A")
    forged = outbox.seal_of(Identity("A", identity("B")[0].sign), one)
    server.take("B", [one], [forged])
    assert server.take("A", [one]) == [(1, "", "")]


def test_a_second_branch_is_kept_and_the_fork_is_said_once():
    server = Server("A")
    one, two, _ = events_of("A")
    twin = a_node("A", capabilities=CAPABILITIES)
    twin.do(Pour(kettle="K", cups=9))
    (branch,) = twin.events()
    assert server.take("A", [one, two]) == [(1, "", ""), (2, "", "")]
    assert server.take("A", [branch]) == [(3, "", "")]
    assert len(server.positions()) == 4  # the three, and the server's word on the fork
    server.take("A", [one, branch])
    assert len(server.positions()) == 4


def test_an_event_that_does_not_follow_on_what_it_names_is_quarantined():
    server = Server("A")
    one, two, _ = events_of("A")
    server.take("A", [one])
    for facts in ({"seq": 7}, {"chain": "A-2"}, {"prev": ""}):
        broken = seal(msgspec.structs.replace(two.envelope, **facts))
        assert server.take("A", [broken]) == [(None, "chain_broken", "")]


def test_a_revoked_key_vouches_no_more():
    server = Server("A")
    key = server.known["A"].public_key
    server.known["A"] = Known("A", frozenset({"line-1"}), "", frozenset({key}))
    (one, *_) = events_of("A")
    assert server.take("A", [one]) == [(None, "key_revoked", "")]


def test_the_servers_own_events_get_places_and_seals():
    server = Server()
    server.record(a_station("A"))
    (name,) = server.positions()
    (seal,) = server.node.ask(lambda c: outbox.seals_of(c, [name]))
    assert (seal.station, seal.hash) == (SERVER, name)
