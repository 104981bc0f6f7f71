"""What one may ask of a discrepancy. The check that finds it is asked again before anything."""

from typing import ClassVar

from app.capabilities.records.discrepancies import decisions
from app.capabilities.records.discrepancies.answers import Case
from app.capabilities.records.discrepancies.events import (
    DiscrepancyExplained,
    DiscrepancyHandedOver,
    DiscrepancyResolved,
    DiscrepancyTaken,
)
from app.capabilities.records.discrepancies.queries import RESOLVE, able, case
from app.journal.capability import Acting, Command


class TakeDiscrepancy(Command, frozen=True, kw_only=True):
    """Make it one's own."""

    right: ClassVar[str] = RESOLVE
    about: str
    subjects: tuple[str, ...]


class ExplainDiscrepancy(Command, frozen=True, kw_only=True):
    """Say how it came about."""

    right: ClassVar[str] = RESOLVE
    about: str
    subjects: tuple[str, ...]
    text: str


class ResolveDiscrepancy(Command, frozen=True, kw_only=True):
    """Settle it; `looked_at` are the hashes of the events the person was shown."""

    right: ClassVar[str] = RESOLVE
    about: str
    subjects: tuple[str, ...]
    how: str
    text: str
    looked_at: tuple[str, ...]


class HandOverDiscrepancy(Command, frozen=True, kw_only=True):
    """Give it to somebody else who may settle it."""

    right: ClassVar[str] = RESOLVE
    about: str
    subjects: tuple[str, ...]
    to: str
    why: str


def take(acting: Acting, command: TakeDiscrepancy) -> list[DiscrepancyTaken]:
    """Take it, by the rules of `decisions.take`."""
    return [decisions.take(_case(acting, command), actor=acting.actor)]


def explain(acting: Acting, command: ExplainDiscrepancy) -> list[DiscrepancyExplained]:
    """Explain it, by the rules of `decisions.explain`."""
    return [decisions.explain(_case(acting, command), command.text)]


def resolve(acting: Acting, command: ResolveDiscrepancy) -> list[DiscrepancyResolved]:
    """Resolve it, by the rules of `decisions.resolve`."""
    found = _case(acting, command)
    seen = command.looked_at
    return [decisions.resolve(found, command.how, command.text, seen, actor=acting.actor)]


def hand_over(acting: Acting, command: HandOverDiscrepancy) -> list[DiscrepancyHandedOver]:
    """Hand it over, by the rules of `decisions.hand_over`."""
    found, people = _case(acting, command), able(acting.connection)
    return [decisions.hand_over(found, command.to, command.why, people, actor=acting.actor)]


_OfDiscrepancy = TakeDiscrepancy | ExplainDiscrepancy | ResolveDiscrepancy | HandOverDiscrepancy


def _case(acting: Acting, command: _OfDiscrepancy) -> Case | None:
    return case(acting.connection, acting.checks, command.about, command.subjects)
