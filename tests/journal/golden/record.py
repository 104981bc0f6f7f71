"""Record a golden journal: `python -m tests.journal.golden.record SERVER.db RELEASE`."""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from app.capabilities.people.accounts.queries import people
from app.capabilities.production.orders.queries import receipts
from app.capabilities.production.progress.queries import board, order_lines
from app.capabilities.roster import ROSTER
from app.capabilities.sites.queries import stations
from app.journal.upcast import Vocabulary
from app.store.engine import open_reader
from app.store.tables import event

DAY = "2026-11-22"


def answers(connection: Connection) -> dict[str, Any]:
    """Return what people were shown: orders with their operations, receipts, people, stations."""
    lines = order_lines(connection, DAY)
    found = {
        "orders": [
            {"order": one.order, "phase": one.phase, "done": one.done, "scrap": one.scrap}
            for one in lines
        ],
        "operations": [
            {"order": line.line.order, "operation": cell.operation, "tally": cell.tally}
            for line in board(connection, DAY, 0)
            for cell in line.cells
        ],
        "receipts": [
            {"order": one.order, "lot": row.lot, "quantity": row.quantity}
            for one in lines
            for row in receipts(connection, one.order)
        ],
        "people": sorted(one.person for one in people(connection)),
        "stations": sorted(one.station for one in stations(connection)),
    }
    return json.loads(msgspec.json.encode(found, order="sorted"))


def state_hashes(connection: Connection, vocabulary: Vocabulary) -> dict[str, str]:
    """Return sha256 over each capability's state rows, by key."""
    found = {}
    for capability in vocabulary.capabilities:
        digest = sha256()
        for row in sorted(capability.rows, key=lambda one: one.table.name):
            query = select(row.table).order_by(*row.table.primary_key.columns)
            for values in connection.execute(query).mappings():
                digest.update(msgspec.json.encode(dict(values), order="sorted") + b"\n")
        found[capability.name] = digest.hexdigest()
    return found


def main() -> None:
    """Write the journal as its events' own bytes, one a line, and what it folds to."""
    source, release = Path(sys.argv[1]), sys.argv[2]
    folder = Path(__file__).parent / release
    folder.mkdir()
    engine = open_reader(source)
    vocabulary = Vocabulary(ROSTER)
    with engine.begin() as connection:
        rows = connection.execute(select(event.c.bytes).order_by(event.c.ordinal)).scalars()
        (folder / "journal.jsonl").write_bytes(b"".join(bytes(data) + b"\n" for data in rows))
        hashes = state_hashes(connection, vocabulary)
        versions = {one.name: one.fold_version for one in ROSTER}
        told = {
            "answers": answers(connection),
            "state": {
                name: {"fold_version": versions[name], "hash": digest}
                for name, digest in hashes.items()
            },
        }
    engine.dispose()
    (folder / "state.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
