"""Every device that can be played, by its kind. A module is imported when it plays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from drivers.device import Kind
from drivers.simulated.device import SimulatedDevice
from drivers.simulated.stage import Stage

Play = Callable[[Stage], SimulatedDevice]
"""Puts a device on a stage."""


@dataclass(frozen=True, slots=True)
class Part:
    """What can be played: `load` imports the module and returns each protocol's word → its player.

    The first protocol is spoken where nobody asks for another.
    """

    kind: Kind
    load: Callable[[], Mapping[str, Play]]


def _scanner() -> Mapping[str, Play]:
    from drivers.simulated.scanner import SUFFIXES, SimulatedScanner

    return {word: partial(SimulatedScanner, suffix=end) for word, end in SUFFIXES.items()}


def _scale() -> Mapping[str, Play]:
    from drivers.simulated.scale import PROTOCOLS, SimulatedScale

    return {word: partial(SimulatedScale, protocol=word) for word in PROTOCOLS}


def _gauge() -> Mapping[str, Play]:
    from drivers.simulated.gauge import PROTOCOLS, SimulatedGauge

    return {word: partial(SimulatedGauge, protocol=word) for word in PROTOCOLS}


def _printer() -> Mapping[str, Play]:
    from drivers.printers.languages import LANGUAGES
    from drivers.simulated.printer import SimulatedPrinter

    return {
        word: partial(SimulatedPrinter, language=language) for word, language in LANGUAGES.items()
    }


def _equipment() -> Mapping[str, Play]:
    from drivers.simulated.press import PROTOCOLS

    return PROTOCOLS


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
