"""What the exchange promises, checked at the end of a history (SYNC §4, I1-I11)."""

from collections import Counter, defaultdict
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import select, text

from app.capabilities.sites.events import ForkSeen, RollbackSeen
from app.journal.chain import roll
from app.journal.digest import digest
from app.journal.event import Sealed, unseal
from app.journal.journal import QUARANTINED, WAITING
from app.store.tables import area_head, event, receipt, waiting
from app.store.tables import outbox as outbox_table
from app.sync import outbox
from app.sync.steps import Rest
from server import anchoring
from tests.sync import naive, oracle
from tests.sync.nodes import hashes_of, placed_in
from tests.sync.sticks import INTO_PARTS


def is_quiet(world) -> bool:
    """Tell whether every station rests, has nothing to offer and holds its logs to their end."""
    ends = world.server.disk.read(heads)
    judged = world.server.disk.read(judged_in)
    return all(_is_at_rest(station, ends, judged) for station in world.stations)


def _is_at_rest(station, ends, judged: set[str]) -> bool:
    state = station.state
    rests = isinstance(state.doing, Rest) and not state.code and not state.woken
    if not rests or not station.is_up:
        return False
    held = station.disk.read(heads)
    if any(held.get(area, 0) != ends.get(area, 0) for area in station.areas):
        return False
    unsent = station.disk.read(outbox.unsent)
    if unsent.waiting:
        return unsent.events == unsent.waiting and not station.disk.read(set_aside_in) & judged
    return unsent.events == 0


def set_aside_in(connection) -> set[str]:
    """Return what a node offers no more, because the server lacks something before it."""
    query = select(event.c.hash).join(outbox_table, outbox_table.c.ordinal == event.c.ordinal)
    return set(connection.execute(query.where(outbox_table.c.waits)).scalars())


def judged_in(connection) -> set[str]:
    """Return what the server has said its last word on."""
    query = select(receipt.c.hash).where(receipt.c.verdict != WAITING)
    return set(connection.execute(query).scalars())


def heads(connection) -> dict[str, int]:
    query = select(area_head.c.area, area_head.c.position)
    return {row.area: row.position for row in connection.execute(query)}


def standing(world) -> str:
    parts = [f"server {world.server.disk.read(heads)}"]
    for station in world.stations:
        unsent = station.disk.read(outbox.unsent)
        parts.append(
            f"{station.label} {station.disk.read(heads)} {unsent} {station.state.doing}"
            f" {station.state.code}"
        )
    return "; ".join(parts)


def check(world) -> None:
    server = world.server.disk
    counted = {sealed.hash: sealed for sealed in server.read(placed_in)}
    world.story.events = len(counted)
    kept_out = server.read(kept_out_in)
    _nothing_saved_is_lost(world, counted, kept_out)
    _everything_is_judged_right(world)
    _nothing_forged_counts(world)
    _logs_are_whole(world)
    _chains_are_whole(world, {**counted, **kept_out})
    _forks_are_flagged(world, counted)
    _old_disks_are_said(world, counted)
    _digests_are_equal(world)
    _content_arrived(world)
    if not world.server.restores:
        again = [s.label for s in world.stations if s.state.started_over]
        _must(world, not again, f"{again} started over though no server was restored")


def _must(world, kept: bool, sentence: str) -> None:
    if not kept:
        raise AssertionError(f"seed {world.story.seed}: {sentence}")


def orphans(world) -> frozenset[str]:
    """Return events that wait at the server for one that no disk of the world holds any more.

    It takes two disasters: the author's disk and the server's both put back to older copies before
    anybody else had pulled; or the author's alone, while a stick carried on only a part. What
    follows on the destroyed event is kept, shown and waits for a person; nothing here can bring
    back what was on no disk.
    """
    faults = set(world.story.faults)
    restored = {"station restored", "station cloned"} & faults
    if not (restored and (world.server.restores or INTO_PARTS in faults)):
        return frozenset()
    query = select(waiting.c.hash, waiting.c.missing)
    lacks = {
        row.hash: row.missing for row in world.server.disk.read(lambda c: c.execute(query).all())
    }
    surviving = world.server.disk.read(hashes_of).union(
        *(station.disk.read(hashes_of) for station in world.stations)
    )
    found: set[str] = set()
    for name in lacks:
        root = lacks[name]
        while root in lacks:
            root = lacks[root]
        if root not in surviving:
            found.add(name)
    return frozenset(found)


