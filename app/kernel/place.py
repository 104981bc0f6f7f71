"""Where something is done: rights are granted for places, and asked in one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A station and the area it is at home in."""

    area: str
    station: str
