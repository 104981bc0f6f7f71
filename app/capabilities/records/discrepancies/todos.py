"""What waits for people: records that contradict each other."""

from collections.abc import Iterator

from app.capabilities.people.accounts.queries import may
from app.capabilities.records.discrepancies.answers import Case, Standing
from app.capabilities.records.discrepancies.queries import RESOLVE, cases
from app.journal.capability import Acting
from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency
from app.kernel.words import in_both

KINDS_WAITING = ("discrepancy",)
"""What waits; the words are `inbox.kind.<kind>`."""


def todos(acting: Acting) -> Iterator[Todo]:
    """Yield what is not settled: for whoever took it, else for whoever may settle it.

    It asks every check there is: nothing is looked for on behalf of somebody who may settle none,
    nor where nobody asks, for no contradiction is so urgent that it would sound.
    """
    if not may(acting.connection, acting.actor, RESOLVE, acting.place):
        return
    for case in cases(acting.connection, acting.checks):
        if case.found is not None and case.standing.is_open:
            yield _todo(case)


def _todo(case: Case) -> Todo:
    assert case.found is not None  # what is gone is settled
    is_taken = case.standing is not Standing.OPEN
    return Todo(
        key=f"discrepancy/{case.key}",
        kind="discrepancy",
        title=in_both(f"desk.kind.{case.about}", **{"quantity": 0, **case.found.facts}),
        matter=Matter(stream=case.found.stream),
        since_ms=case.found.at_ms,
        people=(case.owner,) if is_taken and case.owner else (),
        urgency=Urgency.SOON if case.standing is Standing.RETURNED else Urgency.NORMAL,
        right=RESOLVE,
        screen="desk",
        place=(("record", case.key),),
    )
