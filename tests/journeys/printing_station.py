"""A station that prints what waits, and says what it has saved of it. Killed by its test.

python -m tests.journeys.printing_station FOLDER ADDRESS COUNT
"""

import sys
from pathlib import Path

from app.capabilities.labels.jobs.answers import WAITING
from app.journal.journal import Changes
from tests.stations.printing import PrintingStation

SETTLED = "settled"


class Speaker:
    """Says on stdout what is on disk; on the writer thread, before the spool goes on."""

    def __init__(self, at: PrintingStation) -> None:
        self._at = at
        at.station.listen(self.told)

    def told(self, change: Changes | None) -> None:
        for sealed in () if change is None else change.events:
            sys.stdout.write(f"{sealed.envelope.kind}\n")
        self.say_settled()

    def say_settled(self) -> None:
        if not any(row.state in WAITING for row in self._at.labels()):
            sys.stdout.write(f"{SETTLED}\n")
        sys.stdout.flush()


def main() -> None:
    """Ask for COUNT labels where none was asked for yet, and print until somebody ends it."""
    at = PrintingStation(Path(sys.argv[1]), sys.argv[2])
    if not at.labels():
        at.print_labels(int(sys.argv[3]))
    speaker = Speaker(at)
    speaker.say_settled()
    at.start()
    sys.stdin.read()
    at.close()


if __name__ == "__main__":
    main()
