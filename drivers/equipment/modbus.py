"""A machine on Modbus, RTU or TCP: asked for its tags at their periods, block by block.

    driver   equipment.modbus-tcp        address  tcp:192.0.2.20:502
    driver   equipment.modbus-rtu        address  serial:/dev/ttyUSB0 (settings baud, parity, …)
    settings tags = <table or path, see tags.py>, timeout_ms = 1000

One exchange over TCP, holding register 100 of unit 1 (`>` asked, `<` answered 18.5 as 185):

    > 00 01 00 00 00 06 01 03 00 64 00 01
    < 00 01 00 00 00 05 01 03 02 00 b9

A request that is not answered in time is a fault, never an old value. After it the line must fall
quiet before the next one, and after three in a row the connection is dropped and built anew.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress

from drivers.device import Binding, Direction, Ears, Times, Traffic
from drivers.equipment.loop import LOOP, Running, SharedLoop
from drivers.equipment.modbus_frames import Exceptional, Exchange, Framing, Garbled, Words
from drivers.equipment.registers import Block, blocks, values
from drivers.equipment.sample import Quality, Told
from drivers.equipment.tags import tags_of
from drivers.equipment.teller import Teller
from drivers.health import Condition, Health, Trouble
from drivers.links.link import Connect, Link, LinkEars

TIMEOUT_MS = 1_000
REBUILT_AFTER = 3
"""So many requests in a row without an answer, and the connection is built anew."""
QUIET_S = 0.05
"""A line that was silent so long carries nothing more of an answer that came too late."""
LONGEST_QUIET_S = 1.0
WAIT_S = 1.0
"""How long a request waits after one that failed."""


class Silent(Exception):  # an answer about the world
    """No answer in time; `heard` is what came instead of one."""

    def __init__(self, trouble: Trouble, heard: bytes = b"") -> None:
        super().__init__(trouble)
        self.trouble, self.heard = trouble, heard


class ModbusMachine:
    """Asks one machine for its tags, for ever."""

    def __init__(
        self,
        binding: Binding,
        connect: Connect,
        ears: Ears[Told],
        times: Times,
        framing: Framing,
        loop: SharedLoop = LOOP,
    ) -> None:
        table = tags_of(binding.settings)
        self._blocks = blocks(table)
        self._timeout_s = int(binding.settings.get("timeout_ms", TIMEOUT_MS)) / 1000
        self._connect, self._ears, self._times = connect, ears, times
        self._framing, self._loop = framing, loop
        self._teller = Teller(table, ears, times, binding.role)
        self._running: Running | None = None
        self._turn = 0
        self._refused: dict[Block, int] = {}

    def start(self) -> None:
        """Begin to ask."""
        self._running = self._loop.begin(self._work)

    def stop(self) -> None:
        """Let go of the machine. Harmless twice."""
        if self._running is not None:
            self._running.stop()

    async def _work(self) -> None:
        while True:
            line = Line(self._connect, self._teller)
            try:
                line.start()
                await self._converse(line)
            finally:
                await asyncio.shield(asyncio.to_thread(line.stop))

    async def _converse(self, line: "Line") -> None:
        """Ask until the connection has to be built anew."""
        clock = asyncio.get_running_loop().time
        due = dict.fromkeys(self._blocks, clock())
        failures = 0
        while failures < REBUILT_AFTER:
            block = min(due, key=lambda one: due[one])
            await asyncio.sleep(due[block] - clock())
            await line.open()
            due[block] = max(due[block] + block.period_ms / 1000, clock())
            try:
                await self._ask(line, block)
                failures = 0
            except Silent as silent:
                if line.is_open:
                    failures += 1
                    self._failed(silent)
                    await line.quiet()
                    await asyncio.sleep(min(WAIT_S, block.period_ms / 1000))

    async def _ask(self, line: "Line", block: Block) -> None:
        """Ask for one block and tell what it holds. Raises Silent."""
        self._turn += 1
        exchange = Exchange(self._framing, block, self._turn)
        self._saw(Direction.OUT, exchange.asked)
        answer = await line.ask(exchange, self._timeout_s)
        self._saw(Direction.IN, exchange.heard)
        self._note(block, answer)
        now_ms = self._times.now_ms()
        if isinstance(answer, Words):
            for tag, value in values(block, answer.words):
                quality = Quality.BAD if value is None else Quality.GOOD
                self._teller.tell(tag, value, quality, now_ms)
        else:
            for tag in block.tags:
                self._teller.tell(tag, None, Quality.BAD, now_ms)

    def _note(self, block: Block, answer: Words | Exceptional) -> None:
        """Say how the machine is after an answer: not well while it refuses any of its blocks."""
        self._refused.pop(block, None)
        if isinstance(answer, Exceptional):
            self._refused[block] = answer.code
        said = [f"exception {code} for {b.kind} {b.start}" for b, code in self._refused.items()]
        well = Health(Condition.READY)
        not_well = Health(Condition.DEGRADED, Trouble.SETTINGS, ", ".join(said))
        self._teller.health(not_well if said else well)

    def _failed(self, silent: Silent) -> None:
        if silent.heard:
            self._saw(Direction.IN, silent.heard, silent.trouble.value)
        self._teller.health(Health(Condition.FAULTED, silent.trouble, silent.heard[:64].hex(" ")))

    def _saw(self, direction: Direction, data: bytes, damage: str = "") -> None:
        self._ears.traffic(Traffic(direction, data, self._times.now_ms(), damage))


class Line:
    """A link whose bytes are waited for on the loop; made and used there, by one coroutine."""

    def __init__(self, connect: Connect, teller: Teller) -> None:
        self._loop = asyncio.get_running_loop()
        self._teller = teller
        self._bytes: asyncio.Queue[bytes] = asyncio.Queue()
        self._open = asyncio.Event()
        self._link: Link = connect(LinkEars(self._came, self._changed))

    @property
    def is_open(self) -> bool:
        """Tell whether the link carries bytes now."""
        return self._open.is_set()

    def start(self) -> None:
        """Begin to open the link."""
        self._link.start()

    def stop(self) -> None:
        """Let go of the link; may take as long as one attempt to open it."""
        self._link.stop()

    async def open(self) -> None:
        """Wait until the link is open."""
        await self._open.wait()

    async def ask(self, exchange: Exchange, timeout_s: float) -> Words | Exceptional:
        """Send a request and return its answer. Raises Silent."""
        for _ in self._drained():  # what nobody asked for answers nothing
            pass
        try:
            async with asyncio.timeout(timeout_s):
                self._link.write(exchange.asked).add_done_callback(self._written)
                # Bytes of a line that is lost by now would say "well" after "pulled".
                while (data := await self._bytes.get()) and self.is_open:
                    if (answer := exchange.feed(data)) is not None:
                        return answer
        except TimeoutError:
            trouble = Trouble.GARBLED if exchange.heard else Trouble.SILENT
            raise Silent(trouble, exchange.heard) from None
        except Garbled:
            raise Silent(Trouble.GARBLED, exchange.heard) from None
        raise Silent(Trouble.PULLED, exchange.heard)

    async def quiet(self) -> None:
        """Wait until nothing more comes, LONGEST_QUIET_S at most."""
        clock = self._loop.time
        until = clock() + LONGEST_QUIET_S
        while clock() < until:
            try:
                await asyncio.wait_for(self._bytes.get(), QUIET_S)
            except TimeoutError:
                return

    def _drained(self) -> Iterator[bytes]:
        while not self._bytes.empty():
            yield self._bytes.get_nowait()

    def _came(self, data: bytes) -> None:
        self._hand_over(lambda: self._bytes.put_nowait(data))

    def _changed(self, health: Health) -> None:
        self._hand_over(lambda: self._note(health))

    def _written(self, done: "Future[None]") -> None:
        """Wake who waits for an answer to what never left."""
        if not done.cancelled() and done.exception() is not None:
            self._hand_over(lambda: self._bytes.put_nowait(b""))

    def _hand_over(self, news: Callable[[], None]) -> None:
        """Bring news from the link's thread to the loop; after its end nobody is left to tell."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(news)

    def _note(self, health: Health) -> None:
        if health.condition is Condition.READY:
            self._open.set()
        else:
            self._open.clear()
        self._teller.link(health)


def rtu(binding: Binding, connect: Connect, ears: Ears[Told], times: Times) -> ModbusMachine:
    """Make a machine on a serial line."""
    return ModbusMachine(binding, connect, ears, times, Framing.RTU)


def tcp(binding: Binding, connect: Connect, ears: Ears[Told], times: Times) -> ModbusMachine:
    """Make a machine on the network."""
    return ModbusMachine(binding, connect, ears, times, Framing.TCP)
