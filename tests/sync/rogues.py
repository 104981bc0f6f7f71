"""Input nobody should trust: an enrolled station that lies, and repeats what it overheard."""

from hashlib import sha256
from typing import Any

from app.journal.event import LIMIT_BYTES, PLANT, Envelope, Sealed, payload_of, seal
from app.sync import outbox
from app.sync.protocol import Push
from app.sync.signing import Identity
from tests.sync.nodes import identity, placed_in
from tests.sync.plant import Noticed

LINES = ("line-1", "line-2")
ROGUE = "ROGUE"


def rogue_pushes(world) -> None:
    rng = world.rng
    kind = rng.choice((_malformed, _in_anothers_name, _of_nobody, _torn_chain, _foreign, _replayed))
    world.fault(kind.__name__.strip("_").replace("_", " "))
    push = kind(world)
    if push is not None and world.server.is_up:
        world.server.handle(ROGUE, push, lambda _: None)


def _malformed(world) -> Push:
    rng = world.rng
    return Push(
        events=(b"", b"{}", rng.randbytes(40), b'{"station":1}', b"x" * (LIMIT_BYTES + 1)),
    )


def event_by_rogue(world, **fields: object) -> Sealed:
    happened = Noticed(board="A", text=f"forged {world.rng.random()}")
    said: dict[str, Any] = {
        "station": ROGUE,
        "chain": f"{ROGUE}-1",
        "seq": 1,
        "prev": "",
        "hlc": 1 << 60,
        "wall": 0,
        "offset": 0,
        "time_quality": "",
        "actor": "P1",
        "rights_at": "",
        "area": PLANT,
        "stream": happened.stream,
        "kind": happened.kind,
        "v": 1,
        "payload": payload_of(happened),
    } | fields
    sealed = seal(Envelope(**said))
    world.forged.add(sealed.hash)
    return sealed


def sealed_by_rogue(sealed: Sealed, station: str) -> Push:
    me, _ = identity(ROGUE)
    one = outbox.seal_of(Identity(station, me.sign), sealed)
    return Push(events=(sealed.data,), seals=(one,))


def _in_anothers_name(world) -> Push:
    """As S1 would write it, but sealed with the rogue's key, under either name."""
    name = world.stations[0].name
    after = [s for s in world.server.disk.read(placed_in) if s.envelope.station == name]
    last = max(after, key=lambda s: s.envelope.seq, default=None)
    chain: dict[str, Any] = {"chain": f"{name}-1", "station": name}
    if last is not None:
        envelope = last.envelope
        chain |= {"chain": envelope.chain, "seq": envelope.seq + 1, "prev": last.hash}
    return sealed_by_rogue(event_by_rogue(world, **chain), world.rng.choice((name, ROGUE)))


def _of_nobody(world) -> Push:
    return sealed_by_rogue(event_by_rogue(world, station="NOBODY", chain="NOBODY-1"), ROGUE)


def _torn_chain(world) -> Push:
    missing = sha256(str(world.rng.random()).encode()).hexdigest()
    return sealed_by_rogue(event_by_rogue(world, seq=7, prev=missing), ROGUE)


def _foreign(world) -> Push:
    return sealed_by_rogue(event_by_rogue(world, area=LINES[1]), ROGUE)


def _replayed(world) -> Push | None:
    """A push of somebody else, overheard and sent again: true events, so nothing may change."""
    overheard = world.network.overheard
    return world.rng.choice(overheard) if overheard else None
