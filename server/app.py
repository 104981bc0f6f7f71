"""The server's routes: bytes in, a word to the counter, bytes out. Nothing is decided here."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from litestar import Litestar, Request, Response, get, post
from litestar.handlers import HTTPRouteHandler

from app.kernel.refused import Refused
from app.sync.protocol import (
    BODY_BYTES,
    CONTENT_BYTES,
    TIME_HEADER,
    Ask,
    Enrol,
    Fetch,
    Give,
    Pull,
    Push,
    PutBack,
    Reply,
    Sorry,
    Watch,
)
from app.sync.signing import is_signed
from app.sync.wire import MEDIA_TYPE, pack, unpack
from server.counter import Counter
from server.door import Door, Sender
from server.house import House

log = logging.getLogger(__name__)

Asked = Request[Any, Any, Any]
A = TypeVar("A", bound=Ask)

STATUS = {
    "sync.unreadable": 400,
    "sync.signature_missing": 401,
    "sync.signature_wrong": 401,
    "sync.clock_off": 401,
    "sync.station_unknown": 401,
    "sync.replayed": 409,
    "sync.too_large": 413,
    "sync.too_many": 429,
    "sync.busy": 503,
}
REFUSED = 403
RETRY_AFTER_S = "2"


class Desk:
    """Opens a request, has it served, and packs the reply."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._door = Door(house.directory, house.clock)
        self.counter = Counter(house)

    async def serve(
        self, request: Asked, kind: type[A], do: Callable[[Sender, A], Awaitable[Reply]]
    ) -> Response[bytes]:
        """Serve a signed request."""
        body = await request.body()
        try:
            sender = await self._let_in(request, kind, body)
            return self._reply(await do(sender, unpack(kind, body)))
        except Refused as refused:
            return self._sorry(refused)

    async def enrol(self, request: Asked) -> Response[bytes]:
        """Serve a station that has no place yet: its token and its own key speak for it."""
        body = await request.body()
        try:
            self._door.buckets.take(_address(request))
            ask = unpack(Enrol, body)
            claim = self._door.claim(request.method, request.url.path, request.headers, body)
            if not is_signed(ask.public_key, claim.text, claim.signature):
                raise Refused("sync.signature_wrong", station=ask.station)
            return self._reply(await self.counter.enrol(ask))
        except Refused as refused:
            return self._sorry(refused)

    async def hello(self) -> Response[bytes]:
        """Answer anybody."""
        return self._reply(await self.counter.hello())

    async def _let_in(self, request: Asked, kind: type[A], body: bytes) -> Sender:
        claim = self._door.claim(request.method, request.url.path, request.headers, body)
        address = _address(request)
        self._door.strangers.check(address, claim.station)
        try:
            sender = await self.counter.read(lambda c: self._door.known(c, claim))
        except Refused as refused:
            log.warning("sync.turned_away station=%s code=%s", claim.station, refused.code)
            self._door.strangers.fail(address, claim.station)
            if kind is Push:
                await self.counter.hold(claim.station, unpack(Push, body))
            raise
        self._door.strangers.prove(address, claim.station)
        self._door.hear(claim)
        return sender

    def _reply(self, reply: Reply, status: int = 200) -> Response[bytes]:
        headers = {TIME_HEADER: str(self._house.clock.now_ms())}
        if status in (429, 503):
            headers["Retry-After"] = RETRY_AFTER_S
        return Response(pack(reply), status_code=status, media_type=MEDIA_TYPE, headers=headers)

    def _sorry(self, refused: Refused) -> Response[bytes]:
        facts = {name: str(value) for name, value in refused.facts.items()}
        now_ms = self._house.clock.now_ms()
        sorry = Sorry(code=refused.code, facts=facts, time_ms=now_ms)
        return self._reply(sorry, STATUS.get(refused.code, REFUSED))


def _address(request: Asked) -> str:
    return request.client.host if request.client else ""


def create_app(house: House) -> Litestar:
    """Return the ASGI application of an opened house."""
    desk = Desk(house)
    counter = desk.counter

    @get("/v1/hello")
    async def hello() -> Response[bytes]:
        return await desk.hello()

    @post("/v1/enrol", status_code=200, request_max_body_size=BODY_BYTES)
    async def enrol(request: Asked) -> Response[bytes]:
        return await desk.enrol(request)

    return Litestar(
        [
            hello,
            _serving(desk, "push", Push, counter.push),
            _serving(desk, "pull", Pull, counter.pull),
            _serving(desk, "put-back", PutBack, counter.put_back),
            _serving(desk, "watch", Watch, counter.watch),
            _serving(desk, "fetch", Fetch, counter.fetch),
            _serving(desk, "give", Give, counter.give, CONTENT_BYTES),
            enrol,
        ],
        openapi_config=None,
        logging_config=None,  # whoever starts the server says where logs go
    )


def _serving(
    desk: Desk,
    word: str,
    kind: type[A],
    do: Callable[[Sender, A], Awaitable[Reply]],
    limit: int = BODY_BYTES,
) -> HTTPRouteHandler:
    """Return the route of one word of stations."""

    @post(f"/v1/{word}", status_code=200, request_max_body_size=limit)
    async def served(request: Asked) -> Response[bytes]:
        return await desk.serve(request, kind, do)

    return served
