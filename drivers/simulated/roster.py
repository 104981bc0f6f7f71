"""Every device that can be played, by its kind. A module is imported when it plays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from drivers.device import Kind
from drivers.simulated.device import SimulatedDevice
from drivers.simulated.stage import Stage

Play = Callable[[Stage], SimulatedDevice]
"""Puts a device on a stage."""


Settings = Mapping[str, str]
"""What somebody sets for a device before it plays: a machine's `tags` and `course`."""


@dataclass(frozen=True, slots=True)
class Part:
    """What can be played: `load` imports the module and returns each protocol's word → its player.

    The first protocol is spoken where nobody asks for another. `load` raises ValueError or OSError
    where what is set plays nothing.
    """

    kind: Kind
    load: Callable[[Settings], Mapping[str, Play]]


def _scanner(_: Settings) -> Mapping[str, Play]:
    from drivers.simulated.scanner import SUFFIXES, SimulatedScanner

    return {word: partial(SimulatedScanner, suffix=end) for word, end in SUFFIXES.items()}


def _scale(_: Settings) -> Mapping[str, Play]:
    from drivers.simulated.scale import PROTOCOLS, SimulatedScale

    return {word: partial(SimulatedScale, protocol=word) for word in PROTOCOLS}


def _gauge(_: Settings) -> Mapping[str, Play]:
    from drivers.simulated.gauge import PROTOCOLS, SimulatedGauge

    return {word: partial(SimulatedGauge, protocol=word) for word in PROTOCOLS}


def _printer(_: Settings) -> Mapping[str, Play]:
    from drivers.printers.languages import LANGUAGES
    from drivers.simulated.printer import SimulatedPrinter

    return {
        word: partial(SimulatedPrinter, language=language) for word, language in LANGUAGES.items()
    }


def _equipment(settings: Settings) -> Mapping[str, Play]:
    from drivers.equipment.tags import tags_of
    from drivers.simulated.course import read_course
    from drivers.simulated.machine import SimulatedLogger, SimulatedMachine
    from drivers.simulated.press import COURSE, TAGS

    table = tags_of({"tags": TAGS, **settings})
    own = COURSE if "tags" not in settings else ""
    told = Path(settings["course"]).read_text("utf-8") if "course" in settings else own
    course, beat_s = read_course(told), table.period_ms / 1000
    return {
        "modbus": partial(SimulatedMachine, table=table, course=course),
        "logger": partial(SimulatedLogger, table=table, course=course, beat_s=beat_s),
    }


PARTS = (
    Part(Kind.SCANNER, _scanner),
    Part(Kind.SCALE, _scale),
    Part(Kind.GAUGE, _gauge),
    Part(Kind.PRINTER, _printer),
    Part(Kind.EQUIPMENT, _equipment),
)


def part(kind: str) -> Part | None:
    """Return what plays a kind; None where nothing does."""
    return next((one for one in PARTS if one.kind == kind), None)
