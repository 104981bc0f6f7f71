"""A trial of a rule, slice by slice on the station's reader; nothing waits for it, and it stops."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from sqlalchemy import Connection

from app.capabilities.rules.definition.bodies import Rule
from app.capabilities.rules.firings.answers import WouldFire
from app.capabilities.rules.trials.answers import Mark, Slice
from app.capabilities.rules.trials.queries import try_slice
from app.ui.floor import Floor

_NOBODY = ""


@dataclass
class Trial:
    """What one rule would have done so far; cases by key, the earliest first."""

    rule: Rule
    cases: dict[str, WouldFire] = field(default_factory=dict)
    looked_at: int = 0
    is_now: bool = False

    def take(self, made: Slice) -> None:
        """Add a slice: a case that is known stays the one it was."""
        for key, case in made.cases:
            self.cases.setdefault(key, case)
        self.looked_at += made.looked_at
        self.is_now = self.is_now or made.is_now


class TrialRun(QObject):
    """Tries rules one after another. `went_on` carries the share done; `done` all `Trial`s."""

    went_on = Signal(float)
    done = Signal(object)

    def __init__(self, floor: Floor, parent: QObject) -> None:
        super().__init__(parent)
        self._floor = floor
        self._trials: tuple[Trial, ...] = ()
        self._span = (0, 0)
        self._number = 0
        self._at = 0

    @property
    def is_running(self) -> bool:
        """Tell whether it goes on."""
        return self._at < len(self._trials)

    def begin(self, rules: tuple[Rule, ...], span: tuple[int, int]) -> None:
        """Try rules on what happened from a time to before another (ms since 1970 UTC)."""
        self._number += 1
        self._trials, self._span, self._at = tuple(Trial(one) for one in rules), span, 0
        self._ask(None)

    def stop(self) -> None:
        """Ask for nothing more; what is under way is not taken."""
        self._number += 1
        self._trials, self._at = (), 0

    def _ask(self, after: Mark | None) -> None:
        journal, span = self._floor.station.journal, self._span
        rule = self._trials[self._at].rule

        def query(connection: Connection) -> Slice:
            acting = journal.acting(connection, _NOBODY)
            return try_slice(acting, journal.vocabulary, rule, span, after)

        self._floor.ask(self, query, _Take(self._number, self.take))

    def take(self, number: int, made: Slice) -> None:
        """Take a slice, and ask for the next."""
        if number != self._number:
            return  # it was stopped meanwhile
        self._trials[self._at].take(made)
        self.went_on.emit((self._at + made.share) / len(self._trials))
        if made.to is None:
            self._at += 1
        if self.is_running:
            self._ask(made.to)
        else:
            self.done.emit(self._trials)


class _Take:
    def __init__(self, number: int, take: Callable[[int, Slice], None]) -> None:
        self._number, self._take = number, take

    def __call__(self, made: Slice) -> None:
        self._take(self._number, made)
