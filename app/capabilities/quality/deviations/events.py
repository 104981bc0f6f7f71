"""What can happen to a deviation (CN-14): a parameter's, told by its machine; any other, by people.

Each is a stream of its own, `deviation/<name>`: a parameter's is named by the crossing's hash.
"""

from enum import StrEnum
from typing import ClassVar

from app.journal.event import Happened
from app.journal.ruling import Matter


class Stage(StrEnum):
    """Where it came about; the words are `quality.stage.<value>`."""

    PRODUCTION = "production"
    INSPECTION = "inspection"


class Sort(StrEnum):
    """What deviated; the words are `quality.deviates.<value>`."""

    INSTRUCTION = "instruction"
    PARAMETER = "parameter"
    MATERIAL = "material"
    EQUIPMENT = "equipment"
    ENVIRONMENT = "environment"
    MEASUREMENT = "measurement"
    LABELLING = "labelling"
    RECORD = "record"
    OTHER = "other"


class Weight(StrEnum):
    """How grave it is; the words are `quality.weight.<value>`."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class Ruling(StrEnum):
    """What is decided of it; the words are `quality.ruling.<value>`."""

    ACCEPT = "accept"
    NONCONFORMANCE = "nonconformance"
    CAPA = "capa"


class DeviationAcknowledged(Happened, frozen=True, kw_only=True):
    """Somebody looked at a limit that was crossed and says what of the pieces made meanwhile.

    `crossing` is the hash of what the machine said; value and limit as it said them.
    """

    kind: ClassVar[str] = "quality.deviation_acknowledged"
    order_free: ClassVar[bool] = True
    crossing: str
    order: str
    operation: str
    equipment: str
    parameter: str
    value: str
    limit: str
    unit: str
    reason: str

    @property
    def stream(self) -> str:
        return deviation_stream(self.crossing)


class _OfDeviation(Happened, frozen=True, kw_only=True):
    deviation: str

    @property
    def stream(self) -> str:
        return deviation_stream(self.deviation)


class DeviationReported(_OfDeviation, frozen=True, kw_only=True):
    """Somebody saw that something was not as it was to be: what was to be, and what was.

    `matter` is what it is about; with an order in it, its batch waits until this is closed.
    `at_once` is what was done about it on the spot.
    """

    kind: ClassVar[str] = "quality.deviation_reported"
    stage: Stage
    sort: Sort
    planned: str
    actual: str
    matter: Matter = Matter()
    at_once: str = ""
    pictures: tuple[str, ...] = ()

    @property
    def blobs(self) -> tuple[str, ...]:
        return self.pictures


class DeviationAssessed(_OfDeviation, frozen=True, kw_only=True):
    """What it means for the product, and how grave it is."""

    kind: ClassVar[str] = "quality.deviation_assessed"
    restates: ClassVar[bool] = True
    weight: Weight
    impact: str


class DeviationDecided(_OfDeviation, frozen=True, kw_only=True):
    """Quality decides, over its signature: accepted with a reason, or handed on."""

    kind: ClassVar[str] = "quality.deviation_decided"
    ruling: Ruling
    reason: str


class DeviationClosed(_OfDeviation, frozen=True, kw_only=True):
    """Nothing is left to do of it by a `decision`, named by its event's hash.

    `reference` is the record that goes on with it, if one does.
    """

    kind: ClassVar[str] = "quality.deviation_closed"
    decision: str
    remarks: str = ""
    reference: str = ""


def deviation_stream(name: str) -> str:
    """Return the stream of a deviation, or of the crossing it is of."""
    return f"deviation/{name}"
