"""What can happen to a weighing. It belongs to the stream of its operation."""

from decimal import Decimal
from typing import ClassVar

from app.capabilities.flows.moves.events import node_stream
from app.journal.event import Happened, Whole


class _OfWeighing(Happened, frozen=True, kw_only=True):
    order: str
    operation: str

    @property
    def stream(self) -> str:
        return node_stream(self.order, self.operation)


class Weighed(_OfWeighing, frozen=True, kw_only=True):
    """A portion was weighed for a step (its place in the instruction, from 0).

    `net` is in the step's unit; `read` is what the scale sent (`1.204 kg`), `scale` its equipment
    number, `frames` every frame of the capture window as text, the taken one last. `read_ms` is
    when that came (ms since 1970 UTC). A weight typed by hand has no frames and says why. `lot` is
    the lot of material it was taken of, where one was named.
    """

    kind: ClassVar[str] = "production.weighed"
    order_free: ClassVar[bool] = True
    step: Whole
    net: Decimal
    unit: str
    read: str = ""
    scale: str = ""
    frames: tuple[str, ...] = ()
    read_ms: Whole = 0
    by_hand_because: str = ""
    lot: str = ""


class WeighingTakenBack(_OfWeighing, frozen=True, kw_only=True):
    """A weighing does not count; `weighing` is its hash. It stays legible."""

    kind: ClassVar[str] = "production.weighing_taken_back"
    order_free: ClassVar[bool] = True
    weighing: str
    reason: str
