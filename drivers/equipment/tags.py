"""The tag table of a machine: which value lies where, in a few lines of TOML.

    period_ms = 1000                 # how often, where a tag does not say

    [[tag]]
    name = "melt"                    # the parameter it is a value of
    unit = "°C"
    register = 100                   # Modbus: address as on the wire, from 0
    unit_id = 1
    kind = "holding"                 # holding | input | coil | discrete
    type = "int16"                   # int16 | uint16 | int32 | uint32 | float32
    words = "big"                    # which word of two comes first: big | little
    scale = "0.1"                    # value = raw × scale, exactly

    [[tag]]
    name = "vibration"
    unit = "mm/s"
    node = "ns=2;s=IM-01.vibration"  # OPC UA: the node's id

    [state]                          # how the machine says whether it runs
    tag = "state"                    # the tag that tells it; it is no parameter then
    running = ["1"]
    fault = ["9"]
    stopped = { "2" = "setup", "3" = "material" }   # value = reason

A serial logger's tags need a name only. A device's setting `tags` is such a table, or the path of
the file it lies in.
"""

import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from drivers.equipment.sample import Working

SLOWEST_MS = 3_600_000

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Period = Annotated[int, msgspec.Meta(ge=20, le=SLOWEST_MS)]


class UnusableTags(ValueError):  # what the profile says, not what went wrong
    """A tag table that cannot be worked with; its text says which line."""


class Tag(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One value of a machine and where it lies."""

    name: Name
    unit: str = ""
    scale: Decimal = Decimal(1)
    period_ms: Period | None = None
    register: Annotated[int, msgspec.Meta(ge=0, le=65_535)] | None = None
    unit_id: Annotated[int, msgspec.Meta(ge=0, le=255)] = 1
    kind: Literal["holding", "input", "coil", "discrete"] = "holding"
    type: Literal["int16", "uint16", "int32", "uint32", "float32"] = "int16"
    words: Literal["big", "little"] = "big"
    node: str = ""

    def scaled(self, raw: Decimal) -> Decimal:
        """Return the value a raw one stands for."""
        return raw if self.scale == 1 else raw * self.scale


class StateTag(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a machine says whether it runs: values as decimal text."""

    tag: Name
    running: tuple[str, ...] = ()
    fault: tuple[str, ...] = ()
    stopped: dict[str, str] = {}


class TagTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every value that is asked of one machine."""

    tag: Annotated[tuple[Tag, ...], msgspec.Meta(min_length=1)]
    period_ms: Period = 1_000
    state: StateTag | None = None

    def period_of(self, tag: Tag) -> int:
        """Return how often a tag is asked for, in ms."""
        return tag.period_ms or self.period_ms

    def is_state(self, tag: Tag) -> bool:
        """Tell whether a tag says how the machine is, and is no parameter."""
        return self.state is not None and self.state.tag == tag.name

    def named(self, name: str) -> Tag | None:
        """Return the tag of that name."""
        return next((tag for tag in self.tag if tag.name == name), None)

    def working(self, value: Decimal) -> tuple[Working, str]:
        """Return what a state's value means, and the reason of a stop.

        A value the table does not know is a stop whose reason is the value itself: never running.
        """
        if self.state is None:
            raise UnusableTags("no state is read from this machine")
        if _is_among(value, self.state.running):
            return Working.RUNNING, ""
        if _is_among(value, self.state.fault):
            return Working.FAULT, ""
        reasons = (why for text, why in self.state.stopped.items() if Decimal(text) == value)
        return Working.STOPPED, next(reasons, format(value, "f"))


def tags_of(settings: Mapping[str, str]) -> TagTable:
    """Return the table a device's settings hold or name. Raises UnusableTags."""
    told = settings.get("tags", "")
    if "\n" in told or "=" in told:
        return read_tags(told)
    if not told:
        raise UnusableTags("no tags are set")
    try:
        return read_tags(Path(told).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableTags(f"{told}: {error}") from error


def read_tags(text: str) -> TagTable:
    """Read a table. Raises UnusableTags."""
    try:
        read = tomllib.loads(text)
        table = msgspec.convert(read, TagTable, strict=True)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UnusableTags(str(error)) from error
    names = [tag.name for tag in table.tag]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UnusableTags(f"tags named twice: {', '.join(twice)}")
    senseless = [tag.name for tag in table.tag if not tag.scale.is_finite() or tag.scale == 0]
    if senseless:
        raise UnusableTags(f"scale of {', '.join(senseless)}")
    _check_state(table, names)
    return table


def _check_state(table: TagTable, names: list[str]) -> None:
    state = table.state
    if state is None:
        return
    if state.tag not in names:
        raise UnusableTags(f"no tag is named {state.tag}")
    for text in (*state.running, *state.fault, *state.stopped):
        try:
            Decimal(text)
        except InvalidOperation:
            raise UnusableTags(f"a state's value is a number, not {text!r}") from None


def _is_among(value: Decimal, texts: tuple[str, ...]) -> bool:
    return any(Decimal(text) == value for text in texts)
