"""Columns of the board: alike operations share one, every route keeps its order, none is lost."""

from hypothesis import given
from hypothesis import strategies as st

from app.kernel.words import Bilingual
from app.ui.screens.production.board_columns import Stop, board_columns


def a_route(prefix: str, *centres: str):
    return tuple(
        Stop(f"{prefix}{n}0", Bilingual(f"{prefix}{n}", f"{prefix}{n}"), f"icon-{centre}", centre)
        for n, centre in enumerate(centres, 1)
    )


INFUSION = a_route("A", "WH", "IM", "IM", "CLN", "UW", "AS", "PK", "EO", "QC", "WH")
ADAPTOR = a_route("B", "WH", "CNC", "CLN", "QC", "PK", "WH")


def test_neighbours_of_one_work_centre_share_a_column():
    columns = board_columns((INFUSION,), 20)
    assert [column.range() for column in columns][1] == "A20–30"


def test_what_is_alike_in_two_routes_shares_a_column():
    columns = board_columns((INFUSION, ADAPTOR), 20)
    shared = [column.codes for column in columns if column.of(0) and column.of(1)]
    assert ("A10", "B10") in shared
    assert ("A40", "B30") in shared
    assert ("A100", "B60") in shared


def test_fewer_columns_put_slight_neighbours_together():
    columns = board_columns((INFUSION, ADAPTOR), 5)
    assert len(columns) == 5
    assert sorted(code for column in columns for code in column.codes) == sorted(
        stop.code for route in (INFUSION, ADAPTOR) for stop in route
    )


def test_nothing_on_the_board_makes_no_columns():
    assert board_columns((), 8) == ()


CENTRES = st.lists(st.sampled_from(["WH", "IM", "CNC", "CLN", "QC", "PK"]), min_size=1, max_size=9)


@given(st.lists(CENTRES, min_size=1, max_size=4), st.integers(1, 12))
def test_every_route_keeps_its_order_and_every_operation_its_place(centres, most):
    routes = tuple(a_route(letter, *one) for letter, one in zip("ABCD", centres, strict=False))
    columns = board_columns(routes, most)
    assert len(columns) <= most
    for number, route in enumerate(routes):
        assert [stop for column in columns for stop in column.of(number)] == list(route)
