"""A scenario: what a simulated device does and when, as a TOML file.

    [[step]]
    after = 0.5            # seconds after the step before; `at` counts from the beginning
    say = "12.34 g"        # every other word is an order with its rest; `pull = true` has none
    fault = "split"        # stands for the frames of this step

Steps are played in the order of the file; within one, `fault` comes first. The same file gives the
same bytes in the same order, whoever's clock it is played by.
"""

import time
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

TIMES = ("at", "after")
LONGEST_S = 86_400.0


class UnreadableScript(ValueError):  # what somebody wrote, not what went wrong
    """A scenario that cannot be played; its text says which step and why."""


@dataclass(frozen=True, slots=True)
class Step:
    """Orders that are given together, so many seconds after the beginning."""

    at_s: float
    orders: tuple[str, ...]


def read_script(text: str, words: Collection[str]) -> tuple[Step, ...]:
    """Return the steps of a scenario for a device that obeys `words`. Raises UnreadableScript."""
    try:
        # Numbers stay as written: 12.50 g has two decimals.
        steps = tomllib.loads(text, parse_float=str).get("step", ())
    except tomllib.TOMLDecodeError as error:
        raise UnreadableScript(str(error)) from error
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise UnreadableScript("[[step]]")
    return tuple(_read(steps, words))


def play_script(
    steps: Iterable[Step],
    play: Callable[[str], None],
    *,
    is_over: Callable[[float], bool],
    steady_s: Callable[[], float] = time.monotonic,
) -> None:
    """Give each step's orders when its time has come; to be called on a thread of its own.

    `is_over` waits so many seconds and tells whether to stop: an event's `wait`.
    """
    began_s = steady_s()
    for step in steps:
        if is_over(max(0.0, began_s + step.at_s - steady_s())):
            return
        for order in step.orders:
            play(order)


def _read(steps: list[dict[str, object]], words: Collection[str]) -> Iterator[Step]:
    at_s = 0.0
    for number, step in enumerate(steps, 1):
        try:
            at_s = _when(step, at_s)
            orders = tuple(_orders(step, words))
        except ValueError as error:
            raise UnreadableScript(f"step {number}: {error}") from error
        yield Step(at_s, orders)


def _when(step: dict[str, object], before_s: float) -> float:
    """Return when a step comes; `at` may not go back, and nothing waits longer than a day."""
    at_s = float(str(step["at"])) if "at" in step else before_s + float(str(step.get("after", 0)))
    if not before_s <= at_s <= LONGEST_S:
        raise ValueError(f"{at_s:g} s")
    return at_s


def _orders(step: dict[str, object], words: Collection[str]) -> Iterator[str]:
    said = [(word, rest) for word, rest in step.items() if word not in TIMES]
    for word, rest in sorted(said, key=lambda one: one[0] != "fault"):
        if word not in words or isinstance(rest, (list, dict)) or rest is False:
            raise ValueError(word)
        yield word if rest is True else f"{word} {rest}"
