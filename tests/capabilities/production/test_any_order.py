"""Two stations work on the same orders, now and then in touch: every node folds the same state."""

import random
from contextlib import suppress
from decimal import Decimal
from functools import cache

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.capabilities.equipment.machines.commands import AssignWorkCentres
from app.capabilities.flows.moves.queries import at_nodes
from app.capabilities.production.calls.commands import AnswerCall, CallForHelp, CloseCall
from app.capabilities.production.calls.events import CallReason
from app.capabilities.production.calls.queries import open_calls
from app.capabilities.production.operations.commands import (
    CorrectReport,
    DispatchOperation,
    PauseOperation,
    ReportOperation,
    ResumeOperation,
    StartOperation,
)
from app.capabilities.production.operations.decisions import Scrap
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.progress.queries import tasks
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.roster import ROSTER
from app.journal.digest import digest
from app.journal.event import PLANT
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from app.store import content
from tests.capabilities.production.factory import ROUTE, a_planned_order, a_plant
from tests.journal.node import a_node

STATIONS = ("S1", "S2")
ORDERS = ("W-1", "W-2")
OPERATIONS = tuple(one.code for one in ROUTE.operations)
CENTRES = ("WH", "CNC", "QC")
AREA = "line-1"

ACTS = 80
WEIGHTS = {"start": 6, "report": 9, "correct": 3, "pause": 1, "resume": 2, "dispatch": 1, "meet": 2}
WEIGHTS |= {"release": 1, "plan": 1, "call": 1, "answer": 1, "close": 1}


@cache
def definitions():
    """Return the events that define the plant, and the bodies they name."""
    node = a_plant("S1")
    node.do(ImportPlan(orders=tuple(a_planned_order(number, 9) for number in ORDERS)))
    node.do(AssignWorkCentres(station="S2", work_centres=CENTRES))
    node.do(ReleaseOrder(order="W-1"))
    events = tuple(node.events())
    names = {name for event in events for name in event.envelope.blobs}
    return events, tuple(node.ask(content.fetch, name) for name in sorted(names))


def a_station(name):
    node = a_node(name, capabilities=ROSTER)
    events, bodies = definitions()
    node.take([Arrival(event) for event in events])
    for body in bodies:
        node.ask(content.keep, body, "application/json")
    return node


def play(chance):
    """Let both stations work: every act that the rules of its station allow happens."""
    nodes = {name: a_station(name) for name in STATIONS}
    words = chance.choices([*WEIGHTS], weights=[*WEIGHTS.values()], k=ACTS)
    for word in words:
        if word == "meet":
            for one, other in (STATIONS, STATIONS[::-1]):
                nodes[one].take([Arrival(event) for event in nodes[other].events()])
        else:
            node = nodes[chance.choice(STATIONS)]
            node.clock.ms += chance.randint(-3_000, 60_000)
            with suppress(Refused):
                node.do(_command(word, node, chance))
    return nodes


def _command(word, node, chance):
    at = _somewhere(node, chance)
    match word:
        case "start" | "pause" | "resume":
            kinds = {"start": StartOperation, "pause": PauseOperation, "resume": ResumeOperation}
            return kinds[word](**at)
        case "report":
            scrap = (Scrap("burr", Decimal(1)),) if chance.random() < 0.3 else ()
            target = "B20" if at["operation"] == "B40" and chance.random() < 0.3 else None
            good = Decimal(chance.randint(0, 4))
            return ReportOperation(**at, good=good, scrap=scrap, target=target)
        case "correct":
            moves = [e.hash for e in node.events() if e.envelope.kind == "flows.moved"]
            return CorrectReport(move=chance.choice(moves), reason="wrong", quantity=Decimal(1))
        case "dispatch":
            return DispatchOperation(**at, station=chance.choice(STATIONS))
        case "release":
            return ReleaseOrder(order=at["order"])
        case "plan":
            quantity = chance.choice([9, 9, 12])
            return ImportPlan(orders=(a_planned_order(f"W-{chance.randint(1, 4)}", quantity),))
        case "call":
            return CallForHelp(reason=chance.choice([*CallReason]))
    calls = [row.call for row in node.ask(open_calls)]
    return (AnswerCall if word == "answer" else CloseCall)(call=chance.choice([*calls, "none"]))


def _somewhere(node, chance):
    """Return an operation: mostly one with pieces at it, so that a day makes some way."""
    open_tasks = [t for t in node.ask(tasks, node.journal.author.station, CENTRES) if t.tally.here]
    if not open_tasks or chance.random() < 0.2:
        return {"order": chance.choice(ORDERS), "operation": chance.choice(OPERATIONS)}
    task = chance.choice(open_tasks)
    return {"order": task.order, "operation": task.operation}


def state_of(node):
    vocabulary = node.journal.vocabulary
    return [node.ask(digest, vocabulary, area) for area in (AREA, PLANT)]


@given(seed=st.integers(0, 2**32))
@settings(max_examples=8, phases=[Phase.generate])
def test_the_state_of_production_is_the_same_in_any_order_of_arrival(seed):
    chance = random.Random(seed)
    nodes = play(chance)
    everything = {event.hash: event for node in nodes.values() for event in node.events()}
    shuffled = sorted(everything)
    chance.shuffle(shuffled)
    late = a_node("X", capabilities=ROSTER)
    while shuffled:
        size = chance.randint(1, 40)
        late.take([Arrival(everything[name]) for name in shuffled[:size]])
        shuffled = shuffled[size:]
    for node in nodes.values():
        node.take([Arrival(event) for event in everything.values()])
    assert state_of(nodes["S1"]) == state_of(nodes["S2"]) == state_of(late)
    late.ask(late.journal.refold, sorted({e.envelope.stream for e in everything.values()}))
    assert state_of(late) == state_of(nodes["S1"])
    for number in ORDERS:
        assert sum(late.ask(at_nodes, number).values(), Decimal(0)) == 0
