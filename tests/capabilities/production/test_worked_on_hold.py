"""A merge brings out what stations did of held work not knowing of it: one matter for each hold."""

import random
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.equipment.machines.commands import AssignWorkCentres
from app.capabilities.production.held_work.queries import WORKED_ON_HOLD, worked_on_hold
from app.capabilities.production.holds.commands import FreeWork, HoldWork
from app.capabilities.production.holds.queries import hold_named, holds_on, standing_holds
from app.capabilities.production.holds.ruling import (
    BLOCK_EQUIPMENT,
    HOLD_ORDER,
    STOP_STATION,
    HoldOrder,
)
from app.capabilities.production.operations.commands import (
    CorrectReport,
    PauseOperation,
    ReportOperation,
    ResumeOperation,
    StartOperation,
)
from app.capabilities.production.operations.decisions import Scrap
from app.capabilities.roster import ROSTER
from app.journal.digest import digest
from app.journal.event import PLANT
from app.journal.journal import Arrival, Receipt
from app.journal.ruling import Fired, Matter
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store import content
from tests.capabilities.production.factory import a_plant, a_released_order
from tests.capabilities.production.test_any_order import AREA, a_station
from tests.journal.node import a_node

ORDER = "WORK000434"
TITLE = Bilingual("三次不合格", "Three failures")


class Log:
    """The server's word: it gives every event a place in its area's log, in the order it comes."""

    def __init__(self):
        self._logs = {}
        self._told = {}

    def sync(self, *nodes):
        """Let every node push what it made and pull what the others did."""
        for node in nodes:
            for sealed in node.events():
                self._place(sealed)
        for node in nodes:
            node.take([*self._told.values()])

    def _place(self, sealed):
        if sealed.hash in self._told:
            return
        log = self._logs.setdefault(sealed.envelope.area, [])
        log.append(sealed.hash)
        self._told[sealed.hash] = Arrival(
            sealed,
            Receipt(
                hash=sealed.hash,
                area=sealed.envelope.area,
                position=len(log),
                received_at=0,
                plant_position=len(self._logs.get(PLANT, ())),
            ),
        )


def two_stations():
    """Two stations in touch that serve the same work centres, and an order for either."""
    one = a_plant("S1")
    one.do(AssignWorkCentres(station="S2", work_centres=("WH", "CNC", "QC")))
    a_released_order(one)
    two = a_node("S2", capabilities=ROSTER)
    two.take([Arrival(event) for event in one.events()])
    carry_content(one, two)
    log = Log()
    log.sync(one, two)
    return one, two, log


def carry_content(one, two):
    names = {name for event in one.events() for name in event.envelope.blobs}
    for name in sorted(names):
        two.ask(content.keep, one.ask(content.fetch, name), "application/json")


def pass_on(node, good, operation="B10"):
    return node.do(ReportOperation(order=ORDER, operation=operation, good=Decimal(good)))


def begin(node, operation="B10", **facts):
    return node.do(StartOperation(order=ORDER, operation=operation, **facts))


def matters(node):
    return node.ask(lambda c: list(worked_on_hold(c)))


def later(*nodes, ms=60_000):
    for node in nodes:
        node.clock.ms += ms


@pytest.mark.requirement("IL-09")
def test_all_that_another_station_did_not_knowing_of_a_hold_is_one_matter():
    one, two, log = two_stations()
    begin(two)
    log.sync(one, two)
    later(one, two)
    one.do(HoldWork(order=ORDER, reason="Burrs"), "P-0102")
    (held,) = one.ask(standing_holds)
    later(one, two)
    pass_on(two, 120)
    begin(two, "B20", equipment="CNC-01")
    pass_on(two, 20, "B20")
    two.do(ReportOperation(order=ORDER, operation="B20", scrap=(Scrap("burr", Decimal(3)),)))
    assert matters(one) == matters(two) == []
    log.sync(one, two)
    (matter,) = matters(one)
    assert matters(two) == [matter]
    assert (matter.kind, matter.subjects, matter.owner) == (WORKED_ON_HOLD, (held.hold,), "P-0102")
    assert matter.stations == ("S2",)
    assert matter.facts == {
        "hold": ORDER,
        "order": ORDER,
        "operation": "B10, B20",
        "pieces": Decimal(140),
    }
    with pytest.raises(Refused, match=r"work\.on_hold"):
        pass_on(two, 1, "B20")
    key = matter.key
    later(one, two)
    one.do(FreeWork(hold=held.hold, reason="Sorted"))
    log.sync(one, two)
    later(one, two)
    pass_on(two, 1, "B20")
    log.sync(one, two)
    assert [one.key for one in matters(two)] == [key]
    assert matters(two)[0].facts["pieces"] == 140


