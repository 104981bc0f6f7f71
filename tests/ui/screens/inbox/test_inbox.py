"""The inbox at a window: what rings rings once, what is seen is gone, a task goes its whole way."""

import pytest
from PySide6.QtWidgets import QComboBox

from app.capabilities.flows.notices.decisions import notice
from app.capabilities.flows.tasks.decisions import ask
from app.capabilities.flows.tasks.queries import asked_by, task
from app.journal.journal import Arrival
from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency
from app.kernel.words import Bilingual
from app.stations.sound import Cue
from app.ui.audits import audit
from app.ui.screens.inbox.facts import INBOX
from app.ui.screens.inbox.opening import opening
from app.ui.screens.roster import SCREENS
from app.ui.screens.screen import Place
from app.ui.screens.why_area import WhyArea
from tests.capabilities.flows.waiting import tell as tell_at
from tests.capabilities.flows.waiting import working
from tests.ui.screens.hands import at_window
from tests.ui.screens.station_at_work import LEAD, OPERATOR, ORDER, a_peopled_station, a_station

RIGHTS = ("production.report", "production.view", "flows.ask", "flows.do_tasks")
HELD = Bilingual("批次已隔离", "The lot is held")


@pytest.fixture
def hands(qtbot, tmp_path):
    at = a_peopled_station(tmp_path / "s")
    for role in ("operator", "line_lead"):
        at.define(role, *RIGHTS)
    made = at_window(qtbot, at, language="en")
    yield made
    made.close()


def record(at, *happened):
    """Let rules tell and ask at this station."""
    station = at.station
    station.writer.act(lambda c: station.journal.record(c, happened, "")).result()


def told(key="held", **facts):
    facts = {"roles": ("operator",), "urgency": Urgency.NOW, "firing": key, **facts}
    return notice(key, HELD, **facts)


def rung(hands):
    return hands.sound.cues.count(Cue.NEWS)


def look_again(hands):
    """Look round as every minute does, and wait for the answer."""
    news = hands.window._inbox  # what its minute does
    with hands.qtbot.waitSignal(news.counted):
        news.look_round()


def test_an_urgent_notice_sounds_once_and_is_gone_when_it_is_seen(hands):
    hands.log_in()
    record(hands.at, told(matter=Matter(order=ORDER)))
    look_again(hands)
    hands.sees(lambda: rung(hands) == 1)
    hands.reads("The lot is held")
    hands.press("inbox-bell")
    hands.is_at(INBOX)
    hands.sees(lambda: hands.find("inbox-seen") is not None)
    hands.sees(lambda: audit(hands.window, hands.window.look) == ())
    hands.press("inbox-seen")
    hands.reads("Nothing waits here")
    look_again(hands)
    hands.floor.lock()
    hands.log_in()
    look_again(hands)
    assert rung(hands) == 1


def test_what_came_from_another_station_sounds_once_and_a_restart_does_not_repeat_it(hands, qtbot):
    hands.log_in()
    there = working("S2")
    there.clock.ms = hands.at.clock.ms
    sealed = tell_at(there, "held", roles=("operator",), urgency=Urgency.NOW)
    arrivals = [Arrival(one) for one in sealed]
    station = hands.at.station
    take = station.journal.take_in
    station.writer.batch(lambda c, enough: take(c, arrivals, enough) > 0).result()
    look_again(hands)
    hands.sees(lambda: rung(hands) == 1)
    record(hands.at, told())  # the same rule fired here too
    look_again(hands)
    assert rung(hands) == 1
    hands.close()
    again = at_window(qtbot, a_station(hands.at.folder, clock=hands.at.clock), language="en")
    look_again(again)
    assert rung(again) == 0
    again.close()


def test_nobody_logged_in_it_sounds_for_those_who_work_here(hands):
    hands.log_in()
    hands.floor.lock()
    hands.is_at("login")
    record(hands.at, told("for-others", roles=("qa_release",)), told())
    look_again(hands)
    hands.sees(lambda: rung(hands) == 1)
    hands.log_in()
    look_again(hands)
    assert rung(hands) == 1


def test_a_task_is_asked_taken_handed_on_and_finished(hands):
    hands.log_in(LEAD)
    hands.window.go(Place(INBOX))
    hands.press("inbox-ask")
    hands.sees(lambda: hands.find("ask-do") is not None)
    sheet = hands.find("ask-sheet")
    sheet.findChild(WhyArea).put("Empty the chip tray")
    hands.press("ask-do")
    hands.reads("Nobody would be asked")
    combo = sheet.findChild(QComboBox, "ask-role")
    combo.setCurrentIndex(combo.findData("operator"))
    hands.press("ask-due-30")
    hands.press("ask-do")
    hands.reads("Task assigned")
    (row,) = hands.at.ask(asked_by, LEAD)
    assert (row.roles, row.due_ms - row.asked_ms) == (("operator",), 30 * 60_000)
    hands.press("filter-sent")
    hands.reads("Not taken")
    hands.log_in(OPERATOR)
    hands.window.go(Place(INBOX, record=row.stream))
    hands.press("inbox-take")
    hands.sees(lambda: hands.at.ask(task, row.task).holder == OPERATOR)
    hands.press("inbox-finish")
    hands.press("inbox-finish-do")
    hands.sees(lambda: hands.at.ask(task, row.task).state == "done")
    hands.reads("Nothing waits here")


def test_a_late_task_says_so_to_whom_it_goes_further(hands):
    late = ask(
        "clean",
        HELD,
        ("operator",),
        due_min=10,
        firing="clean",
        escalated=("line_lead",),
    )
    record(hands.at, late)
    hands.at.clock.ms += 25 * 60_000
    hands.log_in(LEAD)
    hands.window.go(Place(INBOX))
    hands.reads("Nobody did it in time")
    assert "15 min late" in hands.said()


def a_todo(**facts):
    base = {"key": "k", "kind": "task", "title": HELD, "matter": Matter(), "since_ms": 0}
    return Todo(**{**base, **facts})


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({}, None),
        ({"screen": "desk", "place": (("record", "r"),)}, Place("desk", record="r")),
        ({"screen": "desk", "place": (("case", "r"),)}, Place("desk", record="r")),
        (
            {"screen": "document", "place": (("form", "f"), ("code", "c"), ("revision", "A"))},
            Place("document", document=("f", "c", "A")),
        ),
        ({"screen": "not-here", "matter": Matter(stream="s")}, Place("record", record="s")),
        ({"matter": Matter(order="W")}, Place("work-orders", order="W")),
    ],
)
def test_what_a_line_opens(facts, place):
    assert opening(a_todo(**facts), SCREENS) == place


def test_a_screen_one_may_not_open_opens_nothing():
    assert opening(a_todo(screen="desk", place=(("record", "r"),)), ()) is None
