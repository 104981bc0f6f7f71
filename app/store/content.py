"""Bodies of definitions and pictures, named by the sha256 of their bytes."""

from collections.abc import Collection
from hashlib import sha256

from sqlalchemy import Connection, bindparam, select

from app.store.tables import content, named
from app.store.upsert import insert_new

_BYTES = select(content.c.bytes).where(content.c.hash == bindparam("name"))


def keep(connection: Connection, data: bytes, media: str) -> str:
    """Store `data` once and return its sha256; `media` is its MIME type."""
    name = sha256(data).hexdigest()
    insert_new(connection, content, [{"hash": name, "media": media, "bytes": data}])
    return name


def fetch(connection: Connection, name: str) -> bytes | None:
    """Return the bytes named `name`; None while they have not arrived here."""
    data = connection.execute(_BYTES, {"name": name}).scalar()
    return None if data is None else bytes(data)


def media(connection: Connection, name: str) -> str | None:
    """Return the MIME type of the content named `name`."""
    return connection.execute(select(content.c.media).where(content.c.hash == name)).scalar()


def missing(connection: Connection, names: Collection[str]) -> tuple[str, ...]:
    """Return those of `names` that have not arrived here, sorted."""
    known = connection.execute(select(content.c.hash).where(content.c.hash.in_(names))).scalars()
    return tuple(sorted(set(names) - set(known)))


def wanted(connection: Connection, limit: int, start: str = "") -> tuple[str, ...]:
    """Return content that events here name and that has not arrived, `limit` names from `start`.

    Who asks begins elsewhere each time, so that names nobody can serve hide no others.
    """
    joined = named.outerjoin(content, content.c.hash == named.c.hash)
    query = (
        select(named.c.hash)
        .select_from(joined)
        .where(content.c.hash.is_(None), named.c.hash >= start)
        .distinct()
        .order_by(named.c.hash)
        .limit(limit)
    )
    return tuple(connection.execute(query).scalars())


def is_named(connection: Connection, name: str, areas: Collection[str]) -> bool:
    """Tell whether an event in one of `areas` names this content."""
    query = select(named.c.hash).where(named.c.hash == name, named.c.area.in_(areas)).limit(1)
    return connection.execute(query).first() is not None
