"""The manner of a scale or gauge: its protocol, what it is asked with, and how patient to be.

One value says all that sets one model apart from another; `drivers/scales` and `drivers/gauges`
list theirs, and profiles in TOML are read into it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from drivers.decoding import Decode
from drivers.framers import EndFramer, Framer, LineFramer
from drivers.reading import Decoded

CRLF = b"\r\n"
LONGEST_S = 86_400.0


def lines() -> Framer:
    """Return the framer of devices that end a line in CR, LF or CRLF."""
    return LineFramer()


def crlf_lines() -> Framer:
    """Return the framer of devices whose every line ends in CRLF.

    A damaged byte that looks like a CR, as `-` with one bit flipped does, then ends no line.
    """
    return EndFramer(CRLF)


@dataclass(frozen=True, slots=True)
class Stillness:
    """The rule where the device's own flag is missing or never comes (artisan PR 2223).

    Stable is what has not moved by more than one `division` for `for_s` of steady time: time, not
    samples, for nobody knows how many come a second.
    """

    division: Decimal
    for_s: float = 0.5

    def __post_init__(self) -> None:
        if not self.division.is_finite() or self.division <= 0:
            raise ValueError(f"not a division: {self.division}")
        _check_seconds(self.for_s)


@dataclass(frozen=True, slots=True)
class Orders:
    """What a device is sent: empty where it takes no such order, or speaks by itself."""

    ask: bytes = b""
    zero: bytes = b""
    tare: bytes = b""
    identify: bytes = b""
    are_confirmed: bool = False
    """Whether zero and tare are answered; else nobody knows what came of them."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How one model is talked to. Times are seconds.

    `units` are those a weight may have here, empty for all of its protocol's; `unit` stands in
    where a frame names none. `poll_s` is the least time between two questions, for some scales
    beep at each. Frames that stop for `quiet_s` are a fault; 0 where silence says nothing, as with
    a gauge that waits for its data key. What still comes within `settle_s` of opening began before
    we listened, and its first line is half a line.
    """

    decode: Decode
    framer: Callable[[], Framer] = lines
    orders: Orders = field(default_factory=Orders)
    serial_number: Callable[[Decoded], str] | None = None
    line: Mapping[str, str] = field(default_factory=dict)
    units: frozenset[str] = frozenset()
    unit: str = ""
    stillness: Stillness | None = None
    poll_s: float = 0.2
    quiet_s: float = 3.0
    settle_s: float = 0.3

    def __post_init__(self) -> None:
        _check_seconds(self.poll_s, self.quiet_s, self.settle_s)


def adjusted(manner: Manner, settings: Mapping[str, str]) -> Manner:
    """Return the manner with what a station's binding says otherwise.

    Understood: unit, units (`g,kg`), division, still_s, poll_s, quiet_s, settle_s. Raises
    ValueError for a number that is none.
    """
    still = manner.stillness
    if "division" in settings:
        division = division_of(settings["division"])
        still = Stillness(division, float(settings.get("still_s", still.for_s if still else 0.5)))
    elif still and "still_s" in settings:
        still = replace(still, for_s=float(settings["still_s"]))
    units = settings.get("units")
    return replace(
        manner,
        unit=settings.get("unit", manner.unit),
        units=frozenset(units.replace(",", " ").split()) if units else manner.units,
        stillness=still,
        poll_s=float(settings.get("poll_s", manner.poll_s)),
        quiet_s=float(settings.get("quiet_s", manner.quiet_s)),
        settle_s=float(settings.get("settle_s", manner.settle_s)),
    )


def division_of(text: str) -> Decimal:
    """Return a division as written. Raises ValueError for what is no number."""
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"not a division: {text}") from error


def _check_seconds(*times_s: float) -> None:
    for time_s in times_s:
        if not 0 <= time_s <= LONGEST_S:  # neither is NaN
            raise ValueError(f"not a time in seconds: {time_s}")
