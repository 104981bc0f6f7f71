"""Builders for the flows' tests: any sound graph, and a case that runs over it at one station."""

from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import strategies as st

from app.capabilities.flows.moves import decisions
from app.capabilities.flows.moves.bodies import END, START, Edge, EdgeKind, Flow
from app.capabilities.flows.moves.events import Moved
from app.capabilities.flows.moves.tables import MoveRow
from app.kernel.quantity import Quantity

UNIT = "pcs"


@st.composite
def sound_flows(draw) -> Flow:
    """Draw a graph of up to six nodes: splits, joins, ways round, rework edges, any order."""
    names = [f"N{place}" for place in range(draw(st.integers(1, 6)))]
    ways = {(START, names[0])}
    for place in range(1, len(names)):
        ways.add((draw(st.sampled_from(names[:place])), names[place]))
    later = [(a, b) for place, a in enumerate(names) for b in names[place + 1 :]]
    ways |= draw(st.sets(st.sampled_from(later), max_size=4)) if later else set()
    ends = {a for a in names if not any(source == a for source, _ in ways)}
    ways |= {(a, END) for a in ends | draw(st.sets(st.sampled_from(names), max_size=2))}
    back = draw(st.sets(st.sampled_from(later), max_size=2)) if later else set()
    edges = [Edge(source=a, target=b) for a, b in sorted(ways)]
    edges += [Edge(source=b, target=a, kind=EdgeKind.REWORK) for a, b in sorted(back)]
    return Flow(
        nodes=tuple(draw(st.permutations(names))), edges=tuple(draw(st.permutations(edges)))
    )


@dataclass
class Case:
    """One case at one station: every act is checked by the decisions, as a command would."""

    flow: Flow
    moves: list[MoveRow] = field(default_factory=list)

    @property
    def at(self) -> dict[str, Decimal]:
        return decisions.sums((m.source, m.target, m.quantity) for m in self.moves)

    def here(self, node: str) -> Decimal:
        return self.at.get(node, Decimal(0))

    def release(self, quantity: Decimal) -> None:
        self._keep(decisions.release(self.flow, "C", Quantity(quantity, UNIT)))

    def advance(self, node: str, target: str | None, quantity: Decimal) -> None:
        amount = Quantity(quantity, UNIT)
        self._keep(decisions.advance(self.flow, "C", node, target, amount, self.here(node)))

    def lose(self, node: str, quantity: Decimal) -> None:
        amount = Quantity(quantity, UNIT)
        self._keep(decisions.lose("C", node, amount, "burr", self.here(node)))

    def counter(self, place: int, quantity: Decimal) -> None:
        original, left = self.moves[place], self.left(place)
        there = self.here(original.target)
        self._keep(decisions.counter(original, quantity, "wrong", left=left, there=there))

    def left(self, place: int) -> Decimal:
        original = self.moves[place]
        taken = (m.quantity for m in self.moves if m.corrects == original.hash)
        return original.quantity + sum(taken, Decimal(0))

    def _keep(self, moved: Moved) -> None:
        self.moves.append(
            MoveRow(
                stream=moved.stream,
                hash=f"{len(self.moves):064x}",
                case=moved.case,
                source=moved.source,
                target=moved.target,
                quantity=moved.quantity,
                unit=moved.unit,
                cause=moved.cause.value,
                reason=moved.reason,
                corrects=moved.corrects,
                equipment=moved.equipment,
                actor="P-1",
                station="S1",
                at_ms=len(self.moves),
                occurred_ms=len(self.moves),
                late_because="",
            )
        )
