"""What the inbox shows, asked on the reader thread in one go. No Qt.

facts = inbox_facts(acting, "task/…")
facts.part("mine", "late")
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.capabilities.flows.inbox.answers import NOTICE, TASK, Line, Why
from app.capabilities.flows.inbox.decisions import is_late
from app.capabilities.flows.inbox.queries import inbox_of
from app.capabilities.flows.notices.queries import seen_by
from app.capabilities.flows.notices.queries import sent_by as notices_by
from app.capabilities.flows.notices.tables import NoticeRow
from app.capabilities.flows.tasks.queries import asked_by, task
from app.capabilities.flows.tasks.tables import DONE, WITHDRAWN, TaskRow
from app.capabilities.people.accounts.queries import Person, people, roles
from app.journal.capability import Acting
from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency
from app.kernel.words import Bilingual

INBOX = "inbox"
"""The screen's name."""
WAITING, MINE, ROLE, SENT = "waiting", "mine", "role", "sent"
TABS = (WAITING, MINE, ROLE, SENT)
"""Whose what is listed is; the words are `inbox.tab.<tab>`."""
ANY, NOW, LATE, NOTICES = "any", "now", "late", "notices"
PARTS = ((ANY, ""), (NOW, "fail"), (LATE, "warn"), (NOTICES, ""))
"""What a tab can be narrowed to, each with the colour of its dot; `inbox.part.<part>`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what waits, or what one asked of others and how far it came.

    `state` of a task is its own, of a notice sent by oneself "sent"; empty for any other to-do.
    `seen` tells who has seen a notice and when (ms since 1970 UTC).
    """

    line: Line
    state: str = ""
    is_sent: bool = False
    seen: Mapping[str, int] = field(default_factory=dict)

    @property
    def todo(self) -> Todo:
        """Return what waits."""
        return self.line.todo

    @property
    def is_over(self) -> bool:
        """Tell whether nothing is left to do."""
        return self.state in (DONE, WITHDRAWN)

    def is_in(self, part: str) -> bool:
        """Tell whether it belongs to a part of its tab."""
        belongs = {
            NOW: self.line.is_now,
            LATE: self.line.is_late,
            NOTICES: self.line.is_notice,
        }
        return belongs.get(part, True)


@dataclass(frozen=True, slots=True)
class Named:
    """What people and roles are called, by code."""

    people: Mapping[str, Bilingual] = field(default_factory=dict)
    roles: Mapping[str, Bilingual] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InboxFacts:
    """What waits for whoever is in front, and what they sent; `front` is shown in full.

    `task` is the task in front, where it is one. `able` are those it can be handed on to.
    """

    entries: tuple[Entry, ...] = ()
    sent: tuple[Entry, ...] = ()
    front: Entry | None = None
    task: TaskRow | None = None
    named: Named = field(default_factory=Named)
    able: tuple[Person, ...] = ()

    def tab(self, tab: str) -> tuple[Entry, ...]:
        """Return the lines of a tab."""
        if tab == SENT:
            return self.sent
        if tab == MINE:
            return tuple(one for one in self.entries if one.line.why is Why.MINE)
        if tab == ROLE:
            return tuple(one for one in self.entries if one.line.why is not Why.MINE)
        return self.entries

    def part(self, tab: str, part: str) -> tuple[Entry, ...]:
        """Return the lines of one part of a tab."""
        return tuple(one for one in self.tab(tab) if one.is_in(part))


def inbox_facts(acting: Acting, chosen: str, tab: str = WAITING) -> InboxFacts:
    """Return the inbox of whoever acts; `chosen` falls back to the first line of `tab`."""
    connection = acting.connection
    entries = tuple(Entry(line) for line in inbox_of(acting).lines)
    facts = InboxFacts(entries, tuple(_sent(acting)))
    front = _front(facts, chosen, tab)
    everybody = people(connection)
    named = Named(
        {one.person: one.name for one in everybody},
        {one.role: one.name for one in roles(connection)},
    )
    held = None
    if front is not None and front.todo.kind == TASK:
        held = task(connection, front.todo.key.removeprefix("task/"))
    if front is not None and front.line.is_notice and not front.seen:
        name = front.todo.key.removeprefix(f"{NOTICE}/")
        front = Entry(
            front.line, front.state, front.is_sent, seen_by(connection, (name,)).get(name, {})
        )
    able = tuple(one for one in everybody if one.is_active and one.person != acting.actor)
    return InboxFacts(facts.entries, facts.sent, front, held, named, able)


def _front(facts: InboxFacts, chosen: str, tab: str) -> Entry | None:
    every = (*facts.tab(tab), *facts.entries, *facts.sent)
    found = next((one for one in every if one.line.key == chosen), None)
    return found or next(iter(facts.tab(tab)), None)


def _sent(acting: Acting) -> Iterable[Entry]:
    """Yield what somebody asked of others and told them, the latest first."""
    connection, me = acting.connection, acting.actor
    notices = notices_by(connection, me)
    seen = seen_by(connection, (row.notice for row in notices))
    told = [_of_notice(row, seen.get(row.notice, {})) for row in notices]
    asked = [_of_task(row, acting.now_ms) for row in asked_by(connection, me)]
    return sorted((*told, *asked), key=lambda one: (-one.todo.since_ms, one.todo.key))


def _of_notice(row: NoticeRow, seen: Mapping[str, int]) -> Entry:
    todo = Todo(
        key=f"{NOTICE}/{row.notice}",
        kind=NOTICE,
        title=Bilingual(row.zh, row.en),
        matter=row.matters[0] if row.matters else Matter(),
        since_ms=row.at_ms,
        roles=row.roles,
        people=row.people,
        urgency=Urgency(row.urgency),
    )
    return Entry(Line(todo, Why.MINE), "sent", is_sent=True, seen=seen)


def _of_task(row: TaskRow, now_ms: int) -> Entry:
    todo = Todo(
        key=row.stream,
        kind=TASK,
        title=Bilingual(row.zh, row.en),
        matter=row.matters[0] if row.matters else Matter(),
        since_ms=row.asked_ms,
        roles=row.roles,
        people=row.people,
        due_ms=None if row.state in (DONE, WITHDRAWN) else row.due_ms,
        escalated=row.escalated,
        urgency=Urgency(row.urgency),
    )
    return Entry(Line(todo, Why.MINE, is_late(todo, now_ms)), row.state, is_sent=True)
