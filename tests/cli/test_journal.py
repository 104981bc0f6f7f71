"""`lineside journal`: verify says what is wrong and where, export hands the events on."""

import json
import sqlite3

import pytest

from app.__main__ import main
from tests.journal.node import a_node
from tests.journal.toy import Pour


@pytest.fixture
def folder(tmp_path):
    node = a_node("S1", path=tmp_path / "station.db")
    for cups in (1, 2, 3):
        node.do(Pour(kettle="K", cups=cups))
    node.engine.dispose()
    return tmp_path


def test_a_whole_journal_exits_0(folder, capsys):
    assert main(["journal", "verify", str(folder), "--language", "en"]) == 0
    assert "3 events in 1 chains" in capsys.readouterr().out


def test_a_changed_journal_exits_1_and_names_the_place(folder, capsys):
    database = sqlite3.connect(folder / "station.db")
    database.execute("DROP TRIGGER event_is_never_deleted")
    database.execute("DELETE FROM event WHERE ordinal = 2")
    database.commit()
    database.close()
    assert main(["journal", "verify", str(folder / "station.db"), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert not answer["whole"]
    assert {(p["code"], p["ordinal"]) for p in answer["problems"]} == {
        ("row_missing", 2),
        ("gap", 3),
    }


def test_something_else_is_refused_in_words(tmp_path, capsys):
    (tmp_path / "letter.db").write_text("dear reader")
    assert main(["journal", "verify", str(tmp_path / "letter.db"), "--language", "zh_CN"]) == 2
    assert "不是 Lineside 的数据库" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["csv", "json"])
def test_export_writes_one_line_an_event(folder, capsys, form):
    assert main(["journal", "export", str(folder), "--to", form]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3 + (form == "csv")
    assert "toy.poured" in lines[-1]


def test_export_to_sqlite(folder, tmp_path):
    out = tmp_path / "out.db"
    assert main(["journal", "export", str(folder), "--to", "sqlite", "--out", str(out)]) == 0
    database = sqlite3.connect(out)
    assert database.execute("SELECT count(*) FROM event").fetchone() == (3,)
    database.close()
