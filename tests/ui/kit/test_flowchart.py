"""A picture of a flow: nothing stands over anything else, every way leads down to its step."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from PySide6.QtCore import QPoint, Qt

from app.demo import flows
from app.ui import kit
from app.ui.kit.flowlayout import lay_out
from tests.capabilities.flows.walks import sound_charts


def of_chart(chart):
    keys = ("@start", *(one.code for one in chart.steps), "@end")
    return keys, [(one.source, one.target) for one in chart.ways if not one.back]


def check(chart):
    keys, ways = of_chart(chart)
    layout = lay_out(keys, ways)
    for one, two in combinations(keys, 2):
        (rank, lane), (other_rank, other) = layout.spots[one], layout.spots[two]
        assert rank != other_rank or abs(lane - other) >= 0.999, (one, two)
    for (source, target), path in zip(ways, layout.paths, strict=True):
        assert path[0] == layout.spots[source]
        assert path[-1] == layout.spots[target]
        assert all(below[0] == above[0] + 1 for above, below in pairwise(path))
    assert all(0.499 <= lane <= layout.lanes - 0.499 for _, lane in layout.spots.values())


@settings(max_examples=40, deadline=None)
@given(chart=sound_charts())
def test_no_two_steps_overlap_and_every_way_goes_down(chart):
    check(chart)


@pytest.mark.parametrize("code", [flows.REVIEW, flows.APPROVAL, flows.MAINTENANCE])
def test_the_plants_flows_are_laid_out_too(code):
    check(flows.chart(code))


def test_a_step_is_picked_by_a_press_and_by_arrow_keys(qtbot, look):
    chart = kit.FlowChart(look, name="chart")
    qtbot.addWidget(chart)
    nodes = (
        kit.FlowNode("@start", "", shape="dot"),
        kit.FlowNode("a", "Prepare", "Engineer", "clipboard-check", "ok"),
        kit.FlowNode("b", "Review", "Line lead", "signature", "running"),
    )
    chart.show_flow(nodes, (kit.FlowLine("@start", "a"), kit.FlowLine("a", "b")), "said")
    chart.resize(chart.sizeHint())
    chart.show()
    with qtbot.waitSignal(chart.picked) as picked:
        centre = chart.room_of("b").center()
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(*map(int, centre.toTuple())))
    assert picked.args == ["b"]
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.keyClick(chart, Qt.Key.Key_Up)
    assert picked.args == ["a"]
    assert chart.room_of("a").height() >= 52
