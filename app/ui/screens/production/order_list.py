"""The work orders as a plain list: counted by phase, filtered, searched, summed. No Qt."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.production.progress.answers import OrderLine, Phase
from app.kernel.words import Words

ALL, LATE = "all", "late"
PARTS = (
    (ALL, ""),
    (Phase.RUNNING.value, "accent"),
    (LATE, "warn_solid"),
    (Phase.WAITING.value, "off"),
    (Phase.PAUSED.value, "ink3"),
    (Phase.PLANNED.value, "line_strong"),
    (Phase.FINISHED.value, "ok"),
)
"""The parts of the list and the colour of each part's dot."""


@dataclass(frozen=True, slots=True)
class OrderList:
    """Lines and, one for each, the text a search looks in."""

    lines: tuple[OrderLine, ...] = ()
    texts: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """Return how many orders lie in each part."""
        found = Counter(line.phase.value for line in self.lines)
        late = sum(line.is_late for line in self.lines)
        return {**dict(found), ALL: len(self.lines), LATE: late}

    def part(self, key: str) -> tuple[Sequence[OrderLine], Sequence[str]]:
        """Return the lines of a part and their texts."""
        if key == ALL:
            return self.lines, self.texts
        kept = [pair for pair in zip(self.lines, self.texts, strict=True) if _is_in(key)(pair[0])]
        return [line for line, _ in kept], [text for _, text in kept]


def listed(lines: Sequence[OrderLine], words: Words) -> OrderList:
    """Return the list of `lines`, those to act on first: running, late, waiting … finished last."""
    ordered = tuple(sorted(lines, key=_urgency))
    return OrderList(ordered, tuple(_text(line, words) for line in ordered))


def in_work(lines: Sequence[OrderLine], words: Words) -> tuple[tuple[str, Decimal], ...]:
    """Return how much of the released and unfinished orders there is, by unit."""
    found: dict[str, Decimal] = {}
    for line in lines:
        if line.phase not in (Phase.PLANNED, Phase.FINISHED):
            unit = line.unit.of(words.language)
            found[unit] = found.get(unit, Decimal(0)) + line.quantity
    return tuple(found.items())


def _is_in(key: str) -> Callable[[OrderLine], bool]:
    if key == LATE:
        return lambda line: line.is_late
    return lambda line: line.phase.value == key


def _urgency(line: OrderLine) -> tuple[bool, str, str]:
    return (line.phase is Phase.FINISHED, line.due, line.order)


def _text(line: OrderLine, words: Words) -> str:
    name = f"{line.product_name.zh} {line.product_name.en}"
    current = "" if line.current is None else line.current.of(words.language)
    return (
        f"{line.order} {line.product} {name} {line.lot} {current} {line.remark} {line.priority}"
    ).casefold()
