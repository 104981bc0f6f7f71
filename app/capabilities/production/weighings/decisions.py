"""What may be weighed: a step's band, portions that add up to it, units of mass. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.production.bodies import Step, Weigh
from app.capabilities.production.weighings.events import Weighed, WeighingTakenBack
from app.capabilities.production.weighings.tables import WeighingRow
from app.kernel import units
from app.kernel.quantity import is_exact, plain
from app.kernel.refused import Refused

MASS = units.MASS
"""The units a weighing may be in (SI Brochure, 9th edition). Every other is refused."""
MOST_FRAMES = 400
"""More frames of one capture window than this are not kept: an event has its limit."""
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Band:
    """What must be on the scale in all, in `unit`: from `low` to `high`, best `target`."""

    low: Decimal
    target: Decimal
    high: Decimal
    unit: str

    def is_reached(self, net: Decimal) -> bool:
        """Tell whether so much is enough and not too much."""
        return self.low <= net <= self.high


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight as it was read: value and unit as the scale sent them, frames, scale, when."""

    value: Decimal
    unit: str
    read: str = ""
    scale: str = ""
    frames: tuple[str, ...] = ()
    read_ms: int = 0
    by_hand_because: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """Which step of which operation a weighing is for: its place from 0, its body, its band."""

    order: str
    operation: str
    place: int
    band: Band


def band(weigh: Weigh, pieces: Decimal) -> Band:
    """Return what a step wants on the scale for so many pieces of an order."""
    target = weigh.per_piece * pieces
    slack = target * weigh.tolerance_percent / _PERCENT
    return Band(target - slack, target, target + slack, weigh.unit)


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal:
    """Return a mass in another unit, exactly. Refuses `weighing.unit` for one we do not know."""
    if unit not in MASS or wanted not in MASS:
        raise Refused("weighing.unit", unit=unit or "—", wanted=wanted)
    return units.in_unit(value, unit, wanted)


def total(weighings: Iterable[WeighingRow], place: int) -> Decimal:
    """Return what was weighed for a step so far; taken-back ones are not among `weighings`."""
    return sum((one.net for one in weighings if one.step == place), Decimal(0))


def weigh(where: Where, weight: Weight, so_far: Decimal) -> Weighed:
    """Record a portion. What both stations of a merge weighed: discrepancy `overweighed`.

    Refusals: `weighing.unit`, `weighing.nothing`, `weighing.not_exact`, `weighing.why_by_hand`,
    `weighing.too_much`.
    """
    net = in_unit(weight.value, weight.unit, where.band.unit)
    if not is_exact(net):
        raise Refused("weighing.not_exact", value=f"{weight.value} {weight.unit}")
    if net <= 0:
        raise Refused("weighing.nothing")
    if not weight.frames and not weight.by_hand_because.strip():
        raise Refused("weighing.why_by_hand")
    if so_far + net > where.band.high:
        too_much = so_far + net - where.band.high
        raise Refused("weighing.too_much", too_much=f"{plain(too_much)} {where.band.unit}")
    return Weighed(
        order=where.order,
        operation=where.operation,
        step=where.place,
        net=net,
        unit=where.band.unit,
        read=weight.read,
        scale=weight.scale,
        frames=weight.frames[-MOST_FRAMES:],
        read_ms=weight.read_ms,
        by_hand_because=weight.by_hand_because.strip(),
    )


def take_back(weighing: WeighingRow | None, reason: str) -> WeighingTakenBack:
    """Take a weighing back. Refusals: `weighing.unknown`, `weighing.why_back`."""
    if weighing is None:
        raise Refused("weighing.unknown")
    if not reason.strip():
        raise Refused("weighing.why_back")
    return WeighingTakenBack(
        order=weighing.order,
        operation=weighing.operation,
        weighing=weighing.hash,
        reason=reason.strip(),
    )


def check_weighed(
    steps: Iterable[Step], pieces: Decimal, weighings: tuple[WeighingRow, ...]
) -> None:
    """Let work go on only when every weighing step has its weight: refuses `weighing.missing`."""
    for place, step in enumerate(steps):
        if step.weigh is None:
            continue
        wanted = band(step.weigh, pieces)
        if not wanted.is_reached(total(weighings, place)):
            target = f"{plain(wanted.target)} {wanted.unit}"
            raise Refused("weighing.missing", step=place + 1, target=target)
