"""A station's scales for whoever weighs: what one says now, and taking its weight for a record."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.capabilities.production.weighings.decisions import MASS, Weight
from app.kernel.refused import Refused
from app.stations.bench import Bench, DeviceState, Kind
from drivers.reading import Reading
from drivers.scales.capture import Captured, Pan, Refusal, Rule, Weighing, pan
from drivers.scales.scale import Done, Scale

PATIENCE_S = 10.0
"""A pan that is not still for so long is not going to be: somebody leans on the table."""

_STATES = {
    Pan.STABLE: "ok",
    Pan.STABLE_ZERO: "ok",
    Pan.MOVING: "running",
    Pan.OVER: "fail",
    Pan.UNDER: "warn",
    Pan.NOT_READY: "warn",
}
_NOT_DONE = {
    Done.NOT_EXECUTED: "weighing.not_executed",
    Done.SILENT: "weighing.silent",
    Done.IMPOSSIBLE: "weighing.impossible",
}


@dataclass(frozen=True, slots=True)
class Live:
    """What a scale says now, for people: the decimal as sent but its plus, and how the pan is.

    `state` is one of the seven states of a screen, `word` a `Pan` or `error`.
    """

    value: Decimal | None
    text: str
    unit: str
    state: str
    word: str
    at_ms: int


def live_of(reading: Reading) -> Live:
    """Return a reading as people see it. Total: what is no weight has the word `error`."""
    said = reading.decoded
    state = pan(said, {})
    word, shape = ("error", "warn") if state is None else (state.value, _STATES[state])
    return Live(said.value, said.text.removeprefix("+"), said.unit, shape, word, reading.at_ms)


class ScaleDesk:
    """Takes weights from the bench's scales. Futures hold Refused; nothing here blocks.

    One weighing at a time on each scale. Between two the pan must have been empty, or below the
    `empty_below` of its binding: else one press too many would count a portion twice.
    """

    def __init__(self, bench: Bench, *, patience_s: float = PATIENCE_S) -> None:
        self._bench, self._patience_s = bench, patience_s
        self._lock = threading.Lock()
        self._weighings: dict[str, Weighing] = {}
        self._waiting: dict[str, Future[Weight]] = {}
        self._orders = ThreadPoolExecutor(max_workers=1, thread_name_prefix="scale")
        bench.listen(self)

    def take(self, role: str) -> "Future[Weight]":
        """Take the next stable weight that began after this call.

        Refusals: `weighing.scale_away`, `weighing.busy`, `weighing.not_emptied`, `weighing.unit`,
        `weighing.never_still`.
        """
        taken: Future[Weight] = Future()
        if not self._is_at_work(role):
            taken.set_exception(Refused("weighing.scale_away"))
            return taken
        with self._lock:
            if role in self._waiting:
                taken.set_exception(Refused("weighing.busy"))
                return taken
            self._waiting[role] = taken
            weighing = self._weighings.setdefault(role, Weighing(self._rule(role)))
            weighing.request(self._bench.steady_s())
        timer = threading.Timer(self._patience_s, self._give_up, (role, taken))
        timer.daemon = True
        timer.start()
        taken.add_done_callback(lambda _: timer.cancel())
        return taken

    def zero(self, role: str) -> "Future[None]":
        """Set the empty pan to zero. Refusals: `weighing.scale_away`, and why it was not done."""
        return self._order(role, lambda scale: scale.zero())

    def tare(self, role: str) -> "Future[None]":
        """Take what lies on the pan as tare. Refusals as for `zero`."""
        return self._order(role, lambda scale: scale.tare())

    def close(self) -> None:
        """Let go of the scales; a weight somebody waits for is not taken any more."""
        self._bench.forget(self)
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        for taken in waiting.values():
            taken.set_exception(Refused("weighing.scale_away"))
        self._orders.shutdown(wait=False)

    def heard(self, told: object) -> None:
        """Take what the bench heard; on a device's thread."""
        if not isinstance(told, Reading):
            return
        with self._lock:
            weighing = self._weighings.get(told.source)
            found = None if weighing is None else weighing.hear(told)
            if weighing is None or found is None:
                return
            weighing.cancel()  # refused too: the next weight is nobody's until somebody asks
            taken = self._waiting.pop(told.source, None)
        if taken is None:
            return
        if isinstance(found, Captured):
            taken.set_result(self._weight(told.source, found))
        elif found is Refusal.NOT_EMPTIED:
            taken.set_exception(Refused("weighing.not_emptied"))
        else:
            unit = told.decoded.unit or "—"
            taken.set_exception(Refused("weighing.unit", unit=unit, wanted=" / ".join(MASS)))

    def changed(self, state: DeviceState) -> None:
        """Take how a device is: nobody waits for one that is away."""
        if state.kind is Kind.SCALE and not state.is_at_work:
            with self._lock:
                taken = self._waiting.pop(state.role, None)
                if taken is not None:
                    self._weighings[state.role].cancel()
            if taken is not None:
                taken.set_exception(Refused("weighing.scale_away"))

    def _give_up(self, role: str, taken: "Future[Weight]") -> None:
        with self._lock:
            if self._waiting.get(role) is not taken:
                return
            del self._waiting[role]
            self._weighings[role].cancel()
        taken.set_exception(Refused("weighing.never_still"))

    def _order(self, role: str, order: Callable[[Scale], Done]) -> "Future[None]":
        return self._orders.submit(self._obeyed, role, order)

    def _obeyed(self, role: str, order: Callable[[Scale], Done]) -> None:
        scale = self._bench.device(role)
        if not isinstance(scale, Scale) or not self._is_at_work(role):
            raise Refused("weighing.scale_away")
        done = order(scale)
        if done in _NOT_DONE:
            raise Refused(_NOT_DONE[done])

    def _weight(self, role: str, captured: Captured) -> Weight:
        said = captured.reading.decoded
        assert said.value is not None  # a capture has one
        return Weight(
            value=said.value,
            unit=said.unit,
            read=f"{said.text} {said.unit}",
            scale=self._binding_asset(role) or role,
            frames=tuple(one.raw.decode("latin-1") for one in captured.window),
            read_ms=captured.reading.at_ms,
        )

    def _is_at_work(self, role: str) -> bool:
        return any(one.role == role and one.is_at_work for one in self._bench.states())

    def _binding_asset(self, role: str) -> str:
        return next((one.asset for one in self._bench.bindings() if one.role == role), "")

    def _rule(self, role: str) -> Rule:
        binding = next((one for one in self._bench.bindings() if one.role == role), None)
        said = binding.settings.get("empty_below", "0") if binding else "0"
        try:
            limit = abs(Decimal(said))
        except InvalidOperation:
            limit = Decimal(0)
        return Rule(dict.fromkeys(MASS, limit))
