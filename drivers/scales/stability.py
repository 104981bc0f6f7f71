"""When a weight is stable although no flag says so: it has not moved for a while. Pure."""

from dataclasses import dataclass, replace
from decimal import Decimal

from drivers.manner import Stillness
from drivers.reading import Decoded, Status

_JUDGED = {Status.STABLE, Status.UNSTABLE, Status.OK}


@dataclass(slots=True)
class StillnessJudge:
    """Judges one scale's weights in the order they were heard, by steady seconds."""

    rule: Stillness
    _unit: str = ""
    _low: Decimal = Decimal(0)
    _high: Decimal = Decimal(0)
    _since_s: float = 0.0
    _last_s: float = float("-inf")

    def judged(self, said: Decoded, at_s: float) -> Decoded:
        """Return the frame as stable or not; what is no weight begins the wait anew."""
        if said.value is None or said.status not in _JUDGED:
            self._last_s = float("-inf")
            return said
        low, high = min(self._low, said.value), max(self._high, said.value)
        # A gap proves nothing: between two frames far apart anything may have lain on the pan.
        is_gap = at_s - self._last_s > self.rule.for_s
        if is_gap or said.unit != self._unit or high - low > self.rule.division:
            low = high = said.value
            self._since_s = at_s
        self._low, self._high, self._unit, self._last_s = low, high, said.unit, at_s
        is_still = at_s - self._since_s >= self.rule.for_s
        return replace(said, status=Status.STABLE if is_still else Status.UNSTABLE)
