"""The demo plant's documents put in force: drafted, reviewed and approved, signed by its people.

    proofs = {one: station.sessions.prove(one, pins[one], one) for one in plant.SIGNERS}
    station.writer.act(lambda c: put_in_force(journal, c, proofs)).result()

One transaction: a plant is founded in a second or two, not in one commit a signature.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from app.capabilities.documents.commands import MakeEffective, ReadDocument, SaveDraft
from app.capabilities.documents.events import DraftSaved, MadeEffective
from app.capabilities.flows.definition.bodies import FLOW, Chart
from app.capabilities.forms.definition.bodies import FORM, Form
from app.capabilities.people.signatures.commands import Ask
from app.demo import plant
from app.demo.plant import ENGINEER, Act
from app.journal.journal import Journal
from app.journal.ledger import ledger_of
from app.stations.session import Proof
from app.stations.signing import signed
from app.store import content


def put_in_force(
    journal: Journal,
    connection: Connection,
    proofs: Mapping[str, Proof],
    acts: Iterable[Act] | None = None,
) -> None:
    """Let people do what the plant's documents need; `proofs` by person."""
    for act in plant.documents() if acts is None else acts:
        if isinstance(act.command, SaveDraft):
            journal.carry_out(connection, act.command, act.actor)
        elif isinstance(act.command, MakeEffective):  # follows from the signature
            _sign(journal, connection, act, proofs[act.actor])
            journal.carry_out(connection, act.command, act.actor)
        else:
            journal.carry_out(connection, act.command, act.actor)
            _sign(journal, connection, act, proofs[act.actor])


def stand_in_force(
    journal: Journal, connection: Connection, form: Form | Chart, from_ms: int
) -> None:
    """Let a form, or a flow, stand in force as what came by sync: nobody signs for it here."""
    data = msgspec.json.encode(form)
    kind = FORM if isinstance(form, Form) else FLOW
    named: dict[str, Any] = {"form": kind, "code": form.code, "revision": "A"}
    named |= {"title": form.name, "body": sha256(data).hexdigest()}
    made = (DraftSaved(**named), MadeEffective(**named, from_ms=from_ms, replaces=""))
    content.keep(connection, data, "application/json")
    journal.record(connection, made, ENGINEER)


def send_to_review(journal: Journal, connection: Connection, proofs: Mapping[str, Proof]) -> None:
    """Let the next revisions be drafted and reviewed: the approver has to look at them."""
    waiting = plant.acts(plant.next_revisions())
    put_in_force(journal, connection, proofs, [one for one in waiting if one.meaning != "approved"])


def approve_next(
    journal: Journal, connection: Connection, proofs: Mapping[str, Proof], from_ms: int
) -> None:
    """Let the next revisions be approved for a day to come, so that there is time to read them."""
    waiting = plant.acts(plant.next_revisions())
    put_in_force(journal, connection, proofs, [for_a_day(one, from_ms) for one in waiting])


def for_a_day(act: Act, from_ms: int) -> Act:
    """Return an act; where it is an approval, one for a day to come."""
    if not isinstance(act.command, MakeEffective):
        return act
    return replace(act, command=replace(act.command, from_ms=from_ms))


def read_and_sign(
    journal: Journal, connection: Connection, command: ReadDocument, proof: Proof
) -> None:
    """Let somebody have read a revision to its end."""
    made = journal.carry_out(connection, command, proof.person)
    (record,) = made.streams
    ask = Ask(record, "read", made=tuple(event.hash for event in made.events))
    signed(journal, connection, ask, proof)


def _sign(journal: Journal, connection: Connection, act: Act, proof: Proof) -> None:
    """Sign the revision as it stands, having seen all of it."""
    seen = frozenset(ledger_of(connection, act.record).entries)
    ask = Ask(act.record, act.meaning, seen=seen)
    signed(journal, connection, ask, proof)
