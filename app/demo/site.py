"""The demo plant set up: a server, three stations enrolled with one-time tokens, people and data.

Everything is done as a real plant would: the administrator adds people and issues keys, the
engineer publishes documents and defines equipment, all as journal acts at the supervisor station.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from app.capabilities.people.accounts.queries import person
from app.capabilities.people.identities.commands import VerifyIdentity
from app.capabilities.people.identities.events import How
from app.capabilities.people.policies.commands import AcknowledgePolicy
from app.capabilities.people.secrets.commands import SetSecret
from app.capabilities.people.secrets.decisions import PIN
from app.capabilities.people.starting.commands import (
    Newcomer,
    starting_people,
    starting_policy,
    starting_qualifications,
)
from app.capabilities.sites.queries import NodeKeys, node_keys
from app.demo import flows, inspections, plant, rules, stock, terms
from app.demo.instruments import Instruments, instruments
from app.demo.library import put_in_force, send_to_review
from app.demo.plant import ENGINEER
from app.demo.server import ServerProcess
from app.journal.capability import Command
from app.journal.upgrade import Progress
from app.kernel.clock import SystemClock
from app.kernel.days import local_day
from app.kernel.ids import new_id
from app.kernel.parcel import bundled, packed
from app.kernel.paths import resources
from app.kernel.sealing import SigningKey, new_private_bytes
from app.stations.joining import join
from app.stations.key_places import key_stores
from app.stations.lease import SERVER
from app.stations.line import Line
from app.stations.profile import Profile
from app.stations.session import Proof
from app.stations.station import Station, open_station
from app.sync import outbox
from app.sync.transport import Server

PATIENCE_S = 30.0
ADMINISTRATOR = "P-0124"
LEAD, QUALITY = "P-0110", "P-0123"
SUPERVISOR_STATION = "SUP-1"
WHO_WORKS_WHERE = {
    "WH-PK": ("P-0113", "P-0101", "P-0110"),
    "CNC-QC": ("P-0102", "P-0117", "P-0119", "P-0110", "P-0122", "P-0123"),
    "SUP-1": ("P-0110", "P-0112", "P-0120", "P-0122", "P-0123", "P-0124"),
}
"""Whose keys are sent to which station: a person of the demo logs in where they work."""

_PLANT = resources() / "plant"
PASSPHRASE = "demo"
"""Demo stations keep their keys in a file: a demo leaves nothing in anybody's keyring."""


@dataclass(frozen=True, slots=True)
class Post:
    """One station of the demo: its folder and what hangs on it."""

    folder: Path
    profile: Profile
    instruments: Instruments

    def open(self) -> Station:
        """Open the station."""
        return open_station(self.folder, key_stores(self.folder, PASSPHRASE))


