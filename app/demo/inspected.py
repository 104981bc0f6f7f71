"""What is inspected at the demo's lathe: its last rounds, limits fixed from them.

inspected = Inspected(station, clock, proofs)
inspected.let_have_been()          # two days of rounds, every two hours
inspected.begin(filled, values)    # one in work

The forms and plans are the plant's (`app.demo.inspections`).
"""

from collections.abc import Iterable, Mapping
from functools import partial
from random import Random

import msgspec
from sqlalchemy import Connection

from app.capabilities.forms.filling.commands import CompleteForm, EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.quality.charts.commands import FreezeLimits
from app.capabilities.quality.inspecting.commands import BeginInspection, ConcludeInspection
from app.demo import inspections, plant
from app.demo.lathe import PIECES, SIZES, TURNING, measured
from app.demo.library import put_in_force
from app.demo.plant import ENGINEER
from app.demo.shift import FIRST, INSPECTOR, NOW_MS, STOREMAN
from app.demo.still_clock import StillClock
from app.demo.stock import delivery
from app.stations.session import Proof
from app.stations.station import Station

FIRST_ARTICLE, BAR = "IP-LA-20-FA", "RM601-2611-05"
ROUNDS = 24
_ROUND_MS = 2 * 3_600_000


class Inspected:
    """Lets inspections have happened at a station; `proofs` are the signers' of its documents."""

    def __init__(self, station: Station, clock: StillClock, proofs: Mapping[str, Proof]) -> None:
        self._station, self._clock, self._proofs = station, clock, proofs

    def let_have_been(self) -> None:
        """Put the forms in force, let two days of rounds have been, and fix their limits."""
        self._station.writer.act(self._history).result()

    def let_be_planned(self) -> None:
        """Put the plans in force some days ago; bar stock that came since waits for inspection."""

        def happen(connection: Connection) -> None:
            self._clock.ms = NOW_MS - ROUNDS * _ROUND_MS
            acts = plant.acts(inspections.plans())
            put_in_force(self._station.journal, connection, self._proofs, acts)
            self._clock.ms = NOW_MS - _ROUND_MS
            self._station.journal.carry_out(connection, delivery(BAR), STOREMAN)
            self._clock.ms = NOW_MS

        self._station.writer.act(happen).result()

    def first_article(self) -> str:
        """Let the first article be inspected and accepted: its release is waited for."""

        def happen(connection: Connection) -> str:
            act = partial(self._station.journal.carry_out, connection, actor=INSPECTOR)
            begun = BeginInspection(
                plan=FIRST_ARTICLE, order=FIRST, operation="B20", filled="first-article"
            )
            changes = act(command=begun)
            stream = next(one for one in changes.streams if one.startswith("inspection/"))
            act(command=EnterFields(filled="first-article", entries=a_round(Random(11))))
            act(command=CompleteForm(filled="first-article"))
            name = stream.partition("/")[2]
            act(command=ConcludeInspection(inspection=name))
            return name

        return self._station.writer.act(happen).result()

    def begin(self, filled: str, entries: Iterable[Entry], *, done: bool = False) -> None:
        """Begin a round and enter some of it."""

        def happen(connection: Connection) -> None:
            self._round(connection, filled, tuple(entries), done=done)

        self._station.writer.act(happen).result()

    def _history(self, connection: Connection) -> None:
        journal = self._station.journal
        self._clock.ms = NOW_MS - (ROUNDS + 1) * _ROUND_MS
        put_in_force(journal, connection, self._proofs, plant.acts(inspections.forms()))
        dice = Random(10)  # no secret: readings of a demo, steady ones
        for at in range(ROUNDS):
            self._clock.ms = NOW_MS - (ROUNDS - at) * _ROUND_MS
            self._round(connection, f"round-{at}", a_round(dice), done=True)
        for size in SIZES:
            freeze = FreezeLimits(form=TURNING, field=size.key, reason="第一阶段 / phase I")
            journal.carry_out(connection, freeze, ENGINEER)
        self._clock.ms = NOW_MS

    def _round(
        self, connection: Connection, filled: str, entries: tuple[Entry, ...], *, done: bool
    ) -> None:
        journal = self._station.journal
        subject = Subject(
            order=FIRST, operation="B20", lot="LA2611A04", product="LA-316", equipment="CNC-01"
        )
        start = StartForm(form=TURNING, filled=filled, subject=subject)
        journal.carry_out(connection, start, INSPECTOR)
        if entries:
            enter = EnterFields(filled=filled, entries=entries)
            journal.carry_out(connection, enter, INSPECTOR)
        if done:
            journal.carry_out(connection, CompleteForm(filled=filled), INSPECTOR)


def a_round(dice: Random) -> tuple[Entry, ...]:
    """Return the values of one whole round, as the lathe makes them."""
    found = [entry("look", "pass"), entry("burrs", dice.choice((0, 0, 1)))]
    for size in SIZES:
        found += [
            measured(size, at, dice.gauss(size.mean, size.sigma)) for at in range(1, PIECES + 1)
        ]
    return (*found, *(left_out(f"mass/{at}") for at in range(1, PIECES + 1)))


def entry(path: str, value: object, gauge: str = "") -> Entry:
    """Return a value somebody typed."""
    return Entry(path=path, value=msgspec.json.encode(value).decode(), gauge=gauge)


def left_out(path: str) -> Entry:
    """Return a value that was left out."""
    return Entry(path=path, not_applicable="无可用量具 / no usable gauge", reason="—")
