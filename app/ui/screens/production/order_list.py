"""The work orders as a plain list: counted by phase, filtered, searched, summed. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
_NOT_IN_WORK = (Phase.PLANNED, Phase.FINISHED)
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the list: its lines, for each the text a search looks in, and what is in work."""

    lines: Sequence[OrderLine] = ()
    texts: Sequence[str] = ()
    in_work: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class OrderList:
    """Every order, sorted into its parts once, so that a filter costs nothing."""

    parts: Mapping[str, Part] = field(default_factory=dict)

    def part(self, key: str) -> Part:
        """Return one part; empty where no order lies in it."""
        return self.parts.get(key, Part())

    def count(self, key: str) -> int:
        """Return how many orders lie in a part."""
        return len(self.part(key).lines)


def listed(lines: Sequence[OrderLine], words: Words) -> OrderList:
    """Return the list of `lines`, by due date, finished ones last. For the reader's thread."""
    found: dict[str, tuple[list[OrderLine], list[str]]] = {key: ([], []) for key, _ in PARTS}
    for line in sorted(lines, key=_urgency):
        text = _text(line, words)
        for key in (ALL, line.phase.value, *((LATE,) if line.is_late else ())):
            found[key][0].append(line)
            found[key][1].append(text)
    return OrderList(
        {
            key: Part(kept, texts, in_work(kept, words.language))
            for key, (kept, texts) in found.items()
        }
    )


def in_work(lines: Sequence[OrderLine], language: str) -> tuple[tuple[str, Decimal], ...]:
    """Return how much of the released and unfinished orders there is, by unit."""
    found: dict[str, Decimal] = {}
    for line in lines:
        if line.phase not in _NOT_IN_WORK:
            unit = line.unit.of(language)
            found[unit] = found.get(unit, _NOTHING) + line.quantity
    return tuple(found.items())


def _urgency(line: OrderLine) -> tuple[bool, str, str]:
    return (line.phase is Phase.FINISHED, line.due, line.order)


def _text(line: OrderLine, words: Words) -> str:
    name = f"{line.product_name.zh} {line.product_name.en}"
    current = "" if line.current is None else line.current.of(words.language)
    return (
        f"{line.order} {line.product} {name} {line.lot} {current} {line.remark} {line.priority}"
    ).casefold()
