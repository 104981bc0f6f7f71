"""Which secret of a person counts, what became of others, and where their key was sent."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.capabilities.people.accounts import queries as accounts
from app.capabilities.people.secrets.tables import EditionRow, ParcelRow, SecretRow
from app.journal.rows import read

DAY_MS = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Secret:
    """The secret of a person that counts. `edition` and `way` are empty where it never had any.

    `set_at_ms` is 0 where nobody knows since when. `reset_asked_by` waits for a second person.
    """

    person: str
    edition: str
    way: str
    public_key: str
    station: str
    set_by: str
    set_at_ms: int
    to_change: bool
    reset_asked_by: str = ""
    reset_asked_at_ms: int = 0
    reset_why: str = ""

    def age_days(self, now_ms: int) -> int:
        """Return how many whole days the secret has counted."""
        return max(0, now_ms - self.set_at_ms) // DAY_MS if self.set_at_ms else 0


@dataclass(frozen=True, slots=True)
class Edition:
    """A secret that was set once."""

    edition: str
    before: str
    station: str
    set_by: str
    set_at_ms: int


@dataclass(frozen=True, slots=True)
class KeyParcel:
    """A person's key packed for a node."""

    person: str
    to: str
    edition: str
    public_key: str
    parcel: str


def secret(connection: Connection, person: str) -> Secret | None:
    """Return the secret that counts; None for somebody who has no key at all."""
    table = SecretRow.table
    rows = read(connection, SecretRow, select(table).where(table.c.stream == f"secret/{person}"))
    row = next(iter(rows), None)
    if row is None or row.public_key == "":
        return _older(connection, person, row)
    return _secret(row)


def secrets(connection: Connection) -> dict[str, Secret]:
    """Return the secrets that count, by person, of those whose secret has an edition."""
    rows = read(connection, SecretRow, select(SecretRow.table))
    return {row.person: _secret(row) for row in rows if row.public_key}


def resets_asked(connection: Connection) -> tuple[Secret, ...]:
    """Return whose reset waits for a second person, oldest first."""
    table = SecretRow.table
    query = select(table).where(table.c.reset_asked_by != "").order_by(table.c.reset_asked_at_ms)
    return tuple(_secret(row) for row in read(connection, SecretRow, query))


def editions(connection: Connection, person: str) -> tuple[Edition, ...]:
    """Return every secret a person ever set, oldest first."""
    table = EditionRow.table
    query = select(table).where(table.c.stream == f"secret/{person}").order_by(table.c.set_at_ms)
    return tuple(
        Edition(row.edition, row.before, row.station, row.set_by, row.set_at_ms)
        for row in read(connection, EditionRow, query)
    )


def parcel(connection: Connection, person: str, to: str) -> KeyParcel | None:
    """Return the last parcel of a person's key for a node."""
    table = ParcelRow.table
    query = select(table).where(table.c.stream == f"secret/{person}", table.c.to == to)
    return next((_parcel(row) for row in read(connection, ParcelRow, query)), None)


def parcels_for(connection: Connection, to: str) -> tuple[KeyParcel, ...]:
    """Return whose keys were packed for a node, by person."""
    table = ParcelRow.table
    query = select(table).where(table.c.to == to).order_by(table.c.person)
    return tuple(_parcel(row) for row in read(connection, ParcelRow, query))


def nodes_of(connection: Connection, person: str) -> tuple[str, ...]:
    """Return the nodes that have or are to have a person's key: a changed one goes there again."""
    table = ParcelRow.table
    query = select(table.c.to).where(table.c.stream == f"secret/{person}")
    sent = connection.execute(query).scalars()
    held = accounts.person(connection, person)
    return tuple(sorted({*sent, *(held.stations if held else ())}))


def _older(connection: Connection, person: str, row: SecretRow | None) -> Secret | None:
    """Return what stands for a secret where the key was issued before secrets had editions."""
    held = accounts.person(connection, person)
    if held is None or held.public_key == "":
        return None
    return Secret(
        person=person,
        edition="",
        way="",
        public_key=held.public_key,
        station="",
        set_by="",
        set_at_ms=accounts.key_since_ms(connection, person, held.public_key),
        to_change=False,
        reset_asked_by=row.reset_asked_by if row else "",
        reset_asked_at_ms=row.reset_asked_at_ms if row else 0,
        reset_why=row.reset_why if row else "",
    )


def _secret(row: SecretRow) -> Secret:
    return Secret(
        person=row.person,
        edition=row.edition,
        way=row.way,
        public_key=row.public_key,
        station=row.station,
        set_by=row.set_by,
        set_at_ms=row.set_at_ms,
        to_change=row.to_change,
        reset_asked_by=row.reset_asked_by,
        reset_asked_at_ms=row.reset_asked_at_ms,
        reset_why=row.reset_why,
    )


def _parcel(row: ParcelRow) -> KeyParcel:
    return KeyParcel(row.person, row.to, row.edition, row.public_key, row.parcel)
