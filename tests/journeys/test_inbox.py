"""A notice with the cable out: it sounds at once where it was made, and once everywhere else."""

import pytest

from app.capabilities.flows.inbox.queries import inbox_at, inbox_of
from app.capabilities.flows.notices.commands import SeeNotices
from app.capabilities.flows.notices.decisions import notice
from app.capabilities.people.accounts.commands import NoteLogin
from app.journal.todo import Urgency
from app.kernel.words import Bilingual
from app.stations.bell import note_rung, unrung
from tests.server.court import LEAD, OPERATOR, a_court

FIRING = "f1" * 32
HELD = notice(
    FIRING,
    Bilingual("批次已隔离", "The lot is held"),
    ("line_lead",),
    urgency=Urgency.NOW,
    firing=FIRING,
)


@pytest.fixture
def court(tmp_path):
    made = a_court(tmp_path / "server")
    for station in ("ST-1", "ST-2"):
        made.at(station, NoteLogin(person=LEAD), LEAD)
    yield made
    made.close()


def ring(court, station, person=""):
    """Look round at a station as its window does; return what sounds."""
    node = court.nodes[station]
    acting = node.journal.acting
    look = inbox_of if person else inbox_at
    found = node.ask(lambda c: unrung(c, look(acting(c, person))))
    node.ask(note_rung, [line.key for line in found], court.clock.ms)
    return [line.key for line in found]


def waiting(court, station, person=LEAD):
    node = court.nodes[station]
    found = node.ask(lambda c: inbox_of(node.journal.acting(c, person)))
    return [line.key for line in found.lines if line.is_notice]


def test_it_sounds_where_it_was_made_and_once_elsewhere_after_the_cable_is_back(court):
    court.say("ST-1", HELD, actor="")
    assert ring(court, "ST-1") == [f"notice/{FIRING}"]
    assert ring(court, "ST-1") == []
    assert ring(court, "ST-2") == []
    court.exchange("ST-1", "ST-2")
    assert waiting(court, "ST-2") == [f"notice/{FIRING}"]
    assert ring(court, "ST-2") == [f"notice/{FIRING}"]
    assert ring(court, "ST-2", LEAD) == ring(court, "ST-1", LEAD) == []
    court.at("ST-2", SeeNotices(notices=(FIRING,)), LEAD)
    court.exchange("ST-2", "ST-1")
    assert waiting(court, "ST-1") == waiting(court, "ST-2") == []


def test_a_rule_that_fired_at_both_stations_is_told_once(court):
    for station in ("ST-1", "ST-2"):
        court.say(station, HELD, actor="")
        assert ring(court, station) == [f"notice/{FIRING}"]
    court.exchange("ST-1", "ST-2", "ST-1")
    for station in ("ST-1", "ST-2"):
        assert waiting(court, station) == [f"notice/{FIRING}"]
        assert ring(court, station, LEAD) == []
        assert waiting(court, station, OPERATOR) == []
    assert len(court.digests("LINE-1")) == 1
