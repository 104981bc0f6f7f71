"""The tables that are not folded: journal, what the server says of events, content, local.

They are the only ones with migrations; state tables are dropped and folded again (DESIGN §2).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

DURABLE = MetaData()

_ordinal = BigInteger().with_variant(Integer, "sqlite")

event = Table(
    "event",
    DURABLE,
    Column("ordinal", _ordinal, primary_key=True, autoincrement=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("station", String, nullable=False),
    Column("chain", String, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("hlc", BigInteger, nullable=False),
    Column("area", String, nullable=False),
    Column("stream", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("arrival", String(64), nullable=False),
    Index("event_in_chain", "chain", "seq"),
    Index("event_in_stream", "stream", "hlc", "station", "seq"),
    Index("event_signs", "stream", sqlite_where=text("kind = 'people.signed'")),
)
"""The journal. `ordinal` is the order of arrival here; all but `arrival` is repeated from `bytes`.

`arrival` rolls over the hashes in this order, so that no row can be taken out or moved unseen, also
where the chains of other stations are not whole.
"""

receipt = Table(
    "receipt",
    DURABLE,
    Column("hash", String(64), primary_key=True),
    Column("area", String, nullable=False),
    Column("position", BigInteger),
    Column("received_at", BigInteger, nullable=False),
    Column("plant_position", BigInteger, nullable=False),
    Column("verdict", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("log_hash", String(64), nullable=False),
    Index("receipt_in_area", "area", "position", unique=True),
    Index("receipt_by_verdict", "verdict", sqlite_where=text("verdict <> ''")),
    sqlite_with_rowid=False,
)
"""What the server said of an event: its place in the area's log, or why it has none.

`log_hash`: the area log's rolling hash up to here; only the server, who keeps the log, fills it.
"""

area_head = Table(
    "area_head",
    DURABLE,
    Column("area", String, primary_key=True),
    Column("epoch", String, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("log_hash", String(64), nullable=False),
)
"""How far an area's log is held here: its end on the server, the cursor on a station."""

outbox = Table(
    "outbox",
    DURABLE,
    Column("ordinal", _ordinal, primary_key=True),
    Column("waits", Boolean, nullable=False),
)
"""Events that have neither position nor verdict yet: whoever carries, pushes.

One that `waits` lies at the server already, for an event that only another node can bring.
"""

waiting = Table(
    "waiting",
    DURABLE,
    Column("hash", String(64), primary_key=True),
    Column("missing", String, nullable=False),
    Column("carried", Boolean, nullable=False),
    Column("vouched", Boolean, nullable=False),
    Index("waiting_for", "missing"),
)
"""Events at the server without a position, and what each waits for: a hash, or `station/<name>`."""

seal = Table(
    "seal",
    DURABLE,
    Column("hash", String(64), primary_key=True),
    Column("station", String, nullable=False),
    Column("chain", String, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("signature", String, nullable=False),
)
"""A station's signature over a head of its chain; it vouches for every event below it."""

held = Table(
    "held",
    DURABLE,
    Column("hash", String(64), primary_key=True),
    Column("sender", String, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("reason", String, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)
"""Bytes that came in and cannot even be read as an event: kept for a person, never folded."""

content = Table(
    "content",
    DURABLE,
    Column("hash", String(64), primary_key=True),
    Column("media", String, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)
"""Bodies of definitions and pictures by sha256; folds never read it."""

named = Table(
    "named",
    DURABLE,
    Column("hash", String(64), primary_key=True),
    Column("area", String, primary_key=True),
)
"""Content that events name, by area: who may read the area may read it."""

wanted = Table("wanted", DURABLE, Column("hash", String(64), primary_key=True))
"""Content that events here name and that has not arrived."""

local = Table(
    "local",
    DURABLE,
    Column("shelf", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
"""Durable, but not journal: drafts, sealed keys, leases, cursors."""

fold_version = Table(
    "fold_version",
    DURABLE,
    Column("capability", String, primary_key=True),
    Column("version", Integer, nullable=False),
)
"""Which fold made the state tables of a capability."""

refold_todo = Table(
    "refold_todo",
    DURABLE,
    Column("capability", String, primary_key=True),
    Column("stream", Text, primary_key=True),
)
"""Streams an upgrade still has to fold again; emptied stream by stream, so it resumes."""
