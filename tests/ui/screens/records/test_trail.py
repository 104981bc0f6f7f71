"""The audit trail in the window: filtered, a line in full, its record, and the export."""

import csv
import json

import pytest

from app.capabilities.production.operations.commands import CorrectReport
from app.capabilities.records.audit.answers import Filters, Line
from app.kernel.words import Words
from app.stations.station import DATABASE
from app.store.engine import open_reader
from app.ui.kit import DataTable, SelectField
from app.ui.screens.records.trail_file import COLUMNS, export
from app.ui.screens.screen import Place
from tests.journal.node import all_events
from tests.ui.screens.hands import at_window
from tests.ui.screens.records.test_desk import enter
from tests.ui.screens.records.test_record import at, review  # noqa: F401  # a fixture by its name
from tests.ui.screens.station_at_work import LEAD, OPERATOR


@pytest.fixture
def hands(qtbot, at):  # noqa: F811  # the fixture above
    made = at_window(qtbot, at, language="en", density="bench")
    made.window.resize(1800, 1000)
    move = at.ask(all_events)[-1].hash
    at.do(CorrectReport(move=move, reason="miscounted"), LEAD)
    enter(made, LEAD)
    made.window.go(Place("trail"))
    made.sees(lambda: bool(table(made).rows()))
    yield made
    made.close()


def table(hands) -> DataTable[Line]:
    return hands.window.findChild(DataTable, "trail")


def test_a_line_is_shown_in_full_and_opens_its_record(hands):
    place = [bool(line.entry.changes) for line in table(hands).rows()].index(True)
    table(hands).view.selectRow(place)
    hands.reads("→ 0")
    hands.reads("Chain verified")
    hands.press("trail-open")
    hands.is_at("record")


def test_a_person_is_chosen_and_only_their_acts_are_left(hands):
    before = len(table(hands).rows())
    hands.sees(lambda: hands.find("trail-person") is not None)
    field = hands.window.findChild(SelectField, "trail-person-field") or _select(hands)
    field.choose(OPERATOR)
    field.chosen.emit(OPERATOR)
    hands.sees(lambda: len(table(hands).rows()) < before)
    assert {line.entry.actor for line in table(hands).rows()} == {OPERATOR}


def _select(hands) -> SelectField:
    fields = hands.window.findChildren(SelectField)
    return next(one for one in fields if one.value() == "" and one.isVisible())


@pytest.mark.requirement("P11-05")
@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_the_export_holds_every_act_with_old_and_new(hands, tmp_path, suffix):
    station = hands.at.station
    engine = open_reader(station.facts.folder / DATABASE)
    path = tmp_path / f"trail{suffix}"
    export(engine, station.journal.vocabulary, Filters(), Words("en"), path)
    engine.dispose()
    if suffix == ".json":
        rows = json.loads(path.read_text("utf-8"))
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    assert {row["hash"] for row in rows} == {event.hash for event in hands.at.ask(all_events)}
    assert tuple(rows[0]) == COLUMNS
    changed = [(row["old"], row["new"], row["why"]) for row in rows if row["field"] == "Quantity"]
    assert changed == [("40", "0", "Miscounted")]
