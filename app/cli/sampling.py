"""`lineside sampling plan`: how many units of a lot to inspect, and how many may fail."""

import argparse
import json
import sys
from collections.abc import Iterator

from app.capabilities.quality.sampling.answers import SamplingPlan
from app.capabilities.quality.sampling.decisions import plan
from app.cli.language import add_language, spoken
from app.kernel.refused import Refused
from app.kernel.words import Words


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's options."""
    words = spoken()
    actions = parser.add_subparsers(dest="action", required=True, metavar=words("cli.action"))
    one = actions.add_parser(
        "plan",
        help=words("cli.sampling.plan.help"),
        description=words("cli.sampling.plan.about"),
        epilog=words("cli.sampling.plan.epilog"),
    )
    one.add_argument(
        "--lot", metavar="N", type=int, required=True, help=words("cli.sampling.lot.help")
    )
    one.add_argument("--level", default="II", help=words("cli.sampling.level.help"))
    one.add_argument("--aql", required=True, help=words("cli.sampling.aql.help"))
    one.add_argument("--severity", default="normal", help=words("cli.sampling.severity.help"))
    one.add_argument("--json", action="store_true", help=words("cli.json.help"))
    add_language(one)


def run(args: argparse.Namespace) -> int:
    """Say the plan: 0, or 2 and one sentence where there is none."""
    words = spoken(args.language)
    try:
        found = plan(args.lot, args.level.upper(), args.aql, args.severity.lower())
    except Refused as refused:
        sys.stderr.write(words.refusal(refused) + "\n")
        return 2
    said = as_json(found) if args.json else "\n".join(_report(found, words))
    sys.stdout.write(said + "\n")
    return 0


def as_json(found: SamplingPlan) -> str:
    """Return the plan as a program reads it; `full_inspection` only where n is the whole lot."""
    said: dict[str, object] = {
        "edition": found.edition,
        "letter": found.letter,
        "n": found.n,
        "Ac": found.ac,
        "Re": found.re,
    }
    if found.is_full_inspection:
        said["full_inspection"] = True
    return json.dumps(said, ensure_ascii=False)


def _report(found: SamplingPlan, words: Words) -> Iterator[str]:
    yield found.edition
    yield words(
        "cli.sampling.asked",
        lot=found.lot,
        level=found.level,
        aql=found.aql,
        severity=words(f"quality.severity.{found.severity}"),
        counted=words(f"quality.counted.{found.counted}"),
    )
    yield words("cli.sampling.plan", letter=found.letter, n=found.n, ac=found.ac, re=found.re)
    if found.letter != found.code_letter:
        yield words("cli.sampling.arrow", own=found.code_letter, letter=found.letter)
    if found.is_full_inspection:
        yield words("cli.sampling.full", n=found.table_n)
