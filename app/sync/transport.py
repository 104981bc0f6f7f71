"""One conversation with the server over HTTP: a signed ask out, a reply back, or why not.

    transport.call(Pull(...)) -> Page            raises Trouble

Never retries by itself: when to try again is the exchange's decision.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from app.kernel.clock import Clock
from app.kernel.refused import OutOfReach, Refused
from app.sync.protocol import (
    BODY_BYTES,
    NONCE_HEADER,
    OPEN_BYTES,
    SIGNATURE_HEADER,
    STATION_HEADER,
    TIME_HEADER,
    Ask,
    Content,
    Enrol,
    Enrolled,
    Fetch,
    Give,
    Given,
    Heard,
    Hello,
    Page,
    Pull,
    Push,
    Pushed,
    PutBack,
    Reply,
    Sorry,
    Watch,
    Watched,
)
from app.sync.signing import Identity, request_text
from app.sync.wire import MEDIA_TYPE, pack, unpack

if TYPE_CHECKING:  # imported by the first call, on its thread: no login waits for it
    from requests import Response, Session

CONNECT_S = 3.05
READ_S = 35.0
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})

R = TypeVar("R", bound=Reply)

_ROUTES: dict[type[Ask], tuple[str, type[Reply]]] = {
    Push: ("push", Pushed),
    Pull: ("pull", Page),
    PutBack: ("put-back", Heard),
    Watch: ("watch", Watched),
    Fetch: ("fetch", Content),
    Give: ("give", Given),
    Enrol: ("enrol", Enrolled),
}
_PASSING = frozenset({"sync.too_many", "sync.busy", "sync.clock_off", "sync.replayed"})
"""Refusals that another try may not meet."""


class Trouble(OutOfReach):
    """No usable answer: `sync.unreachable`, `sync.server_trouble`, or what the server said.

    `refused`: the same ask would get the same answer.
    """

    def __init__(
        self,
        code: str,
        *,
        refused: bool = False,
        retry_after_s: float = 0.0,
        facts: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.refused = refused
        self.retry_after_s = retry_after_s
        self.facts = facts or {}


@dataclass(frozen=True, slots=True)
class Server:
    """Where the server is, and which certificates it may show (a file of the plant's own CA)."""

    url: str
    certificates: str | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
            raise Refused("sync.needs_https", url=self.url)


@dataclass(frozen=True, slots=True)
class Contact:
    """What one answer told of time: the server's at `at_s` of our monotonic clock.

    It was told between question and answer, so it is wrong by half the round trip at most.
    """

    server_ms: int
    at_s: float
    uncertainty_ms: int

    def server_ms_at(self, now_s: float) -> int:
        """Return the server's time at another moment of our monotonic clock."""
        return self.server_ms + round((now_s - self.at_s) * 1000)


class Transport:
    """Speaks with the server on one connection. For one thread at a time."""

    def __init__(self, server: Server, me: Identity, clock: Clock) -> None:
        self._server = server
        self._me = me
        self._clock = clock
        self._session: Session | None = None
        self.contact: Contact | None = None
        """What the last answer told of time; None before the first."""
        self.bytes_out = 0
        self.bytes_in = 0

    def hello(self) -> Hello:
        """Ask who is there; works for stations that are not enrolled. Raises Trouble."""
        return self._read(Hello, self._send("GET", "/v1/hello", b""))

    def call(self, ask: Ask) -> Reply:
        """Ask the server; the reply is of the ask's own kind. Raises Trouble."""
        word, kind = _ROUTES[type(ask)]
        return self._read(kind, self._send("POST", f"/v1/{word}", pack(ask)))

    def close(self) -> None:
        """Close the connection."""
        if self._session is not None:
            self._session.close()

    def _send(self, method: str, path: str, body: bytes) -> "Response":
        from requests import RequestException

        sent_s = self._clock.monotonic_s()
        url = self._server.url.rstrip("/") + path
        try:
            response = self._opened().request(
                method,
                url,
                data=body,
                headers=self._headers(method, path, body),
                timeout=(CONNECT_S, READ_S),
                verify=self._server.certificates or True,
                stream=True,
                allow_redirects=False,
            )
        except RequestException as error:
            raise Trouble("sync.unreachable") from error
        self.bytes_out += len(body)
        self._take_time(response, sent_s)
        return response

    def _opened(self) -> "Session":
        from requests import Session

        if self._session is None:
            self._session = Session()
            self._session.trust_env = False  # the plant's server is never behind a desktop's proxy
        return self._session

    def _headers(self, method: str, path: str, body: bytes) -> dict[str, str]:
        """Sign with the server's time where it is known: a wrong clock must not keep us out."""
        time_ms = self._server_ms()
        nonce = secrets.token_hex(16)
        text = request_text(method, path, body, time_ms, nonce)
        return {
            "Content-Type": MEDIA_TYPE,
            "Accept-Encoding": "identity",
            STATION_HEADER: self._me.station,
            TIME_HEADER: str(time_ms),
            NONCE_HEADER: nonce,
            SIGNATURE_HEADER: self._me.sign(text).hex(),
        }

    def _server_ms(self) -> int:
        if self.contact is None:
            return self._clock.now_ms()
        return self.contact.server_ms_at(self._clock.monotonic_s())

    def _take_time(self, response: "Response", sent_s: float) -> None:
        """Take the server's time as that of the middle between question and answer, as NTP does."""
        told = response.headers.get(TIME_HEADER, "")
        if told.isdecimal():
            trip_s = self._clock.monotonic_s() - sent_s
            self.contact = Contact(int(told), sent_s + trip_s / 2, round(trip_s * 500) + 1)

    def _read(self, kind: type[R], response: "Response") -> R:
        data = self._body(response)
        try:
            if response.status_code == HTTPStatus.OK:
                return unpack(kind, data)
            sorry = unpack(Sorry, data)
        except Refused as error:
            too_large = response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            raise Trouble("sync.too_large" if too_large else "sync.server_trouble") from error
        raise Trouble(
            sorry.code,
            refused=sorry.code not in _PASSING,
            retry_after_s=_seconds(response.headers.get("Retry-After", "")),
            facts=sorry.facts,
        )

    def _body(self, response: "Response") -> bytes:
        """Read a reply, never more than the protocol allows."""
        from requests import RequestException
        from urllib3.exceptions import HTTPError

        try:
            with response:
                data: bytes = response.raw.read(max(BODY_BYTES, OPEN_BYTES) + 1)
        except (RequestException, HTTPError, OSError, ValueError) as error:
            raise Trouble("sync.unreachable") from error
        if len(data) > OPEN_BYTES:
            raise Trouble("sync.server_trouble")
        self.bytes_in += len(data)
        return data


def _seconds(text: str) -> float:
    return float(text) if text.isdecimal() else 0.0
