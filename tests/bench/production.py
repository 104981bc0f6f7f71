"""Events as a plant makes them: stations at their orders, starting, reporting, completing."""

from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256

from app.capabilities.flows.moves.events import Cause, Moved
from app.capabilities.production.operations.events import (
    OperationCompleted,
    OperationPaused,
    OperationResumed,
    OperationStarted,
)
from app.journal.event import FIRST, Envelope, Happened, Sealed, payload_of, seal
from app.journal.journal import Arrival, Receipt

STATIONS = 10
REPORTS_OF_A_RUN = 18
"""A station stays with one operation for so many reports, one start and one completion."""
SECONDS_OF_A_REPORT = 40
MORNING_MS = 1_763_800_000_000
RIGHTS_AT = sha256(b"the plant's last word on rights").hexdigest()
OPERATIONS = ("B10", "B20", "B40", "B60")


def arrivals(count: int) -> list[Arrival]:
    """Return the log of a busy area as the server hands it out, with positions."""
    stations = [_Station(f"S{n}") for n in range(2, 2 + STATIONS)]
    return [_placed(stations[n % STATIONS].next(), n + 1) for n in range(count)]


def _placed(sealed: Sealed, position: int) -> Arrival:
    receipt = Receipt(
        hash=sealed.hash, area="line-1", position=position, received_at=1, plant_position=0
    )
    return Arrival(sealed, receipt)


class _Station:
    """Writes the chain of one station that is never idle."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._facts = work(f"WORK-{name}-")
        self._seq, self._prev, self._wall = 0, FIRST, MORNING_MS

    def next(self) -> Sealed:
        fact = next(self._facts)
        self._seq += 1
        self._wall += SECONDS_OF_A_REPORT * 1000
        sealed = seal(
            Envelope(
                station=self._name,
                chain=f"{self._name}-1",
                seq=self._seq,
                prev=self._prev,
                hlc=self._wall << 16,
                wall=self._wall,
                offset=480,
                time_quality="synchronised",
                actor="P-0101",
                rights_at=RIGHTS_AT,
                area="line-1",
                stream=fact.stream,
                kind=fact.kind,
                v=fact.v,
                payload=payload_of(fact),
            )
        )
        self._prev = sealed.hash
        return sealed


def work(orders: str) -> Iterator[Happened]:
    """Yield what happens at one station, order after order, without end."""
    number = 0
    while True:
        order = f"{orders}{number:04}"
        for operation, after in zip(OPERATIONS, (*OPERATIONS[1:], "B99"), strict=True):
            yield OperationStarted(order=order, operation=operation)
            for n in range(REPORTS_OF_A_RUN):
                yield moved(order, operation, after, good=5 + n % 7, scrapped=n % 9 == 8)
            yield OperationCompleted(order=order, operation=operation)
        number += 1


def moved(order: str, source: str, target: str, *, good: int = 1, scrapped: bool = False) -> Moved:
    """Return one report."""
    return Moved(
        case=order,
        source=source,
        target="scrap/burr" if scrapped else target,
        quantity=Decimal(good),
        unit="个",
        cause=Cause.SCRAP if scrapped else Cause.GOOD,
        reason="burr" if scrapped else "",
        equipment="CNC-01" if source == "B20" else "",
    )


def pauses(count: int) -> list[Happened]:
    """Return a long stream of ordered events of one operation."""
    both = (OperationPaused, OperationResumed)
    return [both[n % 2](order="O", operation="B20") for n in range(count)]
