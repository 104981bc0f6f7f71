"""`lineside scale decode`: one answer per line, in the words of the shared vectors."""

import csv
import io
import json
import subprocess
import sys

import pytest

from app.cli.scale import decode_lines
from drivers.protocols import protocol, words
from tests.drivers.scales.frames import FILE


def answers(word: str, *lines: bytes) -> tuple[int, list[dict[str, str | None]]]:
    decode = protocol(word)
    assert decode is not None
    out = io.BytesIO()
    status = decode_lines(decode, lines, out)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["direction"] == "rx"]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_every_row_of_the_vectors_is_answered_as_expected(row):
    question = json.dumps({"frame": row["frame"]}).encode()
    assert answers(row["protocol"], question) == (
        0,
        [
            {
                "status": row["expected_status"],
                "value": row["expected_value"] or None,
                "unit": row["expected_unit"] or None,
            }
        ],
    )


def test_a_damaged_frame_is_an_error_with_its_reason_and_no_failure():
    status, said = answers("mt-sics", rb'{"frame": "S S     100.00 stone\\r\\n"}')
    assert status == 0
    assert said == [{"status": "error", "value": None, "unit": None, "error": "unit"}]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"nothing\n",
        b"{}\n",
        b"[1]\n",
        b'{"frame": 7}\n',
        b'{"frame": "\\\\q"}\n',
        b'{"frame": "\\\\x0"}\n',
        b'{"frame": "\\\\"}\n',
        '{"frame": "称"}\n'.encode(),
        b'{"frame": "\xff"}\n',
        b"[" * 100_000,
    ],
)
def test_a_line_that_is_no_question_is_said_and_the_next_one_answered(line):
    status, said = answers("mt-sics", line, b'{"frame": "ES"}')
    assert status == 1
    assert set(said[0]) == {"error"}
    assert said[1]["status"] == "syntax_error"


def test_all_escapes_of_the_vectors_are_understood():
    status, said = answers("toledo-8217", rb'{"frame": "\\x0212.345\r"}', b'{"frame": "\\u0002?D"}')
    assert status == 0
    assert [one["status"] for one in said] == ["ok", "underload"]


def test_the_command_answers_line_by_line():
    done = subprocess.run(
        [sys.executable, "-m", "app", "scale", "decode", "--protocol", "sbi"],
        input=rb'{"frame": "+   123.56 g  \\r\\n"}' + b"\n",
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert json.loads(done.stdout) == {"status": "stable", "value": "123.56", "unit": "g"}


def test_every_protocol_can_be_asked_for():
    assert {"mt-sics", "and", "sbi", "mark10", "mitutoyo", "mitutoyo-wedge"} <= set(words())
    assert all(protocol(word) is not None for word in words())
    assert protocol("nobody") is None
