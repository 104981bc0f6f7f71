"""A toy capability for the journal's own tests: a kettle that is switched, and cups poured."""

from typing import ClassVar

from app.journal.capability import Acting, Capability, Command
from app.journal.event import Event, Happened, Whole
from app.journal.rows import Row, Rows, state_table
from app.kernel.refused import Refused


class Switched(Happened, frozen=True, kw_only=True):
    kind: ClassVar[str] = "toy.switched"
    kettle: str
    on: bool

    @property
    def stream(self) -> str:
        return f"kettle/{self.kettle}"


class Poured(Happened, frozen=True, kw_only=True):
    kind: ClassVar[str] = "toy.poured"
    order_free: ClassVar[bool] = True
    kettle: str
    cups: Whole

    @property
    def stream(self) -> str:
        return f"kettle/{self.kettle}"


@state_table("toy_kettle", key=("stream",))
class KettleRow(Row, frozen=True, kw_only=True):
    on: bool
    history: str


@state_table("toy_pour", key=("hash",))
class PourRow(Row, frozen=True, kw_only=True):
    hash: str
    cups: int


def fold(rows: Rows, event: Event) -> None:
    match event.happened:
        case Switched() as switched:
            before = rows.get(KettleRow)
            history = (before.history if before else "") + ("1" if switched.on else "0")
            rows.put(KettleRow(stream=event.stream, on=switched.on, history=history[-8:]))
        case Poured() as poured:
            rows.put(PourRow(stream=event.stream, hash=event.hash, cups=poured.cups))


class Switch(Command, frozen=True, kw_only=True):
    right: ClassVar[str] = "toy.switch"
    kettle: str
    on: bool = True


class Pour(Command, frozen=True, kw_only=True):
    right: ClassVar[str] = "toy.pour"
    kettle: str
    cups: int = 1


def switch(_: Acting, command: Switch) -> list[Happened]:
    return [Switched(kettle=command.kettle, on=command.on)]


def pour(_: Acting, command: Pour) -> list[Happened]:
    if command.cups <= 0:
        raise Refused("toy.no_cups")
    return [Poured(kettle=command.kettle, cups=command.cups)]


TOY = Capability(
    name="toy",
    happened=(Switched, Poured),
    rows=(KettleRow, PourRow),
    fold=fold,
    commands={Switch: switch, Pour: pour},
    needs={Switched: ("toy.switch",), Poured: ("toy.pour",)},
)
