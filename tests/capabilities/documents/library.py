"""Builders for documents: a revision in force without the way there, for tests about its use."""

from hashlib import sha256

import msgspec

from app.capabilities.documents.events import DraftSaved, MadeEffective
from app.capabilities.documents.queries import revisions
from app.capabilities.people.signatures.commands import Ask
from app.journal.ledger import ledger_of
from app.kernel.words import Bilingual
from app.stations.session import Proof
from app.stations.signing import signed
from app.store import content

LIBRARIAN = "P-0122"


def put_in_force(
    journal,
    connection,
    form,
    code,
    body,
    *,
    revision="A",
    title=None,
    attached=(),
    must_read=(),
    from_ms=None,
):
    """Let a revision have been drafted and made effective: a moment ago, unless told when."""
    data = body if isinstance(body, bytes) else msgspec.json.encode(body)
    content.keep(connection, data, "application/json")
    named = {"form": form, "code": code, "revision": revision}
    draft = DraftSaved(
        **named,
        title=title or Bilingual(code, code),
        body=sha256(data).hexdigest(),
        attached=tuple(attached),
        must_read=tuple(must_read),
    )
    before = revisions(connection, form, code, 0)
    if from_ms is None:  # a hand clock stands still: each a moment after the one before it
        from_ms = journal._clock.now_ms() - 1_000 + len(before)
    made = MadeEffective(
        **named,
        title=draft.title,
        body=draft.body,
        attached=draft.attached,
        must_read=draft.must_read,
        from_ms=from_ms,
        replaces=before[-1].revision if before else "",
    )
    return journal.record(connection, (draft, made), LIBRARIAN)


def publish(node, form, code, body, **facts):
    """Put a revision in force on a node of tests."""
    with node.engine.begin() as connection:
        return put_in_force(node.journal, connection, form, code, body, **facts)


def sign(node, person, record, meaning, *, key):
    """Let somebody sign a record as it is, with a key of theirs that the node knows."""
    with node.engine.begin() as connection:
        seen = frozenset(ledger_of(connection, record).entries)
        proof = Proof(person, key, "", ("id", "secret"))
        ask = Ask(record, meaning, seen=seen)
        return signed(node.journal, connection, ask, proof)
