"""Who must have read what: my list, the training matrix, and its sheet for a spreadsheet."""

import csv
import io

from app.capabilities.documents.commands import ReadDocument
from app.capabilities.production.bodies import Instruction, Step
from app.kernel.words import Bilingual, Words
from app.ui.screens.documents.reading_facts import as_csv, my_readings, training_facts
from tests.ui.screens.station_at_work import LEAD, OPERATOR, a_peopled_station

DAY_MS = 86_400_000


def an_instruction(en):
    step = Step(title=Bilingual("核对", en))
    return Instruction(code="WI-B20", name=Bilingual("加工", "Turning"), steps=(step,))


def with_readings(tmp_path):
    """Return a station where operators must read A, and B from tomorrow on."""
    at = a_peopled_station(tmp_path / "station")
    at.publish("instruction", "WI-B20", an_instruction("Check"), must_read=("operator",))
    at.publish(
        "instruction",
        "WI-B20",
        an_instruction("Check twice"),
        revision="B",
        must_read=("line_lead", "operator"),
        from_ms=at.clock.now_ms() + DAY_MS,
    )
    return at


def test_what_is_due_first_comes_first_and_what_is_read_last(tmp_path):
    at = with_readings(tmp_path)
    now_ms = at.clock.now_ms()
    assert [d.pin.revision for d in at.ask(my_readings, OPERATOR, now_ms)] == ["A", "B"]
    at.do(ReadDocument(form="instruction", code="WI-B20", revision="A"), OPERATOR)
    mine = at.ask(my_readings, OPERATOR, now_ms)
    at.station.close()
    assert [(d.pin.revision, d.read_ms is None) for d in mine] == [("B", True), ("A", False)]


def test_who_works_by_nothing_has_nothing_to_read(tmp_path):
    at = with_readings(tmp_path)
    assert [d.pin.revision for d in at.ask(my_readings, LEAD, at.clock.now_ms())] == ["B"]
    assert at.ask(my_readings, "P-9999", at.clock.now_ms()) == ()
    at.station.close()


def test_a_superseded_revision_is_read_by_nobody_any_more(tmp_path):
    at = with_readings(tmp_path)
    later = at.clock.now_ms() + 2 * DAY_MS
    assert [d.pin.revision for d in at.ask(my_readings, OPERATOR, later)] == ["B"]
    at.station.close()


def test_the_training_matrix_goes_to_a_spreadsheet_as_it_stands(tmp_path):
    at = with_readings(tmp_path)
    at.do(ReadDocument(form="instruction", code="WI-B20", revision="B"), LEAD)
    facts = at.ask(training_facts, at.clock.now_ms())
    at.station.close()
    text = as_csv(facts, facts.people, Words("en"), ("read", "open"))
    head, *lines = list(csv.reader(io.StringIO(text)))
    assert [column[:8] for column in head[3:]] == ["WI-B20 A", "WI-B20 B"]
    assert {line[0]: line[3:] for line in lines} == {OPERATOR: ["open", "open"], LEAD: ["", "read"]}
