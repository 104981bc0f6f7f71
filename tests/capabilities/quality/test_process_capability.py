"""Capability: the shared vectors, one-sided limits, and what must stand beside an index."""

import pytest

from app.capabilities.quality.process_capability.answers import Within
from app.capabilities.quality.process_capability.decisions import (
    at_least,
    capability,
    nearest_index,
    normality,
    potential_index,
)
from app.kernel.distributions import normal_quantile
from app.kernel.refused import Refused


def readings(n=100, mean=10.0, sigma=1.0):
    """Return normal readings, well mixed, in subgroups of five."""
    spread = [normal_quantile((at * 37 % n + 0.5) / n) for at in range(n)]
    return [[mean + sigma * z for z in spread[at : at + 5]] for at in range(0, n, 5)]


def test_the_shared_intervals():
    cp, cpk = potential_index(1.33, 50), nearest_index(1.20, 50)
    assert (cp.low, cp.high) == pytest.approx((1.067, 1.592), abs=5e-4)
    assert (cpk.low, cpk.high) == pytest.approx((0.945, 1.455), abs=5e-4)
    assert at_least(1.20, 50) == pytest.approx(0.986, abs=5e-4)


def test_indices_by_their_definitions():
    groups = readings()
    found = capability(groups, lower=6.0, upper=15.0)
    assert (found.n, found.within) == (100, Within.RANGE)
    assert found.cp
    assert found.pp
    assert found.cp.value == pytest.approx(9 / (6 * found.sigma_within))
    assert found.cpk.value == pytest.approx((found.mean - 6) / (3 * found.sigma_within))
    assert found.pp.value == pytest.approx(9 / (6 * found.sigma_overall))
    assert found.ppk.value == pytest.approx((found.mean - 6) / (3 * found.sigma_overall))
    assert found.is_stable
    assert not found.is_small
    assert found.normality
    assert not found.normality.is_doubtful


@pytest.mark.parametrize(("lower", "upper"), [(6.0, None), (None, 14.0)])
def test_with_one_limit_there_is_no_cp_and_no_pp(lower, upper):
    found = capability(readings(), lower=lower, upper=upper)
    assert (found.cp, found.pp) == (None, None)
    side = found.mean - 6 if lower else 14 - found.mean
    assert found.cpk.value == pytest.approx(side / (3 * found.sigma_within))


def test_a_mean_outside_the_limits_has_a_negative_cpk():
    assert capability(readings(), lower=None, upper=9.0).cpk.value < 0


def test_single_readings_take_moving_ranges_and_large_subgroups_s():
    single = [[one] for group in readings() for one in group]
    assert capability(single, lower=6.0, upper=14.0).within is Within.MR
    large = [[one for group in readings(150) for one in group][:30]] * 2
    assert capability(large, lower=6.0, upper=14.0).within is Within.S
    assert capability(readings(), lower=6.0, upper=14.0, within=Within.S).within is Within.S


def test_few_readings_are_said_to_be_few():
    assert capability(readings(20), lower=6.0, upper=14.0).is_small
    assert not capability(readings(25), lower=6.0, upper=14.0).is_small


def test_a_process_out_of_control_is_said_to_be():
    drifting = [[one + at / 5 for one in group] for at, group in enumerate(readings())]
    assert not capability(drifting, lower=0.0, upper=20.0).is_stable


def test_normal_readings_look_normal_and_others_do_not():
    normal = normality([normal_quantile((at + 0.5) / 50) for at in range(50)])
    skewed = normality([2.0**at for at in range(20)])
    assert normal
    assert normal.p > 0.9
    assert skewed
    assert skewed.is_doubtful
    assert normality([1.0, 2.0]) is None
    assert normality([1.0] * 10) is None


@pytest.mark.parametrize("a2", [0.1999, 0.3399, 0.5999])
def test_p_has_no_jump_where_its_formulas_meet(a2):
    from app.capabilities.quality.process_capability.decisions import _p_of

    assert _p_of(a2) == pytest.approx(_p_of(a2 + 0.0002), abs=0.005)


@pytest.mark.parametrize(
    ("groups", "lower", "upper", "code"),
    [
        ([[1.0], [2.0]], None, None, "capability.no_limit"),
        ([[1.0], [2.0]], 3.0, 3.0, "capability.limits_crossed"),
        ([[1.0]], 0.0, 3.0, "capability.few"),
        ([], 0.0, 3.0, "capability.few"),
        ([[0.1], [0.1], [0.1]], 0.0, 3.0, "capability.no_variation"),
        ([[0.1, 0.1], [0.2, 0.2]], 0.0, 3.0, "capability.no_variation"),
        ([[0.1, 0.2], [0.2]], 0.0, 3.0, "spc.subgroup_of_one"),
    ],
)
def test_what_says_nothing_is_refused(groups, lower, upper, code):
    with pytest.raises(Refused) as refused:
        capability(groups, lower=lower, upper=upper)
    assert refused.value.code == code
