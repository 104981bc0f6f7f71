"""`lineside rule dry-run` tries a rule on a database and records nothing."""

import json

from app.__main__ import main
from tests.capabilities.rules.factory import a_plant, fill
from tests.journal.node import HandClock

RULE = """
code = "R-1"
name = { zh = "不合格", en = "Failed" }
when = "forms.completed"
given = "verdict == 'fail'"

[[then]]
action = "notify"
settings = { roles = ["ipqc"] }
"""


def test_a_rule_is_tried_on_what_a_database_holds(tmp_path, capsys):
    clock = HandClock()
    node = a_plant(path=tmp_path / "station.db", clock=clock)
    for name, look in (("F-1", "fail"), ("F-2", "pass")):
        fill(node, name, look)
    node.engine.dispose()
    file = tmp_path / "rule.toml"
    file.write_text(RULE, "utf-8")
    days = ["--days", "36500"]
    assert main(["rule", "dry-run", str(file), str(tmp_path), *days, "--language", "en"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "It would have fired 1 times (2 looked at)."
    assert "filled/F-1" in said[1]
    assert main(["rule", "dry-run", str(file), str(tmp_path), *days, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["count"] == 1


def test_a_rule_that_cannot_be_read_is_told_in_one_sentence(tmp_path, capsys):
    file = tmp_path / "rule.toml"
    file.write_text("when = [", "utf-8")
    assert main(["rule", "dry-run", str(file), str(tmp_path), "--language", "en"]) == 2
    assert "cannot be read" in capsys.readouterr().err
