"""Where roles count: pure, the same for what a person may now and for what they might then."""

from collections.abc import Sequence

from app.capabilities.people.accounts.events import Grant
from app.kernel.place import Place


def roles_in(roles: tuple[str, ...], scopes: Sequence[Grant], place: Place) -> tuple[str, ...]:
    """Return which of a person's roles count in a place; one without a scope counts everywhere."""
    if not scopes:
        return roles
    elsewhere = {each.role for each in scopes} - {e.role for e in scopes if e.covers(place)}
    return tuple(role for role in roles if role not in elsewhere)
