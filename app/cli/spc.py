"""`lineside spc limits` and `lineside spc capability`: what a file of readings or counts says."""

import argparse
import json
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.capabilities.quality.points.answers import ChartKind
from app.capabilities.quality.process_capability.answers import CapabilityStudy, Index, Within
from app.capabilities.quality.process_capability.decisions import capability
from app.capabilities.quality.run_rules.decisions import RUN_LENGTHS
from app.capabilities.quality.spc.answers import Chart, LimitSet
from app.capabilities.quality.spc.decisions import RUN, chart, limits
from app.cli.language import add_language, spoken
from app.cli.spc_file import read_sheet
from app.cli.spc_points import Columns, Points, points, readings
from app.kernel.refused import Refused
from app.kernel.words import Words


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's options."""
    words = spoken()
    actions = parser.add_subparsers(dest="action", required=True, metavar=words("cli.action"))
    of_limits = _action(actions.add_parser, "limits", words)
    of_limits.add_argument(
        "--chart",
        required=True,
        choices=[kind.value for kind in ChartKind],
        help=words("cli.spc.chart.help"),
    )
    _add_columns(of_limits, words)
    of_limits.add_argument("--size", metavar="COL", default="", help=words("cli.spc.size.help"))
    of_limits.add_argument("--phase1", metavar="COL", default="", help=words("cli.spc.phase1.help"))
    of_limits.add_argument(
        "--run",
        type=int,
        default=RUN,
        choices=RUN_LENGTHS,
        help=words("cli.spc.run.help", default=RUN),
    )
    study = _action(actions.add_parser, "capability", words)
    _add_columns(study, words)
    study.add_argument("--lsl", metavar="X", type=_limit, help=words("cli.spc.lsl.help"))
    study.add_argument("--usl", metavar="Y", type=_limit, help=words("cli.spc.usl.help"))
    study.add_argument(
        "--within", choices=[how.value for how in Within], help=words("cli.spc.within.help")
    )
    for command in (of_limits, study):
        command.add_argument("--json", action="store_true", help=words("cli.json.help"))
        add_language(command)


def run(args: argparse.Namespace) -> int:
    """Answer: 0, or 2 and one sentence where the file or the question is not fit."""
    words = spoken(args.language)
    try:
        said = _limits(args, words) if args.action == "limits" else _capability(args, words)
    except Refused as refused:
        sys.stderr.write(words.refusal(refused) + "\n")
        return 2
    sys.stdout.write(said + "\n")
    return 0


def _limits(args: argparse.Namespace, words: Words) -> str:
    columns = Columns(args.value, args.subgroup, args.size, args.phase1)
    found = points(read_sheet(Path(args.file)), ChartKind(args.chart), columns)
    fixed = limits(found.charted, found.phase1)
    charts = chart(fixed, found.charted, args.run)
    if args.json:
        return json.dumps(limits_told(fixed, charts), ensure_ascii=False)
    return "\n".join(_limits_report(fixed, charts, found, args.run, words))


def _capability(args: argparse.Namespace, words: Words) -> str:
    sheet = read_sheet(Path(args.file))
    within = Within(args.within) if args.within else None
    study = capability(
        readings(sheet, args.value, args.subgroup), lower=args.lsl, upper=args.usl, within=within
    )
    if args.json:
        return json.dumps(study_told(study), ensure_ascii=False)
    return "\n".join(_study_report(study, words))


def limits_told(fixed: LimitSet, charts: Sequence[Chart]) -> dict[str, object]:
    """Return charts as a program reads them.

    The main chart's figures, and under `range`, `s` or `mr` the second's. A center or limit that
    differs from point to point is a list.
    """
    main, *others = charts
    return _told(fixed, main) | {one.name: _told(fixed, one) for one in others}


def study_told(study: CapabilityStudy) -> dict[str, object]:
    """Return a capability study as a program reads it; null where a limit is not given."""
    indices = {"cp": study.cp, "cpk": study.cpk, "pp": study.pp, "ppk": study.ppk}
    normality = study.normality
    return {
        "n": study.n,
        "mean": study.mean,
        "sigma_within": study.sigma_within,
        "sigma_overall": study.sigma_overall,
        "within": study.within.value,
        **{name: one.value if one else None for name, one in indices.items()},
        **{f"{name}_interval": _interval(one) for name, one in indices.items()},
        "cpk_at_least": study.cpk_at_least,
        "ppk_at_least": study.ppk_at_least,
        "confidence": study.confidence,
        "normality": {"a2": normality.a2, "p": normality.p} if normality else None,
        "out_of_control": study.out_of_control,
        "too_few": study.is_small,
    }


