"""How a chart is built: which branch of which split each step lies in."""

from collections.abc import Mapping
from dataclasses import dataclass

Branch = tuple[tuple[str, int], ...]
"""Splits one is inside of, the outer first, each with the number of its way; empty: the trunk."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`branch` of every step; `arms`: how many ways each join waits for."""

    branch: Mapping[str, Branch]
    arms: Mapping[str, int]
