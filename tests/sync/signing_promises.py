"""What signing promises, on every node at the end of a history (SYNC §4: I5, I6, I8, I10)."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, text

from app.capabilities.people.signatures import queries
from app.capabilities.people.signatures.queries import Validity
from app.capabilities.records.checks.queries import FORK, LATE_ENTRY, PARALLEL
from app.capabilities.records.discrepancies.queries import discrepancies
from app.journal.digest import digest
from app.journal.discrepancy import key_of
from app.journal.event import Sealed, unseal
from app.journal.journal import Arrival, Receipt
from app.journal.signing import Ledger
from app.store.tables import receipt
from app.sync.protocol import Page, Push
from tests.sync import naive, signing_oracle
from tests.sync.nodes import placed_in
from tests.sync.signing_desk import RECORDS
from tests.sync.signing_oracle import SHOWN, Verdict
from tests.sync.starts import BEGUN_TWICE

AREAS = ("plant", "line-1", "line-2")


def check(world) -> None:
    """Check every record on every node against the oracle."""
    forks = world.server.disk.read(_forks)
    for node in (world.server, *world.stations):
        node.disk.read(lambda connection, n=node: _check_node(world, connection, n, forks))
    _state_is_what_a_fresh_database_folds(world)
    _as_signed_is_what_was_shown(world)


def _must(world, node, kept: bool, sentence: str) -> None:
    if not kept:
        name = getattr(node, "label", "server")
        raise AssertionError(f"seed {world.story.seed}: at {name}: {sentence}")


def _check_node(world, connection: Connection, node, forks: set[str]) -> None:
    held = signing_oracle.held_by_stream(connection)
    records = {stream: names for stream, names in held.items() if stream.startswith(RECORDS)}
    known = world.oracle.instants
    for stream, names in records.items():
        unknown = names - known.keys()
        _must(world, node, not unknown, f"{len(unknown)} count in {stream} that nobody did")
        wrong = list(world.oracle.out_of_order(names))
        _must(world, node, not wrong, f"{stream}: sorted before what its author had seen: {wrong}")
    verdicts = {
        stream: _check_record(world, connection, node, stream, names)
        for stream, names in records.items()
        if any(known[name].signs for name in names)
    }
    expected = [*forks, *_begun_twice(world, records), *_signed_apart(verdicts)]
    gaps = {stream for stream, verdict in verdicts.items() if verdict is None}
    _conflicts_are_found(world, connection, node, expected, gaps)


def _check_record(world, connection, node, stream: str, names: frozenset[str]) -> Verdict | None:
    """Compare one record's ledger with the oracle's; None where not all its authors held is here.

    What two disasters destroyed on every disk, or waits at the server for such an event, leaves a
    gap in what signatures reach; a person decides about it.
    """
    is_whole = not world.oracle.lacks(names) - world.forged
    world.story.count("records judged" if is_whole else "records with a gap")
    if not is_whole:
        return None
    ledger = world.parts.ledger(connection, stream)
    expected = world.oracle.verdict(names)
    _pairs_are_judged_alike(world, node, ledger, expected)
    _is_listed_once(world, node, "late entries", ledger.late(), expected.late)
    _is_listed_once(world, node, "signatures apart", ledger.parallel(), expected.parallel)
    _status_is_right(world, connection, node, stream, expected)
    for name in ("late", "parallel"):
        world.story.count(name, len(getattr(expected, name)))
    return expected


def _pairs_are_judged_alike(world, node, ledger: Ledger, expected: Verdict) -> None:
    found = {
        (event, signature.hash): str(ledger.standing(event, signature.hash))
        for signature in ledger.signatures
        for event in ledger.entries
        if event != signature.hash
    }
    apart = {
        pair: (found.get(pair), expected.pairs.get(pair))
        for pair in found.keys() | expected.pairs.keys()
        if found.get(pair) != expected.pairs.get(pair)
    }
    world.story.count("pairs judged", len(found))
    _must(world, node, not apart, f"{len(apart)} judged otherwise than seen: {apart}")


def _is_listed_once(world, node, what: str, found: Iterable[Any], expected) -> None:
    listed = list(found)
    same = Counter(listed) == Counter(expected)
    _must(world, node, same, f"{what}: found {len(listed)}, there are {len(expected)}")


def _status_is_right(world, connection, node, stream: str, expected: Verdict) -> None:
    status = queries.status(connection, stream)
    said = (status.acts, status.unsigned, status.late, status.is_parallel, status.signed_off)
    right = (
        expected.acts,
        expected.unsigned,
        len({act for act, _ in expected.late}),
        bool(expected.parallel),
        expected.signed_off,
    )
    _must(world, node, said == right, f"{stream} stands as {said}, seen was {right}")
    for signature in queries.signatures(connection, stream):
        validity = _validity(signature.hash, expected)
        same = (signature.validity, signature.flaw) == (validity, "")
        _must(world, node, same, f"a signature is {signature.validity} {signature.flaw}")


def _validity(name: str, expected: Verdict) -> Validity:
    if name in expected.withdrawn:
        return Validity.WITHDRAWN
    return Validity.SUPERSEDED if name in expected.superseded else Validity.VALID


# -- on the wire ---------------------------------------------------------------------------------


def lists_travel(world, node, word: Push | Page) -> None:
    """What a long signature covers goes in the same word as its event, if its sender has it."""
    brought = {sha256(one).hexdigest() for one in word.lists}
    for data in word.events:
        stated = json.loads(data)["covers"] if b'"list:' in data else []
        name = stated[0].removeprefix("list:") if stated else ""
        if name and name not in brought:
            here = node.disk.read(
                lambda c, sought=name: c.execute(_CONTENT, {"name": sought}).all()
            )
            _must(world, node, not here, "a signature went without the list of what it covers")
        world.story.count("lists that travelled", int(name in brought))


_CONTENT = text("SELECT 1 FROM content WHERE hash = :name")


# -- conflicts of the domain ---------------------------------------------------------------------


CONFLICTS = {FORK, LATE_ENTRY, PARALLEL, BEGUN_TWICE}


def _conflicts_are_found(world, connection, node, expected: list[str], gaps: set[str]) -> None:
    """I8: the product finds each conflict once, under the same key on every node that holds it."""
    checks = [check for check in world.vocabulary.checks if CONFLICTS & {*check.kinds}]
    found = [one for one in discrepancies(connection, checks) if one.stream not in gaps]
    world.story.count("discrepancies", len(found))
    keys = Counter(one.key for one in found)
    kinds = Counter(one.kind for one in found)
    same = keys == Counter(expected)
    _must(world, node, same, f"discrepancies found {dict(kinds)}, there are {len(expected)}")


def _signed_apart(verdicts: dict[str, Verdict | None]) -> Iterator[str]:
    for verdict in verdicts.values():
        if verdict is not None:
            yield from (key_of(LATE_ENTRY, pair) for pair in verdict.late)
            yield from (key_of(PARALLEL, pair) for pair in verdict.parallel)


def _begun_twice(world, records: dict[str, frozenset[str]]) -> Iterator[str]:
    """Two people who began the same job, neither knowing of the other."""
    for stream, names in records.items():
        acts = [name for name in names if not world.oracle.instants[name].signs]
        if stream.startswith("job/") and len(acts) > 1:
            yield key_of(BEGUN_TWICE, (stream,))


def _forks(connection: Connection) -> set[str]:
    """Two events in the same place of a chain; however many claim it, it is one conflict."""
    placed = (sealed.envelope for sealed in placed_in(connection))
    places = Counter((one.chain, one.seq, one.prev) for one in placed)
    return {key_of(FORK, (chain, str(seq))) for (chain, seq, _), n in places.items() if n > 1}


# -- content under a signature -------------------------------------------------------------------


def _state_is_what_a_fresh_database_folds(world) -> None:
    """Take all the server has into an empty journal in any order, in parts: the same state."""
    arrivals = world.server.disk.read(_arrivals)
    world.rng.shuffle(arrivals)
    scratch = world.scratch()
    journal = world.scratch_journal()

    def fold_all(connection: Connection) -> list[str]:
        while arrivals:
            journal.take_in(connection, [arrivals.pop() for _ in arrivals[:17]])
        return _digests(world, connection)

    same = scratch.read(fold_all) == world.server.disk.read(lambda c: _digests(world, c))
    _must(world, world.server, same, "another state than a fresh database folds")
    scratch.close()


def _digests(world, connection: Connection) -> list[str]:
    return [str(digest(connection, world.vocabulary, area)) for area in AREAS]


def _arrivals(connection: Connection) -> list[Arrival]:
    query = text("SELECT hash, bytes FROM event ORDER BY hash")
    words = {row.hash: Receipt(**row._mapping) for row in connection.execute(receipt.select())}
    return [
        Arrival(unseal(bytes(data)), words.get(name)) for name, data in connection.execute(query)
    ]


def _as_signed_is_what_was_shown(world) -> None:
    """Fold only what a signature covers: on every node the very bytes, and what the screen showed.

    A signature that relies on another over what its own signer was never shown has no such screen.
    """
    scratch = world.scratch()
    journal = world.scratch_journal()
    held = {node: node.disk.read(_bytes_by_stream) for node in (world.server, *world.stations)}
    for one in [i for i in world.oracle.instants.values() if i.closes]:
        covered = _covered(world, held, one)
        if covered is None:
            continue
        world.story.count("signed content compared")

        def state(connection, what=covered, stream=one.stream):
            journal.take_in(connection, [Arrival(sealed) for sealed in what])
            return naive.tables(connection, SHOWN, {stream})

        same = scratch.read(state) == one.state
        _must(world, world.server, same, f"{one.stream} as signed is not what was shown")
    scratch.close()


def _covered(world, held, one: signing_oracle.Instant) -> list[Sealed] | None:
    """Return the acts a signature covers, the same bytes on each node that holds the signature."""
    if one.saw != one.shown:
        world.story.count("signatures that rely on another over what was not shown")
        return None
    acts = {name for name in one.saw if name in world.oracle.instants}
    acts = {name for name in acts if not world.oracle.instants[name].signs}
    nodes = [node for node, streams in held.items() if one.hash in streams.get(one.stream, {})]
    whole = [node for node in nodes if acts <= held[node][one.stream].keys()]
    if not whole:
        return None
    for node in whole:
        for name in acts:
            data = held[node][one.stream][name]
            _must(world, node, sha256(data).hexdigest() == name, "signed bytes were changed")
    return [unseal(held[whole[0]][one.stream][name]) for name in sorted(acts)]


def _bytes_by_stream(connection: Connection) -> dict[str, dict[str, bytes]]:
    query = text(
        "SELECT event.stream, event.hash, event.bytes FROM event LEFT JOIN receipt"
        " ON receipt.hash = event.hash WHERE coalesce(receipt.verdict, '') = ''"
    )
    held: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
    for stream, name, data in connection.execute(query):
        held[stream][name] = bytes(data)
    return dict(held)
