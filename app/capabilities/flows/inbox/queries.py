"""What waits for a person in a place: every to-do there is, and the notices they have not seen.

    inbox_of(acting)                    # of whoever acts
    inbox_at(acting)                    # nobody is logged in: of those who work at the station

Nothing of it is written down: what is due, late or goes further follows from what happened and from
the clock, on every node alike and without a server.
"""

import logging
from collections.abc import Iterable, Iterator

from app.capabilities.flows.inbox.answers import NOTICE, Inbox, Reader, StandsIn
from app.capabilities.flows.inbox.decisions import inbox, inbox_of_any
from app.capabilities.flows.notices.queries import patience_min, seen_by, sent_of_late, unseen_by
from app.capabilities.flows.notices.tables import NoticeRow
from app.capabilities.people.accounts.queries import (
    recently_here,
    rights_of_roles,
    roles_here,
)
from app.capabilities.people.delegations.queries import running_for
from app.journal.capability import Acting
from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

log = logging.getLogger(__name__)
_MINUTE_MS = 60_000
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a source raises on facts that no honest program wrote."""
_DAY_MS = 86_400_000
STAFF_DAYS = 7
"""Who logged in at a station within so many days works there."""


def inbox_of(acting: Acting) -> Inbox:
    """Return the inbox of whoever acts, here and now."""
    rows = unseen_by(acting.connection, acting.actor, acting.now_ms)
    mine = (row for row in rows if row.sent_by != acting.actor)
    return inbox((*todos(acting), *_told(acting, mine)), reader(acting), acting.now_ms)


def inbox_at(acting: Acting) -> Inbox:
    """Return what waits for any of those who work at this station.

    A notice waits until one of them has seen it.
    """
    staff = staff_of(acting)
    rows = sent_of_late(acting.connection, acting.now_ms)
    seen = seen_by(acting.connection, (row.notice for row in rows))
    people = {one.person for one in staff}
    unseen = (row for row in rows if people.isdisjoint(seen.get(row.notice, ())))
    return inbox_of_any((*todos(acting), *_told(acting, unseen)), staff, acting.now_ms)


def todos(acting: Acting) -> Iterator[Todo]:
    """Yield everything that waits for anybody here, whoever plugged it in.

    A source that cannot tell, for what it needs has not come yet, hides nothing of the others.
    """
    for source in acting.plugs.todos:
        try:
            yield from source(acting)
        except (Refused, *UNREADABLE) as error:
            log.warning("inbox.source_failed source=%s why=%r", source, error)


def reader(acting: Acting) -> Reader:
    """Return whoever acts, as who reads an inbox."""
    return _reader(acting, acting.actor)


def staff_of(acting: Acting) -> tuple[Reader, ...]:
    """Return those who logged in at this station of late."""
    since_ms = acting.now_ms - STAFF_DAYS * _DAY_MS
    here = recently_here(acting.connection, acting.station)
    return tuple(_reader(acting, one.person.person) for one in here if one.at_ms >= since_ms)


def _reader(acting: Acting, person: str) -> Reader:
    connection = acting.connection
    roles = roles_here(connection, person, acting.place)
    return Reader(
        person,
        frozenset(roles),
        rights_of_roles(connection, roles),
        tuple(_stands_in(acting, person)),
    )


def _stands_in(acting: Acting, person: str) -> Iterator[StandsIn]:
    for one in running_for(acting.connection, person, acting.now_ms):
        roles = roles_here(acting.connection, one.grantor, acting.place)
        handed = {f"sign.{meaning}" for meaning in one.meanings}
        rights = rights_of_roles(acting.connection, roles) & handed
        yield StandsIn(one.grantor, frozenset(roles), rights)


def _told(acting: Acting, rows: Iterable[NoticeRow]) -> Iterator[Todo]:
    """Yield notices as what is to be seen.

    An urgent one that nobody has seen within the plant's patience is its escalation roles' too.
    """
    notices = tuple(rows)
    urgent = [row.notice for row in notices if row.urgency == Urgency.NOW]
    seen = seen_by(acting.connection, urgent) if urgent else {}
    patience_ms = patience_min(acting.connection) * _MINUTE_MS if urgent else 0
    for row in notices:
        goes_further = row.urgency == Urgency.NOW and not seen.get(row.notice)
        yield Todo(
            key=f"{NOTICE}/{row.notice}",
            kind=NOTICE,
            title=Bilingual(row.zh, row.en),
            matter=row.matters[0] if row.matters else Matter(),
            since_ms=row.at_ms,
            roles=row.roles,
            people=row.people,
            due_ms=row.at_ms + patience_ms if goes_further else None,
            escalated=row.escalated if goes_further else (),
            urgency=Urgency(row.urgency),
        )