def kept_out_in(connection) -> dict[str, Sealed]:
    """Return the events that are quarantined, by hash."""
    query = (
        select(event.c.bytes)
        .join(receipt, receipt.c.hash == event.c.hash)
        .where(receipt.c.verdict == QUARANTINED)
    )
    found = (unseal(bytes(data)) for data in connection.execute(query).scalars())
    return {sealed.hash: sealed for sealed in found}


def _forgotten(world, station) -> set[str]:
    """Return what a server that was put back unsaid had kept out, and knows nothing of any more.

    Nothing tells the station so until it writes again: then what follows waits for this one.
    """
    if "server restored, unsaid" not in world.story.faults:
        return set()
    known = world.server.disk.read(hashes_of)
    return set(station.disk.read(kept_out_in)) - known


def _everything_is_judged_right(world) -> None:
    """I10: fine, flagged or kept out, just as a judge says who sees everything; on every node."""
    events = world.server.disk.read(oracle.log)
    said = {event["hash"]: (event["verdict"], event["reason"]) for event in events}
    for name, word in oracle.expected(events).items():
        _must(world, said[name] == word, f"{name[:8]} was judged {said[name]}, not {word}")
    world.story.flagged = sum(word == ("", "right_gone") for word in said.values())
    world.story.kept_out = sum(word[1] in oracle.JUDGED - {""} for word in said.values())
    world.story.kept_out -= world.story.flagged
    query = text("SELECT hash, verdict, reason FROM receipt")
    for station in world.stations:
        told = station.disk.read(lambda c: c.execute(query).all())
        gone = _forgotten(world, station)
        told = {row.hash: (row.verdict, row.reason) for row in told if row.hash not in gone}
        apart = [name for name, word in told.items() if not _agrees(world, word, said.get(name))]
        _must(world, not apart, f"{station.label} was told otherwise of {len(apart)}")


def _agrees(world, told: tuple[str, str], said: tuple[str, str] | None) -> bool:
    """A server put back unsaid judges again, later: it may remark something else than before.

    Where its log went on just as it was, no station can notice that.
    """
    if "server restored, unsaid" in world.story.faults and said:
        return told[0] == said[0]
    return told == said


def _nothing_saved_is_lost(world, counted, kept_out) -> None:
    for station in world.stations:
        lost = station.saved - station.disk.read(hashes_of)
        _must(world, not lost, f"{station.label} lost {len(lost)} it had saved")
        settled = {*counted, *kept_out, *_forgotten(world, station), *orphans(world)}
        unplaced = station.disk.read(hashes_of) - settled
        _must(world, not unplaced, f"{len(unplaced)} held by {station.label} are not on the server")
        served = {n for n, s in counted.items() if s.envelope.area in station.areas}
        missed = served - station.disk.read(hashes_of)
        _must(world, not missed, f"{station.label} misses {len(missed)}")


def _nothing_forged_counts(world) -> None:
    for disk in (world.server.disk, *(s.disk for s in world.stations)):
        counting = {
            name
            for area in ("plant", "line-1", "line-2")
            for name in disk.read(lambda c, a=area: set(naive.facts(c, a)))
        }
        _must(world, not counting & world.forged, "something forged counts")


def _logs_are_whole(world) -> None:
    """Positions without gaps, and every station's rolling hash is the server's."""
    logs = world.server.disk.read(_logs)
    ends = world.server.disk.read(_cursors)
    for area, rows in logs.items():
        _must(world, [p for p, _ in rows] == list(range(1, len(rows) + 1)), f"gaps in {area}")
        rolled = ""
        for _, name in rows:
            rolled = roll(rolled, name)
        _must(world, ends[area][1] == rolled, f"the log of {area} does not roll up")
    for station in world.stations:
        held = station.disk.read(_cursors)
        for area in station.areas:
            same = held.get(area, (0, "")) == ends.get(area, (0, ""))
            _must(world, same, f"{station.label} holds another log of {area}")
        mine = station.disk.read(_logs)
        _must(world, mine == {a: r for a, r in logs.items() if a in station.areas}, "receipts")


def _logs(connection) -> dict[str, list[tuple[int, str]]]:
    query = (
        select(receipt.c.area, receipt.c.position, receipt.c.hash)
        .where(receipt.c.position.is_not(None))
        .order_by(receipt.c.area, receipt.c.position)
    )
    logs: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in connection.execute(query):
        logs[row.area].append((row.position, row.hash))
    return dict(logs)


def _cursors(connection) -> dict[str, tuple[int, str]]:
    query = select(area_head.c.area, area_head.c.position, area_head.c.log_hash)
    return {row.area: (row.position, row.log_hash) for row in connection.execute(query) if row[1]}


