"""The simulation is worth something only if it notices: planted bugs, each caught."""

from collections.abc import Mapping

import pytest
from sqlalchemy import select

from app.journal.journal import WAITING, Journal
from app.store.tables import event, receipt
from app.sync.storeroom import Storeroom
from server.authority import Hearing, Judge
from server.intake import Intake
from server.placing import Placing
from server.shelves import Word
from tests.sync.nodes import Parts
from tests.sync.simulation import an_old_disk, run

SEEDS = range(120)
"""Histories a bug may hide in at most."""


class DedupeBySequence(Intake):
    """Takes (station, seq) for an event's name, as the first prototype did."""

    def known(self, connection, readable) -> Mapping[str, Word]:
        words = dict(super().known(connection, readable))
        for name, sealed in readable.items():
            envelope = sealed.envelope
            query = (
                select(receipt.c.position, receipt.c.verdict, receipt.c.reason)
                .join(event, event.c.hash == receipt.c.hash)
                .where(event.c.station == envelope.station, event.c.seq == envelope.seq)
                .where(receipt.c.verdict != WAITING)
            )
            row = connection.execute(query).first()
            if name not in words and row is not None:
                words[name] = Word(row.position, row.verdict, row.reason)
        return words


class FoldInArrivalOrder(Journal):
    """Folds what arrives on top of what is there, late or not."""

    def greatest(self, connection, streams):
        return dict.fromkeys(streams, -1)


class UncheckedPrev(Placing):
    """Gives a place to whatever its author sealed."""

    def _in_chain(self, case, sealed, settled):
        return ""


class OnlyNow(Hearing):
    """Judges by what somebody may now, as if news travelled at once."""

    def _rights_of(self, *asked):
        _, now = super()._rights_of(*asked)
        return now, now


class JudgesByNow(Judge):
    hearing = OnlyNow


class BelievesTheServer(Storeroom):
    """Takes its disk for an older copy whenever the server holds more than it had said."""

    def _put_back(self, connection, held):
        return None if held is None else self._end(connection)


class NeverAdmits(Storeroom):
    """Lets what it lacks come back without a word."""

    def _put_back(self, connection, held):
        return None


PLANTED = {
    "dedupe by sequence": Parts(intake=DedupeBySequence),
    "acknowledge before commit": Parts(acknowledge_first=True),
    "fold in arrival order": Parts(journal=FoldInArrivalOrder),
    "unchecked prev": Parts(placing=UncheckedPrev),
    "rights as they are now": Parts(judge=JudgesByNow),
    "a late answer taken for an old disk": Parts(storeroom=BelievesTheServer),
}


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_caught(bug):
    assert first_caught(PLANTED[bug]) is not None


@pytest.mark.parametrize("seed", range(8))
def test_an_old_disk_that_is_not_admitted_is_caught_in_any_history_that_has_one(seed):
    assert run(seed, course=an_old_disk).rollbacks == 1
    with pytest.raises(AssertionError, match="nobody said so"):
        run(seed, Parts(storeroom=NeverAdmits), an_old_disk)


def first_caught(parts: Parts) -> int | None:
    for seed in SEEDS:
        try:
            run(seed, parts)
        except AssertionError:
            return seed
    return None
