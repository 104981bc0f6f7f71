"""Where roles count: pure, the same for what a person may now and for what they might then."""

from collections.abc import Sequence

import msgspec

from app.capabilities.people.accounts.events import Grant
from app.kernel.place import Place


class Holding(msgspec.Struct, frozen=True):
    """A role somebody has: since when, who gave it to them, and why."""

    role: str
    since_ms: int
    by: str
    why: str


def roles_in(roles: tuple[str, ...], scopes: Sequence[Grant], place: Place) -> tuple[str, ...]:
    """Return which of a person's roles count in a place; one without a scope counts everywhere."""
    if not scopes:
        return roles
    elsewhere = {each.role for each in scopes} - {e.role for e in scopes if e.covers(place)}
    return tuple(role for role in roles if role not in elsewhere)
