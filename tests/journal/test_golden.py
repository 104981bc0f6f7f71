"""A recorded journal per release: it must be read, and fold to what it folded to then, for ever.

Recorded by `python -m tests.journal.golden.record SERVER.db RELEASE`, from a demo that played.
"""

import json
from pathlib import Path

import pytest

from app.capabilities.production.progress.queries import order_lines
from app.capabilities.roster import ROSTER
from app.journal.event import unseal
from app.journal.journal import Arrival
from tests.journal.golden.record import DAY, answers, state_hashes
from tests.journal.node import a_node

RELEASES = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if path.is_dir())


@pytest.mark.parametrize(
    "release", [one for one in RELEASES if (one / "journal.jsonl").exists()], ids=lambda p: p.name
)
def test_a_recorded_journal_folds_to_what_it_folded_to_then(release):
    lines = (release / "journal.jsonl").read_bytes().splitlines()
    expected = json.loads((release / "state.json").read_text())
    node = a_node(capabilities=ROSTER)
    events = [unseal(line) for line in lines]
    assert all(node.journal.vocabulary.understand(event) is not None for event in events)
    node.take([Arrival(event) for event in events])
    assert node.ask(answers) == expected["answers"]
    versions = {one.name: one.fold_version for one in ROSTER}
    now = node.ask(lambda c: state_hashes(c, node.journal.vocabulary))
    for name, told in expected["state"].items():
        if versions.get(name) == told["fold_version"]:
            assert now[name] == told["hash"], name
    assert len(node.ask(order_lines, DAY)) == len(expected["answers"]["orders"])


def test_there_is_a_recorded_journal():
    assert any((one / "journal.jsonl").exists() for one in RELEASES)
