"""What the simulated plant knows beside kettles: notices of the plant, pictures, forks."""

from dataclasses import asdict
from typing import ClassVar

from app.journal.capability import Acting, Capability, Command
from app.journal.event import Event, Happened, Whole
from app.journal.rows import Row, Rows, state_table
from server.directory import ForkPoint, Known, LossPoint
from tests.journal.toy import TOY


class Noticed(Happened, frozen=True, kw_only=True):
    kind: ClassVar[str] = "simulated.noticed"
    plant_wide: ClassVar[bool] = True
    board: str
    text: str

    @property
    def stream(self) -> str:
        return f"board/{self.board}"


class Pictured(Happened, frozen=True, kw_only=True):
    kind: ClassVar[str] = "simulated.pictured"
    order_free: ClassVar[bool] = True
    kettle: str
    picture: str

    @property
    def stream(self) -> str:
        return f"picture/{self.kettle}"

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.picture,)


class ForkSeen(Happened, frozen=True, kw_only=True):
    kind: ClassVar[str] = "simulated.fork_seen"
    plant_wide: ClassVar[bool] = True
    station: str
    chain: str
    prev: str

    @property
    def stream(self) -> str:
        return f"forks/{self.station}"


class RollbackSeen(Happened, frozen=True, kw_only=True):
    kind: ClassVar[str] = "simulated.rollback_seen"
    plant_wide: ClassVar[bool] = True
    order_free: ClassVar[bool] = True
    station: str
    chain: str
    seq: Whole
    hash: str
    held_seq: Whole
    held: str

    @property
    def stream(self) -> str:
        return f"rollbacks/{self.chain}"


@state_table("simulated_board", key=("stream",))
class BoardRow(Row, frozen=True, kw_only=True):
    text: str
    changes: int


@state_table("simulated_picture", key=("hash",))
class PictureRow(Row, frozen=True, kw_only=True):
    hash: str
    picture: str


@state_table("simulated_fork", key=("stream", "chain", "prev"))
class ForkRow(Row, frozen=True, kw_only=True):
    chain: str
    prev: str


def fold(rows: Rows, event: Event) -> None:
    match event.happened:
        case Noticed(text=text):
            before = rows.get(BoardRow)
            changes = 1 if before is None else before.changes + 1
            rows.put(BoardRow(stream=event.stream, text=text, changes=changes))
        case Pictured(picture=picture):
            rows.put(PictureRow(stream=event.stream, hash=event.hash, picture=picture))
        case ForkSeen(chain=chain, prev=prev):
            rows.put(ForkRow(stream=event.stream, chain=chain, prev=prev))


class Notice(Command, frozen=True, kw_only=True):
    board: str
    text: str


class Picture(Command, frozen=True, kw_only=True):
    kettle: str
    picture: str


def notice(_: Acting, command: Notice) -> list[Happened]:
    return [Noticed(board=command.board, text=command.text)]


def picture(_: Acting, command: Picture) -> list[Happened]:
    return [Pictured(kettle=command.kettle, picture=command.picture)]


SIMULATED = Capability(
    name="simulated",
    happened=(Noticed, Pictured, ForkSeen, RollbackSeen),
    rows=(BoardRow, PictureRow, ForkRow),
    fold=fold,
    commands={Notice: notice, Picture: picture},
)
CAPABILITIES = (TOY, SIMULATED)


def say(point: ForkPoint | LossPoint) -> Happened:
    if isinstance(point, LossPoint):
        return RollbackSeen(**asdict(point))
    return ForkSeen(station=point.station, chain=point.chain, prev=point.prev)


class Register:
    """The stations of the simulated plant: a directory that needs no events."""

    def __init__(self, known: dict[str, Known]) -> None:
        self._known = known

    def station(self, connection: object, name: str) -> Known | None:
        return self._known.get(name)
