"""Scenarios: read whole or refused, and the same orders in the same order by any clock."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.simulated.script import Step, UnreadableScript, play_script, read_script

WORDS = ("say", "fault", "pull", "plug", "weight")
MORNING = """
[[step]]
say = "LS1/B/OP-07"

[[step]]
after = 0.5
weight = 12.50
say = "again"
fault = "split"

[[step]]
at = 2.0
pull = true

[[step]]
after = 1
plug = true
"""


def test_a_scenario_is_read_as_written():
    assert read_script(MORNING, WORDS) == (
        Step(0.0, ("say LS1/B/OP-07",)),
        Step(0.5, ("fault split", "weight 12.50", "say again")),
        Step(2.0, ("pull",)),
        Step(3.0, ("plug",)),
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[[step", "array"),
        ("step = 3", "step"),
        ("step = [1]", "step"),
        ("[[step]]\ndance = true", "step 1: dance"),
        ("[[step]]\nsay = false", "step 1: say"),
        ("[[step]]\nsay = [1]", "step 1: say"),
        ("[[step]]\nat = 'soon'", "step 1: .*soon"),
        ("[[step]]\n[[step]]\nafter = 'nan s'", "step 2"),
        ("[[step]]\nafter = nan", "step 1"),
        ("[[step]]\nafter = inf", "step 1"),
        ("[[step]]\nafter = -1", "step 1"),
    ],
)
def test_a_scenario_nobody_can_play_says_where(text, names):
    with pytest.raises(UnreadableScript, match=names):
        read_script(text, WORDS)


pieces = st.sampled_from(
    (
        "[[step]]\n",
        "[step]\n",
        "at = 1\n",
        "after = ",
        "say",
        " = ",
        "0x1F",
        "true",
        "'a'",
        "[",
        "\n",
    )
)


@given(st.one_of(st.text(max_size=60), st.lists(pieces, max_size=20).map("".join)))
def test_any_text_is_a_scenario_or_is_refused(text):
    with suppress(UnreadableScript):
        steps = read_script(text, WORDS)
        assert [step.at_s for step in steps] == sorted(step.at_s for step in steps)


class Clock:
    """Time that passes by being waited for."""

    def __init__(self, stops_at_s: float = 1e9) -> None:
        self.now_s, self._stops_at_s = 100.0, stops_at_s

    def wait(self, wait_s: float) -> bool:
        self.now_s += wait_s
        return self.now_s >= self._stops_at_s


def test_orders_are_given_when_their_time_has_come():
    clock = Clock()
    given: list[tuple[float, str]] = []
    play_script(
        read_script(MORNING, WORDS),
        lambda order: given.append((clock.now_s - 100, order)),
        is_over=clock.wait,
        steady_s=lambda: clock.now_s,
    )
    assert given == [
        (0.0, "say LS1/B/OP-07"),
        (0.5, "fault split"),
        (0.5, "weight 12.50"),
        (0.5, "say again"),
        (2.0, "pull"),
        (3.0, "plug"),
    ]


def test_a_scenario_ends_when_it_is_told_to():
    clock = Clock(stops_at_s=102.0)
    given: list[str] = []
    play_script(
        read_script(MORNING, WORDS),
        given.append,
        is_over=clock.wait,
        steady_s=lambda: clock.now_s,
    )
    assert given[-1] == "say again"
