"""Notices go out by every channel once, and are not lost when a server is killed in between."""

import msgspec
import pytest

from app.capabilities.flows.notices.decisions import notice
from app.journal.todo import Urgency
from app.kernel.words import Bilingual
from server import delivering
from server.connectors.channel import Undelivered
from server.connectors.json_lines import JsonLines
from server.delivering import FIRST_WAIT_S, LONGEST_WAIT_S, Delivering, standings
from server.house import open_house
from tests.server.court import LEAD, OPERATOR, a_court


class Paper:
    """A channel that keeps what it is given, and is told when to take nothing."""

    name = "paper"

    def __init__(self):
        self.given = []
        self.fails = ""

    def send(self, message):
        if self.fails:
            raise Undelivered(self.fails)
        self.given.append(message)

    @property
    def keys(self):
        return [one.key for one in self.given]


@pytest.fixture
def court(tmp_path):
    made = a_court(tmp_path / "server")
    yield made
    made.close()


def tell(court, key, **facts):
    """Let station ST-1 send a notice and push it."""
    facts = {"roles": ("line_lead",), "urgency": Urgency.NOW, **facts}
    court.say("ST-1", notice(key, Bilingual("停机", "Stopped"), **facts), actor=LEAD)
    court.push("ST-1")


def failures(court):
    return [len(one.failures) for one in court.ask(standings)]


def test_a_notice_goes_out_once_to_everybody_it_is_for(court):
    paper = Paper()
    delivers = Delivering(court.house, (paper,))
    delivers.round()
    tell(court, "n1", people=(OPERATOR,))
    assert (delivers.round(), delivers.round()) == (1, 0)
    (message,) = paper.given
    assert (message.key, message.text.en, message.urgency) == ("n1", "Stopped", "now")
    assert message.to == tuple(sorted({LEAD, OPERATOR}))


def test_two_stations_that_sent_the_same_notice_are_delivered_once(court):
    paper = Paper()
    delivers = Delivering(court.house, (paper,))
    delivers.round()
    for station in ("ST-1", "ST-2"):
        court.say(station, notice("same", Bilingual("同", "Same"), ("line_lead",)), actor=LEAD)
        court.push(station)
        delivers.round()
    assert paper.keys == ["same"]


def test_what_a_channel_does_not_take_is_tried_again_and_later_each_time(court, warnings):
    paper = Paper()
    delivers = Delivering(court.house, (paper,))
    delivers.round()
    paper.fails = "no route"
    tell(court, "n1")
    with warnings.expected("delivering.undelivered"):
        assert delivers.round() == 0
    (standing,) = court.ask(standings)
    assert [(one.tries, one.why) for one in standing.failures] == [(1, "no route")]
    delivers.round()  # it is not due yet
    court.clock.ms += FIRST_WAIT_S * 1_000
    with warnings.expected("delivering.undelivered"):
        delivers.round()
    (standing,) = court.ask(standings)
    assert standing.failures[0].tries == 2
    paper.fails = ""
    court.clock.ms += LONGEST_WAIT_S * 1_000
    assert delivers.round() == 1
    assert paper.keys == ["n1"]
    assert failures(court) == [0]


def test_one_that_fails_does_not_hold_up_the_next(court, warnings):
    paper = Paper()
    delivers = Delivering(court.house, (paper,))
    delivers.round()
    paper.fails = "too long"
    tell(court, "n1")
    with warnings.expected("delivering.undelivered"):
        delivers.round()
    paper.fails = ""
    tell(court, "n2")
    delivers.round()
    assert paper.keys == ["n2"]


def test_a_broken_channel_does_not_stop_another(court, warnings):
    class Broken(Paper):
        name = "broken"

        def send(self, message):
            raise ZeroDivisionError

    paper = Paper()
    delivers = Delivering(court.house, (Broken(), paper))
    delivers.round()
    tell(court, "n1")
    with warnings.expected("delivering."):
        delivers.round()
    assert paper.keys == ["n1"]
    assert sorted(failures(court)) == [0, 1]


def test_killed_between_sending_and_noting_it_is_sent_again_with_the_same_key(court):
    paper = Paper()
    Delivering(court.house, (paper,)).round()
    tell(court, "n1")

    class Last(Paper):
        def send(self, message):
            paper.send(message)
            raise SystemExit  # the process ends here

    with pytest.raises(SystemExit):
        Delivering(court.house, (Last(),)).round()
    assert Delivering(court.house, (paper,)).round() == 1
    assert paper.keys == ["n1", "n1"]


def test_a_server_that_was_away_goes_on_where_it_was(court, tmp_path):
    paper = Paper()
    delivers = Delivering(court.house, (paper,))
    delivers.round()
    tell(court, "n1")
    delivers.round()
    tell(court, "n2")
    court.house.close()
    court.house = open_house(tmp_path / "server", court.clock)
    assert Delivering(court.house, (paper,)).round() == 1
    assert paper.keys == ["n1", "n2"]


def test_a_new_channel_tells_no_old_news(court):
    tell(court, "old")
    court.clock.ms += 60_000
    paper = Paper()
    delivers = Delivering(court.house, (paper,))
    assert delivers.round() == 0
    tell(court, "new")
    delivers.round()
    assert paper.keys == ["new"]


def test_the_file_has_a_line_for_each_message_whatever_is_given_twice(court, tmp_path):
    path = tmp_path / "out" / "notices.jsonl"
    delivers = Delivering(court.house, (JsonLines(path),))
    delivers.round()
    tell(court, "n1")
    delivers.round()
    path.write_bytes(path.read_bytes() + b'{"key":"n2","te')  # a power cut in the middle of a line
    again = JsonLines(path)
    tell(court, "n2")
    due = court.ask(delivering.due, again.name, court.clock.ms)
    for message in (*due, *due):
        again.send(message)
    lines = [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]
    assert [line["key"] for line in lines] == ["n1", "n2"]


def test_no_channel_no_thread(court):
    delivers = Delivering(court.house, ())
    delivers.start()
    assert delivers.round() == 0
    delivers.close()