def test_what_was_done_before_the_hold_and_after_it_was_lifted_is_no_matter():
    one, two, log = two_stations()
    begin(two)
    pass_on(two, 10)
    later(one, two)
    one.do(HoldWork(order=ORDER, reason="Burrs"))
    (held,) = one.ask(standing_holds)
    later(one, two)
    one.do(FreeWork(hold=held.hold, reason="Wrong order"))
    later(one, two)
    pass_on(two, 10)
    log.sync(one, two)
    assert matters(one) == matters(two) == []


def test_whoever_held_the_news_of_the_hold_and_of_its_end_did_not_work_on_hold():
    one, two, log = two_stations()
    begin(two)
    later(one)
    one.do(HoldWork(order=ORDER, reason="Burrs"))
    (held,) = one.ask(standing_holds)
    later(one)
    one.do(FreeWork(hold=held.hold, reason="Sorted"))
    log.sync(one, two)
    later(two, ms=90_000)  # by the clock of this station, the hold still stood
    pass_on(two, 10)
    assert two.clock.ms < one.clock.ms
    log.sync(one, two)
    assert matters(one) == matters(two) == []


def test_work_whose_time_is_suspect_shows_whatever_its_clock_said():
    one, two, log = two_stations()
    begin(two)
    later(one)
    one.do(HoldWork(order=ORDER, reason="Burrs"))
    two.clock.ms -= 3_600_000_000
    two.journal.time_quality = lambda: "suspect"
    pass_on(two, 10)
    assert matters(one) == []
    log.sync(one, two)
    assert [m.facts["pieces"] for m in matters(one)] == [10]


@pytest.mark.parametrize(
    ("scope", "pieces"),
    [
        ({"equipment": "CNC-01"}, 20),
        ({"equipment": "CNC-02"}, None),
        ({"station": "S2"}, 220),
        ({"station": "S1"}, None),
        ({"order": ORDER, "operation": "B20"}, 20),
    ],
)
def test_what_is_in_the_scope_of_the_hold_counts(scope, pieces):
    one, two, log = two_stations()
    later(one)
    one.do(HoldWork(reason="Coolant", **scope))
    later(two, ms=120_000)
    begin(two)
    pass_on(two, 200)
    begin(two, "B20", equipment="CNC-01")
    pass_on(two, 20, "B20")
    log.sync(one, two)
    found = [m.facts["pieces"] for m in matters(one)]
    assert found == ([] if pieces is None else [pieces])


def test_what_was_taken_back_does_not_count_among_the_pieces():
    one, two, log = two_stations()
    begin(two)
    later(one)
    one.do(HoldWork(order=ORDER, reason="Burrs"))
    later(two, ms=120_000)
    (moved, *_) = pass_on(two, 10).events
    two.do(CorrectReport(move=moved.hash, reason="mistake", quantity=Decimal(4)))
    log.sync(one, two)
    assert [m.facts["pieces"] for m in matters(one)] == [6]


# ------------------------------------------------------------------------ what rules hold
def fired(**matter):
    return Fired(
        key="f1",
        rule="R-3",
        revision="A",
        title=TITLE,
        matter=Matter(**matter),
        subject=ORDER,
        cause="",
        at_ms=0,
    )


def follow(node, action, firing, **options):
    """Let a rule's action happen at a node, as the rules' reaction would."""
    plug = node.journal.vocabulary.plugs.rule_actions[action]
    with node.engine.begin() as connection:
        made = tuple(plug.do(node.journal.acting(connection, ""), firing, plug.settings(**options)))
        node.journal.record(connection, made, "")
    return made


