"""Who asks: a request is signed by its station's key, is fresh, and is heard once (SYNC §5)."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from app.kernel.clock import Clock
from app.kernel.refused import Refused
from app.sync.protocol import (
    NONCE_HEADER,
    SIGNATURE_HEADER,
    STATION_HEADER,
    TIME_HEADER,
)
from app.sync.signing import WINDOW_MS, is_signed, request_text
from server.directory import Directory, Known

STRANGERS_BURST = 20
STRANGERS_PER_S = 1
"""Look-ups in vain an address may cause: each costs a query and checks of signatures."""
NONCES = 200_000
NONCE_LENGTH = 64
BURST = 200
PER_S = 50


@dataclass(frozen=True, slots=True)
class Signed:
    """What a request's headers claim, and the text that was signed."""

    station: str
    nonce: str
    time_ms: int
    signature: str
    text: bytes


@dataclass(frozen=True, slots=True)
class Sender:
    """A station that has shown its key; a revoked one may still hand in what it has."""

    station: str
    areas: frozenset[str]
    is_revoked: bool


class Nonces:
    """What was heard in the last minutes; replays do no harm, but they are refused anyway."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, int] = OrderedDict()

    def hear(self, nonce: str, now_ms: int) -> bool:
        """Note a nonce; False where it was heard before."""
        while self._seen and (
            len(self._seen) >= NONCES or next(iter(self._seen.values())) < now_ms
        ):
            self._seen.popitem(last=False)
        if nonce in self._seen:
            return False
        self._seen[nonce] = now_ms + 2 * WINDOW_MS
        return True


class Buckets:
    """A token bucket per station or address, so that one cannot keep the others out."""

    def __init__(self, clock: Clock, burst: float = BURST, per_s: float = PER_S) -> None:
        self._clock = clock
        self._burst = burst
        self._per_s = per_s
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, who: str) -> None:
        """Take one request out of the bucket. Refuses `sync.too_many`."""
        left = self.check(who)
        if len(self._left) > NONCES:
            self._left.clear()
        self._left[who] = (left - 1, self._clock.monotonic_s())

    def check(self, who: str) -> float:
        """Return how many requests are left, and take none. Refuses `sync.too_many`."""
        now_s = self._clock.monotonic_s()
        left, since_s = self._left.get(who, (self._burst, now_s))
        left = min(self._burst, left + (now_s - since_s) * self._per_s)
        if left < 1:
            raise Refused("sync.too_many")
        return left


class Strangers:
    """Holds back addresses that claim to be who they are not, before anything is looked up.

    A station that has shown its key from an address is always looked up: a stranger behind the same
    router cannot keep it out.
    """

    def __init__(self, clock: Clock) -> None:
        self._buckets = Buckets(clock, STRANGERS_BURST, STRANGERS_PER_S)
        self._proven: OrderedDict[tuple[str, str], None] = OrderedDict()

    def check(self, address: str, station: str) -> None:
        """Refuses `sync.too_many` where too much was looked up in vain for this address."""
        if (address, station) not in self._proven:
            self._buckets.check(address)

    def prove(self, address: str, station: str) -> None:
        """Note that a station has shown its key from an address."""
        self._proven[address, station] = None
        self._proven.move_to_end((address, station))
        while len(self._proven) > NONCES:
            self._proven.popitem(last=False)

    def fail(self, address: str, station: str) -> None:
        """Note that it was looked up in vain. Refuses `sync.too_many` when that was too often."""
        self._proven.pop((address, station), None)
        self._buckets.take(address)


class Door:
    """Lets requests in. Used on the event loop's thread; the look-up runs on the reader's."""

    def __init__(self, directory: Directory, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock
        self._nonces = Nonces()
        self.buckets = Buckets(clock)
        self.strangers = Strangers(clock)

    def claim(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Signed:
        """Read the claim. Refuses `sync.signature_missing`, `sync.clock_off`."""
        try:
            station = headers[STATION_HEADER.lower()]
            nonce = headers[NONCE_HEADER.lower()]
            time_ms = int(headers[TIME_HEADER.lower()])
            signature = headers[SIGNATURE_HEADER.lower()]
        except (KeyError, ValueError):
            raise Refused("sync.signature_missing") from None
        if abs(time_ms - self._clock.now_ms()) > WINDOW_MS:
            raise Refused("sync.clock_off")
        text = request_text(method, path, body, time_ms, nonce)
        return Signed(station, nonce[:NONCE_LENGTH], time_ms, signature, text)

    def known(self, connection: Connection, claim: Signed) -> Sender:
        """Return the station whose key signed. Refuses `sync.station_unknown`, `.signature_wrong`.

        On the reader thread.
        """
        station = self._directory.station(connection, claim.station)
        if station is None:
            raise Refused("sync.station_unknown", station=claim.station)
        return _sender(station, claim)

    def hear(self, claim: Signed) -> None:
        """Let a known station's request in. Refuses `sync.replayed`, `sync.too_many`."""
        self.buckets.take(claim.station)
        if not self._nonces.hear(f"{claim.station} {claim.nonce}", self._clock.now_ms()):
            raise Refused("sync.replayed")


def _sender(station: Known, claim: Signed) -> Sender:
    if station.public_key and is_signed(station.public_key, claim.text, claim.signature):
        return Sender(station.station, station.areas, is_revoked=False)
    revoked = (is_signed(key, claim.text, claim.signature) for key in sorted(station.revoked_keys))
    if any(revoked):
        return Sender(station.station, station.areas, is_revoked=True)
    raise Refused("sync.signature_wrong", station=station.station)
