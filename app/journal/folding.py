"""Folding: from a slice of new events to flushed state rows, live, late and again.

State is a pure function of a stream's effective events in the order (hlc, station, seq).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Select, bindparam, or_, select

from app.journal.capability import Capability
from app.journal.event import Sealed, stored
from app.journal.rows import Rows, View
from app.journal.upcast import Vocabulary
from app.store.prepared import Prepared
from app.store.tables import event, receipt

EFFECTIVE = or_(receipt.c.verdict.is_(None), receipt.c.verdict == "")
"""Neither quarantined nor waiting; goes with an outer join to `receipt`."""


def fold_new(
    connection: Connection,
    vocabulary: Vocabulary,
    new: Sequence[Sealed],
    held: Mapping[str, int],
) -> None:
    """Fold events just inserted. `held` is the greatest hlc each stream had before.

    An order-free event is added; an ordered one that is late has its stream's state folded again.
    """
    ordered: defaultdict[str, list[Sealed]] = defaultdict(list)
    view = View()
    fold_into(view, vocabulary, [s for s in new if vocabulary.is_order_free(s.envelope.kind)])
    for sealed in new:
        if not vocabulary.is_order_free(sealed.envelope.kind):
            ordered[sealed.envelope.stream].append(sealed)
    late = [s for s, events in ordered.items() if min(e.envelope.hlc for e in events) <= held[s]]
    for stream in late:
        _refold_ordered(connection, view, vocabulary, stream)
        del ordered[stream]
    _load(connection, view, vocabulary, ordered)
    for events in ordered.values():
        fold_into(view, vocabulary, sorted(events, key=lambda sealed: sealed.order))
    view.flush(connection)


def refold(
    connection: Connection,
    vocabulary: Vocabulary,
    streams: Iterable[str],
    only: Capability | None = None,
) -> None:
    """Forget the state of `streams` (of one capability, or of all) and fold every event again."""
    capabilities = vocabulary.capabilities if only is None else (only,)
    for stream in streams:
        view = View()
        for capability in capabilities:
            view.forget(connection, capability.rows, stream)
        fold_into(view, vocabulary, events_of(connection, stream), only)
        view.flush(connection)


def events_of(connection: Connection, stream: str) -> tuple[Sealed, ...]:
    """Return the effective events of a stream in its order."""
    rows = connection.execute(_effective_events().where(event.c.stream == stream))
    return tuple(stored(name, bytes(data)) for name, data in rows)


def _effective_events() -> Select[tuple[str, bytes]]:
    """Select effective events in the order of folding."""
    joined = event.outerjoin(receipt, receipt.c.hash == event.c.hash)
    order = (event.c.hlc, event.c.station, event.c.seq)
    return select(event.c.hash, event.c.bytes).select_from(joined).where(EFFECTIVE).order_by(*order)


LAST_OF_STREAM = Prepared(
    select(event.c.hlc, event.c.area)
    .outerjoin(receipt, receipt.c.hash == event.c.hash)
    .where(event.c.stream == bindparam("stream"), EFFECTIVE)
    .order_by(event.c.hlc.desc())
    .limit(1)
)
"""The last event of a stream that counts: what is quarantined moves no stream's clock or area."""


def greatest_hlc(connection: Connection, streams: Iterable[str]) -> dict[str, int]:
    """Return the greatest hlc held of each stream, 0 for a new one: a look into the index each."""
    return {
        stream: LAST_OF_STREAM.scalar(connection, {"stream": stream}) or 0
        for stream in set(streams)
    }


def _refold_ordered(
    connection: Connection, view: View, vocabulary: Vocabulary, stream: str
) -> None:
    """Fold a stream's ordered kinds again; rows of order-free kinds stand as they are."""
    query = _effective_events().where(
        event.c.stream == stream, event.c.kind.not_in(vocabulary.order_free)
    )
    for capability in vocabulary.capabilities:
        view.forget(connection, capability.ordered_rows, stream)
    rows = connection.execute(query)
    fold_into(view, vocabulary, (stored(name, bytes(data)) for name, data in rows))


def _load(
    connection: Connection,
    view: View,
    vocabulary: Vocabulary,
    ordered: Mapping[str, Sequence[Sealed]],
) -> None:
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    owners: dict[str, Capability] = {}
    for stream, events in ordered.items():
        for sealed in events:
            owner = vocabulary.owner_or_none(sealed.envelope.kind)
            if owner is not None:
                owners[owner.name] = owner
                wanted[owner.name].add(stream)
    for name, streams in wanted.items():
        view.load(connection, owners[name].ordered_rows, sorted(streams))


def fold_into(
    view: View,
    vocabulary: Vocabulary,
    events: Iterable[Sealed],
    only: Capability | None = None,
) -> None:
    """Fold events in their order into a view; what is not understood changes nothing."""
    for sealed in events:
        known = vocabulary.understand(sealed)
        if known is None:
            continue
        owner = vocabulary.owner(sealed.envelope.kind)
        if only is None or owner is only:
            owner.fold(Rows(view, known.stream), known)
