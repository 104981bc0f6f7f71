"""Measure the house beside its raw arms: `python -m tests.bench [--json] [--only NAME] [--quick]`.

The exit status is 0 whatever was measured; with `--check`, 1 when a bar is missed. A benchmark that
breaks is said, the others still run, and the status is 2.
"""

import argparse
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import saving, screens, starting, taking, wire
from tests.bench.figures import Arm, Figure

QUICK = 40
"""A quick run does so many times less: it shows that everything runs, and measures nothing."""

Bench = Callable[[Path, int], Iterator[Figure]]

BENCHES: dict[str, Bench] = {
    "save_report": saving.save_report,
    "save_under_backlog": saving.save_under_backlog,
    "cold_start": starting.cold_start,
    "screen_switch": screens.screen_switch,
    "list_100k": screens.list_100k,
    "take_in": taking.take_in,
    "push_and_pull": wire.push_and_pull,
    "late_event": taking.late_event,
    "verify": taking.verify_all,
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A benchmark that could not be run to its end."""

    name: str
    why: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks asked for, one after another, and say what they found."""
    args = _parser().parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found: list[Figure] = []
    broken: list[Broken] = []
    say = _quiet if args.json else _say_line
    if not args.json:
        sys.stdout.write(_HEAD + "\n")
    for name in args.only or BENCHES:
        try:
            for figure in run(name, QUICK if args.quick else 1):
                found.append(figure)
                say(figure)
        except Exception as error:  # the edge: one broken bench must not hide the others
            traceback.print_exc()
            broken.append(Broken(name, f"{type(error).__name__}: {error}"))
    if args.json:
        sys.stdout.write(json.dumps(_as_json(found, broken, quick=args.quick), indent=1) + "\n")
    for one in broken:
        sys.stderr.write(f"BROKEN {one.name}: {one.why}\n")
    if broken:
        return 2
    return 1 if args.check and not all(figure.holds for figure in found) else 0


def run(name: str, share: int) -> Iterator[Figure]:
    """Run one benchmark in a folder of its own; `share` makes it that many times smaller."""
    with tempfile.TemporaryDirectory(prefix="lineside-bench-") as folder:
        yield from BENCHES[name](Path(folder), share)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py bench",
        description="Measure every figure beside its raw arm in the same run. Run it alone.",
    )
    parser.add_argument("--json", action="store_true", help="say it for a program")
    parser.add_argument("--only", action="append", choices=BENCHES, help="this one; may repeat")
    parser.add_argument("--quick", action="store_true", help="small: shows that it runs, no more")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a bar is missed")
    return parser


_LINE = "{:<24}{:>11}{:>22}{:>11}{:>8}  {:<10}{:<22}{}"
_HEAD = _LINE.format("figure", "ours", "(spread)", "raw", "ratio", "", "bar", "raw is")


def _say_line(figure: Figure) -> None:
    raw = "" if figure.raw is None else _number(figure.raw.value)
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    line = _LINE.format(
        figure.name,
        _number(figure.ours.value),
        f"({_number(figure.ours.low)} - {_number(figure.ours.high)})",
        raw,
        ratio,
        "holds" if figure.holds else "MISSED",
        figure.bar.says(figure.unit),
        figure.raw_is,
    )
    sys.stdout.write(line.rstrip() + "\n")
    sys.stdout.flush()


def _quiet(_: Figure) -> None:
    """Say nothing yet."""


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}" if value < 1 else f"{value:,.2f}"


def _as_json(
    found: Sequence[Figure], broken: Sequence[Broken], *, quick: bool
) -> dict[str, object]:
    figures = [
        {
            "figure": figure.name,
            "unit": figure.unit,
            "bar": figure.bar.says(figure.unit),
            "holds": figure.holds,
            "ours": _arm(figure.ours),
            "raw": None if figure.raw is None else _arm(figure.raw),
            "ratio": figure.ratio,
            "raw_is": figure.raw_is,
        }
        for figure in found
    ]
    return {
        "quick": quick,
        "processors": os.cpu_count(),
        "figures": figures,
        "broken": [{"bench": one.name, "why": one.why} for one in broken],
    }


def _arm(arm: Arm) -> dict[str, float]:
    return {"value": arm.value, "low": arm.low, "high": arm.high}


if __name__ == "__main__":
    sys.exit(main())
