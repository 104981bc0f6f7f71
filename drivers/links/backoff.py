"""How long to wait before trying a dead port again: soon at first, then patiently."""

import random
from dataclasses import dataclass, field


@dataclass(slots=True)
class Backoff:
    """Waits double from `first_s` to `most_s`, each shortened by up to a quarter.

    The jitter keeps ten stations that lost one switch from knocking at the same moment.
    """

    first_s: float = 0.25
    most_s: float = 5.0
    _failures: int = field(default=0, init=False)

    def next_s(self) -> float:
        """Return the seconds to wait after one more failure."""
        wait_s = min(self.most_s, self.first_s * 2.0 ** min(self._failures, 30))
        self._failures += 1
        return wait_s * random.uniform(0.75, 1.0)

    def worked(self) -> None:
        """Forget the failures: the port has shown that it lives."""
        self._failures = 0
