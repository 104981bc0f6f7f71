"""Measure the house beside its raw arms: `python -m tests.bench [--json] [--only NAME] [--quick]`.

The exit status is 0 whatever was measured; with `--check`, 1 when a bar is missed. A benchmark that
breaks is said, the others still run, and the status is 2.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence

from tests.bench.figures import Arm, Figure
from tests.bench.one import NAMES, Broken, apart

QUICK = 40
"""A quick run does so many times less: it shows that everything runs, and measures nothing."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks asked for, one after another, and say what they found."""
    args = _parser().parse_args(arguments)
    found: list[Figure] = []
    broken: list[Broken] = []
    if not args.json:
        _say(_LINE.format("figure", "ours", "(spread)", "raw", "ratio", "", "bar", "raw is"))
    for name in args.only or NAMES:
        answer = apart(name, QUICK if args.quick else 1)
        if isinstance(answer, Broken):
            broken.append(answer)
            continue
        found += answer
        if not args.json:
            _say("".join(_line(figure) for figure in answer))
    if args.json:
        _say(json.dumps(_as_json(found, broken, quick=args.quick), indent=1) + "\n")
    for one in broken:
        sys.stderr.write(f"BROKEN {one.name}: {one.why}\n")
    if broken:
        return 2
    return 1 if args.check and not all(figure.holds for figure in found) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py bench",
        description="Measure every figure beside its raw arm in the same run. Run it alone.",
    )
    parser.add_argument("--json", action="store_true", help="say it for a program")
    parser.add_argument("--only", action="append", choices=NAMES, help="this one; may repeat")
    parser.add_argument("--quick", action="store_true", help="small: shows that it runs, no more")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a bar is missed")
    return parser


_LINE = "{:<24}{:>11}{:>22}{:>11}{:>8}  {:<10}{:<22}{}\n"


def _line(figure: Figure) -> str:
    return _LINE.format(
        figure.name,
        _number(figure.ours.value),
        f"({_number(figure.ours.low)} - {_number(figure.ours.high)})",
        "" if figure.raw is None else _number(figure.raw.value),
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        "holds" if figure.holds else "MISSED",
        figure.bar.says(figure.unit),
        figure.raw_is,
    )


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


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
