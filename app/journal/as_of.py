"""The state of a stream as some author held it: the same fold, over fewer events, in memory."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, or_, select

from app.journal.event import stored
from app.journal.folding import fold_into
from app.journal.rows import Rows, View
from app.journal.upcast import Vocabulary
from app.store.prepared import Prepared
from app.store.tables import event, receipt


@dataclass(frozen=True, slots=True)
class Held:
    """What an author held of an area's log: up to a position, and its own events before `seq`."""

    position: int
    chain: str = ""
    seq: int = 0


def rows_as_of(connection: Connection, vocabulary: Vocabulary, stream: str, held: Held) -> Rows:
    """Return the ordered rows of a stream as `held` folds to; nothing is written."""
    view = View()
    for capability in vocabulary.capabilities:
        view.begin(capability.ordered_rows, stream)
    asked = {
        "stream": stream,
        "position": held.position,
        "chain": held.chain,
        "seq": held.seq,
    }
    events = (stored(name, bytes(data)) for name, data in _HELD.all(connection, asked))
    fold_into(view, vocabulary, events)
    return Rows(view, stream)


def last_change(connection: Connection, stream: str) -> int:
    """Return the position of the last event of a stream that counts, 0 where there is none."""
    return int(_LAST.scalar(connection, {"stream": stream}) or 0)


_COUNTS = (event.c.stream == bindparam("stream"), receipt.c.position.is_not(None))
_HELD = Prepared(
    select(event.c.hash, event.c.bytes)
    .join(receipt, receipt.c.hash == event.c.hash)
    .where(
        *_COUNTS,
        or_(
            receipt.c.position <= bindparam("position"),
            (event.c.chain == bindparam("chain")) & (event.c.seq < bindparam("seq")),
        ),
    )
    .order_by(event.c.hlc, event.c.station, event.c.seq)
)
_LAST = Prepared(
    select(func.max(receipt.c.position)).join(event, event.c.hash == receipt.c.hash).where(*_COUNTS)
)
