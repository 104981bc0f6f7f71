"""Who gets a place now, who waits and for what, who is quarantined: pure, for one batch."""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.journal.event import FIRST, Sealed
from app.journal.ledger import list_named
from server.directory import Known
from server.vouching import FORGED, REVOKED, Proof

UNSEALED, PREV_MISSING, RIGHTS_MISSING = "unsealed", "prev_missing", "rights_missing"
LIST_MISSING, NAMED_MISSING = "list_missing", "named_missing"
AUTHOR_UNKNOWN = "author_unknown"
CHAIN_BROKEN, AREA_FOREIGN = "chain_broken", "area_foreign"


@dataclass(frozen=True, slots=True)
class Link:
    """Where an event stands in its chain."""

    station: str
    chain: str
    seq: int


@dataclass(frozen=True, slots=True)
class Lack:
    """What an event waits for; `missing` is a hash, `station/<name>`, or empty for a seal."""

    missing: str
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """What is known when a batch is judged.

    `settled`: events held with a place or a final verdict, as far as the candidates name them.
    `carried`: candidates that somebody else than their author brings. `absent`: lists of what
    signatures among the candidates cover that have not arrived. `named`: the events by whose
    authors it is judged what a candidate needs, such as the signature it takes back.
    """

    candidates: Mapping[str, Sealed]
    carried: frozenset[str]
    authors: Mapping[str, Known | None]
    proof: Proof
    settled: Mapping[str, Link]
    absent: frozenset[str] = frozenset()
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgement: every candidate is in exactly one of the three."""

    in_order: list[Sealed] = field(default_factory=list)
    quarantined: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, Lack] = field(default_factory=dict)


def link(sealed: Sealed) -> Link:
    """Return where an event says it stands."""
    envelope = sealed.envelope
    return Link(envelope.station, envelope.chain, envelope.seq)


class Placing:
    """The rules of placing, one small method each."""

    def judge(self, case: Case) -> Judged:
        """Judge the candidates in their order; one that settles frees those that wait for it."""
        judged, settled = Judged(), dict(case.settled)
        behind: defaultdict[str, list[Sealed]] = defaultdict(list)
        queue = deque(case.candidates.values())
        while queue:
            sealed = queue.popleft()
            word = self._word(case, sealed, settled)
            if isinstance(word, Lack):
                judged.waiting[sealed.hash] = word
                behind[word.missing].append(sealed)
                continue
            if word:
                judged.quarantined[sealed.hash] = word
            else:
                judged.in_order.append(sealed)
            settled[sealed.hash] = link(sealed)
            freed = behind.pop(sealed.hash, [])
            queue.extendleft(reversed(freed))
            for one in freed:
                del judged.waiting[one.hash]
        return judged

    def _word(self, case: Case, sealed: Sealed, settled: Mapping[str, Link]) -> str | Lack:
        """Return why an event is quarantined, what it lacks, or nothing: it gets a place."""
        author = case.authors.get(sealed.envelope.station)
        if author is None:
            return Lack(f"station/{sealed.envelope.station}", AUTHOR_UNKNOWN)
        word = case.proof.of(sealed)
        if word in (FORGED, REVOKED):
            return word
        if not word:
            return Lack("", UNSEALED)
        if not author.may_write(sealed.envelope.area):
            return AREA_FOREIGN
        return (
            self._in_chain(case, sealed, settled)
            or self._with_rights(sealed, settled)
            or self._with_list(case, sealed)
            or self._with_named(case, sealed, settled)
        )

    def _in_chain(self, case: Case, sealed: Sealed, settled: Mapping[str, Link]) -> str | Lack:
        """Check `prev`: the author itself must bring its chain whole, whoever carries need not."""
        envelope = sealed.envelope
        if envelope.prev == FIRST or envelope.seq == 1:
            return "" if envelope.prev == FIRST and envelope.seq == 1 else CHAIN_BROKEN
        before = settled.get(envelope.prev)
        if before is None:
            carried = sealed.hash in case.carried
            return "" if carried else Lack(envelope.prev, PREV_MISSING)
        expected = Link(envelope.station, envelope.chain, envelope.seq - 1)
        return "" if before == expected else CHAIN_BROKEN

    def _with_rights(self, sealed: Sealed, settled: Mapping[str, Link]) -> str | Lack:
        """Without the event that says what its author knew of rights, nobody can judge it."""
        rights_at = sealed.envelope.rights_at
        return "" if not rights_at or rights_at in settled else Lack(rights_at, RIGHTS_MISSING)

    def _with_list(self, case: Case, sealed: Sealed) -> str | Lack:
        """Without the list of what a signature covers, nobody can tell whether it is genuine."""
        name = list_named(sealed.envelope)
        return Lack(name, LIST_MISSING) if name in case.absent else ""

    def _with_named(self, case: Case, sealed: Sealed, settled: Mapping[str, Link]) -> str | Lack:
        """Without the event it names, nobody can tell whether it was its author's to name."""
        lacking = case.named.get(sealed.hash, frozenset()) - settled.keys()
        return Lack(min(lacking), NAMED_MISSING) if lacking else ""
