"""What a wedge types through a foreign keyboard, and the way back."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.scanners.layouts import BE, BE_CAPS, LAYOUTS, US_CAPS, layout

FILE = Path(__file__).parents[1] / "vectors" / "symbols" / "wedge_layout_corruption.csv"
ROWS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
SEEN = {"en_caps_lock": US_CAPS, "fr_layout": BE, "fr_caps_lock": BE_CAPS}
"""The French layout of the rows is that of a Mac, whose 6 and 8 are Belgian."""


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
@pytest.mark.parametrize("column", SEEN)
def test_what_people_saw_is_what_the_table_says(row, column):
    assert SEEN[column].done(row["true_code"]) == row[column]
    assert SEEN[column].undone(row[column]) == row["true_code"]


@pytest.mark.parametrize("one", LAYOUTS, ids=lambda one: one.name)
@given(text=st.text("".join(map(chr, range(0x20, 0x7F))) + "\x1d"))
def test_every_layout_can_be_undone_exactly(one, text):
    plain = text.replace("`", "").replace("~", "").replace("\\", "").replace("|", "")
    assert one.undone(one.done(plain)) == plain


def test_layouts_are_found_by_name():
    assert [layout(one.name) for one in LAYOUTS] == list(LAYOUTS)
    assert layout("klingon") is None
