"""`lineside journal verify|export`: is a journal whole; its events for other programs."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from app.cli.language import add_language, spoken
from app.cli.passphrase import add_passphrase, read_passphrase
from app.journal.event import unseal
from app.journal.verify import Problem, Verified
from app.kernel.clock import moment
from app.kernel.refused import Refused
from app.kernel.words import Words
from app.stations.key_places import key_stores
from app.stations.proof import proven
from app.store.engine import open_reader
from app.store.tables import event, receipt

FORMATS = ("csv", "json", "sqlite")
DATABASES = ("station.db", "server.db")
PAGE = 2_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's options."""
    words = spoken()
    actions = parser.add_subparsers(dest="action", required=True, metavar=words("cli.action"))
    check = actions.add_parser(
        "verify",
        help=words("cli.journal.verify.help"),
        description=words("cli.journal.verify.about"),
    )
    check.add_argument("--json", action="store_true", help=words("cli.json.help"))
    add_passphrase(check, words, "cli.journal.passphrase.help")
    export = actions.add_parser(
        "export",
        help=words("cli.journal.export.help"),
        description=words("cli.journal.export.about"),
    )
    export.add_argument("--to", choices=FORMATS, required=True, help=words("cli.journal.to.help"))
    export.add_argument("--out", type=Path, help=words("cli.journal.out.help"))
    for command in (check, export):
        command.add_argument("path", type=Path, help=words("cli.journal.path.help"))
        add_language(command)


def run(args: argparse.Namespace) -> int:
    """Verify: 0 whole, 1 with problems. Export: 0. Both 2 where there is nothing to read."""
    words = spoken(args.language)
    try:
        path = database(args.path)
        if args.action == "verify":
            passphrase = read_passphrase(args.passphrase_file)
            return _verify(path, words, passphrase, as_json=args.json)
        return _export(path, args.to, args.out)
    except Refused as refused:
        sys.stderr.write(words.refusal(refused) + "\n")
        return 2


def database(path: Path) -> Path:
    """Return a node's database: the file itself, or the one in its folder.

    Refuses `journal.no_database`.
    """
    candidates = [path / name for name in DATABASES] if path.is_dir() else [path]
    found = next((one for one in candidates if one.is_file()), None)
    if found is None or _begins(found) != b"SQLite format 3\0":
        raise Refused("journal.no_database", path=str(path))
    return found


def _begins(path: Path) -> bytes:
    with path.open("rb") as file:  # a journal may be larger than memory
        return file.read(16)


def _verify(path: Path, words: Words, passphrase: str | None, *, as_json: bool) -> int:
    engine = open_reader(path)
    with engine.begin() as connection:
        _must_hold_a_journal(connection, path)
        found = proven(connection, path.parent, key_stores(path.parent, passphrase))
    engine.dispose()
    if as_json:
        answer = {"whole": not found.problems, **msgspec.to_builtins(found)}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    else:
        for line in _lines(found, words):
            sys.stdout.write(line + "\n")
    return 1 if found.problems else 0


def _lines(found: Verified, words: Words) -> Iterator[str]:
    for problem in found.problems:
        yield _sentence(problem, words)
    outcome = "verify.broken" if found.problems else "verify.whole"
    yield words(outcome, events=found.events, chains=found.chains, problems=len(found.problems))
    for code in found.not_checked:
        yield words(f"verify.not_checked.{code}")


def _sentence(problem: Problem, words: Words) -> str:
    return words(
        f"verify.{problem.code}",
        ordinal=problem.ordinal,
        station=problem.station,
        seq=problem.seq,
        hash=problem.hash[:16],
    )


def _must_hold_a_journal(connection: Connection, path: Path) -> None:
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    if "event" not in set(tables.scalars()):
        raise Refused("journal.no_database", path=str(path))


def _export(path: Path, form: str, out: Path | None) -> int:
    engine = open_reader(path)
    with engine.begin() as connection:
        _must_hold_a_journal(connection, path)
        records = _records(connection)
        if form == "sqlite":
            _to_sqlite(records, out or path.with_name("journal-export.db"))
        elif out is None:
            _write(records, form, sys.stdout)
        else:
            with out.open("w", encoding="utf-8", newline="") as file:
                _write(records, form, file)
    engine.dispose()
    return 0


def _records(connection: Connection) -> Iterator[dict[str, Any]]:
    """Yield each event as flat values, with what the server said of it, in order of arrival."""
    query = (
        select(event.c.ordinal, event.c.bytes, receipt.c.position, receipt.c.verdict)
        .select_from(event.outerjoin(receipt, receipt.c.hash == event.c.hash))
        .order_by(event.c.ordinal)
    )
    for row in connection.execution_options(yield_per=PAGE).execute(query):
        sealed = unseal(bytes(row.bytes))
        envelope = sealed.envelope
        yield {
            "ordinal": row.ordinal,
            "hash": sealed.hash,
            "station": envelope.station,
            "chain": envelope.chain,
            "seq": envelope.seq,
            "prev": envelope.prev,
            "at": moment(envelope.wall).isoformat(),
            "time_quality": envelope.time_quality,
            "actor": envelope.actor,
            "area": envelope.area,
            "stream": envelope.stream,
            "kind": envelope.kind,
            "v": envelope.v,
            "payload": bytes(envelope.payload).decode(),
            "position": row.position,
            "verdict": row.verdict,
        }


def _write(records: Iterator[dict[str, Any]], form: str, file: Any) -> None:  # noqa: ANN401  # any text file
    if form == "json":
        for record in records:
            record["payload"] = json.loads(record["payload"])
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
        return
    first = next(records, None)
    if first is None:
        return
    writer = csv.DictWriter(file, list(first))
    writer.writeheader()
    writer.writerow(first)
    writer.writerows(records)


def _to_sqlite(records: Iterator[dict[str, Any]], out: Path) -> None:
    import sqlite_utils  # heavy: only where an export asks for it

    target = sqlite_utils.Database(out)
    target["event"].insert_all(records, pk="hash", replace=True)  # type: ignore[union-attr]  # a table, no view
    target.close()
