"""`lineside plan import FILE --station DIR --person ID`: import a plan at a station, as a person.

The same reader, checks and command as the screen. With bad rows nothing is imported unless
`--confirm` says that the good ones are wanted without them.
"""

import argparse
import getpass
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.plan.asking import checked, plannable
from app.capabilities.production.plan.checking import CheckedPlan, file_content
from app.capabilities.production.plan.reading import read_plan
from app.cli.language import add_language, spoken
from app.kernel.refused import Refused
from app.kernel.words import Words
from app.stations.key_places import key_stores
from app.stations.station import Station, open_station

DONE, FOUND, NOT_POSSIBLE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's options."""
    words = spoken()
    parser.add_argument("file", metavar=words("cli.file"), help=words("cli.plan.file.help"))
    parser.add_argument(
        "--station", metavar="DIR", required=True, type=Path, help=words("cli.plan.station.help")
    )
    parser.add_argument("--person", metavar="ID", required=True, help=words("cli.plan.person.help"))
    parser.add_argument(
        "--pin-file", metavar="FILE", type=Path, help=words("cli.plan.pin_file.help")
    )
    parser.add_argument(
        "--passphrase-file", metavar="FILE", type=Path, help=words("cli.plan.passphrase.help")
    )
    parser.add_argument("--confirm", action="store_true", help=words("cli.plan.confirm.help"))
    parser.add_argument("--json", action="store_true", help=words("cli.json.help"))
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Import: 0 done or nothing new, 1 bad rows and not confirmed, 2 not possible as asked."""
    words = spoken(args.language)
    try:
        outcome = _import(args, words)
    except Refused as refused:
        sys.stderr.write(words.refusal(refused) + "\n")
        return NOT_POSSIBLE
    said = outcome.as_json() if args.json else "\n".join(outcome.report(words))
    sys.stdout.write(said + "\n")
    return FOUND if outcome.is_waiting else DONE


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What was found and whether the good rows were imported."""

    plan: CheckedPlan
    is_waiting: bool

    def as_json(self) -> str:
        """Return the outcome as a program reads it."""
        fresh = [one.order for one in self.plan.fresh]
        said = {
            "imported": [] if self.is_waiting else fresh,
            "waiting": fresh if self.is_waiting else [],
            "planned_already": [one.order for one in self.plan.same],
            "rejected": self._rejected(),
        }
        return json.dumps(said, ensure_ascii=False, indent=1)

    def report(self, words: Words) -> Iterator[str]:
        """Return the outcome as a person reads it."""
        yield words("cli.plan.same", n=len(self.plan.same))
        yield words("cli.plan.rejected", n=self.plan.bad_count)
        for row in self.plan.bad_rows(words):
            what = f"{row.sentence} [{row.value}]" if row.value else row.sentence
            yield words("cli.plan.row", row=row.row, order=row.order or "—", what=what)
        done = "cli.plan.waiting" if self.is_waiting else "cli.plan.imported"
        yield words(done, n=len(self.plan.fresh))

    def _rejected(self) -> list[dict[str, int | str]]:
        rows: list[tuple[int, str, str]] = [
            *((one.row, one.order, one.reason) for one in self.plan.reading.rejected),
            *((one.row, one.order, "planned_else") for one in self.plan.clashes),
        ]
        return [
            {"row": row, "order": order, "reason": reason} for row, order, reason in sorted(rows)
        ]


def _import(args: argparse.Namespace, words: Words) -> _Outcome:
    path = Path(args.file)
    content = file_content(path)
    passphrase = None if args.passphrase_file is None else _secret(args.passphrase_file)
    pin = _secret(args.pin_file) if args.pin_file else getpass.getpass(words("cli.plan.pin") + " ")
    station = open_station(args.station, key_stores(args.station, passphrase))
    try:
        station.sessions.log_in(args.person, pin)
        plan = _read(station, content, path.name)
        is_waiting = plan.bad_count > 0 and not args.confirm
        if plan.fresh and not is_waiting:
            station.act(ImportPlan(orders=plan.fresh)).result()
        return _Outcome(plan, is_waiting)
    finally:
        station.close()


def _read(station: Station, content: bytes, name: str) -> CheckedPlan:
    now_ms = station.clock.now_ms()
    codes = [one.code for one in station.ask(lambda c: plannable(c, now_ms)).result()]
    reading = read_plan(content, name, codes)
    return station.ask(lambda c: checked(c, reading, now_ms)).result()


def _secret(path: Path) -> str:
    """Return the first line of a file that only its owner should be able to read."""
    try:
        return path.read_text(encoding="utf-8").split("\n")[0].strip()
    except OSError as trouble:
        raise Refused("plan.no_such_file", name=path.name) from trouble
