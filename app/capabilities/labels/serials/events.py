"""What can happen to serial numbers: a station may give a block of them.

That one is taken is said by the event that queues its label.
"""

from typing import ClassVar

from app.journal.event import Happened, Whole


class SerialBlockOpened(Happened, frozen=True, kw_only=True):
    """A station may give the numbers from `first` to `last`, each with `prefix` before it.

    `source` is `station` for a block a station opened for itself: its prefix is its own.
    """

    kind: ClassVar[str] = "labels.serial_block_opened"
    block: str
    station: str
    prefix: str
    first: Whole
    last: Whole
    source: str = "station"

    @property
    def stream(self) -> str:
        return f"serials/{self.block}"
