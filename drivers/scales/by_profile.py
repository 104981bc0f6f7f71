"""Scales by TOML profile: a file in `profiles/` is a driver, and not one line of Python with it.

`generic-st.toml` is the driver `scale.generic-st`. What a profile may say stands in the Structs
below; a word they do not know refuses the profile, so that no misspelt rule is silently left out.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import msgspec

from drivers.framers import ETX, STX, EndFramer, EnvelopeFramer, Framer, LineFramer
from drivers.manner import CRLF, Manner, Orders, Stillness, division_of
from drivers.reading import Status
from drivers.scales.protocols.continuous import Lines, decoder

FOLDER = Path(__file__).with_name("profiles")

ENDS: Mapping[str, Callable[[], Framer]] = {
    "line": LineFramer,
    "crlf": partial(EndFramer, CRLF),
    "cr": partial(EndFramer, b"\r"),
    "etx": partial(EndFramer, ETX),
    "stx-etx": partial(EnvelopeFramer, STX, ETX, between=CRLF),
}
"""What ends a line, by the profile's word; `line` takes CR, LF or CRLF, whichever comes."""


class BadProfile(ValueError):  # a person wrote it, and reads this
    """A profile that cannot be read; the text names its file and what is wrong."""


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line: its pattern and end, the units it may name, the one it has where it names none."""

    pattern: str
    units: tuple[str, ...] = ()
    unit: str = ""
    end: str = "line"


class LineSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The serial line."""

    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stop_bits: int = 1


class Ask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is sent for a weight, to zero and to tare; empty where the scale takes no such order."""

    weight: str = ""
    zero: str = ""
    tare: str = ""
    are_confirmed: bool = False


class Still(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Stable by time instead of by flag: see `drivers.manner.Stillness`."""

    division: str
    for_s: float = 0.5


class Pace(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Seconds: see `drivers.manner.Manner`."""

    poll_s: float = 0.2
    quiet_s: float = 3.0
    settle_s: float = 0.3


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scale by profile."""

    title: str
    frame: Frame
    status: dict[str, Status]
    line: LineSettings = LineSettings()
    ask: Ask = Ask()
    still: Still | None = None
    pace: Pace = Pace()


def words(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the names of every profile in the folder, sorted; none is read yet."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def title(name: str, folder: Path = FOLDER) -> str:
    """Return what a profile calls its scales, in its maker's own words. Raises BadProfile."""
    return _profile(name, folder).title


def manner(name: str, folder: Path = FOLDER) -> Manner:
    """Return the manner a profile describes. Raises BadProfile."""
    profile = _profile(name, folder)
    try:
        return _manner(profile)
    except (ValueError, re.error) as error:
        raise BadProfile(f"{name}.toml: {error}") from error


def _profile(name: str, folder: Path) -> Profile:
    path = folder / f"{name}.toml"
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Profile)
    except (OSError, ValueError) as error:
        raise BadProfile(f"{path.name}: {error}") from error


def _manner(profile: Profile) -> Manner:
    frame, ask, pace = profile.frame, profile.ask, profile.pace
    if frame.end not in ENDS:
        raise ValueError(f"`end` is one of {', '.join(ENDS)}")
    pattern = re.compile(frame.pattern, re.ASCII)
    if "digits" not in pattern.groupindex:
        raise ValueError("the pattern names no group `digits`")
    still = profile.still
    return Manner(
        decode=decoder(Lines(pattern, profile.status, frozenset(frame.units))),
        framer=ENDS[frame.end],
        orders=Orders(
            ask=ask.weight.encode("latin-1"),
            zero=ask.zero.encode("latin-1"),
            tare=ask.tare.encode("latin-1"),
            are_confirmed=ask.are_confirmed,
        ),
        line={key: str(value) for key, value in msgspec.structs.asdict(profile.line).items()},
        unit=frame.unit,
        stillness=Stillness(division_of(still.division), still.for_s) if still else None,
        poll_s=pace.poll_s,
        quiet_s=pace.quiet_s,
        settle_s=pace.settle_s,
    )
