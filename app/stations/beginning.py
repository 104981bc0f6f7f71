"""Which chain a station writes on when it is opened: its own, a first one, or one that goes on.

A key writes one chain. A station that comes with another key than its chain was begun with was
enrolled anew: it begins a new chain, and the first event of that says what it goes on from.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from app.capabilities.sites.events import ChainContinued
from app.journal import incarnation
from app.journal.head import FILE_NAME, HeadFile
from app.journal.journal import Changes, Journal
from app.journal.pages import end_of
from app.stations.identity import StationIdentity
from app.stations.session import NOBODY
from app.sync import outbox


@dataclass(frozen=True, slots=True)
class Begun:
    """The journal to write, whether its chain is new, and how it went on from another."""

    journal: Journal
    is_new: bool
    continued: Changes | None = None


def begin(
    connection: Connection,
    identity: StationIdentity,
    journal_of: Callable[[str], Journal],
    new_chain: Callable[[], str],
) -> Begun:
    """Open the chain of this station's key, or begin one. In one transaction: all or nothing."""
    key = identity.key.public_key
    chains = incarnation.chains(connection)
    begun_with = incarnation.key(connection) if chains else b""
    if begun_with is None:  # by a program that noted no key
        incarnation.keep_key(connection, key)
    if begun_with in (None, key):
        return Begun(journal_of(chains[0]), is_new=False)
    chain = new_chain()
    incarnation.begin(connection, chain, key)
    journal = journal_of(chain)
    if not chains:
        return Begun(journal, is_new=True)
    return Begun(journal, is_new=True, continued=_go_on(connection, journal, chains[0]))


def note_begun(folder: Path, head: HeadFile, begun: Begun) -> None:
    """Sign the head of a new chain, so that one whose head file is gone has lost it."""
    if begun.continued is not None:
        head.note(begun.continued)
    elif begun.is_new and not (folder / FILE_NAME).exists():
        head.begin()


def _go_on(connection: Connection, journal: Journal, parent: str) -> Changes:
    """Say what the chain goes on from; offer again what the revoked key could not vouch for."""
    author = journal.author
    seq, name = end_of(connection, parent)
    happened = ChainContinued(
        station=author.station, chain=author.chain, parent=parent, seq=seq, hash=name
    )
    outbox.offer_revoked(connection, author.station)
    return journal.record(connection, [happened], NOBODY)
