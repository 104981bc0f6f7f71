"""A machine that speaks OPC UA: subscribed to, so that it tells each change at its own time.

    driver   equipment.opcua         address  opc.tcp://192.0.2.30:4840
    settings tags = <table or path, see tags.py; each tag has its `node`>

Needs the extra `opcua` (asyncua). A value's time is the source's own where it gives one; its status
code's severity (IEC 62541-4, 7.39: good, uncertain, bad) is the sample's quality. The server's own
state is read every few seconds: a subscription that is silent may be well, a server that does not
answer is not. After any failure the client is thrown away and a new one made.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from asyncua import ua
from asyncua.client.client import Client
from asyncua.common.node import Node
from asyncua.ua.uaerrors import UaError, UaStatusCodeError

from drivers.device import Binding, Ears, Times
from drivers.equipment.loop import LOOP, Running, SharedLoop
from drivers.equipment.registers import shortest
from drivers.equipment.sample import Quality, Told
from drivers.equipment.tags import Tag, UnusableTags, tags_of
from drivers.equipment.teller import Teller
from drivers.health import Condition, Health, Trouble
from drivers.links.backoff import Backoff
from drivers.links.link import Connect

if TYPE_CHECKING:
    from asyncua.common.subscription import DataChangeNotif

# What it would log of lost servers is told as health instead.
logging.getLogger("asyncua").setLevel(logging.CRITICAL)

TIMEOUT_S = 4.0
BEAT_S = 2.0
"""How often a server is asked whether it lives."""
MISHAPS = (OSError, TimeoutError, UaError, ConnectionError)
_SEVERITY = {0: Quality.GOOD, 1: Quality.UNCERTAIN}


class OpcUaMachine:
    """Subscribes to one server's nodes, for ever."""

    def __init__(
        self,
        binding: Binding,
        ears: Ears[Told],
        times: Times,
        backoff: Callable[[], Backoff] = Backoff,
        loop: SharedLoop = LOOP,
    ) -> None:
        self._table = tags_of(binding.settings)
        lacking = [tag.name for tag in self._table.tag if not tag.node]
        if lacking:
            raise UnusableTags(f"no node for {', '.join(lacking)}")
        self._address, self._times, self._loop = binding.address, times, loop
        self._backoff = backoff()
        self._teller = Teller(self._table, ears, times, binding.role)
        self._running: Running | None = None
        self._was_ready = False

    def start(self) -> None:
        """Begin to open the server."""
        self._running = self._loop.begin(self._work)

    def stop(self) -> None:
        """Let go of the server. Harmless twice."""
        if self._running is not None:
            self._running.stop()

    async def _work(self) -> None:
        self._teller.health(Health(Condition.OPENING))
        while True:
            client = Client(self._address, timeout=TIMEOUT_S)
            self._was_ready = False
            try:
                await self._serve(client)
            except MISHAPS as error:
                self._teller.health(self._after(error))
            finally:
                await asyncio.shield(_let_go(client))
            await asyncio.sleep(self._backoff.next_s())

    async def _serve(self, client: Client) -> None:
        """Subscribe and watch until something fails. Raises one of MISHAPS."""
        async with asyncio.timeout(TIMEOUT_S):
            await client.connect()
        tags = {client.get_node(tag.node): tag for tag in self._table.tag}
        hearer = _Hearer(
            {node.nodeid: tag for node, tag in tags.items()}, self._teller, self._times
        )
        unknown = await self._subscribe(client, tags, hearer)
        self._was_ready = True
        self._backoff.worked()
        if unknown:
            detail = f"no such node: {', '.join(unknown)}"
            self._teller.health(Health(Condition.DEGRADED, Trouble.SETTINGS, detail))
        else:
            self._teller.health(Health(Condition.READY))
        while True:
            await asyncio.sleep(BEAT_S)
            async with asyncio.timeout(TIMEOUT_S):
                await client.nodes.server_state.read_value()

    async def _subscribe(
        self, client: Client, tags: dict[Node, Tag], hearer: "_Hearer"
    ) -> tuple[str, ...]:
        """Subscribe to every tag and return the names of those the server has not."""
        unknown = []
        fastest = min(self._table.period_of(tag) for tag in tags.values())
        async with asyncio.timeout(TIMEOUT_S):
            subscription = await client.create_subscription(fastest, hearer)
        for node, tag in tags.items():
            try:
                async with asyncio.timeout(TIMEOUT_S):
                    await subscription.subscribe_data_change(
                        node, sampling_interval=ua.Double(self._table.period_of(tag))
                    )
            except UaStatusCodeError:
                unknown.append(tag.name)
        return tuple(unknown)

    def _after(self, error: BaseException) -> Health:
        """Return the health a failure leaves."""
        if isinstance(error, UaError) and not isinstance(error, ConnectionError):
            return Health(Condition.FAULTED, Trouble.SETTINGS, str(error))
        if self._was_ready:
            silent = isinstance(error, TimeoutError)
            condition = Condition.FAULTED if silent else Condition.ABSENT
            return Health(condition, Trouble.SILENT if silent else Trouble.PULLED, str(error))
        return Health(Condition.ABSENT, Trouble.UNREACHABLE, str(error))


class _Hearer:
    """Takes what the subscription brings; called on the loop."""

    def __init__(self, tags: dict[ua.NodeId, Tag], teller: Teller, times: Times) -> None:
        self._tags, self._teller, self._times = tags, teller, times

    def datachange_notification(
        self,
        node: Node,
        val: Any,  # noqa: ANN401  # whatever a server holds; the library's own signature
        data: "DataChangeNotif",
    ) -> None:
        del val  # `data` holds it with its type
        tag, told = self._tags[node.nodeid], data.monitored_item.Value
        if told is None:
            return
        value = _value(told.Value)
        quality = _quality(told.StatusCode)
        if value is None or quality is Quality.BAD:
            value, quality = None, Quality.BAD
        else:
            value = tag.scaled(value)
        at_ms = _ms(told.SourceTimestamp or told.ServerTimestamp) or self._times.now_ms()
        self._teller.tell(tag, value, quality, at_ms)


def _value(variant: ua.Variant | None) -> Decimal | None:
    """Return what a variant holds as the decimal its source meant; None where it is no number."""
    if variant is None or isinstance(variant.Value, list):
        return None
    held = variant.Value
    if isinstance(held, bool):
        return Decimal(int(held))
    if isinstance(held, int):
        return Decimal(held)
    if isinstance(held, float):
        if variant.VariantType is ua.VariantType.Float:
            return shortest(held)
        exact = Decimal(repr(held))
        return exact if exact.is_finite() else None
    return None


def _quality(status: ua.StatusCode | None) -> Quality:
    """Return the severity of a status code: its two highest bits."""
    return Quality.GOOD if status is None else _SEVERITY.get(status.value >> 30, Quality.BAD)


def _ms(when: datetime | None) -> int:
    if when is None:
        return 0
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return round(aware.timestamp() * 1000)


async def _let_go(client: Client) -> None:
    """Close a client that may be closed, broken or half open already."""
    try:
        async with asyncio.timeout(TIMEOUT_S):
            await client.disconnect()
    except MISHAPS:
        return


def make(binding: Binding, connect: Connect, ears: Ears[Told], times: Times) -> OpcUaMachine:
    """Make a machine on an OPC UA server; the library opens its own way there."""
    del connect
    return OpcUaMachine(binding, ears, times)
