"""The bell: what cannot wait rings once at a station, and is forgotten when it is long over."""

from app.journal.todo import Urgency
from app.stations.bell import KEPT_DAYS, note_rung, unrung
from tests.capabilities.flows.waiting import OPERATOR, inbox, tell, working


def rings(node):
    found = node.ask(unrung, inbox(node, OPERATOR))
    node.ask(note_rung, [line.key for line in found], node.clock.ms)
    return [line.key for line in found]


def test_only_what_cannot_wait_rings_and_once():
    node = working("S1")
    tell(node, "soon", roles=("operator",), urgency=Urgency.SOON)
    tell(node, "now", roles=("operator",), urgency=Urgency.NOW)
    assert rings(node) == ["notice/now"]
    assert rings(node) == []
    tell(node, "next", roles=("operator",), urgency=Urgency.NOW)
    assert rings(node) == ["notice/next"]


def test_what_rang_long_ago_is_forgotten():
    node = working("S1")
    node.ask(note_rung, ["old"], node.clock.ms)
    node.clock.ms += KEPT_DAYS * 86_400_000 + 1
    tell(node, "old", roles=("operator",), urgency=Urgency.NOW)
    node.ask(note_rung, ["other"], node.clock.ms)
    assert rings(node) == ["notice/old"]
