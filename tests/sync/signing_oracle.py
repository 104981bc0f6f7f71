"""One who sees everything, for the tests only: what every author held, and what follows from it.

At each act it writes down what lay on the author's disk of that stream just then, and what of it
the author was shown. What an event says of itself (`after`, `covers`, `hlc`) is never asked; what a
signature saw or knew of, whoever holds that signature relies on. Dictionaries, sets and json.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, text

from tests.sync import naive

SHOWN = ("toy_kettle", "toy_pour", "simulated_board", "simulated_picture", "simulated_begun")
"""The state tables a signing screen of the simulated plant is drawn from."""


@dataclass(frozen=True)
class Instant:
    """One act: what its author held of the stream, and what the act stands for if it is signed.

    `order` is its place in its stream. `saw` and `knew` reach through the signatures held: what was
    before it, and the signatures it came after. `state` is what the screen showed.
    """

    hash: str
    stream: str
    order: tuple[int, str, int]
    actor: str
    held: frozenset[str]
    shown: frozenset[str]
    saw: frozenset[str]
    knew: frozenset[str]
    signs: bool = False
    closes: bool = False
    withdraws: str = ""
    meaning: str = ""
    state: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """How a record stands, as far as one node can know."""

    pairs: dict[tuple[str, str], str]
    late: frozenset[tuple[str, str]]
    parallel: frozenset[tuple[str, str]]
    unsigned: int
    acts: int
    signed_off: frozenset[str]
    withdrawn: frozenset[str]
    superseded: frozenset[str]


def held_by_stream(connection: Connection) -> dict[str, frozenset[str]]:
    """Return the events that count on this disk, read with nothing of the product."""
    rows = connection.execute(
        text(
            "SELECT event.stream, event.hash FROM event LEFT JOIN receipt"
            " ON receipt.hash = event.hash WHERE coalesce(receipt.verdict, '') = ''"
        )
    )
    held: defaultdict[str, set[str]] = defaultdict(set)
    for stream, name in rows:
        held[stream].add(name)
    return {stream: frozenset(names) for stream, names in held.items()}


class Oracle:
    """Writes down every act of a history at the instant it happens."""

    def __init__(self) -> None:
        self.instants: dict[str, Instant] = {}

    def write_down(
        self,
        connection: Connection,
        data: bytes,
        name: str,
        held: frozenset[str],
        shown: frozenset[str],
    ) -> None:
        """Note an act whose author held `held` of its stream, and was shown `shown`.

        A screen from before a disk was put back may show more than is held, and counts no more.
        """
        event = json.loads(data)
        signs = event["kind"] == "people.signed"
        says = event["payload"] if signs else {}
        closes = says.get("closes", False)
        seen = shown & held
        relied_on = self._signatures(seen if closes else held)
        seen |= {one.hash for one in relied_on}
        stream = event["stream"]
        self.instants[name] = Instant(
            hash=name,
            stream=stream,
            order=(event["hlc"], event["station"], event["seq"]),
            actor=event["actor"],
            held=held,
            shown=shown & held,
            saw=seen.union(*(one.saw for one in relied_on)) if signs else frozenset(),
            knew=self._knew(held),
            signs=signs,
            closes=closes,
            withdraws=says.get("withdraws", ""),
            meaning=says.get("meaning", ""),
            state=naive.tables(connection, SHOWN, {stream}) if closes else {},
        )

    def _signatures(self, names: Iterable[str]) -> list[Instant]:
        found = (self.instants.get(name) for name in names)
        return [one for one in found if one is not None and one.signs]

    def _knew(self, held: Iterable[str]) -> frozenset[str]:
        signatures = self._signatures(held)
        names = frozenset(one.hash for one in signatures)
        return names.union(*(one.knew for one in signatures))

    # -- judging ------------------------------------------------------------------------------

    def verdict(self, names: Iterable[str]) -> Verdict:
        """Judge every pair of what one node holds of a stream."""
        here = [self.instants[name] for name in sorted(names)]
        withdrawn = frozenset(_withdrawn(here))
        signatures = [one for one in here if one.signs and not one.withdraws]
        closing = [one for one in signatures if one.closes and one.hash not in withdrawn]
        acts = frozenset(one.hash for one in here if not one.signs)
        pairs = {(e.hash, s.hash): _stands(e, s) for s in signatures for e in here if e is not s}
        covered = frozenset().union(*(one.saw for one in closing))
        return Verdict(
            pairs=pairs,
            late=frozenset(
                (act, s.hash) for s in closing for act in acts if pairs[act, s.hash] == "late"
            ),
            parallel=frozenset(_apart(closing)),
            unsigned=len(acts - covered),
            acts=len(acts),
            signed_off=frozenset(one.meaning for one in closing if acts <= one.saw),
            withdrawn=withdrawn,
            superseded=frozenset(
                one.hash for one in signatures if one.closes and not acts <= one.saw
            ),
        )

    def lacks(self, names: Iterable[str]) -> frozenset[str]:
        """Return the signatures that the authors of these held and that are not among them."""
        everything = set(names)
        held = frozenset().union(*(self.instants[name].held for name in everything))
        return frozenset(one.hash for one in self._signatures(held)) - everything

    def out_of_order(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (event, seen before) where an event sorts before what its author had seen."""
        for name in names:
            after = self.instants[name]
            for earlier in after.held & self.instants.keys():
                if self.instants[earlier].order >= after.order:
                    yield name, earlier


def _stands(event: Instant, signature: Instant) -> str:
    if event.hash in signature.saw:
        return "before"
    return "after" if signature.hash in event.knew else "late"


def _withdrawn(here: Iterable[Instant]) -> Iterator[str]:
    by_hash = {one.hash: one for one in here}
    for one in by_hash.values():
        target = by_hash.get(one.withdraws)
        if target is not None and target.actor == one.actor:
            yield target.hash


def _apart(closing: list[Instant]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(sorted(closing, key=lambda s: s.hash), 2):
        if one.hash not in other.knew and other.hash not in one.knew:
            yield one.hash, other.hash
