"""`lineside rule dry-run FILE DATABASE`: what a rule would have done with what happened.

FILE is a rule as the demo plant's are written (TOML), or a document's body (JSON). Nothing is
recorded: the database is only read.
"""

import argparse
import json
import sys
import time
import tomllib
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from app.capabilities.roster import ROSTER
from app.capabilities.rules.definition.bodies import Rule
from app.capabilities.rules.firings.answers import DryRun, WouldFire
from app.capabilities.rules.firings.queries import dry_run
from app.cli.journal import database
from app.cli.language import add_language, spoken
from app.journal.capability import Acting
from app.journal.upcast import Vocabulary
from app.kernel.clock import moment
from app.kernel.refused import Refused
from app.kernel.words import Bilingual, Words
from app.store.engine import open_reader

DONE, NOT_POSSIBLE = 0, 2
DAYS = 90
_DAY_MS = 86_400_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's options."""
    words = spoken()
    actions = parser.add_subparsers(dest="action", required=True, metavar=words("cli.action"))
    trial = actions.add_parser(
        "dry-run", help=words("cli.rule.dry_run.help"), description=words("cli.rule.dry_run.about")
    )
    trial.add_argument("file", type=Path, metavar=words("cli.file"))
    trial.add_argument("path", type=Path, help=words("cli.journal.path.help"))
    trial.add_argument("--days", type=int, default=DAYS, help=words("cli.rule.days.help"))
    trial.add_argument("--json", action="store_true", help=words("cli.json.help"))
    add_language(trial)


def run(args: argparse.Namespace) -> int:
    """Try the rule: 0 with the count, 2 and a sentence where it cannot be tried."""
    words = spoken(args.language)
    now_ms = time.time_ns() // 1_000_000
    try:
        rule = read(args.file)
        engine = open_reader(database(args.path))
        with engine.begin() as connection:
            found = tried(connection, rule, now_ms - args.days * _DAY_MS, now_ms)
        engine.dispose()
    except Refused as refused:
        sys.stderr.write(words.refusal(refused) + "\n")
        return NOT_POSSIBLE
    sys.stdout.write((_as_json(found) if args.json else _told(found, words)) + "\n")
    return DONE


def read(path: Path) -> Rule:
    """Return the rule in a file. Refusal: `rule.file_unreadable`."""
    try:
        data = path.read_bytes()
        if path.suffix == ".json":
            return msgspec.json.decode(data, type=Rule)
        return msgspec.convert(tomllib.loads(data.decode("utf-8")), Rule)
    except (OSError, ValueError) as error:
        raise Refused("rule.file_unreadable", why=str(error)) from error


def tried(connection: Connection, rule: Rule, from_ms: int, to_ms: int) -> DryRun:
    """Return what a rule would have done in a database that is read. Refusals: its own."""
    vocabulary = Vocabulary(ROSTER)
    offset_min = -(time.altzone if time.localtime().tm_isdst else time.timezone) // 60
    acting = Acting(
        connection,
        "",
        "",
        "",
        to_ms,
        lambda: "",
        vocabulary.checks,
        vocabulary.documents,
        vocabulary.plugs,
        offset_min,
    )
    return dry_run(acting, vocabulary, rule, from_ms, to_ms + 1)


def _told(found: DryRun, words: Words) -> str:
    lines = [words("cli.rule.would", count=found.count, looked_at=found.looked_at)]
    return "\n".join([*lines, *(_case(one, words) for one in found.cases)])


def _case(one: WouldFire, words: Words) -> str:
    because = "; ".join(
        f"{_said(why.fact, words)}: {_said(why.value, words)}" for why in one.because
    )
    return f"{moment(one.at_ms)}  {one.subject}  {because}"


def _said(text: object, words: Words) -> str:
    if isinstance(text, Bilingual):
        return text.of(words.language)
    code = getattr(text, "code", None)
    return words(code) if isinstance(code, str) else str(text)


def _as_json(found: DryRun) -> str:
    return json.dumps(msgspec.to_builtins(found), ensure_ascii=False, indent=1)
