"""A new station shows its one-time token and becomes one of the plant.

enrolment = enrol(Server("https://..."), newcomer, identity, clock)
"""

from dataclasses import dataclass

from app.kernel.clock import Clock
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.sync.protocol import Enrol, Enrolled
from app.sync.signing import Identity
from app.sync.transport import Server, Transport, Trouble


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What a station says of itself when it enrols; the keys in hex."""

    token: str
    name: Bilingual
    purpose: str
    public_key: str
    parcel_key: str = ""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the station is from now on; the first of `areas` is its home."""

    station: str
    areas: tuple[str, ...]
    server_key: str
    epoch: str


def enrol(server: Server, newcomer: Newcomer, me: Identity, clock: Clock) -> Enrolment:
    """Enrol at the server. Refuses as the server says (`sites.*`); raises OutOfReach."""
    transport = Transport(server, me, clock)
    ask = Enrol(
        token=newcomer.token,
        station=me.station,
        name=newcomer.name,
        purpose=newcomer.purpose,
        public_key=newcomer.public_key,
        parcel_key=newcomer.parcel_key,
    )
    try:
        transport.hello()  # learns the server's time: a new machine's clock may be anything
        reply = transport.call(ask)
    except Trouble as trouble:
        if trouble.refused:
            raise Refused(trouble.code, **trouble.facts) from trouble
        raise
    finally:
        transport.close()
    if not isinstance(reply, Enrolled):
        raise Trouble("sync.server_trouble")
    return Enrolment(reply.station, reply.areas, reply.server_key, reply.epoch)
