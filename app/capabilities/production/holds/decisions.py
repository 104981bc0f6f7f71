"""What is allowed with holds on work, and what a hold forbids. Pure.

The hold of IL-09 (COMPLIANCE §6): no right, no reason and no rule gets past `check_not_held`
(IL-12). What is held is identified where it stands and kept from going on (IS-10).
"""

from collections.abc import Collection, Iterable

from app.capabilities.production.holds.answers import Freshness, Hold, ListAge, Scope, Work
from app.capabilities.production.holds.events import NOBODY_SAID, WorkFreed, WorkHeld
from app.kernel.days import local_time
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

PUT_RIGHT_MS = 2_000
"""A clock is put back by no more than this without being noted (`stations/trusted_time`)."""


def hold(
    key: str,
    scope: Scope,
    reason: str | Bilingual,
    *,
    lot: str = "",
    ncr: str = "",
    firing: str = "",
) -> WorkHeld:
    """Put work on hold under a name: a new one, or its `firing`, so that a second is the same.

    The reason is a person's own words, or the title of the rule that sets it.
    Refusals: `hold.nothing`, `hold.operation_of_none`, `hold.why`.
    """
    if scope.operation and not scope.order:
        raise Refused("hold.operation_of_none", operation=scope.operation)
    if not any((scope.order, scope.equipment, scope.station)):
        raise Refused("hold.nothing")
    title = reason if isinstance(reason, Bilingual) else NOBODY_SAID
    said = "" if isinstance(reason, Bilingual) else reason.strip()
    if not (said or title.zh or title.en):
        raise Refused("hold.why")
    return WorkHeld(
        hold=key,
        reason=said,
        order=scope.order,
        operation=scope.operation,
        equipment=scope.equipment,
        station=scope.station,
        lot=lot,
        ncr=ncr,
        firing=firing,
        title=title,
    )


def free(held: Hold, reason: str, *, ncr: str = "") -> WorkFreed:
    """Lift a hold. One of a nonconformance is lifted by that alone: it names itself in `ncr`.

    Refusals: `hold.freed_already`, `work.held_by_ncr`, `hold.why`.
    """
    if held.freed is not None:
        raise Refused("hold.freed_already")
    if held.ncr and held.ncr != ncr:
        raise Refused("work.held_by_ncr", ncr=held.ncr)
    if not reason.strip():
        raise Refused("hold.why")
    return WorkFreed(hold=held.hold, reason=reason.strip(), ncr=held.ncr)


def covering(holds: Iterable[Hold], work: Work) -> tuple[Hold, ...]:
    """Return the holds that stand on some work."""
    return tuple(one for one in holds if one.freed is None and one.scope.covers(work))


def check_not_held(standing: Collection[Hold], who: Bilingual, offset_min: int) -> None:
    """Refuse `work.on_hold` with the first of the holds that stand: who, when, why, which NCR.

    `who` is the name of who set that one; times are told by a place's offset from UTC.
    """
    for first in standing:
        raise Refused(
            "work.on_hold",
            what=said(first.scope),
            by=first.title or who,
            since=local_time(first.at_ms, offset_min),
            because=first.because,
            ncr=first.ncr or "—",
            holds=len(standing),
        )


def age_of(heard_ms: int, set_back_ms: int, now_ms: int) -> int | None:
    """Return how long ago a log was held to its end; None where the clock knows nothing of it.

    A clock that was set back since does not make it younger. One that shows an earlier time all
    the same was changed while nobody looked; so little as a time service puts right is no matter.
    """
    age_ms = now_ms + set_back_ms - heard_ms
    return None if age_ms < -PUT_RIGHT_MS else max(0, age_ms)


def check_list(age: ListAge) -> None:
    """Refuse to begin by a list of holds that is too old: `work.hold_list_old`, or
    `work.hold_list_unknown` where it was never held whole or the clock was set back."""
    if age.freshness is not Freshness.OLD:
        return
    if age.ms is None:
        raise Refused("work.hold_list_unknown", limit=age.limit_hours)
    raise Refused("work.hold_list_old", hours=age.hours, limit=age.limit_hours)


def said(scope: Scope) -> str:
    """Return what a hold is on, by its names."""
    named = (scope.order, scope.operation, scope.equipment, scope.station)
    return " · ".join(one for one in named if one)
