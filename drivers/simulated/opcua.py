"""An OPC UA server for a simulated machine: asyncua's own, with the nodes its tag table names.

    with SimulatedOpcUa(table, course) as machine:
        address = machine.open()               # opc.tcp://127.0.0.1:40123
        machine.play("set melt 212.5")
        machine.play("bad melt")               # the source no longer vouches for it
        machine.play("pull")

Needs the extra `opcua`.
"""

import asyncio
import logging
import threading
from decimal import Decimal
from types import TracebackType
from typing import Self

from asyncua import ua
from asyncua.common.node import Node
from asyncua.server.server import Server
from asyncua.ua.status_codes import StatusCodes

from drivers.equipment.loop import LOOP, Running
from drivers.equipment.tags import TagTable
from drivers.simulated.course import Course
from drivers.simulated.device import Orders, UnknownOrder
from drivers.simulated.machine import Values
from drivers.simulated.stage import TcpStage

logging.getLogger("asyncua").setLevel(logging.CRITICAL)

BEAT_S = 0.05
STARTED_WITHIN_S = 20.0


class SimulatedOpcUa:
    """One machine behind one server. Its port lasts over a pulled cable."""

    def __init__(self, table: TagTable, course: Course) -> None:
        self._table = table
        self._values = Values(table, course)
        self._bad: frozenset[str] = frozenset()
        self._port = _free_port()
        self._running: Running | None = None
        self._is_up = threading.Event()

    @property
    def address(self) -> str:
        """Where a station finds it, for a binding."""
        return f"opc.tcp://127.0.0.1:{self._port}"

    def open(self) -> str:
        """Put the server on the network and return its address."""
        self.plug()
        return self.address

    def play(self, order: str) -> None:
        """Obey one line: an order's word and the rest. Raises UnknownOrder."""
        word, _, rest = order.strip().partition(" ")
        obey = self.orders().get(word)
        if obey is None:
            raise UnknownOrder(order)
        obey(rest)

    def orders(self) -> Orders:
        """Return what it obeys."""
        return {
            **self._values.orders(),
            "bad": lambda name: self._spoil(self._bad | {name}),
            "good": lambda name: self._spoil(self._bad - {name}),
            "pull": lambda _: self.pull(),
            "plug": lambda _: self.plug(),
        }

    def plug(self) -> None:
        """Start the server; returns when it answers. Harmless twice."""
        if self._running is None:
            self._running = LOOP.begin(self._serve)
            if not self._is_up.wait(STARTED_WITHIN_S):
                raise OSError(f"the simulated server on port {self._port} does not start")

    def pull(self) -> None:
        """Take the server off the network. Harmless twice."""
        if self._running is not None:
            self._running.stop(STARTED_WITHIN_S)
            self._running = None
            self._is_up.clear()

    def close(self) -> None:
        """Put the machine away. Harmless twice."""
        self.pull()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _spoil(self, names: frozenset[str]) -> None:
        self._bad = names

    async def _serve(self) -> None:
        server = Server()
        await server.init()
        server.set_endpoint(self.address)
        server.set_security_policy([ua.SecurityPolicyType.NoSecurity])
        nodes = await self._nodes(server)
        async with server:
            self._is_up.set()
            told: dict[str, tuple[Decimal, bool]] = {}
            while True:
                for name, node in nodes.items():
                    now = (self._values(name), name in self._bad)
                    if told.get(name) != now:
                        told[name] = now
                        await _write(node, *now)
                await asyncio.sleep(BEAT_S)

    async def _nodes(self, server: Server) -> dict[str, Node]:
        made = {}
        for tag in self._table.tag:
            node_id = ua.NodeId.from_string(tag.node)
            name = ua.QualifiedName(tag.name, node_id.NamespaceIndex)
            while len(await server.get_namespace_array()) <= node_id.NamespaceIndex:
                await server.register_namespace(f"urn:lineside:simulated:{node_id.NamespaceIndex}")
            made[tag.name] = await server.nodes.objects.add_variable(
                node_id, name, ua.Variant(0.0, ua.VariantType.Double)
            )
        return made


async def _write(node: Node, value: Decimal, is_bad: bool) -> None:
    code = StatusCodes.BadSensorFailure if is_bad else StatusCodes.Good
    variant = ua.Variant(float(value), ua.VariantType.Double)
    await node.write_value(ua.DataValue(variant, ua.StatusCode(ua.UInt32(code))))


def _free_port() -> int:
    stage = TcpStage()
    try:
        return int(stage.address.rpartition(":")[2])
    finally:
        stage.close()
