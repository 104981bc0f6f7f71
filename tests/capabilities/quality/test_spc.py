"""Control charts: limits of phase I, points judged by them, what is no data."""

import math
import random

import pytest

from app.capabilities.quality.points.answers import ChartKind
from app.capabilities.quality.points.decisions import of_counts, of_readings, of_subgroups
from app.capabilities.quality.run_rules.decisions import Rule
from app.capabilities.quality.spc.decisions import chart, limits, main_line, violations
from app.capabilities.quality.standards.chart_constants import c4, table
from app.kernel.refused import Refused
from tests.capabilities.quality.vectors import rows

CIRCUITS = (21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24,
            16, 19, 17, 15)  # fmt: skip
JUICE = (12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9,
         12, 7, 13, 9, 6)  # fmt: skip
"""Nonconformities on printed circuit boards, nonconforming cans of 50: Montgomery, SQC."""


def rings():
    """Return the shared subgroups and which are of phase I."""
    groups: dict[str, list[float]] = {}
    trial: dict[str, bool] = {}
    for row in rows("pistonrings"):
        groups.setdefault(row["sample"], []).append(float(row["diameter"]))
        trial[row["sample"]] = row["trial"] == "TRUE"
    return list(groups.values()), list(trial.values())


def judged(charted, run=7, phase1=None):
    return chart(limits(charted, phase1), charted, run)


def test_the_shared_piston_rings():
    groups, trial = rings()
    charted = of_subgroups(ChartKind.XBAR_R, groups)
    fixed = limits(charted, trial)
    charts = dict(zip(("xbar", "R"), chart(fixed, charted, 7), strict=True))
    for row in rows("spc_expected"):
        one = charts[row["case"].split("/")[1]]
        figures = {
            "center": one.lines[0].center,
            "std.dev": fixed.sigma,
            "LCL": one.lines[0].lcl,
            "UCL": one.lines[0].ucl,
        }
        numbers = {"beyond_limits": one.beyond, "violating_runs": one.runs}
        if row["statistic"] in figures:
            # The reference program divides by d2 = 2.326, we by 2.325929: 3 in 100,000.
            wanted = pytest.approx(float(row["value"]), rel=3.1e-5)
            assert figures[row["statistic"]] == wanted, row
        else:
            assert list(numbers[row["statistic"]]) == [int(n) for n in row["value"].split(";") if n]


def test_limits_are_fixed_from_phase_1_and_stand():
    groups, trial = rings()
    charted = of_subgroups(ChartKind.XBAR_R, groups)
    fixed = limits(charted, trial)
    assert (fixed.points, fixed.size) == (25, 5)
    later = of_subgroups(ChartKind.XBAR_R, [[80.0, 80.1, 80.0, 80.2, 80.1]])
    alone, _ = chart(fixed, later)
    assert (alone.lines[0].lcl, alone.beyond) == (fixed.lcl, (1,))


def test_limits_follow_the_printed_factors():
    random.seed(1)
    groups = [[random.gauss(10, 1) for _ in range(5)] for _ in range(25)]
    row = table()[5]
    for kind, wide, low, high in (
        (ChartKind.XBAR_R, "A2", "D3", "D4"),
        (ChartKind.XBAR_S, "A3", "B3", "B4"),
    ):
        charted = of_subgroups(kind, groups)
        main, spread = judged(charted)
        middle, mean = main.lines[0].center, spread.lines[0].center
        assert main.lines[0].ucl == pytest.approx(middle + row[wide] * mean, rel=1e-6)
        assert main.lines[0].lcl == pytest.approx(middle - row[wide] * mean, rel=1e-6)
        assert spread.lines[0].ucl == pytest.approx(row[high] * mean, rel=2e-6)
        assert spread.lines[0].lcl == pytest.approx(row[low] * mean)


def test_single_readings_and_their_moving_ranges():
    charted = of_readings([10.0, 12.0, 11.0, 14.0, 10.0])
    main, moving = judged(charted)
    mean, moved = 11.4, 2.5
    assert charted.spread == (2.0, 1.0, 3.0, 4.0)
    assert main.lines[0].ucl == pytest.approx(mean + 2.65868 * moved, rel=1e-6)
    assert main.lines[0].lcl == pytest.approx(mean - 2.65868 * moved, rel=1e-5)
    assert (moving.lines[0].lcl, moving.lines[0].center) == (0, moved)
    assert moving.lines[0].ucl == pytest.approx(3.26653 * moved, rel=1e-6)
    assert moving.numbers == range(2, 6)


