"""`lineside plan import` at a real station: a person, a PIN, one act."""

import json
from pathlib import Path

import pytest

from app.__main__ import main
from app.capabilities.production.progress.queries import order_lines
from app.stations.key_places import key_stores
from app.stations.station import open_station
from tests.ui.screens.plant import LEAD, LEAD_PIN, OPERATOR, OPERATOR_PIN, a_bench

PLANS = Path(__file__).parents[1] / "vectors" / "plans"
PASSPHRASE = "a sentence nobody guesses"


@pytest.fixture
def folder(qapp, tmp_path):
    """The folder of a station whose key lies in a file behind a passphrase."""
    made = a_bench(tmp_path / "station", passphrase=PASSPHRASE)
    made.close()
    return tmp_path / "station"


def a_file(path: Path, text: str) -> str:
    path.write_text(text + "\n", "utf-8")
    return str(path)


def importing(folder: Path, plan: str, *more: str, person=LEAD, pin=LEAD_PIN) -> int:
    secrets = folder.parent
    return main(
        [
            "plan", "import", str(PLANS / plan), "--station", str(folder), "--person", person,
            "--pin-file", a_file(secrets / "pin", pin),
            "--passphrase-file", a_file(secrets / "phrase", PASSPHRASE),
            *more,
        ]
    )  # fmt: skip


def planned(folder: Path) -> set[str]:
    station = open_station(folder, key_stores(folder, PASSPHRASE))
    try:
        return {line.order for line in station.ask(lambda c: order_lines(c, "2026-01-01")).result()}
    finally:
        station.close()


def test_a_plan_is_imported_and_the_second_time_changes_nothing(folder, capsys):
    assert importing(folder, "plan-01-kingdee.xlsx", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said["imported"]) == planned(folder)
    assert len(said["imported"]) == 8
    assert importing(folder, "plan-01-kingdee.xlsx", "--json") == 0
    again = json.loads(capsys.readouterr().out)
    assert again["imported"] == []
    assert set(again["planned_already"]) == set(said["imported"])


def test_bad_rows_wait_for_a_confirmation(folder, capsys):
    assert importing(folder, "plan-03-bad-rows.xlsx", "--language", "en") == 1
    assert "--confirm" in capsys.readouterr().out
    assert planned(folder) == set()
    assert importing(folder, "plan-03-bad-rows.xlsx", "--confirm", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said["imported"]) == planned(folder)
    assert len(said["rejected"]) == 15


def test_a_wrong_pin_and_a_missing_right_are_refused_in_a_sentence(folder, capsys):
    assert importing(folder, "plan-01-kingdee.xlsx", pin="000000") == 2
    assert capsys.readouterr().err.strip()
    assert importing(folder, "plan-01-kingdee.xlsx", person=OPERATOR, pin=OPERATOR_PIN) == 2
    assert capsys.readouterr().err.strip()
    assert planned(folder) == set()
