"""What can happen to one operation of one order. Quantities are `flows.moved` in this stream."""

from typing import ClassVar

from app.capabilities.flows.moves.events import node_stream
from app.journal.event import Happened


class _OfOperation(Happened, frozen=True, kw_only=True):
    order: str
    operation: str

    @property
    def stream(self) -> str:
        return node_stream(self.order, self.operation)


class OperationDispatched(_OfOperation, frozen=True, kw_only=True):
    """The operation is to be done at this station, on this equipment (empty: any of its own)."""

    kind: ClassVar[str] = "production.operation_dispatched"
    restates: ClassVar[bool] = True
    station: str
    equipment: str = ""


class OperationStarted(_OfOperation, frozen=True, kw_only=True):
    """Somebody began, on this equipment."""

    kind: ClassVar[str] = "production.operation_started"
    equipment: str = ""


class OperationPaused(_OfOperation, frozen=True, kw_only=True):
    """Work stands still, for a reason where one was given."""

    kind: ClassVar[str] = "production.operation_paused"
    reason: str = ""


class OperationResumed(_OfOperation, frozen=True, kw_only=True):
    """Work goes on."""

    kind: ClassVar[str] = "production.operation_resumed"


class OperationCompleted(_OfOperation, frozen=True, kw_only=True):
    """Everything that could come has come and gone on."""

    kind: ClassVar[str] = "production.operation_completed"
