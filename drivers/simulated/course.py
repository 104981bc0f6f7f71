"""How a simulated machine behaves over time: one exact value per parameter and second, by seed.

seed = 7

[parameter.melt]
value = "185.0"          # where it starts
drift = "0.01"           # what it gains every second
noise = "0.2"            # at most so much to either side
decimals = 1
steps = { "30" = "212.0" }   # from second 30 on it is here

[state]
"0" = "1"                # the state tag's value from each second on
"40" = "3"
"""

import random
import tomllib
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Annotated

import msgspec


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One value over time: a step replaces it, drift moves it on, noise shakes it."""

    value: Decimal
    drift: Decimal = Decimal(0)
    noise: Decimal = Decimal(0)
    decimals: Annotated[int, msgspec.Meta(ge=0, le=6)] = 1
    steps: dict[str, Decimal] = {}


class Course(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A machine over time."""

    parameter: dict[str, Line] = {}
    state: dict[str, Decimal] = {}
    seed: int = 1

    def value(self, name: str, second: Decimal) -> Decimal:
        """Return what a tag holds at a second since the start; the same for the same seed."""
        if name not in self.parameter:
            return _at(self.state, second, Decimal(0))
        line = self.parameter[name]
        since = max((Decimal(s) for s in line.steps if Decimal(s) <= second), default=Decimal(0))
        base = _at(line.steps, second, line.value) + line.drift * (second - since)
        chance = random.Random(f"{self.seed} {name} {second}").randint(-1000, 1000)
        quantum = Decimal(1).scaleb(-line.decimals)
        return (base + line.noise * chance / 1000).quantize(quantum, ROUND_HALF_EVEN)


def read_course(text: str) -> Course:
    """Read a line. Raises ValueError."""
    try:
        return msgspec.convert(tomllib.loads(text), Course)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def _at(steps: dict[str, Decimal], second: Decimal, before: Decimal) -> Decimal:
    past = [(Decimal(at), value) for at, value in steps.items() if Decimal(at) <= second]
    return max(past, default=(Decimal(0), before), key=lambda one: one[0])[1]
