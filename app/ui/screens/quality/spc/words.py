"""How charts are said: figures with their places, rules by number and in words. No Qt."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.capabilities.quality.charts.answers import Characteristic, ChartView, Fixed, Subgroup
from app.capabilities.quality.points.answers import ChartKind
from app.capabilities.quality.run_rules.decisions import Rule
from app.capabilities.quality.spc.decisions import RUN
from app.kernel.quantity import plain
from app.kernel.words import Bilingual, Words

SIGNS = {
    "xbar-r": "X̅",
    "xbar-s": "X̅",
    "i-mr": "I",
    "range": "R",
    "s": "s",
    "mr": "MR",
    "p": "p",
    "np": "np",
    "c": "c",
    "u": "u",
}
"""What stands at the charts' axes, the same in every language.

The bar is U+0305: the house's letters have no place for a U+0304, it would stand behind its letter.
"""
_RUNS = (Rule.N2, Rule.WE4)
_ENOUGH = 200


def chart_name(words: Words, kind: ChartKind) -> str:
    """Return the main chart's name."""
    return words(f"quality.chart.{kind.replace('-', '_')}")


def places(view: ChartView) -> int:
    """Return how many decimals the readings have."""
    what = view.characteristic
    if not what.chart.is_of_measurements:
        return 3 if what.chart in (ChartKind.P, ChartKind.U) else 1
    seen = [value for one in view.subgroups[-_ENOUGH:] for value in one.values]
    seen += [limit for limit in (what.lsl, what.usl, what.nominal) if limit is not None]
    return max((_decimals(value) for value in seen), default=2)


def figure(value: float | None, decimals: int) -> str:
    """Return a statistic as it is shown."""
    return "–" if value is None else f"{value:.{max(0, decimals)}f}".replace("-", "−")


def with_unit(text: str, unit: str) -> str:
    """Return a figure with its unit."""
    return f"{text} {unit}".strip()


def tolerance(what: Characteristic) -> str:
    """Return the limits a characteristic is to keep: `27.0 – 29.0 mm`, `≥ 15 N`."""
    low = None if what.lsl is None else plain(what.lsl)
    high = None if what.usl is None else plain(what.usl)
    if low is not None and high is not None:
        return with_unit(f"{low} – {high}", what.unit)
    if low is not None:
        return with_unit(f"≥ {low}", what.unit)
    return "" if high is None else with_unit(f"≤ {high}", what.unit)


def rule_number(rule: Rule) -> str:
    """Return a rule as points are marked by it: Nelson's by number, Western Electric's as W2."""
    return rule[1:] if rule.startswith("n") else f"W{rule[2:]}"


def rule_words(words: Words, rule: Rule, run: int = RUN) -> str:
    """Return what a rule says."""
    said = words(f"quality.rule.{rule.value}")
    return words("spc.rule.run", rule=said, n=run) if rule in _RUNS else said


def broken(view: ChartView) -> dict[int, tuple[Rule, ...]]:
    """Return the places of the main chart's points that end a pattern, with the rules."""
    found: defaultdict[int, list[Rule]] = defaultdict(list)
    for rule, numbers in view.violations.items():
        for number in numbers:
            found[number - 1].append(rule)
    return {place: tuple(rules) for place, rules in sorted(found.items())}


def rule_set(words: Words, rules: Sequence[Rule]) -> str:
    """Return which rules apply, by number."""
    return ", ".join(rule_number(rule) for rule in rules) or words("spc.rule.none")


def who(words: Words, people: Mapping[str, Bilingual], person: str) -> str:
    """Return a person's name, or the code where it is not known here."""
    known = people.get(person)
    return person if known is None else known.of(words.language)


def readings(what: Characteristic, one: Subgroup) -> str:
    """Return a subgroup's readings as they were entered; of what is counted: found of inspected."""
    apart = "  " if what.chart.is_of_measurements else " / "
    return apart.join(f"{value:f}" for value in one.values)


def lines_of(fixed: Fixed, decimals: int) -> str:
    """Return a set's limits and centre in one line."""
    limits = fixed.limits
    parts = (("LCL", limits.lcl), ("CL", limits.center), ("UCL", limits.ucl))
    return "  ".join(
        f"{name} {figure(value, decimals)}" for name, value in parts if value is not None
    )


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
