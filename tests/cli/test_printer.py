"""`lineside printer status`: JSON lines in, words out."""

import csv
import io
import json
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli.printer import status_lines
from drivers.printers.languages import LANGUAGES

VECTORS = Path(__file__).parents[1] / "vectors" / "printers" / "printer_status.csv"


def answers(protocol: str, *lines: str) -> tuple[int, list[dict[str, str]]]:
    out = io.BytesIO()
    status = status_lines(LANGUAGES[protocol], [line.encode() for line in lines], out)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("protocol", LANGUAGES)
def test_every_vector_in_hex_is_answered_in_order(protocol):
    with VECTORS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["protocol"] == protocol]
    in_hex = [row for row in rows if "string" not in row["response"]]
    lines = [json.dumps({"query": r["query"], "response": r["response"]}) for r in in_hex]
    assert answers(protocol, *lines) == (0, [{"status": row["expected"]} for row in in_hex])


def test_a_whole_host_status_is_read_however_its_query_is_written():
    well = (
        b"\x02030,0,0,0320,000,0,0,0,000,0,0,0\x03\r\n"
        b"\x02000,0,0,0,1,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
    )
    for query in ("~HS", "7e 48 53"):
        line = json.dumps({"query": query, "response": well.hex(" ")})
        assert answers("zpl", line) == (0, [{"status": "online"}])


@pytest.mark.parametrize(
    "line", ["", "{", "[]", '{"query": "10 04 01"}', '{"query": "1", "response": "zz"}']
)
def test_a_line_that_is_none_says_so_and_the_next_is_answered(line):
    status, told = answers("escpos", line, '{"query": "10 04 01", "response": "12"}')
    assert status == 1
    assert "error" in told[0]
    assert told[1] == {"status": "online"}


def test_the_command_reads_standard_input(monkeypatch, capsysbinary):
    lines = io.TextIOWrapper(io.BytesIO(b'{"query": "1b 21 53", "response": ""}\n'))
    monkeypatch.setattr("sys.stdin", lines)
    assert main(["printer", "status", "--protocol", "tspl"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == {"status": "unknown"}
