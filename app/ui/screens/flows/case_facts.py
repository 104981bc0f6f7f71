"""What the screen of cases shows, asked in one go on the reader. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import Connection

from app.capabilities.flows.cases.answers import OpenStep, Standing
from app.capabilities.flows.cases.decisions import ACT, may_take
from app.capabilities.flows.cases.events import case_stream
from app.capabilities.flows.cases.queries import cases, standing
from app.capabilities.flows.definition.bodies import Chart, StepKind
from app.capabilities.flows.definition.decisions import returnable
from app.capabilities.people.accounts.queries import may, people, roles, roles_of
from app.journal.ledger import ledger_of
from app.kernel.place import Place as Where
from app.kernel.words import Bilingual
from app.ui.screens.records.telling import Names, names

CASE = "case"
"""The screen's name."""


class Part(StrEnum):
    """The filters of the list."""

    MINE = "mine"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The cases known here, and of the chosen one whose turn it is and what may be done.

    `mine` are the cases that wait for who looks. `turns` are the steps of the chosen one that do,
    `late_for_me` those they may give on; `back` says where each may be sent back to; `able` are the
    people a step may be given to; `seen` is what a signature would be drawn from.
    """

    me: str
    cases: tuple[Standing, ...]
    mine: frozenset[str]
    names: Names
    roles: Mapping[str, Bilingual]
    one: Standing | None = None
    turns: frozenset[str] = frozenset()
    late_for_me: frozenset[str] = frozenset()
    back: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    able: tuple[str, ...] = ()
    seen: frozenset[str] = frozenset()

    def part(self, part: Part) -> tuple[Standing, ...]:
        """Return the cases of one filter, the newest first."""
        if part is Part.MINE:
            return tuple(one for one in self.cases if one.case in self.mine)
        return tuple(one for one in self.cases if one.is_closed is (part is Part.CLOSED))


def case_facts(
    connection: Connection, me: str, where: Where, chosen: str, now_ms: int
) -> CaseFacts:
    """Return the cases as this node knows them; `chosen` is shown in full."""
    held = roles_of(connection, me)
    found = cases(connection)
    one = standing(connection, chosen) if chosen else None
    facts = CaseFacts(
        me=me,
        cases=found,
        mine=frozenset(now.case for now in found if _waits_for(now, me, held)),
        names=names(connection),
        roles={role.role: role.name for role in roles(connection)},
        one=one,
    )
    if one is None:
        return facts
    turns = frozenset(o.code for o in one.open if _is_turn(one, o, me, held))
    return CaseFacts(
        me=me,
        cases=found,
        mine=facts.mine,
        names=facts.names,
        roles=facts.roles,
        one=one,
        turns=turns,
        late_for_me=frozenset(
            o.code
            for o in one.open
            if o.is_late(now_ms) and not set(o.step.escalate).isdisjoint(held)
        ),
        back={o.code: returnable(one.chart, o.code) for o in one.open},
        able=tuple(
            who.person
            for who in people(connection)
            if who.is_active and who.person != me and may(connection, who.person, ACT, where)
        ),
        seen=frozenset(ledger_of(connection, one.record).entries),
    )


def case_of(record: str) -> str:
    """Return the case a record is the stream of; empty for another record."""
    start = case_stream("")
    return record.removeprefix(start) if record.startswith(start) else ""


def named(chart: Chart, step: str) -> Bilingual:
    """Return the name of a step; its code where the chart has none of it."""
    found = chart.step(step)
    return Bilingual(step, step) if found is None else found.name


def _waits_for(now: Standing, me: str, held: tuple[str, ...]) -> bool:
    return any(_is_turn(now, here, me, held) for here in now.open if not here.child)


def _is_turn(now: Standing, here: OpenStep, me: str, held: tuple[str, ...]) -> bool:
    if here.step.kind is StepKind.SUBFLOW:
        return False
    is_out = here.step.not_author and me in now.authors
    if here.delegate:
        return here.delegate == me and not is_out
    return may_take(here, me, held) and not is_out
