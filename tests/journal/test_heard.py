"""When a log was last held to its end: noted by area, and not too often while nothing is new."""

from app.journal.event import PLANT
from app.journal.heard import Heard, heard
from tests.journal.node import a_node


def hear(node, area):
    with node.engine.begin() as connection:
        node.journal.hear(connection, area)


def is_due(node, area):
    with node.engine.begin() as connection:
        return node.journal.is_to_hear(connection, area)


def test_each_area_is_heard_for_itself_with_where_the_own_chain_ended():
    node = a_node()
    assert node.ask(heard, PLANT) is None
    hear(node, PLANT)
    first_ms = node.clock.ms
    node.clock.ms += 5_000
    hear(node, "line-1")
    assert node.ask(heard, PLANT) == Heard(first_ms, 0)
    assert node.ask(heard, "line-1") == Heard(first_ms + 5_000, 0)


def test_a_quiet_log_is_noted_again_after_a_minute_or_when_the_clock_was_set_back():
    node = a_node()
    assert is_due(node, PLANT)
    hear(node, PLANT)
    node.clock.ms += 59_999
    assert not is_due(node, PLANT)
    node.clock.ms += 1
    assert is_due(node, PLANT)
    hear(node, PLANT)
    node.clock.ms -= 1
    assert is_due(node, PLANT)