def _told(fixed: LimitSet, one: Chart) -> dict[str, object]:
    return {
        "center": _center(one),
        "sigma": _sigma(fixed, one),
        "lcl": _of_lines(one, [line.lcl for line in one.lines]),
        "ucl": _of_lines(one, [line.ucl for line in one.lines]),
        "beyond": list(one.beyond),
        "runs": list(one.runs),
    }


def _sigma(fixed: LimitSet, one: Chart) -> float | list[float]:
    """Return σ: of one reading or unit, for np of the number in a sample."""
    if fixed.kind is ChartKind.NP:
        return _of_lines(one, [line.deviation for line in one.lines])
    return fixed.sigma


def _center(one: Chart) -> float | list[float]:
    """Return the center line: one figure but for np with samples of unequal size."""
    centers = [line.center for line in one.lines]
    return centers if len(set(centers)) > 1 else centers[0]


def _of_lines(one: Chart, values: list[float]) -> float | list[float]:
    return values[0] if one.is_even else values


def _interval(index: Index | None) -> list[float] | None:
    return [index.low, index.high] if index else None


def _limits_report(
    fixed: LimitSet, charts: Sequence[Chart], found: Points, run: int, words: Words
) -> Iterator[str]:
    yield words("cli.spc.from", points=fixed.points, all=len(found.charted.values))
    if found.left_out:
        yield words("cli.spc.left_out", n=found.left_out)
    for one in charts:
        yield ""
        yield words(f"quality.chart.{one.name.replace('-', '_')}")
        told = _told(fixed, one)
        for name in ("center", "sigma", "lcl", "ucl"):
            yield words(
                "cli.spc.figure", name=words(f"quality.figure.{name}"), value=_said(told[name])
            )
        yield words("cli.spc.beyond", points=_listed(one.beyond, words))
        yield words("cli.spc.runs", run=run, points=_listed(one.runs, words))


def _study_report(study: CapabilityStudy, words: Words) -> Iterator[str]:
    yield words("cli.spc.readings", n=study.n, mean=_said(study.mean))
    yield words(
        "cli.spc.sigmas", within=_said(study.sigma_within), overall=_said(study.sigma_overall)
    )
    rows = (("Cp", study.cp), ("Cpk", study.cpk), ("Pp", study.pp), ("Ppk", study.ppk))
    for name, index in rows:
        if index is None:
            yield words("cli.spc.no_index", name=name)
        else:
            value, low, high = (f"{one:.3f}" for one in (index.value, index.low, index.high))
            yield words("cli.spc.index", name=name, value=value, low=low, high=high)
    if study.is_small:
        yield words("cli.spc.small", n=study.n)
    if not study.is_stable:
        yield words("cli.spc.unstable", n=study.out_of_control)
    if study.normality and study.normality.is_doubtful:
        yield words("cli.spc.not_normal", p=f"{study.normality.p:.2g}")


def _said(value: object) -> str:
    if isinstance(value, list):
        return f"{min(value):.7g} … {max(value):.7g}"
    return f"{value:.7g}"


def _listed(numbers: Sequence[int], words: Words) -> str:
    return ", ".join(map(str, numbers)) if numbers else words("cli.spc.none")


def _action(
    add: Callable[..., argparse.ArgumentParser], name: str, words: Words
) -> argparse.ArgumentParser:
    parser = add(
        name,
        help=words(f"cli.spc.{name}.help"),
        description=words(f"cli.spc.{name}.about"),
        epilog=words("cli.spc.epilog"),
    )
    parser.add_argument("file", metavar=words("cli.file"), help=words("cli.spc.file.help"))
    return parser


def _add_columns(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--value", metavar="COL", required=True, help=words("cli.spc.value.help"))
    parser.add_argument(
        "--subgroup", metavar="COL", default="", help=words("cli.spc.subgroup.help")
    )


def _limit(text: str) -> float:
    value = float(text.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(text)
    return value
