"""People who sign in the simulation: alone, apart from each other, together, and taking it back."""

from functools import partial

from app.capabilities.people.signatures.commands import Ask
from app.capabilities.people.signatures.decisions import WITHDRAWN
from app.journal.event import Sealed
from tests.journal.toy import Pour
from tests.sync import signing_oracle
from tests.sync.signers import PEOPLE, REVIEWERS, WORKERS, signed

CLOSING = ("reviewed", "reviewed", "approved", "cleared", "released", "rejected", "concession")
RECORDS = ("kettle/", "board/", "picture/", "job/")
"""How the streams begin that people of the simulated plant sign."""


def somebody_signs(world) -> None:
    """Let somebody at some station sign something, in one of the ways there are."""
    rng = world.rng
    way = rng.choice(WAYS)
    way(world, rng.choice(world.stations))


def _reviews(world, station) -> None:
    """Look at a record; sign what was shown a little later, whatever may have come since."""
    record = _a_record(world, station)
    if record:
        _look(world, station, record)


def _apart(world, station) -> None:
    """Sign the same record at every station that has it, none knowing of the others."""
    record = _a_record(world, station)
    for one in world.stations:
        if record and record in _records(one):
            world.after(world.rng.uniform(0, 1.5), partial(_look, world, one, record))


def _a_set(world, station) -> None:
    """Sign several records with one authentication."""
    rng = world.rng
    shown = _records(station)
    records = rng.sample(sorted(shown), min(len(shown), rng.randint(2, 3)))
    meaning, person, group = rng.choice(CLOSING), rng.choice(REVIEWERS), world.new_id()

    def work(connection) -> list[Sealed]:
        asks = [Ask(record, meaning, seen=shown[record]) for record in records]
        return [
            one for ask in asks for one in signed(station, connection, ask, person, group=group)
        ]

    if records:
        station.perform(work)


def _with_a_witness(world, station) -> None:
    """Do something and sign for it together with somebody who saw it done."""
    doer, witness = world.rng.sample(PEOPLE, 2)

    def work(connection) -> list[Sealed]:
        done = station.carry_out(connection, _something(world, station), doer)
        made = tuple(one.hash for one in done)
        record = done[0].envelope.stream
        first = signed(
            station, connection, Ask(record, "performed", made=made), doer, with_=witness
        )
        second = signed(
            station, connection, Ask(record, "witnessed", made=made), witness, with_=doer
        )
        return [*done, *first, *second]

    station.perform(work)


def _an_act(world, station) -> None:
    """Do something and sign for it in one transaction."""
    person = world.rng.choice(WORKERS)

    def work(connection) -> list[Sealed]:
        done = station.carry_out(connection, _something(world, station), person)
        ask = Ask(done[0].envelope.stream, "performed", made=tuple(one.hash for one in done))
        return [*done, *signed(station, connection, ask, person)]

    station.perform(work)


def _takes_back(world, station) -> None:
    """Take back a signature of one's own that is held here."""
    instants = world.oracle.instants
    held = frozenset().union(*_records(station).values())
    standing = sorted(name for name in held if name in instants and instants[name].closes)
    if not standing:
        return
    one = instants[world.rng.choice(standing)]
    ask = Ask(one.stream, WITHDRAWN, reason="signed the wrong record", withdraws=one.hash)
    station.perform(lambda connection: signed(station, connection, ask, one.actor))


def _look(world, station, record: str) -> None:
    rng = world.rng
    shown = _records(station).get(record)
    if not shown:
        return
    ask = Ask(record, rng.choice(CLOSING), seen=shown)
    person = rng.choice((*REVIEWERS, *REVIEWERS, *WORKERS))
    world.after(
        rng.choice((0.0, 0.0, rng.uniform(0, 4))),
        lambda: station.perform(lambda connection: signed(station, connection, ask, person)),
    )


def _something(world, station) -> Pour:
    return Pour(kettle=f"{station.areas[1]}-{world.rng.choice('KL')}", cups=1)


def _a_record(world, station) -> str:
    """Return a record that is held here: the longest of a few, for there most can go wrong."""
    held = _records(station)
    few = [world.rng.choice(sorted(held)) for _ in range(3) if held]
    return max(few, key=lambda record: len(held[record]), default="")


def _records(station) -> dict[str, frozenset[str]]:
    held = station.disk.read(signing_oracle.held_by_stream)
    return {stream: names for stream, names in held.items() if stream.startswith(RECORDS)}


WAYS = (*(_reviews,) * 3, *(_apart,) * 2, _a_set, _with_a_witness, _an_act, _takes_back)
"""Reviews are the most frequent, also in a plant."""
