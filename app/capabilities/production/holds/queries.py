"""Questions about holds on work."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection, bindparam, select

from app.capabilities.people.accounts.queries import person
from app.capabilities.production.holds.answers import Freed, Hold, ListAge, Scope, Work
from app.capabilities.production.holds.decisions import (
    age_of,
    check_list,
    check_not_held,
    covering,
)
from app.capabilities.production.holds.tables import HoldRow
from app.capabilities.sites.queries import hold_policy, set_back_ms, station
from app.journal.capability import Acting
from app.journal.event import PLANT
from app.journal.heard import heard
from app.journal.rows import read
from app.kernel.place import Place
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store.prepared import Prepared

_H = HoldRow.table
_ORDER = (_H.c.at_ms, _H.c.hold)
_STANDING = Prepared(select(_H).where(_H.c.freed == "").order_by(*_ORDER))
_ON = Prepared(
    select(_H).where(_H.c.freed == "", _H.c.order.in_(("", bindparam("order")))).order_by(*_ORDER)
)
_NAMED = Prepared(select(_H).where(_H.c.hold == bindparam("hold")))


def standing_holds(connection: Connection) -> tuple[Hold, ...]:
    """Return every hold that stands, the oldest first."""
    return tuple(_hold(row) for row in read(connection, HoldRow, _STANDING, {}))


def holds_on(
    connection: Connection, order: str, operation: str = "", equipment: str = "", station: str = ""
) -> tuple[Hold, ...]:
    """Return the holds that stand on work of this order, done so and there, the oldest first."""
    return holds_of(connection, Work(order, operation, equipment, (station,)))


def holds_of(connection: Connection, work: Work) -> tuple[Hold, ...]:
    """Return the holds that stand on some work, the oldest first."""
    return covering(holds_touching(connection, work.order), work)


def holds_touching(connection: Connection, order: str) -> tuple[Hold, ...]:
    """Return the holds that may stand on work of an order, wherever and on whatever it is done."""
    return tuple(_hold(row) for row in read(connection, HoldRow, _ON, {"order": order}))


def hold_named(connection: Connection, hold: str) -> Hold | None:
    """Return one hold, standing or lifted; one that stands where more was said under its name."""
    found = [_hold(row) for row in read(connection, HoldRow, _NAMED, {"hold": hold})]
    return min(found, key=lambda one: (one.freed is not None, one.at_ms, one.event), default=None)


def every_hold(connection: Connection) -> tuple[Hold, ...]:
    """Return every hold, standing or lifted, the oldest first."""
    rows = read(connection, HoldRow, select(_H).order_by(*_ORDER))
    return tuple(_hold(row) for row in rows)


def freed_holds(connection: Connection, limit: int) -> tuple[Hold, ...]:
    """Return the holds that were lifted, the last one first."""
    query = select(_H).where(_H.c.freed != "").order_by(_H.c.freed_ms.desc(), _H.c.hold)
    return tuple(_hold(row) for row in read(connection, HoldRow, query.limit(limit)))


def check_work(connection: Connection, work: Work, offset_min: int) -> None:
    """Refuse `work.on_hold` for work that a hold stands on; nobody and nothing gets past it."""
    standing = holds_of(connection, work)
    if standing:
        check_not_held(standing, who_set(connection, standing[0]), offset_min)


def pass_labels(acting: Acting, order: str) -> None:
    """Let labels be printed of an order that is not on hold, at a station that is not.

    Refuses `work.on_hold`. A hold on one operation of an order is no matter of its labels.
    """
    check_work(acting.connection, Work(order, "", "", (acting.station,)), acting.offset_min)


def check_machines(
    connection: Connection, work: Work, machines: Collection[str], offset_min: int
) -> None:
    """Refuse work on one of these machines, it is not said which, where one is on hold.

    Refusals: `work.on_hold` where all are, else `work.which_machine`.
    """
    held = [one for one in machines if holds_of(connection, replace(work, equipment=one))]
    if held and len(held) == len(machines):
        check_work(connection, replace(work, equipment=held[0]), offset_min)
    if held:
        raise Refused("work.which_machine", machine=held[0])


def list_age(connection: Connection, place: Place, now_ms: int) -> ListAge:
    """Return how old what a station knows of holds is: as old as the oldest of its areas' logs.

    Without a server that ever told the plant's log, there is nothing to wait for.
    """
    limit_hours = hold_policy(connection).hours
    if heard(connection, PLANT) is None:
        return ListAge(has_server=False, limit_hours=limit_hours)
    known = station(connection, place.station)
    areas = (PLANT, *(known.areas if known else (place.area,)))
    ages = [_age(connection, area, place.station, now_ms) for area in areas]
    whole = [age for age in ages if age is not None]
    oldest = max(whole) if len(whole) == len(ages) else None
    return ListAge(has_server=True, ms=oldest, limit_hours=limit_hours)


def check_list_here(connection: Connection, place: Place, now_ms: int) -> None:
    """Refuse `work.hold_list_old`, `.hold_list_unknown` where the site's limit is passed."""
    if hold_policy(connection).hours:
        check_list(list_age(connection, place, now_ms))


def _age(connection: Connection, area: str, here: str, now_ms: int) -> int | None:
    last = heard(connection, area)
    if last is None:
        return None
    return age_of(last.at_ms, set_back_ms(connection, here, last.seq), now_ms)


def who_set(connection: Connection, held: Hold) -> Bilingual:
    """Return the name of who set a hold, or of the rule that did."""
    if held.title is not None:
        return held.title
    known = person(connection, held.by)
    return Bilingual(held.by, held.by) if known is None else known.name


def _hold(row: HoldRow) -> Hold:
    return Hold(
        hold=row.hold,
        scope=Scope(row.order, row.operation, row.equipment, row.station),
        reason=row.reason,
        by=row.by,
        at_ms=row.at_ms,
        at=row.at,
        event=row.held,
        lot=row.lot,
        ncr=row.ncr,
        firing=row.firing,
        title=Bilingual(row.title_zh, row.title_en) if row.title_zh or row.title_en else None,
        freed=Freed(row.freed_by, row.freed_ms, row.freed_because) if row.freed else None,
    )
