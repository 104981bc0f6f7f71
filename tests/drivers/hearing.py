"""What tests hear a link with: everything it says, waited for and never slept for."""

import queue
from concurrent.futures import Future
from contextlib import suppress

from drivers.health import Condition, Health, Trouble
from drivers.links.backoff import Backoff
from drivers.links.link import LinkEars

PATIENCE_S = 10


def quick() -> Backoff:
    return Backoff(first_s=0.001, most_s=0.005)


class Hearing:
    """Hears one link, in the order it says things."""

    def __init__(self) -> None:
        self.states: queue.Queue[Health] = queue.Queue()
        self._chunks: queue.Queue[bytes] = queue.Queue()

    def ears(self) -> LinkEars:
        return LinkEars(self._chunks.put, self.states.put)

    def state(self) -> tuple[Condition, Trouble]:
        health = self.states.get(timeout=PATIENCE_S)
        return health.condition, health.trouble

    def until(self, condition: Condition) -> Health:
        while (health := self.states.get(timeout=PATIENCE_S)).condition is not condition:
            pass
        return health

    def bytes(self, length: int) -> bytes:
        """Return so many bytes, however they came."""
        heard = b""
        while len(heard) < length:
            heard += self._chunks.get(timeout=PATIENCE_S)
        return heard

    def nothing_more(self) -> bool:
        with suppress(queue.Empty):
            self._chunks.get_nowait()
            return False
        return True


def failure(done: "Future[None]") -> BaseException | None:
    return done.exception(timeout=PATIENCE_S)
