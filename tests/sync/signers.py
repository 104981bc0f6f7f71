"""The people of the simulated plant: their keys, and how one of them signs at a station."""

from dataclasses import replace
from functools import cache, partial
from hashlib import sha256

from sqlalchemy import Connection

from app.capabilities.people.signatures.capability import CAPABILITY as SIGNATURES
from app.capabilities.people.signatures.commands import Ask, Circumstance, Sign, sign
from app.capabilities.people.signatures.decisions import written
from app.journal.event import Sealed
from app.kernel.sealing import SigningKey
from app.kernel.words import Bilingual

WORKERS = ("P1", "P2")
REVIEWERS = ("P4", "P5")
"""People whose rights nobody changes."""
PEOPLE = (*WORKERS, *REVIEWERS)

INSIDE = 2
"""More hashes than this go to a blob, so that long lists are common in short histories."""

LISTS_LONG = replace(SIGNATURES, commands={Sign: partial(sign, inside=INSIDE)})
"""The capability as it is, but for the length of a list."""


@cache
def key_of(person: str) -> SigningKey:
    return SigningKey(sha256(f"key of {person}".encode()).digest())


def signed(station, connection: Connection, ask: Ask, person: str, **how: str) -> list[Sealed]:
    """Draft, sign and record one signature, as `app.stations.signing` does it."""
    key = key_of(person)
    circumstance = Circumstance(
        key=key.public_key.hex(),
        session="session",
        components=("password",),
        meaning_text=Bilingual(ask.meaning, ask.meaning),
        offset_min=station.clock.offset_min(),
        time_quality=station.journal.time_quality(),
        program="simulated",
        **how,
    )
    acting = replace(station.journal.acting(connection, person), new_id=station.world.new_id)
    manifest, covers = station.world.parts.draft(acting, ask, circumstance)
    text = written(manifest)
    command = Sign(manifest=text, signature=key.sign(text.encode()).hex(), covers=covers)
    shown = frozenset(ask.made) if ask.seen is None else ask.seen
    return station.carry_out(connection, command, person, shown)
