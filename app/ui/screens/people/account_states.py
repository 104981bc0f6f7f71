"""How an account stands: everything that is to be said of it, the most urgent first. No Qt."""

from app.capabilities.people.accounts.queries import Person
from app.capabilities.people.badges.decisions import Standing
from app.ui.screens.people.users_facts import UsersFacts

STATES = {
    "disabled": ("todo", "ban"),
    "locked": ("fail", "lock"),
    "badge": ("warn", "id-card"),
    "unverified": ("warn", "user-round"),
    "dormant": ("warn", "moon"),
    "no_key": ("todo", "key-round"),
    "active": ("ok", ""),
}
"""State of the kit and icon of each; its words are `users.state.<state>`."""

_LATE = (Standing.OVERDUE, Standing.BLOCKED, Standing.FAILED)


def states(facts: UsersFacts, one: Person) -> tuple[str, ...]:
    """Return how an account stands; of a disabled one there is nothing else to say."""
    if not one.is_active:
        return ("disabled",)
    badge = facts.trust.badges.get(one.person)
    found = {
        "locked": facts.minutes_locked(one.person) > 0,
        "badge": badge is not None and badge.standing in _LATE,
        "unverified": not facts.trust.is_verified(one.person),
        "dormant": one.person in facts.trust.dormant,
        "no_key": not one.stations,
    }
    return tuple(state for state, is_so in found.items() if is_so) or ("active",)