def test_a_moving_range_leaves_out_what_is_not_of_phase_1():
    charted = of_readings([10.0, 99.0, 11.0, 10.0])
    fixed = limits(charted, [True, False, True, True])
    assert fixed.center == pytest.approx(31 / 3)
    assert fixed.spread_center == 1.0
    main, moving = chart(fixed, charted)
    assert (main.beyond, moving.beyond) == ((2,), (2, 3))


def test_a_c_chart_as_textbooks_have_it():
    (main,) = judged(of_counts(ChartKind.C, CIRCUITS))
    line = main.lines[0]
    assert (line.center, line.lcl, line.ucl) == pytest.approx((19.84615, 6.481447, 33.21086))
    assert main.beyond == (6, 20)


def test_p_and_np_charts_as_textbooks_have_them():
    share = limits(of_counts(ChartKind.P, JUICE, [50] * 30))
    assert (share.center, share.lcl, share.ucl) == pytest.approx(
        (0.2313333, 0.0524275, 0.4102391), abs=1e-6
    )
    number = limits(of_counts(ChartKind.NP, JUICE, [50] * 30))
    assert (number.lcl, number.ucl) == pytest.approx((2.621377, 20.51196), abs=1e-5)
    for kind in (ChartKind.P, ChartKind.NP):
        (main,) = judged(of_counts(kind, JUICE, [50] * 30))
        assert main.beyond == (15, 23)


def test_samples_of_unequal_size_have_limits_of_their_own():
    counts, sizes = [4, 6, 3, 9], [100, 80, 120, 100]
    share = limits(of_counts(ChartKind.P, counts, sizes))
    assert share.center == pytest.approx(0.055)
    assert (share.lcl, share.size) == (None, None)
    (main,) = judged(of_counts(ChartKind.P, counts, sizes))
    assert [line.ucl for line in main.lines] == pytest.approx(
        [0.055 + 3 * math.sqrt(0.055 * 0.945 / n) for n in sizes]
    )
    assert {line.lcl for line in main.lines} == {0.0}
    (rate,) = judged(of_counts(ChartKind.U, counts, sizes))
    assert rate.lines[1].ucl == pytest.approx(0.055 + 3 * math.sqrt(0.055 / 80))
    (number,) = judged(of_counts(ChartKind.NP, counts, sizes))
    assert [line.center for line in number.lines] == pytest.approx([5.5, 4.4, 6.6, 5.5])


def test_a_share_has_no_limit_above_one():
    (main,) = judged(of_counts(ChartKind.P, [9, 10, 9, 10], [10] * 4))
    assert main.lines[0].ucl == 1.0
    assert not main.beyond


def test_subgroups_of_unequal_size_weigh_by_their_readings():
    groups = [[1.0, 3.0], [2.0, 4.0, 6.0], [3.0, 5.0, 4.0, 2.0]]
    fixed = limits(of_subgroups(ChartKind.XBAR_R, groups))
    d2 = {n: table()[n]["d2"] for n in (2, 3, 4)}
    assert fixed.center == pytest.approx(30 / 9)
    assert fixed.sigma == pytest.approx((2 / d2[2] + 4 / d2[3] + 3 / d2[4]) / 3)
    assert fixed.spread_center == pytest.approx((2 * 2 + 3 * 4 + 4 * 3) / 9)
    main, spread = judged(of_subgroups(ChartKind.XBAR_R, groups))
    assert main.lines[2].ucl == pytest.approx(fixed.center + 3 * fixed.sigma / 2)
    assert spread.lines[1].ucl == pytest.approx(28 / 9 + 3 * 0.888368 * fixed.sigma)
    by_s = limits(of_subgroups(ChartKind.XBAR_S, groups))
    deviations = (math.sqrt(2), 2.0, math.sqrt(5 / 3))
    assert by_s.sigma == pytest.approx(
        sum(s / c4(n) for s, n in zip(deviations, (2, 3, 4), strict=True)) / 3
    )


