"""Who may log in at a station: the last ones first, then whoever's key lies here."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.people.accounts import queries
from app.capabilities.people.accounts.queries import Person, Seen
from app.stations.issued_keys import people_here


@dataclass(frozen=True, slots=True)
class Known:
    """The people of a station: recently here, and everybody whose key lies here."""

    recent: tuple[Seen, ...]
    everybody: tuple[Person, ...]

    def person(self, person: str) -> Person | None:
        """Return one of them."""
        return next((one for one in self.everybody if one.person == person), None)

    def faces(self, most: int) -> tuple[Seen, ...]:
        """Return whom to offer at once; who was never here stands at the end, with no time."""
        seen = {one.person.person for one in self.recent}
        others = tuple(Seen(one, 0) for one in self.everybody if one.person not in seen)
        return (*self.recent, *others)[:most]


def known_here(connection: Connection, station: str, most: int) -> Known:
    """Return who can log in at a station."""
    keys = people_here(connection)
    everybody = tuple(
        one for one in queries.people(connection) if one.is_active and one.person in keys
    )
    recent = queries.recently_here(connection, station, most)
    return Known(tuple(one for one in recent if one.person.person in keys), everybody)
