"""`lineside symbol decode`: one JSON line out for each line in, whatever comes in."""

import io
import json
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.__main__ import main
from app.cli.symbol import decode_lines

TODAY = date(2026, 11, 26)


def answers(*lines: bytes) -> tuple[int, list[dict[str, object]]]:
    out = io.BytesIO()
    status = decode_lines(lines, out, TODAY)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def asked(text: str) -> dict[str, object]:
    status, (answer,) = answers(json.dumps({"text": text}).encode())
    assert status == 0
    return answer


def test_the_shape_is_the_agreed_one():
    assert asked("]d2" + "0109521234560029" + "17291115" + "10L1\x1d21A7") == {
        "valid": True,
        "scheme": "gs1",
        "symbology": "DM",
        "elements": {"01": "09521234560029", "17": "2029-11-15", "10": "L1", "21": "A7"},
        "element_string": "{FNC1}01095212345600291729111510L1{FNC1}21A7",
        "errors": [],
    }


def test_a_wrong_check_digit_keeps_the_elements():
    assert asked("(01)09521234560028(10)L1") == {
        "valid": False,
        "scheme": "gs1",
        "symbology": None,
        "elements": {"01": "09521234560028", "10": "L1"},
        "element_string": None,
        "errors": ["INCORRECT_CHECK_DIGIT (01)"],
    }


def test_an_hour_is_kept_apart():
    answer = asked("+X999123ABC0/$$4190515211234AB/S5678EDFG/16D20151001N")
    assert answer["elements"] == {
        "di": "X999123ABC0",
        "lic": "X999",
        "pcn": "123ABC",
        "unit_of_measure": "0",
        "expiry": "2019-05-15",
        "expiry_hour": "21",
        "lot": "1234AB",
        "serial": "5678EDFG",
        "mfg_date": "2015-10-01",
    }


@pytest.mark.parametrize(
    "line", [b"", b"{", b"[]", b'{"text": 1}', b"{}", b"\xff", b"[" * 5000, b'{"x":' * 5000]
)
def test_a_line_that_is_none_is_answered_and_the_rest_goes_on(line):
    status, (bad, good) = answers(line, b'{"text": "(01)09521234560029"}')
    assert status == 1
    assert list(bad) == ["error"]
    assert good["valid"]


def test_a_byte_order_mark_in_front_is_no_fault():
    status, (answer,) = answers(b"\xef\xbb\xbf" + b'{"text": "(01)09521234560029"}\r\n')
    assert (status, answer["valid"]) == (0, True)


def test_the_command_reads_standard_input(monkeypatch, capsysbinary):
    lines = b'{"text": "(01)09521234560029"}\n{"text": "\\u6279"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert main(["symbol", "decode"]) == 0
    told = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [answer["valid"] for answer in told] == [True, False]


@given(st.lists(st.binary(max_size=60), max_size=5))
def test_any_lines_have_as_many_answers(lines):
    _, told = answers(*lines)
    assert len(told) == len(lines)
