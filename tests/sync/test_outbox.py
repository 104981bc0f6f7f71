"""What goes first: a lockout overtakes whatever waits to be sent, since somebody must be told."""

import pytest

from app.capabilities.people.accounts.capability import CAPABILITY
from app.capabilities.people.accounts.events import LockedOut, LoggedIn
from app.kernel.sealing import SigningKey, new_private_bytes
from app.sync import outbox
from app.sync.signing import Identity
from tests.journal.node import a_node

ME = Identity("S1", SigningKey(new_private_bytes()).sign)
MANY = 50


@pytest.mark.requirement("P11-27")
def test_a_lockout_is_in_the_next_push_however_much_waits_before_it():
    node = a_node(capabilities=(CAPABILITY,))
    with node.engine.begin() as connection:
        for _ in range(MANY):
            node.journal.record(connection, [LoggedIn(station="S1", person="P-1")], "P-1")
        lockout = LockedOut(station="S1", person="P-1", tries=5, until_ms=1)
        node.journal.record(connection, [lockout], "P-1")
        push = outbox.collect(connection, ME, 10, 1_000_000)
    assert push is not None
    last = node.events()[-1]
    assert push.events[0] == last.data
    assert len(push.events) == 10
    assert last.hash in {seal.hash for seal in push.seals}


def test_without_a_lockout_events_go_in_the_order_taken():
    node = a_node(capabilities=(CAPABILITY,))
    with node.engine.begin() as connection:
        for _ in range(3):
            node.journal.record(connection, [LoggedIn(station="S1", person="P-1")], "P-1")
        push = outbox.collect(connection, ME, 10, 1_000_000)
    assert push is not None
    assert list(push.events) == [sealed.data for sealed in node.events()]


def test_what_follows_from_an_act_goes_with_it():
    node = a_node(capabilities=(CAPABILITY,))
    facts = [LoggedIn(station="S1", person="P-1")]
    with node.engine.begin() as connection:
        for who in ("P-1", "P-1", "", "", "", "P-2"):
            node.journal.record(connection, facts, who)
        pushes = [outbox.collect(connection, ME, limit, 1_000_000) for limit in (1, 2, 3, 6)]
    assert [len(one.events) for one in pushes if one is not None] == [1, 5, 5, 6]
