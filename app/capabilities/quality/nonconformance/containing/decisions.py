"""The holds of a nonconformance: on lots of material and on work. Pure.

They stand until it is closed or called off: nobody else lifts them (IL-09, IL-12). Each is named by
the nonconformance, so that what two stations hold for the same firing is one hold.
"""

from dataclasses import dataclass

from app.capabilities.materials.lots import decisions as lots
from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.production.holds import decisions as holds
from app.capabilities.production.holds.answers import Hold, Scope
from app.journal.event import Happened
from app.kernel.words import Bilingual

LOT = "lot "
"""Begins the name of what is held where that is a lot of material."""


@dataclass(frozen=True, slots=True)
class Holding:
    """The nonconformance that holds: its name, number and title, and whether a rule opened it."""

    name: str
    number: str
    title: Bilingual
    is_rule: bool = False

    @property
    def reason(self) -> str:
        """Return why, in words that people read on the hold."""
        said = (
            self.title.zh
            if self.title.zh == self.title.en
            else " / ".join(part for part in (self.title.zh, self.title.en) if part)
        )
        return f"{self.number} {said}".strip()


def hold_lot(held: Holding, lot: Lot | None) -> dict[str, Happened]:
    """Hold a lot of material, by what is held: nothing where it is unknown, rejected or held so."""
    if lot is None or lot.status is Status.REJECTED:
        return {}
    if any(one.ncr == held.name for one in lot.holds):
        return {}
    firing = f"{held.name}-ncr" if held.is_rule else ""
    hold = lots.hold(lot, reason=held.reason, ncr=held.name, firing=firing)
    return {f"{LOT}{lot.lot}": hold}


def hold_work(held: Holding, scope: Scope, lot: str = "", part: str = "ncr") -> dict[str, Happened]:
    """Hold work, by what is held; `part` tells one hold of a nonconformance from another."""
    key = hold_key(held.name, part)
    why: str | Bilingual = held.title if held.is_rule else held.reason
    firing = key if held.is_rule else ""
    return {holds.said(scope): holds.hold(key, scope, why, lot=lot, ncr=held.name, firing=firing)}


def hold_key(name: str, part: str) -> str:
    """Return the name of a hold on work of a nonconformance: the same wherever it is set."""
    return f"{name}-{part}"


def free(
    name: str, lots_held: tuple[Lot, ...], work_held: tuple[Hold, ...], reason: str
) -> list[Happened]:
    """Lift every hold of a nonconformance, and no other one."""
    lifted: list[Happened] = [
        lots.lift(one, [h.name for h in one.holds if h.ncr == name], reason=reason, ncr=name)
        for one in lots_held
    ]
    return [*lifted, *(holds.free(one, reason, ncr=name) for one in work_held)]
