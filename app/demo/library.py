"""The demo plant's documents put in force: drafted, reviewed and approved, signed by its people.

    proofs = {one: station.sessions.prove(one, pins[one], one) for one in plant.SIGNERS}
    station.writer.act(lambda c: put_in_force(journal, c, proofs)).result()

One transaction: a plant is founded in a second or two, not in one commit a signature.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from app.capabilities.documents.commands import ApproveDocument, SaveDraft
from app.capabilities.people.signatures.commands import Ask
from app.demo import plant
from app.demo.plant import Act
from app.journal.journal import Journal
from app.journal.ledger import ledger_of
from app.stations.session import Proof
from app.stations.signing import signed


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
        elif isinstance(act.command, ApproveDocument):  # follows from the signature
            _sign(journal, connection, act, proofs[act.actor])
            journal.carry_out(connection, act.command, act.actor)
        else:
            journal.carry_out(connection, act.command, act.actor)
            _sign(journal, connection, act, proofs[act.actor])


def _sign(journal: Journal, connection: Connection, act: Act, proof: Proof) -> None:
    """Sign the revision as it stands, having seen all of it."""
    seen = frozenset(ledger_of(connection, act.record).entries)
    ask = Ask(act.record, act.meaning, seen=seen)
    signed(journal, connection, ask, proof)
