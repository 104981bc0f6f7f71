"""Tells what a machine says: its samples, its state when it changes, its health when it changes."""

from decimal import Decimal

from drivers.device import Ears, Times
from drivers.equipment.sample import Quality, Sample, StateSample, Told, Working
from drivers.equipment.tags import Tag, TagTable
from drivers.health import Condition, Health, Trouble

NO_ANSWER = (Trouble.SILENT, Trouble.GARBLED)


class Teller:
    """One machine's voice; used on one thread."""

    def __init__(self, table: TagTable, ears: Ears[Told], times: Times, source: str) -> None:
        self._table, self._ears, self._times, self._source = table, ears, times, source
        self._health: Health | None = None
        self._working: tuple[Working, str] | None = None

    def tell(self, tag: Tag, value: Decimal | None, quality: Quality, source_ms: int) -> None:
        """Tell one value at the source's time; that of the state tag says how the machine is."""
        if self._table.is_state(tag):
            self._tell_state(value, quality, source_ms)
            return
        at_ms, heard_s = self._times.now_ms(), self._times.steady_s()
        self._ears.told(
            Sample(tag.name, value, tag.unit, quality, source_ms, at_ms, heard_s, self._source)
        )

    def health(self, health: Health) -> None:
        """Say how the machine is reached, once per change."""
        told = self._health
        if told is None or (told.condition, told.trouble) != (health.condition, health.trouble):
            self._health = health
            self._ears.health(health)

    def link(self, health: Health) -> None:
        """Say how its link is: open is not yet well, the machine has to answer first.

        A machine that gives no answer stays at fault while its link is built anew.
        """
        at_fault = self._health is not None and self._health.trouble in NO_ANSWER
        if health.condition in (Condition.READY, Condition.OPENING):
            is_open = health.condition is Condition.READY
            health = Health(Condition.PROBING) if is_open else health
            if at_fault:
                return
        self.health(health)

    def _tell_state(self, value: Decimal | None, quality: Quality, source_ms: int) -> None:
        """Tell a state that is vouched for, when it is another than before."""
        if value is None or quality is Quality.BAD:
            return
        working = self._table.working(value)
        if working == self._working:
            return
        self._working = working
        at_ms, heard_s = self._times.now_ms(), self._times.steady_s()
        self._ears.told(StateSample(*working, source_ms, at_ms, heard_s, self._source))
