"""kill -9 at random moments: what had said *saved* is there, chain and state are whole."""

import random
import subprocess
import sys
from pathlib import Path

from app.journal.digest import digest
from app.journal.verify import verify
from tests.journal.node import Node
from tests.journeys.reporter import opened

ROUNDS = 6
ROOT = Path(__file__).parents[2]


def saved_until_killed(folder: Path, acts: int) -> list[str]:
    """Let a station report `acts` times, kill it somewhere in the next act, return what it said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.reporter", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(acts * 2)]
    process.kill()
    said += process.stdout.read().split()
    process.stdout.close()
    process.wait()
    return [name for name in said if len(name) == 64]


def assert_state_is_its_fold(node: Node) -> None:
    def state():
        return node.ask(lambda c: digest(c, node.journal.vocabulary, "line-1"))

    before = state()
    streams = sorted({event.envelope.stream for event in node.events()})
    node.ask(lambda c: node.journal.refold(c, streams))
    assert state() == before


def test_nothing_that_said_saved_is_lost(tmp_path):
    chance = random.Random(20261122)
    saved: list[str] = []
    for _ in range(ROUNDS):
        saved += saved_until_killed(tmp_path, chance.randint(1, 60))
        node = opened(tmp_path)
        found = node.ask(verify, tmp_path)
        assert found.problems == ()
        held = {event.hash for event in node.events()}
        assert set(saved) <= held
        assert len(node.events()) == len(held)
        assert_state_is_its_fold(node)
        node.engine.dispose()
    assert len(saved) == len(set(saved))
