"""Events that somebody carries on a stick: in any order, in parts, some twice, some never."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from app.journal.chain import Seal
from app.journal.event import Sealed, unseal
from app.journal.journal import Arrival
from app.store import content
from app.store.tables import seal
from app.store.upsert import insert_new
from app.sync import outbox
from app.sync.protocol import Push
from app.sync.steps import Woken
from tests.sync.disk import Crash

INTO_PARTS = "carried in parts"


@dataclass(frozen=True)
class Stick:
    """What somebody copied off a node."""

    events: tuple[Sealed, ...]
    seals: tuple[Seal, ...] = ()
    contents: tuple[bytes, ...] = ()


def stick_carried(world) -> None:
    """Copy events off one node, in disorder, and plug them in at another."""
    rng = world.rng
    source = rng.choice([world.server, *world.stations])
    target = rng.choice([node for node in (world.server, *world.stations) if node is not source])
    stick = source.disk.read(lambda connection: _copied(connection, source, target, world))
    events = list(stick.events)
    rng.shuffle(events)
    if rng.random() < 0.4:
        del events[rng.randint(0, len(events)) :]
    if (len(events), bool(stick.seals)) != (len(stick.events), True):
        world.fault(INTO_PARTS)
    world.fault("stick carried")
    while events:
        size = rng.randint(1, 12)
        part, events = events[:size], events[size:]
        for _ in range(rng.choice((1, 1, 2))):
            later = Stick(tuple(part), stick.seals, stick.contents)
            world.after(rng.uniform(0, 6), lambda s=later: plug_in(world, target, s))


def _copied(connection: Connection, source, target, world) -> Stick:
    rng = world.rng
    query = text(
        "SELECT event.bytes FROM event LEFT JOIN receipt ON receipt.hash = event.hash"
        " WHERE coalesce(receipt.verdict, '') = '' ORDER BY event.ordinal"
    )
    areas = getattr(target, "areas", None)
    held = [unseal(bytes(data)) for data in connection.execute(query).scalars()]
    events = tuple(one for one in held if areas is None or one.envelope.area in areas)
    own = [one for one in events if one.envelope.station == source.me.station]
    seals = (
        *outbox.seals_of(connection, [one.hash for one in events]),
        *(outbox.seal_of(source.me, one) for one in own),
    )
    names = [name for one in events for name in one.envelope.blobs]
    bodies = [body for name in names if (body := content.fetch(connection, name)) is not None]
    if rng.random() < 0.3:  # only the events: what vouches for them and what they name stays behind
        return Stick(events)
    return Stick(events, seals, tuple(bodies))


def plug_in(world, target, stick: Stick) -> None:
    """Bring events into a node, wherever they come from."""
    if not target.is_up:
        return
    if target is world.server:
        carrier = world.rng.choice(world.stations).name
        events = tuple(one.data for one in stick.events)
        push = Push(events=events, seals=stick.seals, lists=stick.contents)
        world.server.handle(carrier, push, lambda _: None)
        return
    try:
        target.disk.write(lambda connection: _take_in(connection, target, stick))
    except Crash:
        target.crash()
        return
    target.tell(Woken())


def _take_in(connection: Connection, target, stick: Stick) -> None:
    target.journal.take_in(connection, [Arrival(one) for one in stick.events])
    rows = [
        {
            "station": one.station,
            "chain": one.chain,
            "seq": one.seq,
            "hash": one.hash,
            "signature": one.signature,
        }
        for one in stick.seals
    ]
    insert_new(connection, seal, rows)
    for body in stick.contents:
        content.keep(connection, body, "application/json")
