"""Signatures that nobody gave: a true one on another record, another's key, other content."""

from collections.abc import Callable
from hashlib import sha256

import msgspec

from app.capabilities.people.signatures.decisions import read_manifest, written
from app.capabilities.people.signatures.events import Signed
from app.journal.event import Sealed, payload_of
from app.journal.signing import SIGNED, covers_digest
from app.sync import outbox
from tests.sync.nodes import identity, placed_in
from tests.sync.rogues import LINES, ROGUE, event_by_rogue
from tests.sync.signers import PEOPLE, key_of
from tests.sync.sticks import Stick, plug_in


def forger_signs(world) -> None:
    """Bring a forged signature to the server, or on a stick to a station that cannot ask."""
    rng = world.rng
    true = [one for one in world.server.disk.read(placed_in) if _is_model(one)]
    if not true:
        return
    forge: Callable[..., Sealed] = rng.choice(WAYS)
    forged = forge(world, rng.choice(true))
    world.fault(f"forged: {forge.__name__.strip('_').replace('_', ' ')}")
    me, _ = identity(ROGUE)
    stick = Stick((forged,), (outbox.seal_of(me, forged),))
    area = forged.envelope.area
    reached = [one for one in world.stations if area in one.areas and forge is not _without_list]
    plug_in(world, rng.choice([world.server, *reached]), stick)


def _is_model(sealed: Sealed) -> bool:
    """Tell whether the rogue's station could have written such an event."""
    envelope = sealed.envelope
    short = not any(one.startswith("list:") for one in envelope.covers)
    return envelope.kind == SIGNED and envelope.area in ("plant", LINES[0]) and short


def _moved(world, model: Sealed) -> Sealed:
    """The true text and signature of another record."""
    area = model.envelope.area
    placed = world.server.disk.read(placed_in)
    streams = {one.envelope.stream for one in placed if one.envelope.area == area}
    other = world.rng.choice(sorted(streams - {model.envelope.stream}) or ["kettle/line-1-new"])
    signed = msgspec.structs.replace(_read(model), record=other)
    return _written(world, model, signed, stream=other)


def _anothers_key(world, model: Sealed) -> Sealed:
    """In a person's name, with the key of somebody else."""
    signed = _read(model)
    manifest = read_manifest(signed.manifest)
    assert manifest is not None
    thief = key_of(next(one for one in PEOPLE if one != manifest.signer))
    text = written(msgspec.structs.replace(manifest, key=thief.public_key.hex()))
    forged = msgspec.structs.replace(
        signed, manifest=text, signature=thief.sign(text.encode()).hex()
    )
    return _written(world, model, forged)


def _other_content(world, model: Sealed) -> Sealed:
    """The true text and signature over fewer, or more, than the signer saw."""
    stream = model.envelope.stream
    here = [one.hash for one in world.server.disk.read(placed_in) if one.envelope.stream == stream]
    covers = tuple(sorted({*here, "0" * 64} - {*model.envelope.covers[:1]}))
    return _written(world, model, _read(model), covers=covers)


def _altered(world, model: Sealed) -> Sealed:
    """The true signature under a text that says more than was signed."""
    signed = _read(model)
    manifest = read_manifest(signed.manifest)
    assert manifest is not None
    stream = model.envelope.stream
    here = [one.hash for one in world.server.disk.read(placed_in) if one.envelope.stream == stream]
    more = msgspec.structs.replace(
        manifest,
        content=covers_digest(here),
        count=len(here),
        meaning="released",
    )
    forged = msgspec.structs.replace(
        signed, manifest=written(more), meaning="released", closes=True
    )
    return _written(world, model, forged, covers=tuple(sorted(here)))


def _without_list(world, model: Sealed) -> Sealed:
    """In a person's name, over a list that nobody is ever shown."""
    name = sha256(world.new_id().encode()).hexdigest()
    return _written(world, model, _read(model), covers=(f"list:{name}",))


WAYS = (_moved, _anothers_key, _other_content, _altered, _without_list)


def _read(model: Sealed) -> Signed:
    return msgspec.json.decode(model.envelope.payload, type=Signed)


def _written(world, model: Sealed, signed: Signed, **fields: object) -> Sealed:
    envelope = model.envelope
    said: dict[str, object] = {
        "chain": f"{ROGUE}-{world.new_id()}",
        "actor": envelope.actor,
        "area": envelope.area,
        "stream": envelope.stream,
        "kind": SIGNED,
        "hlc": world.rng.choice((0, envelope.hlc - 1, envelope.hlc + 1, 1 << 60)),
        "after": (model.hash,),
        "covers": envelope.covers,
        "payload": payload_of(signed),
    }
    return event_by_rogue(world, **(said | fields))
