"""Every kind of event says what its actor needs, so that the server can judge it."""

from collections import Counter

from app.capabilities.people.starting.commands import starting_roles
from app.capabilities.roster import ROSTER
from app.journal.capability import NOTE, SERVERS_OWN
from tests.house.tree import ROOT

KINDS = {happened for capability in ROSTER for happened in capability.happened}
GRANTED = {
    right
    for role in starting_roles(ROOT / "resources" / "plant" / "roles.toml")
    for right in role.rights
}
(SERVER_ALONE,) = SERVERS_OWN
NOTES = {
    "labels.claimed",
    "labels.failed",
    "labels.held_back",
    "labels.sending",
    "labels.sent",
    "labels.uncertain",
    "equipment.limit_crossed",
    "equipment.segment_recorded",
    "people.logged_in",
    "people.login_failed",
    "people.locked_out",
    "people.logged_out",
    "people.login_refused",
    "sites.chain_continued",
    "sites.clock_jumped",
    "rules.fired",
    "sites.keys_stated",
}
"""The station's own: said whoever acts, also in the name of somebody who was just turned away."""


def test_exactly_one_capability_says_what_each_kind_needs():
    said = Counter(kind for capability in ROSTER for kind in capability.needs)
    assert [kind.kind for kind in KINDS if said[kind] != 1] == []
    assert [kind.kind for kind in said if kind not in KINDS] == []


def test_notes_are_few_and_the_server_says_what_it_alone_sees():
    said = {k.kind: needs for capability in ROSTER for k, needs in capability.needs.items()}
    assert {kind for kind, needs in said.items() if needs == NOTE} == NOTES
    assert {kind for kind, needs in said.items() if needs == SERVERS_OWN} == {
        "sites.fork_seen",
        "sites.rollback_seen",
    }


def test_every_right_a_command_asks_for_is_some_roles():
    asked = {command.right for capability in ROSTER for command in capability.commands}
    assert asked - {""} - GRANTED == set()


def test_every_right_an_event_needs_is_some_roles():
    fixed = [n for capability in ROSTER for n in capability.needs.values() if not callable(n)]
    assert {right for needs in fixed for right in needs} - {SERVER_ALONE} - GRANTED == set()
