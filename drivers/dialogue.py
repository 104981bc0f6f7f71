"""A dialogue with one device over one link: it is asked or listened to, and its frames are read.

What scales and gauges have in common: the framer, half a line at the beginning thrown away, the
proof of identity before the first reading, the pace of questions, the watch over silence.

Three threads may be in here: the link's owner (bytes, its health), the dialogue's own pace, and
whoever gives an order. One lock keeps them in turn; ears are called within it, so they hand on and
return.
"""

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from drivers.decoding import Unreadable
from drivers.device import Binding, Direction, Ears, Times, Traffic
from drivers.framers import Damaged, Frame
from drivers.health import Condition, Health
from drivers.links.link import Connect, LinkEars
from drivers.manner import Manner
from drivers.reading import Decoded, Reading, Status
from drivers.vitality import Vitality

FASTEST_S = 0.02
"""Nobody is asked more often, whatever a profile says."""
NAMELESS_S = 1.0
"""A device that has to say its serial number is asked so often until it has."""
ENDS = b"\r\n"

Took = Callable[[Reading], Reading]
"""Takes every frame that was understood, also what is no weight; returns what is made of it."""


class Dialogue:
    """Talks with one device for ever. `took` hears all that is understood, once it is proven."""

    def __init__(
        self,
        binding: Binding,
        connect: Connect,
        ears: Ears[Any],
        times: Times,
        manner: Manner,
        took: Took,
    ) -> None:
        self._binding, self._ears, self._times, self._manner = binding, ears, times, manner
        self._took = took
        asset = binding.asset if manner.serial_number else ""
        self._vitality = Vitality(quiet_s=manner.quiet_s, asset=asset)
        self._framer = manner.framer()
        self._lock = threading.RLock()
        self._is_open = False
        self._told: Health | None = None
        self._opened_s = 0.0
        self._begun_s: float | None = None
        self._is_settled = False
        self._asked_s = self._named_s = float("-inf")
        self._awaits_answer = False
        self._held_by = 0
        self._listeners: tuple[queue.SimpleQueue[Reading], ...] = ()
        self._wake, self._stop = threading.Event(), threading.Event()
        self._link = connect(LinkEars(self._bytes_came, self._link_changed))
        self._pace = threading.Thread(target=self._keep_pace, name=f"{binding.role} pace")
        self._pace.daemon = True

    def start(self) -> None:
        """Begin to open the link."""
        self._link.start()
        self._pace.start()

    def stop(self) -> None:
        """Let go of the device. Harmless twice, and before `start`."""
        self._stop.set()
        self._wake.set()
        self._link.stop()
        if self._pace.ident is not None and self._pace is not threading.current_thread():
            self._pace.join(2.0)

    @property
    def is_ready(self) -> bool:
        """Whether the device may be asked for a reading now."""
        with self._lock:
            return self._is_open and self._vitality.may_tell

    def send(self, data: bytes) -> "Future[None]":
        """Send an order; see `Link.write`."""
        self._ears.traffic(Traffic(Direction.OUT, data, self._times.now_ms()))
        return self._link.write(data)

    def ask_now(self) -> None:
        """Ask as soon as the pace allows, without waiting for its next beat."""
        self._wake.set()

    @contextmanager
    def hush(self) -> Iterator[None]:
        """Ask nothing meanwhile: a question would end an order the device is still at."""
        with self._lock:
            self._held_by += 1
            self._awaits_answer = False
        try:
            yield
        finally:
            with self._lock:
                self._held_by -= 1

    @contextmanager
    def overhear(self) -> Iterator["queue.SimpleQueue[Reading]"]:
        """Hear everything the device says meanwhile, in a queue of one's own."""
        heard: queue.SimpleQueue[Reading] = queue.SimpleQueue()
        with self._lock:
            self._listeners = (*self._listeners, heard)
        try:
            yield heard
        finally:
            with self._lock:
                self._listeners = tuple(one for one in self._listeners if one is not heard)

    def next_reading(
        self, heard: "queue.SimpleQueue[Reading]", after_s: float, until_s: float
    ) -> Reading | None:
        """Return the next reading whose frame began after `after_s`; None when time is up."""
        while (left_s := until_s - self._times.steady_s()) > 0:
            try:
                reading = heard.get(timeout=left_s)
            except queue.Empty:
                return None
            if reading.heard_s > after_s:
                return reading
        return None

    # ------------------------------------------------------------------ on the link's owner thread

    def _link_changed(self, health: Health) -> None:
        with self._lock:
            self._is_open = health.condition is Condition.READY
            if lost := self._framer.reset():
                self._show(lost)
            self._begun_s = None
            if not self._is_open:
                self._tell(health)
                return
            now_s = self._times.steady_s()
            self._opened_s, self._is_settled, self._awaits_answer = now_s, False, False
            self._asked_s = self._named_s = float("-inf")
            self._vitality.opened(now_s)
            self._tell(self._vitality.health(now_s))
        self._wake.set()

    def _bytes_came(self, data: bytes) -> None:
        now_s = self._times.steady_s()
        with self._lock:
            self._settle(now_s)
            if data.strip(ENDS):
                self._vitality.noise()
            begun_s = now_s if self._begun_s is None else self._begun_s
            found = self._framer.feed(data, round(now_s * 1000))
            for one in found:
                self._read(one, begun_s)
                begun_s = now_s
            if not self._framer.is_amid:
                self._begun_s = None
            elif found or self._begun_s is None:
                self._begun_s = now_s
            self._tell(self._vitality.health(now_s))

    def _settle(self, now_s: float) -> None:
        """A line already under way when we began to listen has lost its beginning."""
        if self._begun_s is None and now_s - self._opened_s > self._manner.settle_s:
            self._is_settled = True

    def _read(self, found: Frame | Damaged, begun_s: float) -> None:
        if not self._is_settled:
            self._is_settled = True
            self._show(Frame(found.data))  # for people's eyes only
            self._awaits_answer = False
            self._named_s = float("-inf")
            return
        if isinstance(found, Damaged):
            self._vitality.damaged()
            self._show(found)
            return
        said = self._manner.decode(found.data)
        if isinstance(said, Unreadable) or said.status is Status.NONCONFORMING_ECHO:
            self._vitality.damaged()  # who only hands our words back is not the device either
            damage = said.why if isinstance(said, Unreadable) else said.status
            self._ears.traffic(self._came(found.data, damage))
            return
        self._show(found)
        self._understood(said, found.data, begun_s)

    def _understood(self, said: Decoded, raw: bytes, begun_s: float) -> None:
        if self._awaits_answer:  # weighed after it was asked for: that much is known
            begun_s = min(begun_s, self._asked_s)
        self._awaits_answer = False
        now_s = self._times.steady_s()
        name = self._manner.serial_number(said) if self._manner.serial_number else ""
        if name:
            self._vitality.identified(name, now_s)
        self._vitality.understood(now_s)
        if self._vitality.may_tell:
            reading = self._took(self._reading(said, raw, begun_s))
            for listener in self._listeners:
                listener.put(reading)

    def _reading(self, said: Decoded, raw: bytes, begun_s: float) -> Reading:
        if said.value is not None and not said.unit and self._manner.unit:
            said = replace(said, unit=self._manner.unit)
        return Reading(said, raw, self._binding.role, self._times.now_ms(), begun_s)

    def _show(self, found: Frame | Damaged) -> None:
        damage = found.damage if isinstance(found, Damaged) else ""
        self._ears.traffic(self._came(found.data, damage))

    def _came(self, data: bytes, damage: str) -> Traffic:
        return Traffic(Direction.IN, data, self._times.now_ms(), damage)

    def _tell(self, health: Health) -> None:
        told = self._told
        if told is None or (told.condition, told.trouble) != (health.condition, health.trouble):
            self._told = health
            self._ears.health(health)

    # ------------------------------------------------------------------------- on the pace's thread

    def _keep_pace(self) -> None:
        while not self._stop.is_set():
            self._wake.wait(self._rest_s())
            self._wake.clear()
            if self._stop.is_set():
                return
            with self._lock:
                due = self._due(self._times.steady_s()) if self._is_open else b""
            if due:
                self.send(due)

    def _rest_s(self) -> float:
        """Return how long nothing is to do: up to the next question, or the end of patience."""
        rests = [0.5]
        if self._manner.orders.ask:
            rests.append(max(self._manner.poll_s, FASTEST_S))
        if self._manner.quiet_s:
            rests.append(self._manner.quiet_s / 4)
        return min(rests)

    def _due(self, now_s: float) -> bytes:
        """Look how the device is, and return what to ask it now, if anything."""
        if self._held_by:
            return b""  # the device is at an order, and may well be silent over it
        self._tell(self._vitality.health(now_s))
        orders = self._manner.orders
        if self._vitality.wants_proof and orders.identify:
            if now_s - self._named_s < NAMELESS_S:
                return b""
            self._named_s = now_s
            return orders.identify
        patience_s = self._manner.quiet_s / 2 if self._awaits_answer else 0.0
        wait_s = max(self._manner.poll_s, FASTEST_S, patience_s)
        if not orders.ask or now_s - self._asked_s < wait_s:
            return b""
        self._asked_s, self._awaits_answer = now_s, True
        return orders.ask
