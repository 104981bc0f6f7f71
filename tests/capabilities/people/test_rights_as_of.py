"""What somebody might then is what a node that had heard just so much would have said."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.people.accounts.capability import CAPABILITY
from app.capabilities.people.accounts.events import (
    Grant,
    PersonAdded,
    PersonDisabled,
    RoleDefined,
    RolesSet,
)
from app.capabilities.people.accounts.queries import rights_of
from app.capabilities.people.rights.queries import as_of, changed_since
from app.journal.as_of import Held
from app.journal.journal import Arrival, Receipt
from app.kernel.place import Place
from app.kernel.words import Bilingual
from tests.journal.node import a_node

NAME = Bilingual("甲", "A")
PLACES = (Place("line-1", "S1"), Place("line-2", "S2"))
PEOPLE = ("P-1", "P-2")
HAPPENED = st.one_of(
    st.builds(PersonAdded, person=st.sampled_from(PEOPLE), name=st.just(NAME), badge=st.just("B")),
    st.builds(
        RolesSet,
        person=st.sampled_from(PEOPLE),
        before=st.just(()),
        now=st.sampled_from([(), ("a",), ("b",), ("a", "b")]),
        why=st.just("x"),
        scopes=st.sampled_from([(), (Grant(role="a", areas=("line-1",)),)]),
    ),
    st.builds(
        RoleDefined,
        role=st.sampled_from(["a", "b"]),
        name=st.just(NAME),
        before=st.just(()),
        now=st.sampled_from([("x.do",), ("x.do", "y.do"), ()]),
    ),
    st.builds(PersonDisabled, person=st.sampled_from(PEOPLE), why=st.just("left")),
)


def log_of(said) -> list[Arrival]:
    """Return events of two stations in the order the server gave them their places."""
    authors = [a_node(name, capabilities=(CAPABILITY,)) for name in ("S1", "S2")]
    for at_second, what in said:
        author = authors[at_second]
        with author.engine.begin() as connection:
            author.journal.record(connection, [what], "P-9")
    queues = [author.events() for author in authors]
    ordered = [queues[at_second].pop(0) for at_second, _ in said]
    return [
        Arrival(
            sealed,
            Receipt(hash=sealed.hash, area="plant", position=n, received_at=0, plant_position=n),
        )
        for n, sealed in enumerate(ordered, start=1)
    ]


@settings(max_examples=30, deadline=None)
@given(said=st.lists(st.tuples(st.booleans(), HAPPENED), min_size=1, max_size=10))
def test_as_of_a_place_in_the_log_is_what_a_node_that_ends_there_says(said):
    log = log_of(said)
    everything = a_node("S8", capabilities=(CAPABILITY,))
    everything.take(log)
    growing = a_node("S9", capabilities=(CAPABILITY,))
    for position, arrival in enumerate(log, start=1):
        growing.take([arrival])
        for person in PEOPLE:
            then = everything.ask(as_of, everything.journal.vocabulary, person, Held(position))
            now = [growing.ask(rights_of, person, place) for place in PLACES]
            assert [then.in_place(place) for place in PLACES] == now
            if not everything.ask(changed_since, person, position):
                assert now == [everything.ask(rights_of, person, place) for place in PLACES]


@settings(max_examples=30, deadline=None)
@given(
    said=st.lists(st.tuples(st.booleans(), HAPPENED), min_size=1, max_size=8),
    position=st.integers(0, 8),
    seq=st.integers(1, 9),
)
def test_what_its_author_had_said_itself_counts_though_it_has_no_place_yet(said, position, seq):
    log = log_of(said)
    everything = a_node("S8", capabilities=(CAPABILITY,))
    everything.take(log)
    home = a_node("S9", capabilities=(CAPABILITY,))
    home.take([a for n, a in enumerate(log, start=1) if n <= position or _is_own(a.sealed, seq)])
    held = Held(position, "S1-1", seq)
    for person in PEOPLE:
        then = everything.ask(as_of, everything.journal.vocabulary, person, held)
        expected = [home.ask(rights_of, person, place) for place in PLACES]
        assert [then.in_place(place) for place in PLACES] == expected


def _is_own(sealed, seq) -> bool:
    return sealed.envelope.chain == "S1-1" and sealed.envelope.seq < seq
