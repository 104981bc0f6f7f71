"""A scan's text: AIM identifier split off, everything else byte for byte."""

from hypothesis import given
from hypothesis import strategies as st

from drivers.scanners.scan import Scan, decoded, heard


def test_an_aim_identifier_is_split_off():
    assert heard("]d20109521234560029", "scanner", 5) == Scan(
        "0109521234560029", "]d2", "scanner", 5
    )


def test_text_without_identifier_is_kept_whole():
    assert heard("LS1/B/OP-07", "scanner", 5) == Scan("LS1/B/OP-07", "", "scanner", 5)
    assert heard("]", "scanner", 5).text == "]"


def test_a_leading_separator_and_spaces_are_data():
    assert decoded(b"\x1d 01 ") == "\x1d 01 "


def test_stx_and_etx_are_the_scanners_own():
    assert decoded(b"\x02ABC\x03") == "ABC"


def test_chinese_text_arrives_as_it_is():
    assert decoded("批号".encode()) == "批号"


@given(st.binary())
def test_any_bytes_have_a_text(data):
    assert isinstance(heard(decoded(data), "scanner", 0).text, str)
