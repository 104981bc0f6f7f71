"""The audit trail as a file for an auditor: CSV for people, JSON for programs. No Qt.

CSV has a byte-order mark, so that a spreadsheet reads the Chinese in it.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

import msgspec
from sqlalchemy import Engine

from app.capabilities.records.audit.answers import Filters, Line
from app.capabilities.records.audit.queries import everything
from app.journal.upcast import Vocabulary
from app.kernel.refused import Refused
from app.kernel.words import Words
from app.ui.screens.records.telling import Teller, names

COLUMNS = (
    "when",
    "who",
    "id",
    "where",
    "what",
    "record",
    "facts",
    "field",
    "old",
    "new",
    "why",
    "signed",
    "chain",
    "time_quality",
    "hash",
)
"""The columns of both; a line that changed several fields stands once for each."""


def export(
    engine: Engine, vocabulary: Vocabulary, filters: Filters, words: Words, path: Path
) -> Path:
    """Write the trail that `filters` choose. Refuses `paper.cannot_write`.

    The engine is the caller's own: an export of a whole plant takes its time.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with (
            engine.begin() as connection,
            path.open("w", encoding=_encoding(path), newline="") as to,
        ):
            teller = Teller(words, names(connection))
            lines = everything(connection, vocabulary, filters)
            rows = (row for line in lines for row in rows_of(line, teller))
            _write_json(to, rows) if path.suffix == ".json" else _write_csv(to, rows)
    except OSError as trouble:
        raise Refused("paper.cannot_write", path=str(path)) from trouble
    return path


def rows_of(line: Line, teller: Teller) -> Iterator[dict[str, str]]:
    """Yield a line of the trail as rows of a file: one, or one for each field it changed."""
    entry, words = line.entry, teller.words
    facts = (words("record.fact", name=n, value=v) for n, v in teller.facts(entry))
    row = {
        "when": teller.stamp(entry.at_ms, entry.offset_min),
        "who": teller.who(entry.actor),
        "id": entry.actor,
        "where": teller.where(entry.station),
        "what": teller.title(entry),
        "record": entry.stream,
        "facts": " · ".join(facts),
        "field": "",
        "old": "",
        "new": "",
        "why": teller.why(entry),
        "signed": words("audit.signed" if line.is_signed else "audit.unsigned"),
        "chain": words(f"audit.chain.{line.entry.chain}"),
        "time_quality": entry.time_quality,
        "hash": entry.hash,
    }
    changes = teller.changes(entry)
    if not changes:
        yield row
    for name, old, new in changes:
        yield {**row, "field": name, "old": old, "new": new}


def _encoding(path: Path) -> str:
    return "utf-8" if path.suffix == ".json" else "utf-8-sig"


def _write_csv(to: TextIO, rows: Iterable[dict[str, str]]) -> None:
    writer = csv.DictWriter(to, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)


def _write_json(to: TextIO, rows: Iterable[dict[str, str]]) -> None:
    """Write a list, one object a line: a program may read it whole or line by line."""
    to.write("[")
    for place, row in enumerate(rows):
        to.write(("\n" if place == 0 else ",\n") + msgspec.json.encode(row).decode())
    to.write("\n]\n")
