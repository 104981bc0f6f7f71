"""Planted bugs of signing: each is noticed within a few histories."""

from collections import defaultdict
from dataclasses import replace
from typing import ClassVar

import pytest

from app.capabilities.people.signatures.commands import draft
from app.journal.folding import events_of
from app.journal.journal import Journal
from app.journal.ledger import entry, ledger_of
from app.journal.signing import SIGNED, Ledger, Standing
from server.authority import SIGNATURE_FORGED, Judge
from tests.sync.nodes import Parts
from tests.sync.test_planted_bugs import first_caught


def drafted_over_all(acting, ask, circumstance):
    """Covers whatever lies in the record by now, not what the signer was shown."""
    if ask.seen is not None:
        everything = ledger_of(acting.connection, ask.record).entries.keys()
        ask = replace(ask, seen=frozenset(everything))
    return draft(acting, ask, circumstance)


class AfterNothing(Journal):
    """Leaves `after` empty."""

    def tips(self, connection, stream):
        return ()


class AfterEverySignature(Journal):
    """States every signature there is of the stream, held here or not."""

    given: ClassVar[defaultdict[str, set[str]]] = defaultdict(set)

    def tips(self, connection, stream):
        return tuple(sorted(self.given[stream]))

    def record(self, connection, happened, actor, area=""):
        changes = super().record(connection, happened, actor, area)
        for sealed in changes.events:
            if sealed.envelope.kind == SIGNED:
                self.given[sealed.envelope.stream].add(sealed.hash)
        return changes


class ByClock(Ledger):
    """Takes for late, and for covered, what the clocks put after and before a signature."""

    def standing(self, event: str, signature: str) -> Standing:
        place = list(self.entries)
        if place.index(event) < place.index(signature):
            return Standing.BEFORE
        return Standing.AFTER if signature in self.known_to(event) else Standing.LATE


def ledger_by_clock(connection, stream):
    sealed = events_of(connection, stream)
    return ByClock(entry(connection, one.hash, one.envelope) for one in sealed)


class OneStep(Ledger):
    """Does not follow what a signature covers through the signatures it covers."""

    def reached(self, signature: str) -> frozenset[str]:
        return frozenset(self.entries[signature].covers or ())


def ledger_of_one_step(connection, stream):
    return OneStep(ledger_of(connection, stream).entries.values())


class LetsForgeriesIn(Judge):
    """Never looks at what a signature is made of."""

    def __call__(self, connection, events):
        said = super().__call__(connection, events)
        return {name: one for name, one in said.items() if one.reason != SIGNATURE_FORGED}


PLANTED = {
    "covers what its signer had not seen": Parts(draft=drafted_over_all),
    "after left empty": Parts(journal=AfterNothing),
    "after taken from all signatures": Parts(journal=AfterEverySignature),
    "late judged by the clock": Parts(ledger=ledger_by_clock),
    "covers not followed": Parts(ledger=ledger_of_one_step),
    "forged signatures let in": Parts(judge=LetsForgeriesIn),
}


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_of_signing_is_caught(bug):
    AfterEverySignature.given.clear()
    assert first_caught(PLANTED[bug]) is not None
