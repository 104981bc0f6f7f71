"""A hundred and twenty seeded histories keep every promise; the same seed, the same history."""

import os
import subprocess
import sys

import pytest

from tests.sync.simulation import run

SEEDS = 120
PIECE = 15
"""Histories per test: small enough that several processes share them evenly."""


@pytest.mark.parametrize("first", range(0, SEEDS, PIECE))
def test_histories_keep_every_promise(first):
    stories = [run(seed) for seed in range(first, first + PIECE)]
    assert sum(story.events for story in stories) > 10 * PIECE


def test_the_same_seed_is_the_same_history_whatever_the_hash_seed():
    traces = {_trace(seed=7, hash_seed=str(hash_seed)) for hash_seed in (1, 2)}
    assert traces == {run(7).trace}


def _trace(seed: int, hash_seed: str) -> str:
    said = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.sync.simulate",
            "--seeds",
            "1",
            "--from",
            str(seed),
            "--trace",
        ],
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.split()[0]