class Site:
    """The demo's plant in one folder: server and posts. Closing leaves the data where it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = ServerProcess(folder / "server")
        self.posts: dict[str, Post] = {}
        self.people = {one.command.person: one for one in people()}

    def set_up(self, progress: Progress = lambda done, total: None) -> None:
        """Prepare and start the server, enrol the stations, fill the plant with what it knows.

        `progress` is told (steps done, steps to do).
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        places = plant.demo_stations()
        steps = len(places) + 2
        progress(0, steps)
        tokens = self.server.prepare(plant.area(), [place.code for place in places])
        self.server.start()
        for done, place in enumerate(places, start=1):
            progress(done, steps)
            profile = plant.profile(place, self.server.url)
            self.posts[place.code] = self._enrolled(profile, tokens[place.code])
        progress(steps - 1, steps)
        self._fill()
        progress(steps, steps)

    def close(self) -> None:
        """Stop the server and put the instruments away."""
        self.server.stop()
        for post in self.posts.values():
            post.instruments.close()

    def journals(self) -> dict[str, Path]:
        """Return every node's database."""
        found = {name: post.folder / "station.db" for name, post in self.posts.items()}
        return {"server": self.server.folder / "server.db", **found}

    def _enrolled(self, profile: Profile, token: str) -> Post:
        hung = instruments(profile.station)
        profile = msgspec.structs.replace(profile, devices=hung.open())
        folder = self.folder / profile.station
        stores = key_stores(folder, PASSPHRASE)
        joined = join(folder, profile, token, stores, SystemClock())
        return Post(folder, joined, hung)

    def _fill(self) -> None:
        """Do the plant's first acts at the supervisor station; people's keys go by parcel."""
        added = [one.command for one in self.people.values() if one.command.person != ADMINISTRATOR]
        station = self.posts[SUPERVISOR_STATION].open()
        line = Line(station, Server(self.server.url))
        line.start()
        nodes = (SERVER, *WHO_WORKS_WHERE)
        _wait(lambda: _knows(station, ADMINISTRATOR), "the administrator's account")
        _wait(lambda: len(_keys(station, nodes)) == len(nodes), "the keys of every node")
        _act(station, added, ADMINISTRATOR)
        _act(station, [_verified(one.person) for one in added], ADMINISTRATOR)
        _act(station, tuple(starting_qualifications(_PLANT / "qualifications.toml")), LEAD)
        _act(station, [starting_policy(_PLANT / "policy.toml")], QUALITY)
        keys = _keys(station, nodes)
        for one in sorted(set().union(*WHO_WORKS_WHERE.values())):
            _act(station, [self._own_secret(one, keys), AcknowledgePolicy(version=1)], one)
        _act(station, [plant.hold_policy()], QUALITY)
        _act(station, plant.commands(), ENGINEER)
        _wait(lambda: _may_sign(station), "the leave to sign")
        self._put_documents_in_force(station)
        clock = SystemClock()
        for done in stock.stocked(local_day(clock.now_ms(), clock.offset_min())):
            _act(station, [done.command], done.actor)
        self._put_inspections_in_force(station)
        line.retry()
        _wait(lambda: station.ask(outbox.unsent).result().events == 0, "the plant's data sent")
        line.close()
        station.close()

    def _own_secret(self, person: str, nodes: Sequence[NodeKeys]) -> SetSecret:
        """Let a person have chosen their PIN, their key packed for where they work."""
        key, edition = SigningKey(new_private_bytes()), new_id(SystemClock())
        pin = self.people[person].pin
        content = bundled(key, owner=person, secret=pin, edition=edition)
        places = {SERVER, *(name for name, people in WHO_WORKS_WHERE.items() if person in people)}
        return SetSecret(
            person=person,
            edition=edition,
            before="",
            way=PIN,
            public_key=key.public_key.hex(),
            parcels=tuple(
                (
                    node.station,
                    packed(content, to=node.station, node_key=bytes.fromhex(node.parcel_key)),
                )
                for node in nodes
                if node.station in places
            ),
        )

    def _put_documents_in_force(self, station: Station) -> None:
        """Let the engineer, a reviewer and the approver sign with their own badges and PINs."""
        proofs = self._proofs(station)
        station.writer.act(lambda c: put_in_force(station.journal, c, proofs)).result()
        station.writer.act(lambda c: send_to_review(station.journal, c, proofs)).result()

    def _put_inspections_in_force(self, station: Station) -> None:
        """Let quality's forms and plans come, and the flows, terms and rules that follow from them.

        What was delivered before was released on paper.
        """
        drafts = (*inspections.drafts(), *flows.drafts(), *terms.drafts(), *rules.drafts())
        proofs, todo = self._proofs(station), plant.acts(drafts)
        station.writer.act(lambda c: put_in_force(station.journal, c, proofs, todo)).result()

    def _proofs(self, station: Station) -> dict[str, Proof]:
        people = {one: self.people[one] for one in plant.SIGNERS}
        prove = station.sessions.prove
        return {one: prove(one, who.pin, who.command.badge) for one, who in people.items()}


def people() -> tuple[Newcomer, ...]:
    """Return the people of the demo plant."""
    return starting_people(resources() / "plant" / "people.toml", "demo plant")


def _act(station: Station, commands: Sequence[Command], actor: str) -> None:
    for command in commands:
        carry_out = partial(station.journal.carry_out, command=command, actor=actor)
        station.writer.act(carry_out).result()


def _knows(station: Station, person_id: str) -> bool:
    return station.ask(lambda c: person(c, person_id)).result() is not None


def _keys(station: Station, nodes: Sequence[str]) -> tuple[NodeKeys, ...]:
    return station.ask(lambda c: node_keys(c, nodes)).result()


def _may_sign(station: Station) -> bool:
    return station.ask(station.sessions.door.lease).result().signs


def _verified(person: str) -> VerifyIdentity:
    return VerifyIdentity(person=person, how=How.ID_CARD, evidence=f"HR-{person}")


def _wait(seen: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not seen():
        if time.monotonic() > deadline:
            raise RuntimeError(f"the demo waited {PATIENCE_S:.0f} s for {what}")
        time.sleep(0.05)
