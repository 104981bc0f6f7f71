"""A simulated device played by hand: a thread obeys for it, so that a slow drip holds no window."""

import queue
import threading
from collections.abc import Callable

from app.demo.device_card import Obeyed
from drivers.device import Kind
from drivers.simulated.device import SimulatedDevice, UnknownOrder


class Player:
    """One device and the thread that gives it its orders, in turn."""

    def __init__(self, name: str, kind: Kind, device: SimulatedDevice) -> None:
        self.name, self.kind, self.device = name, kind, device
        self._orders: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._obey, name=f"plays {name}", daemon=True)
        self._told: Callable[[Obeyed], None] | None = None
        device.open()

    def start(self, told: Callable[[Obeyed], None]) -> None:
        """Begin to obey; what comes of each order is told on the player's thread."""
        self._told = told
        self._thread.start()

    def order(self, order: str) -> None:
        """Let the device obey a line; a pull waits for no order before it."""
        if order == "pull":
            self.device.pull()
        self._orders.put(order)

    def stop(self) -> None:
        """Obey no more; the device plays on. Harmless twice, and before `start`."""
        self._orders.put(None)
        if self._thread.ident is not None:
            self._thread.join()

    def close(self) -> None:
        """Put the device away. Harmless twice, and before `start`."""
        self.device.close()
        self.stop()

    def _obey(self) -> None:
        while (order := self._orders.get()) is not None:
            unknown = ""
            try:
                self.device.play(order)
            except UnknownOrder:
                unknown = order
            if self._told is not None:
                self._told(Obeyed(self.name, self.device.is_plugged, unknown))
