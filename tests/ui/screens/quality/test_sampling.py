"""How lots are sampled, in the window: what would switch next, and what is signed."""

from PySide6.QtWidgets import QLineEdit

from app.capabilities.forms.filling.commands import CompleteForm, EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.quality.charts.commands import FreezeLimits
from app.capabilities.quality.charts.queries import characteristics, charted, limit_sets
from app.capabilities.quality.sampling.answers import Severity, Switching
from app.kernel.words import Words
from app.ui.kit import DataTable
from app.ui.screens.quality.sampling.facts import sampling_facts
from app.ui.screens.quality.sampling.history import told
from app.ui.screens.quality.sampling.words import next_switches
from app.ui.screens.screen import Place
from tests.capabilities.forms.factory import a_desk, a_field, a_form
from tests.capabilities.quality.test_switching_of_lots import CLASSES, FORM, OF, inspect
from tests.ui.screens.records.test_desk import enter, sign
from tests.ui.screens.station_at_work import LEAD

EN = Words("en")


def line_of(node):
    facts = node.ask(sampling_facts, node.journal.vocabulary.plugs, node.clock.ms)
    (line,) = facts.lines
    return line


def test_what_is_sampled_is_listed_with_its_history():
    node = a_desk(FORM)
    for number, found in enumerate((2, 0, 2)):
        inspect(node, number, found)
    line = line_of(node)
    assert (line.of, line.severity, line.is_discontinued) == (OF, "tightened", False)
    newest, *_, first = told(line.views[0].steps)
    assert (newest.is_switch, first.is_switch) == (True, False)
    assert newest.step.lot == "L-002"


def test_what_would_switch_next_is_said():
    assert next_switches(EN, Switching())[0] == "Two of 5 lots in a row not accepted: tightened"
    soon = next_switches(EN, Switching(recent=(True, False, True)))[0]
    assert soon == "One more lot not accepted among the next 3: tightened"
    gone = next_switches(EN, Switching(recent=(False, True, True, True, True)))[0]
    assert gone == "Two of 5 lots in a row not accepted: tightened"
    tight = Switching(severity=Severity.TIGHTENED, in_row=3, not_accepted=1)
    assert next_switches(EN, tight) == (
        "Accepted lots in a row until normal: 2",
        "Lots not accepted until sampling stops: 4",
    )
    assert len(next_switches(EN, Switching(is_discontinued=True))) == 1


def test_classes_of_defects_are_charted_as_shares():
    node = a_desk(FORM)
    for number in range(20):
        inspect(node, number, number % 2, lot_size=500)
    (what,) = node.ask(characteristics, node.journal.vocabulary.plugs, node.clock.ms)
    assert (what.field, what.chart) == ("sample/major", "p")
    view = node.ask(charted, what)
    assert view.charts[0].values[:2] == (0.0, 0.02)
    node.do(FreezeLimits(form="QF-1", field="sample/major", reason="phase I"))
    (fixed,) = node.ask(limit_sets, "QF-1", "sample/major")
    assert (fixed.limits.kind, fixed.limits.center, fixed.limits.points) == ("p", 0.01, 20)
    inspect(node, 30, 8)
    assert node.ask(charted, what).charts[0].beyond == (21,)


def test_a_sampling_field_says_the_chart_its_classes_are_plotted_on():
    settings = {"level": "II", "classes": CLASSES, "chart": "np"}
    node = a_desk(a_form(a_field("sample", "sampling", settings=settings)))
    for number, found in enumerate((0, 1, 2)):
        inspect(node, number, found)
    (what,) = node.ask(characteristics, node.journal.vocabulary.plugs, node.clock.ms)
    assert (what.chart, node.ask(charted, what).charts[0].values) == ("np", (0.0, 1.0, 2.0))


def test_a_count_that_asks_for_it_is_plotted_on_a_c_chart():
    node = a_desk(a_form(a_field("burrs", "integer", settings={"chart": "c"})))
    for number, found in enumerate((4, 3, 5)):
        name = f"F-{number}"
        node.do(StartForm(form="QF-1", filled=name))
        node.do(EnterFields(filled=name, entries=(Entry(path="burrs", value=str(found)),)))
    (what,) = node.ask(characteristics, node.journal.vocabulary.plugs, node.clock.ms)
    (chart,) = node.ask(charted, what).charts
    assert (what.chart, chart.values, chart.lines[0].center) == ("c", (4.0, 3.0, 5.0), 4.0)
    assert chart.lines[0].ucl == 4 + 3 * 2


def test_reduced_inspection_is_agreed_by_signature(hands):
    at = hands.at
    rights = ("quality.switch_inspection", "forms.fill", "records.view", "sign.performed")
    at.define("line_lead", *rights)
    at.publish("form", FORM.code, FORM, title=FORM.name)
    value = '{"lot_size": 500, "severity": "normal", "classes": {"major": {"found": 0}}}'
    for number in range(15):
        at.clock.ms += 1000
        name = f"L-{number}"
        about = Subject(material="RM-101", supplier="Harbor", lot=name)
        at.do(StartForm(form=FORM.code, filled=name, subject=about), LEAD)
        entries = (Entry(path="sample", value=value),)
        at.do(EnterFields(filled=name, entries=entries), LEAD)
        at.do(CompleteForm(filled=name), LEAD)
    enter(hands, LEAD)
    hands.window.go(Place("sampling"))
    hands.press("sampling-agree")
    field = hands.window.findChild(QLineEdit, "switch-reason")
    hands.sees(field.isVisible)
    field.setText("fifteen lots")
    hands.press("switch-do")
    at.clock.ms += 1000
    sign(hands)
    table = hands.window.findChild(DataTable, "sampling-history")
    hands.sees(lambda: len(table.rows()) == 1)
    (switched,) = table.rows()
    assert (switched.step.after.severity, switched.step.by) == ("reduced", LEAD)
