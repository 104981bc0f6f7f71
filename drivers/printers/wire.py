"""A printer's line: bytes out, and what came back since; every wait ends."""

import threading
import time
from collections.abc import Callable

from drivers.health import Condition, Health
from drivers.links.link import Connect, LinkEars
from drivers.printers.language import Question

MOST_HEARD = 4_096
"""No status is longer (`~HS` has some 100 bytes); of what is, the end is dropped."""
FLOW = b"\x11\x13"
"""XON and XOFF are the line's own; no answer of any language holds them."""
QUIET_S = 0.05
"""How long a line rests after an answer that did not come in time: it may come yet."""


class Wire:
    """One link for one caller at a time; `changed` is called on the link's thread."""

    def __init__(self, connect: Connect, changed: Callable[[Health], None]) -> None:
        self._tell_changed = changed
        self._news = threading.Condition()
        self._heard = bytearray()
        self._is_open = False
        self._losses = self._asked_on = 0
        self._owes_answer = False
        self._link = connect(LinkEars(self._bytes_came, self._link_changed))

    def start(self) -> None:
        """Begin to open."""
        self._link.start()

    def stop(self) -> None:
        """Let go, and end every wait. Harmless twice."""
        self._link.stop()
        with self._news:
            self._losses += self._is_open
            self._is_open = False
            self._news.notify_all()

    @property
    def is_open(self) -> bool:
        """Whether the way to the printer is open now."""
        return self._is_open

    @property
    def losses(self) -> int:
        """How often it was lost: what is answered after another loss speaks of another line."""
        return self._losses

    def ask(self, question: Question, timeout_s: float) -> bytes:
        """Return what came back to a question: the whole answer, or what there was in time."""
        late_s = time.monotonic() + timeout_s
        if not self._is_open:
            return b""
        self.drain()
        try:
            self.send(question.request, timeout_s)
        except OSError:
            return b""
        return self.answer(question, late_s - time.monotonic())

    def answer(self, question: Question, timeout_s: float) -> bytes:
        """Return the answer to what was asked already: whole, or what there was in time."""
        with self._news:
            self._news.wait_for(
                lambda: question.whole(bytes(self._heard)) or self._losses != self._asked_on,
                timeout_s,
            )
            answer = bytes(self._heard)
        self._owes_answer = not question.whole(answer)
        return answer

    def drain(self) -> None:
        """Forget what came unasked, and what came too late."""
        if self._owes_answer:
            with self._news:
                self._news.wait_for(lambda: not self._is_open, QUIET_S)
        with self._news:
            self._heard.clear()

    def send(self, data: bytes, timeout_s: float) -> None:
        """Send all of it. Raises OSError where it did not leave in time, or the line was lost."""
        self._asked_on = self._losses
        sent = self._link.write(data)
        try:
            sent.result(max(0.0, timeout_s))
        except TimeoutError:
            sent.cancel()  # what has not begun to leave stays here
            raise

    def greet(self, hello: bytes, timeout_s: float) -> None:
        """Send what some printers answer and some do not. Raises OSError."""
        self._owes_answer = True
        self.send(hello, timeout_s)

    def _bytes_came(self, data: bytes) -> None:
        with self._news:
            self._heard += data.translate(None, FLOW)[: MOST_HEARD - len(self._heard)]
            self._news.notify_all()

    def _link_changed(self, health: Health) -> None:
        with self._news:
            self._losses += self._is_open
            self._is_open = health.condition is Condition.READY
            self._heard.clear()
            self._news.notify_all()
        self._tell_changed(health)
