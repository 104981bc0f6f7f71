"""Bodies of definitions and pictures, named by the sha256 of their bytes."""

from collections.abc import Collection
from hashlib import sha256

from sqlalchemy import Connection, bindparam, delete, select

from app.kernel.refused import Refused
from app.store.prepared import Among, Prepared
from app.store.tables import content, named, wanted
from app.store.upsert import insert_new

_NO_LONGER_WANTED = delete(wanted).where(wanted.c.hash == bindparam("name"))
_KNOWN = Among(select(content.c.hash), content.c.hash)
_NAMED = select(named.c.hash).where(named.c.hash == bindparam("name")).limit(1)
_BYTES = Prepared(select(content.c.bytes).where(content.c.hash == bindparam("name")))


def keep(connection: Connection, data: bytes, media: str) -> str:
    """Store `data` once and return its sha256; `media` is its MIME type."""
    name = sha256(data).hexdigest()
    insert_new(connection, content, [{"hash": name, "media": media, "bytes": data}])
    connection.execute(_NO_LONGER_WANTED, {"name": name})
    return name


def keep_wanted(connection: Connection, data: bytes, media: str) -> str:
    """Store `data` if an event here names it. Refuses `sync.not_wanted`."""
    name = sha256(data).hexdigest()
    if connection.execute(_NAMED, {"name": name}).first() is None:
        raise Refused("sync.not_wanted")
    return keep(connection, data, media)


def fetch(connection: Connection, name: str) -> bytes | None:
    """Return the bytes named `name`; None while they have not arrived here."""
    data = _BYTES.scalar(connection, {"name": name})
    return None if data is None else bytes(data)


def media(connection: Connection, name: str) -> str | None:
    """Return the MIME type of the content named `name`."""
    return connection.execute(select(content.c.media).where(content.c.hash == name)).scalar()


def missing(connection: Connection, names: Collection[str]) -> tuple[str, ...]:
    """Return those of `names` that have not arrived here, sorted."""
    known = {name for (name,) in _KNOWN.all(connection, tuple(names))}
    return tuple(sorted(set(names) - known))


def name(connection: Connection, named_in: Collection[tuple[str, str]]) -> None:
    """Note that events name content: (area, sha256) each. What is not here is wanted."""
    insert_new(connection, named, [{"area": area, "hash": one} for area, one in named_in])
    lacking = missing(connection, {one for _, one in named_in})
    insert_new(connection, wanted, [{"hash": one} for one in lacking])


_WANTED = (
    select(wanted.c.hash)
    .where(wanted.c.hash > bindparam("after"))
    .order_by(wanted.c.hash)
    .limit(bindparam("limit"))
)


def wants(connection: Connection, limit: int, after: str = "") -> tuple[str, ...]:
    """Return content that has not arrived, at most `limit` names, round from `after` on.

    Who asks begins elsewhere each time, so that names nobody can serve hide no others.
    """
    found = list(connection.execute(_WANTED, {"after": after, "limit": limit}).scalars())
    if len(found) < limit and after:
        found += connection.execute(_WANTED, {"after": "", "limit": limit - len(found)}).scalars()
    return tuple(dict.fromkeys(found))


def is_named(connection: Connection, sought: str, areas: Collection[str]) -> bool:
    """Tell whether an event in one of `areas` names this content."""
    query = select(named.c.hash).where(named.c.hash == sought, named.c.area.in_(areas)).limit(1)
    return connection.execute(query).first() is not None