@pytest.mark.parametrize(
    ("action", "matter", "options", "scope"),
    [
        (HOLD_ORDER, {"order": ORDER, "operation": "B10"}, {}, (ORDER, "", "", "")),
        (
            HOLD_ORDER,
            {"order": ORDER, "operation": "B10"},
            {"scope": "operation"},
            (ORDER, "B10", "", ""),
        ),
        (BLOCK_EQUIPMENT, {"equipment": "CNC-01"}, {}, ("", "", "CNC-01", "")),
        (STOP_STATION, {"station": "S1"}, {}, ("", "", "", "S1")),
    ],
)
def test_a_rule_holds_what_its_case_is_about_once(action, matter, options, scope):
    one, two, log = two_stations()
    for node in (one, two):
        (made,) = follow(node, action, fired(**matter), **options)
        assert (made.order, made.operation, made.equipment, made.station) == scope
        assert (made.firing, made.title) == ("f1", TITLE)
        assert follow(node, action, fired(**matter), **options) == ()
    log.sync(one, two)
    (held,) = one.ask(standing_holds)
    assert two.ask(standing_holds) == (held,)
    one.do(FreeWork(hold=held.hold, reason="Looked at"))
    log.sync(one, two)
    assert two.ask(standing_holds) == ()
    assert follow(two, action, fired(**matter), **options) == ()
    assert two.ask(hold_named, held.hold).freed is not None


def test_each_action_of_one_firing_holds_for_itself():
    one, _, _ = two_stations()
    about = fired(order=ORDER, equipment="CNC-01")
    follow(one, HOLD_ORDER, about)
    follow(one, BLOCK_EQUIPMENT, about)
    assert {held.firing for held in one.ask(standing_holds)} == {"f1"}
    assert len(one.ask(standing_holds)) == 2


def test_a_rule_says_how_much_it_holds():
    assert HoldOrder().scope == "order"


# ------------------------------------------------------------------------ any order of events
ACTS = {"start": 4, "report": 6, "hold": 2, "free": 2, "pause": 1, "resume": 1, "meet": 2}


def play(chance):
    """Let two stations hold, free, begin and report as their rules allow, now and then in touch."""
    nodes = {name: a_station(name) for name in ("S1", "S2")}
    log = Log()
    for word in chance.choices([*ACTS], weights=[*ACTS.values()], k=40):
        if word == "meet":
            log.sync(*nodes.values())
            continue
        node = nodes[chance.choice([*nodes])]
        node.clock.ms += chance.randint(-3_000, 60_000)
        with suppress(Refused):
            _act(word, node, chance)
    log.sync(*nodes.values())
    return nodes, log


def _act(word, node, chance):
    at = {"order": chance.choice(("W-1", "W-2")), "operation": chance.choice(("B10", "B20"))}
    if word == "hold":
        node.do(
            HoldWork(reason="Burrs", **(at if chance.random() < 0.5 else {"order": at["order"]}))
        )
    elif word == "free":
        standing = node.ask(standing_holds)
        node.do(FreeWork(hold=chance.choice(standing).hold if standing else "", reason="Sorted"))
    elif word == "report":
        known = node.ask(holds_on, at["order"], at["operation"])
        node.do(ReportOperation(**at, good=Decimal(chance.randint(1, 3))))
        assert known == (), "good was reported where the hold was known"
    else:
        kinds = {"start": StartOperation, "pause": PauseOperation, "resume": ResumeOperation}
        known = node.ask(holds_on, at["order"], at["operation"])
        node.do(kinds[word](**at))
        assert word == "pause" or known == ()


@given(st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_however_holds_and_work_interleave_both_stations_end_up_alike(seed):
    nodes, _ = play(random.Random(seed))
    one, two = nodes.values()
    for area in (PLANT, AREA):
        assert one.ask(digest, one.journal.vocabulary, area) == two.ask(
            digest, two.journal.vocabulary, area
        )
    assert one.ask(standing_holds) == two.ask(standing_holds)
    assert matters(one) == matters(two)
    holds = [m.subjects for m in matters(one)]
    assert len(holds) == len(set(holds))