def _chains_are_whole(world, counted) -> None:
    """Every event follows one the server has, unless no disk of the world has that any more."""
    surviving = set(counted).union(*(s.disk.read(hashes_of) for s in world.stations))
    for sealed in counted.values():
        envelope = sealed.envelope
        before = counted.get(envelope.prev)
        if before is None:
            first = envelope.prev == "" and envelope.seq == 1
            lost = envelope.prev not in surviving and _can_be_lost(world)
            _must(world, first or lost, f"{envelope.station} {envelope.seq} follows on nothing")
        else:
            follows = (before.envelope.chain, before.envelope.seq + 1)
            _must(world, follows == (envelope.chain, envelope.seq), "a chain is torn")


def _can_be_lost(world) -> bool:
    """Tell whether a part of a chain may have been on no disk but one that was put back."""
    return world.server.restores > 0 or INTO_PARTS in world.story.faults


def _forks_are_flagged(world, counted) -> None:
    children = Counter((s.envelope.chain, s.envelope.prev) for s in counted.values())
    forks = {point for point, n in children.items() if n > 1}
    rows = world.server.disk.read(
        lambda c: [tuple(r) for r in c.execute(text("SELECT chain, prev FROM sites_fork"))]
    )
    world.story.forks = len(forks)
    _must(world, set(rows) == forks, f"forks {len(forks)}, flagged {len(rows)}")
    said = Counter(
        s.envelope.stream + str(s.envelope.payload)
        for s in counted.values()
        if s.envelope.kind == ForkSeen.kind
    )
    _must(world, bool(world.server.restores) or not any(n > 1 for n in said.values()), "said twice")


def note_put_back(world, station) -> None:
    """Note that a disk was put back, and whether it lacks where the server holds its chain to."""
    world.old_disks.add(station.name)
    chain = station.journal.author.chain
    end = world.server.disk.read(lambda c: anchoring.end(c, station.name, chain))
    if end.hash and end.hash not in station.disk.read(hashes_of):
        world.put_back.add(station.name)


def _old_disks_are_said(world, counted) -> None:
    """A rollback is said if a disk was put back to before what the server held, and only then.

    A clone's disk is an older copy too, as soon as its twin has gone on. Once the server itself was
    put back it may hold nothing that would show.
    """
    said = [
        msgspec.json.decode(sealed.envelope.payload, type=RollbackSeen)
        for sealed in counted.values()
        if sealed.envelope.kind == RollbackSeen.kind
    ]
    world.story.rollbacks = len(said)
    names = {one.station for one in said}
    wrongly = names - world.old_disks
    _must(world, not wrongly, f"{wrongly} said to be put back, and were not")
    if world.server.restores:
        return
    unseen = world.put_back - names
    _must(world, not unseen, f"{unseen} put back, and nobody said so")
    once = {(one.chain, one.hash, one.held) for one in said}
    _must(world, len(once) == len(said), "a rollback was said twice")


def _digests_are_equal(world) -> None:
    """On every node the product's digest, and the naive fold, say the same of each area.

    A station that holds orphans counts them at home; it differs until a person has decided.
    """
    apart = orphans(world)
    for area in ("plant", "line-1", "line-2"):
        nodes = [world.server.disk, *(s.disk for s in world.stations if area in s.areas)]
        agreeing = [d for d in nodes if d is world.server.disk or not d.read(hashes_of) & apart]
        digests = {str(d.read(partial(_digest, world, area))) for d in agreeing}
        _must(world, len(digests) == 1, f"{len(digests)} digests of {area}")
        for disk in nodes:
            found, expected = disk.read(partial(_both_folds, area))
            _must(world, found == expected, f"the naive fold of {area} differs")


def _digest(world, area, connection):
    return digest(connection, world.vocabulary, area)


def _both_folds(area, connection) -> tuple[dict[str, Any], dict[str, Any]]:
    facts = naive.facts(connection, area)
    expected = naive.state(facts)
    streams = {fact["stream"] for fact in facts.values()}
    return naive.tables(connection, tuple(expected), streams), expected


def _content_arrived(world) -> None:
    """Content that any node has is on the server, and on every station whose area names it."""
    query = text(
        "SELECT named.area, named.hash, content.hash IS NOT NULL FROM named"
        " LEFT JOIN content ON content.hash = named.hash"
    )
    rows = {
        n: [tuple(r) for r in n.disk.read(lambda c: c.execute(query).all())]
        for n in (world.server, *world.stations)
    }
    present = {name for held in rows.values() for _, name, is_here in held if is_here}
    for node, held in rows.items():
        missing = {name for _, name, is_here in held if not is_here} & present
        _must(world, not missing, f"content missing at {getattr(node, 'label', 'server')}")
