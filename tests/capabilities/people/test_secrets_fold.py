"""Which secret counts, however the news of it arrives, and whose word about it counts at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.people.accounts.capability import CAPABILITY as ACCOUNTS
from app.capabilities.people.secrets.capability import CAPABILITY
from app.capabilities.people.secrets.events import (
    KeyParcelled,
    ResetApproved,
    ResetAsked,
    SecretSet,
)
from app.capabilities.people.secrets.queries import editions, parcel, resets_asked, secret
from app.journal.digest import digest
from app.journal.journal import Arrival
from tests.journal.node import a_node

OWNER, ADMIN, OTHER = "P-1", "P-124", "P-125"
OLD, NEW, THIRD = "a" * 64, "b" * 64, "c" * 64


def a_secret(edition, *, key=OLD, before="", code=False):
    return SecretSet(
        person=OWNER,
        edition=edition,
        before=before,
        way="code" if code else "password",
        public_key=key,
        station="S1",
        to_change=code,
    )


ACTS = st.sampled_from(
    [
        (a_secret("e1"), OWNER),
        (a_secret("e2", before="e1"), OWNER),
        (a_secret("e3", before="e1"), OWNER),
        (a_secret("c1", key=NEW, code=True), ADMIN),
        (a_secret("c2", key=THIRD, code=True), OTHER),
        (a_secret("e4", key=THIRD, before="c1"), OWNER),
        (ResetAsked(person=OWNER, why="forgot"), ADMIN),
        (ResetApproved(person=OWNER, asked_by=ADMIN), OTHER),
        (ResetApproved(person=OWNER, asked_by=ADMIN), ADMIN),
        (KeyParcelled(person=OWNER, to="S2", edition="e1", public_key=OLD, parcel="x"), OWNER),
        (KeyParcelled(person=OWNER, to="S2", edition="e2", public_key=OLD, parcel="y"), ""),
    ]
)


def told(*acts, station="S1"):
    node = a_node(station, capabilities=(ACCOUNTS, CAPABILITY))
    for happened, actor in acts:
        with node.engine.begin() as connection:
            node.journal.record(connection, [happened], actor)
    return node


@settings(max_examples=25, deadline=None)
@given(first=st.lists(ACTS, max_size=6), second=st.lists(ACTS, max_size=6), data=st.data())
def test_two_nodes_agree_in_whatever_order_the_news_arrives(first, second, data):
    nodes = told(*first), told(*second, station="S2")
    arrivals = [Arrival(sealed) for node in nodes for sealed in node.events()]
    here, there = told(station="S8"), told(station="S9")
    here.take(arrivals)
    for arrival in data.draw(st.permutations(arrivals)):
        there.take([arrival])
    vocabulary = here.journal.vocabulary
    assert here.ask(digest, vocabulary, "plant") == there.ask(digest, vocabulary, "plant")
    assert here.ask(secret, OWNER) == there.ask(secret, OWNER)


def test_of_two_set_at_once_the_later_counts_and_both_are_kept():
    node = told(
        (a_secret("e1"), OWNER),
        (a_secret("e2", before="e1"), OWNER),
        (a_secret("e3", before="e1"), OWNER),
    )
    assert node.ask(secret, OWNER).edition == "e3"
    assert [(one.edition, one.before) for one in node.ask(editions, OWNER)] == [
        ("e1", ""),
        ("e2", "e1"),
        ("e3", "e1"),
    ]


def test_nobody_sets_a_secret_for_somebody_that_signs_at_once():
    node = told((a_secret("e1"), OWNER), (a_secret("e9", key=NEW), ADMIN))
    assert node.ask(secret, OWNER).edition == "e1"


def test_one_administrator_alone_brings_no_new_key():
    node = told(
        (a_secret("e1"), OWNER),
        (ResetAsked(person=OWNER, why="forgot"), ADMIN),
        (ResetApproved(person=OWNER, asked_by=ADMIN), ADMIN),
        (a_secret("c1", key=NEW, code=True), ADMIN),
    )
    assert node.ask(secret, OWNER).edition == "e1"


def test_two_administrators_bring_a_code_and_the_owner_a_key_of_their_own():
    node = told((a_secret("e1"), OWNER), (ResetAsked(person=OWNER, why="forgot"), ADMIN))
    assert [one.reset_why for one in node.ask(resets_asked)] == ["forgot"]
    with node.engine.begin() as connection:
        approved = ResetApproved(person=OWNER, asked_by=ADMIN)
        node.journal.record(connection, [approved, a_secret("c1", key=NEW, code=True)], OTHER)
    assert node.ask(secret, OWNER).to_change
    assert node.ask(resets_asked) == ()
    with node.engine.begin() as connection:
        node.journal.record(connection, [a_secret("e2", key=THIRD, before="c1")], OWNER)
    own = node.ask(secret, OWNER)
    assert (own.public_key, own.to_change) == (THIRD, False)


def test_an_agreement_opens_the_way_for_one_code_only():
    node = told(
        (a_secret("e1"), OWNER),
        (ResetAsked(person=OWNER, why="forgot"), ADMIN),
        (ResetApproved(person=OWNER, asked_by=ADMIN), OTHER),
        (a_secret("c1", key=NEW, code=True), OTHER),
        (a_secret("c2", key=THIRD, code=True), OTHER),
    )
    assert node.ask(secret, OWNER).edition == "c1"


def test_the_last_parcel_for_a_node_is_the_one_it_opens():
    node = told(
        (KeyParcelled(person=OWNER, to="S2", edition="e1", public_key=OLD, parcel="x"), OWNER),
        (KeyParcelled(person=OWNER, to="S2", edition="e2", public_key=OLD, parcel="y"), ""),
    )
    assert node.ask(parcel, OWNER, "S2").parcel == "y"
    assert node.ask(parcel, OWNER, "S3") is None
