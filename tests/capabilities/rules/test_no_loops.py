"""No set of rules loops, whatever happens where and comes in when; every firing is explained."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.rules.definition.bodies import Doing
from app.capabilities.rules.firings.commands import LookRound
from app.capabilities.rules.firings.decisions import read_again
from app.journal.journal import Arrival
from app.kernel.expressions import expression
from tests.capabilities.materials.factory import receipt
from tests.capabilities.rules.factory import a_plant, a_rule, fill, fired

TELL = Doing(action="notify", settings={"roles": ["ipqc"]})
ASK = Doing(action="create_task", settings={"roles": ["ipqc"]})
HOLD, STOP, ORDER = (Doing(action=one) for one in ("hold_lot", "stop_station", "hold_order"))
LOT_FACTS = {"when": "materials.received", "given": "quantity > 0"}
WATCH = {"when": "materials.lots", "given": "days_left < 60"}

_then = st.lists(st.sampled_from([TELL, ASK, HOLD, STOP, ORDER]), min_size=1, unique_by=id)
_facts = st.sampled_from(
    [
        {},
        {"given": ""},
        {"given": "verdict != 'none'"},
        {"given": "fails_last_hour >= 2", "per": "station + ' ' + hour"},
        {"given": "verdict == 'fail' and form_fails_last_hour >= 2", "per": "form + ' ' + hour"},
        {"per": "lot"},
        LOT_FACTS,
        WATCH,
    ]
)
_rules = st.lists(st.tuples(_then, _facts), min_size=1, max_size=5).map(
    lambda found: [a_rule(f"R-{n}", *then, **facts) for n, (then, facts) in enumerate(found)]
)
_acts = st.lists(
    st.one_of(
        st.tuples(st.just("fill"), st.integers(0, 1), st.sampled_from(["pass", "fail"])),
        st.tuples(st.just("receive"), st.integers(0, 1), st.just("")),
        st.tuples(st.just("look"), st.integers(0, 1), st.just("")),
        st.tuples(st.just("exchange"), st.integers(0, 1), st.just("")),
    ),
    max_size=9,
)


@settings(max_examples=15, deadline=None)
@given(_rules, _acts)
def test_no_set_of_rules_loops_and_every_firing_is_explained(rules, acts):
    one, two, server = (a_plant(*rules, station=name) for name in ("S1", "S2", "SRV"))
    seen = 0
    for number, (what, which, how) in enumerate(acts):
        station = (one, two)[which]
        station.clock.ms += 60_000
        if what == "fill":
            fill(station, f"F-{number}", how)
            seen += 1
        elif what == "receive":
            station.do(receipt(f"L-{number + 2}"))
            seen += 1
        elif what == "look":
            station.do(LookRound(), "")
        else:
            _deliver(station, server)
    for station in (one, two, one):  # what was delivered already changes nothing any more
        _deliver(station, server)
    lots = 3 + seen
    for node in (one, two, server):
        keys = {row.key for row in fired(node)}
        assert len(keys) <= len(rules) * (seen + lots)
        own = [row.key for row in fired(node, node.journal.author.station)]
        assert len(own) == len(set(own))  # a node fires a case once
        _assert_explained(node, rules)
    _assert_settled(one, two, server)


def _deliver(station, server):
    """Let the server take in what a station holds, and react to it, as it does at intake."""
    known = {one.hash for one in server.events()}
    new = [one for one in station.events() if one.hash not in known]
    with server.engine.begin() as connection:
        server.journal.take_in(connection, [Arrival(one) for one in new])
        server.journal.react(connection, new)


def _assert_settled(one, two, server):
    """Stations take what the server has: nobody reacts to arrivals, and nothing follows."""
    before = len(fired(server))
    for node in (one, two):
        node.take([Arrival(sealed) for sealed in server.events()])
        _deliver(node, server)
    assert len(fired(server)) == before


def _assert_explained(node, rules):
    plugs = node.journal.vocabulary.plugs
    kinds = {one.hash: one.envelope.kind for one in node.events()}
    by_code = {rule.code: rule for rule in rules}
    for row in fired(node):
        rule = by_code[row.rule]
        assert (row.revision, row.when) == ("A", rule.when)
        assert all((row.pin, row.subject, row.key))
        assert set(row.actions) | {no.action for no in row.undone} == {
            doing.action for doing in rule.then
        }
        if row.when in plugs.watches:
            assert row.cause == ""
        else:
            assert kinds[row.cause] == row.when
        facts = (plugs.occasions.get(row.when) or plugs.watches[row.when]).facts
        again = read_again(row.facts, facts)
        assert not rule.given or expression(rule.given).holds(again)
