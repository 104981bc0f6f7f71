"""A rule fires in the transaction of what it listens to, once, and says why."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from app.capabilities.documents.events import Withdrawn
from app.capabilities.flows.cases.queries import open_cases
from app.capabilities.flows.definition.bodies import Chart, Step, Way
from app.capabilities.flows.moves.bodies import END, START
from app.capabilities.flows.notices.events import NoticeSent
from app.capabilities.forms.filling.events import FormCompleted
from app.capabilities.production.holds.events import WorkHeld
from app.capabilities.rules.definition.bodies import RULE, Doing
from app.capabilities.rules.definition.queries import rules_at
from app.capabilities.rules.firings.commands import LookRound
from app.capabilities.rules.firings.queries import conflicts, dry_run, firing, firings, rules
from app.journal.capability import Occasion, RuleAction
from app.journal.journal import Arrival
from app.journal.ruling import Fact
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store.content import keep
from tests.capabilities.documents.library import LIBRARIAN, publish, put_in_force
from tests.capabilities.materials.factory import DAY_MS, now, receipt
from tests.capabilities.rules.factory import COMPLETED, a_plant, a_rule, fill, fired

TELL = Doing(action="notify", settings={"roles": ["ipqc"], "text": {"zh": "{lot}", "en": "{lot}"}})


def test_a_failed_form_holds_its_lot_in_the_same_act():
    node = a_plant(a_rule())
    done = fill(node, "F-1")
    assert {"forms.completed", "rules.fired", "materials.held"} <= done.kinds
    (one,) = fired(node)
    assert (one.rule, one.actions, one.matter.lot) == ("R-1", ("hold_lot",), "L-1")
    assert [(said.name, said.value) for said in one.facts] == [("verdict", "fail")]
    assert one.cause == next(e.hash for e in done.events if e.envelope.kind == COMPLETED)
    (hold,) = now(node).holds
    assert (hold.firing, hold.by) == (one.key, "")


def test_a_form_that_passes_fires_nothing():
    node = a_plant(a_rule())
    assert "rules.fired" not in fill(node, "F-1", "pass").kinds
    assert not fired(node)


def test_the_same_subject_over_the_same_threshold_is_the_same_case():
    node = a_plant(a_rule(per="lot"))
    fill(node, "F-1")
    fill(node, "F-2")
    fill(node, "F-3", lot="L-2")
    assert [one.subject for one in fired(node)] == ["L-1", "L-2"]


def test_what_a_rule_cannot_do_is_recorded_and_work_goes_on():
    node = a_plant(a_rule("R-1", Doing(action="hold_order"), TELL))
    done = fill(node, "F-1")  # of a lot, for no order
    assert COMPLETED in done.kinds
    (one,) = fired(node)
    assert [(failed.action, failed.code) for failed in one.undone] == [
        ("hold_order", "hold.nothing")
    ]
    assert one.actions == ("notify",)
    (told,) = (e.envelope.payload for e in done.events if e.envelope.kind == NoticeSent.kind)
    assert msgspec.json.decode(told, type=NoticeSent).text.en == "L-1"


def test_a_new_revision_holds_from_its_time_on_and_a_withdrawn_one_no_longer():
    node = a_plant(a_rule())
    later = node.clock.ms + 60_000
    with node.engine.begin() as connection:
        body = a_rule(given="verdict == 'pass'")
        put_in_force(node.journal, connection, RULE, "R-1", body, revision="B", from_ms=later)
    fill(node, "F-1")
    node.clock.ms = later + 1  # nothing was recorded meanwhile: the clock alone brings it in
    fill(node, "F-2", "fail")
    fill(node, "F-3", "pass")
    assert [(one.revision, one.matter.filled) for one in fired(node)] == [
        ("A", "F-1"),
        ("B", "F-3"),
    ]
    gone = Withdrawn(form=RULE, code="R-1", revision="B", why="tried")
    with node.engine.begin() as connection:
        node.journal.record(connection, [gone], LIBRARIAN)
    node.clock.ms += 1
    fill(node, "F-4", "pass")
    assert len(fired(node)) == 2


def test_a_rule_that_arrives_is_in_force_with_its_body():
    here, there = a_plant(), a_plant(station="S2")
    with there.engine.begin() as connection:
        put_in_force(there.journal, connection, RULE, "R-1", a_rule())
    came = [Arrival(one) for one in there.events() if "R-1" in one.envelope.stream]
    here.take(came)
    fill(here, "F-1")
    assert not fired(here)  # it is known, and what it says is not here yet
    with here.engine.begin() as connection:
        keep(connection, msgspec.json.encode(a_rule()), "application/json")
    fill(here, "F-2")
    assert [one.rule for one in fired(here)] == ["R-1"]


def test_rules_in_force_are_read_once():
    node = a_plant(a_rule())
    plugs = node.journal.vocabulary.plugs
    read = [node.ask(rules_at, plugs, node.clock.ms) for _ in range(2)]
    assert read[0] is read[1]


def test_a_watch_fires_once_by_the_clock():
    rule = a_rule("R-4", TELL, when="materials.lots", given="days_left < 7")
    node = a_plant(rule)  # L-1 keeps until 2026-01-31
    node.do(LookRound(), "")
    assert not fired(node)
    node.clock.ms += 66 * DAY_MS
    node.do(LookRound(), "")
    node.do(LookRound(), "")
    (one,) = fired(node)
    assert (one.cause, one.threshold, one.matter.lot) == ("", "2026-01-31", "L-1")
    assert [(said.name, said.value) for said in one.facts] == [("days_left", "4")]
    node.do(receipt("L-2", expiry="2026-01-30"))
    node.do(LookRound(), "")
    assert [one.matter.lot for one in fired(node)] == ["L-1", "L-2"]


def test_no_rule_is_set_off_by_what_rules_make():
    """Two rules that each ask for what the other listens to: each fires once, and says so."""
    asks = Doing(action="require_inspection")
    node = a_plant(a_rule("R-1", asks), a_rule("R-2", TELL, when="materials.received", given=""))
    fill(node, "F-1")
    assert [one.rule for one in fired(node)] == ["R-1"]


def test_two_stations_that_see_the_same_make_one_case_and_one_hold():
    here = a_plant(a_rule(per="lot"))
    there = a_plant(a_rule(per="lot"), station="S2")
    for node, name in ((here, "F-1"), (there, "F-2")):
        fill(node, name)
    for one, other in ((here, there), (there, here)):
        one.take([Arrival(sealed) for sealed in other.events()])
    for node in (here, there):
        (row,) = node.ask(firings, node.journal.vocabulary.plugs)
        assert row.again == 1
        assert len({hold.firing for hold in now(node).holds}) == 1


def test_rules_are_told_with_how_often_they_fired_and_why():
    node = a_plant(a_rule(given="verdict == 'fail' and fails_last_hour >= 1"))
    fill(node, "F-1")
    plugs = node.journal.vocabulary.plugs
    (shown,) = node.ask(rules, plugs, node.clock.ms)
    assert (shown.code, shown.times, shown.last_ms) == ("R-1", 1, node.clock.ms)
    found = node.ask(firing, plugs, fired(node)[0].key)
    assert [(one.fact.code, one.value) for one in found.because][1] == (
        "rules.fact.fails_last_hour",
        "1",
    )


def test_a_dry_run_counts_what_would_have_fired_and_records_nothing():
    node = a_plant()
    for number, look in enumerate(("fail", "pass", "fail", "fail")):
        node.clock.ms += 60_000
        fill(node, f"F-{number}", look)
    before = len(node.events())

    def tried(rule, from_ms=0):
        def ask(connection):
            acting = node.journal.acting(connection, "")
            return dry_run(acting, node.journal.vocabulary, rule, from_ms, node.clock.ms + 1)

        return node.ask(ask)

    every = tried(a_rule())
    assert (every.looked_at, every.count, len(every.cases)) == (4, 3, 3)
    assert every.cases[0].matter.filled == "F-3"
    assert tried(a_rule(), node.clock.ms).count == 1
    assert tried(a_rule(given="verdict == 'fail' and fails_last_hour >= 3")).count == 3
    assert tried(a_rule("R-4", TELL, when="materials.lots", given="days_left > 7")).is_now
    assert len(node.events()) == before


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        (a_rule("R-1", TELL), a_rule("R-2", TELL), ["twice"]),
        (a_rule("R-1", TELL), a_rule("R-2", TELL, given="verdict == 'pass'"), []),
        (
            a_rule("R-1", Doing(action="hold_order")),
            a_rule("R-2", Doing(action="hold_order", settings={"scope": "operation"})),
            ["otherwise"],
        ),
        (
            a_rule("R-1", Doing(action="require_inspection"), given="verdict == 'pass'"),
            a_rule("R-2", TELL, when="quality.concluded", given=""),
            [],
        ),
    ],
)
def test_rules_that_stand_in_each_others_way_are_told(one, other, kinds):
    node = a_plant(one, other)
    plugs = node.journal.vocabulary.plugs
    assert [found.kind for found in node.ask(conflicts, plugs, node.clock.ms)] == kinds


def test_the_next_revision_of_a_rule_is_another_case():
    node = a_plant(a_rule())
    fill(node, "F-1")
    publish(node, RULE, "R-1", a_rule(), revision="B")
    fill(node, "F-2")
    assert [one.revision for one in fired(node)] == ["A", "B"]


def test_a_rule_begins_a_flow_once_as_a_case_of_its_own():
    chart = Chart(
        code="FL-1",
        name=Bilingual("评审", "Review"),
        steps=(Step(code="look", name=Bilingual("看", "Look"), roles=("ipqc",)),),
        ways=(Way(source=START, target="look"), Way(source="look", target=END)),
    )
    node = a_plant(a_rule("R-1", Doing(action="start_flow", settings={"flow": "FL-1"}), per="lot"))
    fill(node, "F-0")  # before there is such a flow: work goes on
    assert [no.code for no in fired(node)[0].undone] == ["flow.unknown"]
    publish(node, "flow", "FL-1", chart)
    fill(node, "F-1", lot="L-2")
    fill(node, "F-2", lot="L-2")
    (case,) = node.ask(open_cases)
    assert (case.case, case.firing) == (fired(node)[1].key, fired(node)[1].key)
    assert [one.code for one in case.open] == ["look"]


class Half(msgspec.Struct, frozen=True):
    """An action that takes nothing to set."""


def _half(acting, fired, settings):
    yield WorkHeld(hold=fired.key, reason="half", station="S1", firing=fired.key)
    raise Refused("hold.nothing")


def _broken(acting, fired, settings):
    raise KeyError("forged")


def _blind(acting, event):
    raise Refused("document.not_here", body="ab")


_DONE = (("half", _half), ("broken", _broken))
FAULTY = {name: RuleAction(name, "x", Half, do) for name, do in _DONE}


def a_plant_with(rule, **more):
    """Return a node with a rule in force where something more is plugged in."""
    node = a_plant()
    vocabulary = node.journal.vocabulary
    known: dict[str, Any] = {
        name: {**getattr(vocabulary.plugs, name), **of} for name, of in more.items()
    }
    vocabulary.__dict__["plugs"] = replace(vocabulary.plugs, **known)
    publish(node, RULE, rule.code, rule)
    return node


def test_an_action_is_done_whole_or_not_at_all_and_a_fault_stops_no_work():
    then = tuple(Doing(action=one) for one in ("half", "broken", "hold_lot"))
    node = a_plant_with(a_rule("R-1", *then), rule_actions=FAULTY)
    done = fill(node, "F-1")
    assert {COMPLETED, "materials.held"} <= done.kinds
    assert WorkHeld.kind not in done.kinds
    (one,) = fired(node)
    assert one.actions == ("hold_lot",)
    told = [(failed.action, failed.code) for failed in one.undone]
    assert told == [("half", "hold.nothing"), ("broken", "rule.fault")]


def test_what_cannot_be_looked_at_here_stops_no_work():
    occasion = Occasion(FormCompleted, (Fact("verdict"),), _blind)
    node = a_plant_with(a_rule(), occasions={COMPLETED: occasion})
    assert COMPLETED in fill(node, "F-1").kinds
    assert not fired(node)


@pytest.mark.parametrize("body", [b"[]", b"{", b'{"code": 1}'])
def test_a_rule_that_cannot_be_read_stops_no_work_and_no_other_rule(body):
    node = a_plant(a_rule("R-1"))
    publish(node, RULE, "R-2", body)
    assert COMPLETED in fill(node, "F-1").kinds
    assert [one.rule for one in fired(node)] == ["R-1"]
    assert node.ask(conflicts, node.journal.vocabulary.plugs, node.clock.ms) == ()
