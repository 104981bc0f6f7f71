"""How people's badges stand."""

from sqlalchemy import Connection, select

from app.capabilities.people.accounts.queries import Person
from app.capabilities.people.accounts.queries import person as person_of
from app.capabilities.people.badges.decisions import DAY_MS, DAYS, BadgeStanding, standing
from app.capabilities.people.badges.tables import BadgeRow
from app.journal.rows import read


def badge_standing(connection: Connection, person: str, now_ms: int) -> BadgeStanding | None:
    """Return how a person's badge stands; None for somebody who has none.

    `decisions.admit` refuses a login by one that blocks.
    """
    held = person_of(connection, person)
    if held is None or not held.badge:
        return None
    table = BadgeRow.table
    rows = read(connection, BadgeRow, select(table).where(table.c.stream == f"badge/{person}"))
    return _standing(held, rows[0] if rows else None, now_ms)


def badge_standings(
    connection: Connection, people: tuple[Person, ...], now_ms: int
) -> dict[str, BadgeStanding]:
    """Return how everybody's badge stands, by person."""
    rows = {row.person: row for row in read(connection, BadgeRow, select(BadgeRow.table))}
    held = (one for one in people if one.badge)
    return {one.person: _standing(one, rows.get(one.person), now_ms) for one in held}


def _standing(held: Person, test: BadgeRow | None, now_ms: int) -> BadgeStanding:
    given_ms = held.badge_since_ms
    if test is None or test.badge != held.badge:
        return standing(given_ms, given_ms + DAYS * DAY_MS, now_ms)
    return standing(test.tested_ms, test.due_ms, now_ms, passed=test.passed)
