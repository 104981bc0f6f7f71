"""A rule tried slice by slice tells the same as one that is tried at once."""

import pytest

from app.capabilities.rules.firings.queries import dry_run
from app.capabilities.rules.trials.queries import try_slice
from app.kernel.refused import Refused
from tests.capabilities.rules.factory import a_plant, a_rule, fill

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
PER_HOUR = a_rule(per="hour")


def a_worked_plant():
    node = a_plant()
    for number in range(9):
        fill(node, f"F-{number}", "pass" if number % 3 == 0 else "fail")
        node.clock.ms += 7 * HOUR_MS
    return node


def tried(node, rule, span, most):
    """Return every case by its key, and how many events were looked at."""
    cases: dict[str, object] = {}
    looked_at, after, shares = 0, None, []
    while True:
        with node.engine.connect() as connection:
            acting = node.journal.acting(connection, "")
            made = try_slice(acting, node.journal.vocabulary, rule, span, after, most)
        for key, case in made.cases:
            cases.setdefault(key, case)
        looked_at += made.looked_at
        shares.append(made.share)
        if made.to is None:
            assert shares == sorted(shares)
            return cases, looked_at
        after = made.to


def at_once(node, rule, span):
    with node.engine.connect() as connection:
        acting = node.journal.acting(connection, "")
        return dry_run(acting, node.journal.vocabulary, rule, *span)


@pytest.mark.parametrize("most", [1, 2, 100])
@pytest.mark.parametrize("rule", [a_rule(), a_rule(given=""), PER_HOUR], ids=["fail", "any", "per"])
def test_slices_add_up_to_the_whole(rule, most):
    node = a_worked_plant()
    end = node.clock.ms
    for span in ((end - 4 * DAY_MS, end), (end - 30 * HOUR_MS, end - 8 * HOUR_MS)):
        whole = at_once(node, rule, span)
        cases, looked_at = tried(node, rule, span, most)
        assert (len(cases), looked_at) == (whole.count, whole.looked_at)
        assert sorted(c.at_ms for c in cases.values()) == sorted(c.at_ms for c in whole.cases)


def test_two_revisions_name_a_case_alike():
    node = a_worked_plant()
    span = (node.clock.ms - 4 * DAY_MS, node.clock.ms)
    stricter, _ = tried(node, a_rule("R-1"), span, 100)
    every, _ = tried(node, a_rule("R-1", given="known(verdict)"), span, 100)
    assert stricter.keys() < every.keys()


def test_a_rule_that_is_not_sound_is_not_tried():
    node = a_worked_plant()
    with pytest.raises(Refused) as refused:
        tried(node, a_rule(given="nowhere > 1"), (0, 1), 100)
    assert refused.value.code == "expression.unknown_name"