@pytest.mark.parametrize("kind", [ChartKind.XBAR_R, ChartKind.XBAR_S])
def test_readings_that_never_vary_are_never_a_signal(kind):
    charted = of_subgroups(kind, [[10.1] * 3] * 12)
    for one in judged(charted):
        assert (one.beyond, one.runs) == ((), ())
    fixed = limits(charted)
    assert [fixed.sigma, fixed.lcl, fixed.ucl] == pytest.approx([0, 10.1, 10.1])
    main, _ = chart(fixed, of_subgroups(kind, [[10.1] * 3, [10.2] * 3]))
    assert main.beyond == (2,)


def test_one_subgroup_gives_limits_from_itself():
    main, spread = judged(of_subgroups(ChartKind.XBAR_R, [[1.0, 2.0, 3.0]]))
    assert (main.lines[0].center, spread.lines[0].center, main.beyond) == (2, 2, ())


def test_a_point_on_the_center_line_ends_a_run():
    values = [1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, -12.0]
    main, _ = judged(of_readings([value + 0.0 for value in values]))
    assert main.lines[0].center == 0
    assert main.runs == ()


def test_equal_ranges_are_equal_whatever_their_last_bits():
    """74.03 − 74.01 and 0.02 differ as binary numbers; that must not make a run."""
    groups = [[74 + at / 100, 74.02 + at / 100] for at in range(1, 20)]
    _, spread = judged(of_subgroups(ChartKind.XBAR_R, groups))
    assert (spread.beyond, spread.runs) == ((), ())


def test_run_rules_number_the_points_of_their_chart():
    groups, trial = rings()
    charted = of_subgroups(ChartKind.XBAR_R, groups)
    main, _ = chart(limits(charted, trial), charted)
    found = violations(main, (Rule.N1, Rule.WE4), run=7)
    assert found == {Rule.N1: (37, 38, 39), Rule.WE4: (40,)}


def test_limits_of_one_size_serve_points_of_another():
    fixed = limits(of_subgroups(ChartKind.XBAR_S, [[1.0, 2.0, 3.0, 4.0]] * 3))
    assert main_line(fixed, 16).deviation == pytest.approx(fixed.sigma / 4)


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: of_subgroups(ChartKind.XBAR_R, []), "spc.nothing"),
        (lambda: of_subgroups(ChartKind.XBAR_R, [[1.0, 2.0], [1.0]]), "spc.subgroup_of_one"),
        (lambda: of_subgroups(ChartKind.XBAR_R, [[1.0] * 26]), "spc.subgroup_too_large"),
        (lambda: of_readings([1.0]), "spc.one_reading"),
        (lambda: of_counts(ChartKind.C, []), "spc.nothing"),
        (lambda: of_counts(ChartKind.P, [1, 2]), "spc.sizes_missing"),
        (lambda: of_counts(ChartKind.P, [1.5], [10]), "spc.count_bad"),
        (lambda: of_counts(ChartKind.U, [-1], [10]), "spc.count_bad"),
        (lambda: of_counts(ChartKind.NP, [1], [0]), "spc.size_bad"),
        (lambda: of_counts(ChartKind.P, [11], [10]), "spc.count_above_size"),
        (lambda: of_counts(ChartKind.C, [1, 2], [10, 20]), "spc.sizes_differ"),
        (lambda: limits(of_readings([1.0, 2.0]), [True]), "spc.phase1_length"),
        (lambda: limits(of_readings([1.0, 2.0]), [False, False]), "spc.phase1_empty"),
        (lambda: limits(of_readings([1.0, 2.0]), [True, False]), "spc.one_reading"),
        (lambda: judged(of_readings([1.0, 2.0]), run=6), "spc.run_length"),
        (
            lambda: chart(limits(of_readings([1.0, 2.0])), of_counts(ChartKind.C, [1])),
            "spc.other_chart",
        ),
    ],
)
def test_what_is_no_data_is_refused(ask, code):
    with pytest.raises(Refused) as refused:
        ask()
    assert refused.value.code == code
