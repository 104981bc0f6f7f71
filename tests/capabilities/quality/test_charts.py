"""Control charts of what forms measure: limits fixed once, later points judged, causes told."""

import pytest

from app.capabilities.forms.filling.commands import EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.quality.charts.commands import FreezeLimits, TellCause
from app.capabilities.quality.charts.decisions import studied
from app.capabilities.quality.charts.queries import characteristics, charted, limit_sets
from app.capabilities.quality.run_rules.decisions import Rule
from app.kernel.refused import Refused
from tests.capabilities.forms.factory import SPIKE, a_desk

STEADY = ("5.60", "5.61", "5.59")


def measured(node, number, values=STEADY):
    """Fill one more form; each a second after the other."""
    node.clock.ms += 1_000
    name = f"F-{number:03}"
    node.do(StartForm(form="QF-1", filled=name))
    entries = tuple(
        Entry(path=f"od/{at}", value=f'"{value}"') for at, value in enumerate(values, 1)
    )
    node.do(EnterFields(filled=name, entries=entries))
    return name


def a_run(points=20):
    node = a_desk(SPIKE)
    for number in range(points):
        measured(node, number, ("5.60", "5.61", "5.59") if number % 2 else ("5.61", "5.60", "5.62"))
    return node


def the_chart(node):
    plugs = node.journal.vocabulary.plugs
    (what,) = node.ask(characteristics, plugs, node.clock.ms)
    return node.ask(charted, what)


def fix(node, reason="phase I"):
    return node.do(FreezeLimits(form="QF-1", field="od", reason=reason))


def test_a_chart_is_drawn_from_what_was_measured():
    view = the_chart(a_run(5))
    assert (view.characteristic.unit, view.characteristic.chart) == ("mm", "xbar-r")
    assert len(view.subgroups) == 5
    assert view.fixed is None
    study = studied(view).study
    assert study is not None
    assert study.n == 15


def test_too_few_points_fix_no_limits():
    node = a_run(19)
    with pytest.raises(Refused, match=r"chart\.few"):
        fix(node)


@pytest.mark.requirement("IS-08")
def test_limits_are_fixed_once_and_later_points_are_judged_by_them():
    node = a_run()
    fix(node)
    before = the_chart(node).charts[0].lines
    name = measured(node, 90, ("5.69", "5.68", "5.69"))
    view = the_chart(node)
    assert view.charts[0].lines == before
    assert view.violations[Rule.N1] == (21,)
    node.do(TellCause(form="QF-1", field="od", filled=name, reason="gauge cold", leave_out=True))
    fix(node, "after the gauge was warm")
    sets = node.ask(limit_sets, "QF-1", "od")
    assert [one.reason for one in sets] == ["after the gauge was warm", "phase I"]
    assert sets[0].left_out == (name,)
    assert sets[0].limits.points == 20


def test_what_is_fixed_comes_back_exactly():
    node = a_run()
    provisional = the_chart(node).charts[0].lines
    fix(node)
    assert the_chart(node).charts[0].lines == provisional


def test_a_cause_needs_its_point_and_its_words():
    node = a_run(2)
    with pytest.raises(Refused, match=r"chart\.no_point"):
        node.do(TellCause(form="QF-1", field="od", filled="F-999", reason="x"))
    with pytest.raises(Refused, match=r"chart\.reason_missing"):
        node.do(TellCause(form="QF-1", field="od", filled="F-001", reason=" "))
