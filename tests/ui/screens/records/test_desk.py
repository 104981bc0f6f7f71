"""The desk in the window: found, taken, explained and resolved by signature, and back again."""

import pytest

from app.capabilities.people.signatures.queries import signatures
from app.capabilities.production.operations.events import OperationStarted
from app.capabilities.records.discrepancies.answers import Standing
from app.capabilities.records.discrepancies.queries import cases, stream_of
from app.capabilities.roster import ROSTER
from app.journal.journal import Arrival
from app.journal.upcast import Vocabulary
from app.ui.screens.screen import Place
from tests.journal.node import Node, a_node, all_events
from tests.ui.screens.hands import Hands, at_window
from tests.ui.screens.station_at_work import LEAD, OPERATOR, ORDER, PIN, a_peopled_station

CHECKS = Vocabulary(ROSTER).checks
SETTLES = ("production.view", "records.resolve", "records.view", "sign.resolved", "sign.reviewed")
STARTED = OperationStarted(order=ORDER, operation="B10")


@pytest.fixture
def at(tmp_path):
    made = a_peopled_station(tmp_path / "station")
    made.define("line_lead", *SETTLES)
    made.define("operator", "production.report", "production.view", "records.view")
    return made


@pytest.fixture(params=["touch", "bench"])
def hands(request, qtbot, at):
    made = at_window(qtbot, at, language="en", density=request.param)
    made.window.resize(1600, 900)
    yield made
    made.close()


def elsewhere(at, name: str) -> Node:
    """Return another station, in memory, that holds what this one does when they part."""
    made = a_node(name, capabilities=ROSTER)
    made.take([Arrival(event) for event in at.ask(all_events)])
    return made


def note(node: Node, *happened) -> None:
    with node.engine.begin() as connection:
        node.journal.record(connection, happened, OPERATOR)


def bring(at, node: Node) -> None:
    """Let everything another station holds arrive here, as the exchange would bring it."""
    arrivals = [Arrival(event) for event in node.events()]
    at.station.writer.act(lambda c: at.station.journal.take_in(c, arrivals)).result()


def start_apart(at, *names: str) -> None:
    apart = [elsewhere(at, name) for name in names]
    for node in apart:
        note(node, STARTED)
    for node in apart:
        bring(at, node)


def enter(hands: Hands, person: str) -> None:
    """Log in and wait for the window to be dressed: only then it goes anywhere."""
    hands.log_in(person, PIN)
    hands.is_at("home")


def sign(hands: Hands) -> None:
    hands.sees(lambda: hands.find("signature") is not None)
    hands.badge(LEAD)
    hands.type_digits(PIN)
    hands.press("signature-sign")
    hands.sees(lambda: hands.find("signature") is None)


def the_case(at):
    (case,) = at.ask(cases, CHECKS)
    return case


def open_case(hands: Hands) -> None:
    hands.window.go(Place("desk"))
    hands.is_at("desk")
    name = f"case-{the_case(hands.at).key[:8]}"
    if hands.find("desk-take") is None:
        hands.press(name)
    hands.sees(lambda: hands.find("desk-record") is not None)


def test_two_starts_are_taken_explained_and_resolved_and_a_third_start_returns_it(hands):
    at = hands.at
    start_apart(at, "S2", "S3")
    enter(hands, LEAD)
    open_case(hands)
    hands.reads("Started twice")
    hands.press("desk-take")
    hands.sees(lambda: the_case(at).standing is Standing.TAKEN)
    hands.press("desk-explain")
    hands.sees(lambda: hands.find("explain-text") is not None)
    hands.find("explain-text").setText("The cable was out")
    hands.press("explain-do")
    sign(hands)
    hands.sees(lambda: the_case(at).standing is Standing.EXPLAINED)
    hands.press("desk-resolve")
    hands.press("how-one_stands")
    hands.find("resolve-text").setText("S2 does the work")
    hands.press("resolve-do")
    sign(hands)
    hands.sees(lambda: the_case(at).standing is Standing.RESOLVED)
    signed = at.ask(signatures, stream_of(the_case(at).key))
    assert [(one.signer, one.meaning) for one in signed] == [(LEAD, "resolved")] * 2
    start_apart(at, "S4")
    hands.floor.changed.emit(None)
    hands.sees(lambda: the_case(at).standing is Standing.RETURNED)
    hands.reads("Returned: 1 records")


def test_a_resolution_without_how_or_why_is_refused_before_anybody_signs(hands):
    at = hands.at
    start_apart(at, "S2", "S3")
    enter(hands, LEAD)
    open_case(hands)
    hands.press("desk-take")
    hands.sees(lambda: the_case(at).owner == LEAD)
    hands.press("desk-resolve")
    hands.press("resolve-do")
    hands.reads("Choose how it is settled")
    hands.press("how-one_stands")
    hands.press("resolve-do")
    hands.reads("Say why")
    assert hands.find("signature-sign") is None


def test_both_sides_say_who_where_and_when(hands):
    start_apart(hands.at, "S2", "S3")
    enter(hands, LEAD)
    open_case(hands)
    for part in ("(UTC+08:00)", "S2", "S3", "Operator"):
        hands.reads(part)


def test_who_may_only_look_finds_nothing_to_press(hands):
    start_apart(hands.at, "S2", "S3")
    enter(hands, OPERATOR)
    open_case_looking(hands)
    assert hands.find("desk-resolve") is None
    assert hands.find("desk-take") is None


def test_nothing_to_settle_is_said_in_a_way_worth_reading(hands):
    enter(hands, LEAD)
    hands.window.go(Place("desk"))
    hands.reads("Nothing contradicts")


def test_the_navigation_counts_what_is_open(qtbot, at):
    made = at_window(qtbot, at, language="en", density="bench")
    start_apart(at, "S2", "S3")
    enter(made, LEAD)
    made.window.go(Place("desk"))
    made.floor.changed.emit(None)
    made.sees(lambda: "Discrepancies 1" in made.said())
    made.close()


def open_case_looking(hands: Hands) -> None:
    hands.window.go(Place("desk"))
    hands.is_at("desk")
    name = f"case-{the_case(hands.at).key[:8]}"
    hands.press(name)
    hands.sees(lambda: hands.find("desk-record") is not None)
