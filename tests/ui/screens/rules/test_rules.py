"""Rules are read in plain words, written by taps, tried on what happened, and saved as drafts."""

from threading import Event

import msgspec
import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from app.capabilities.documents.queries import revisions
from app.capabilities.forms.filling.commands import CompleteForm, EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.rules.definition.bodies import RULE, Doing, Rule
from app.kernel.words import Bilingual
from app.store import content
from app.ui.screens.screen import Place
from tests.capabilities.rules.factory import LOOK, a_rule
from tests.ui.screens.hands import WAIT_MS, at_window
from tests.ui.screens.station_at_work import a_peopled_station

AUTHOR = "P-0122"
RIGHTS = ("documents.draft", "documents.view", "forms.fill", "production.view", "sign.authored")
TELL = Doing(action="notify", settings={"roles": ["engineer"], "urgency": "now"})
STOP = Doing(action="stop_station")


@pytest.fixture
def desk(qtbot, tmp_path):
    at = a_peopled_station(tmp_path / "station")
    at.define("engineer", *RIGHTS)
    at.admit(AUTHOR, "engineer", Bilingual("工艺工程师", "Process engineer"))
    at.publish("form", LOOK.code, LOOK)
    hands = at_window(qtbot, at, language="en", density="bench")
    hands.window.resize(1700, 1000)
    yield hands
    hands.close()


def fails(hands, *filled):
    for name in filled:
        hands.at.do(StartForm(form=LOOK.code, filled=name))
        hands.at.do(EnterFields(filled=name, entries=(Entry(path="look", value='"fail"'),)))
        hands.at.do(CompleteForm(filled=name))
        hands.at.clock.ms += 60_000


def goes(hands, *place, **about):
    hands.log_in(AUTHOR)
    hands.window.go(Place(*place, **about))


def types(hands, name, text):
    hands.sees(lambda: hands.find(name) is not None)
    field = hands.find(name)
    assert isinstance(field, QLineEdit)
    field.setText(text)


def taps(hands, *names):
    for name in names:
        hands.press(name)


def saved(hands, code):
    """Return the rule as the draft says it; None where none was saved."""
    every = hands.at.ask(revisions, RULE, code, hands.at.clock.now_ms())
    if not every:
        return None
    data = hands.at.ask(content.fetch, every[-1].body)
    return msgspec.json.decode(data, type=Rule)


def test_rules_are_read_in_plain_words_with_what_came_of_them(desk):
    desk.at.publish(RULE, "R-1", a_rule("R-1", STOP, TELL))
    desk.at.publish(RULE, "R-2", a_rule("R-2", STOP, given=""))
    fails(desk, "F-1", "F-2")
    goes(desk, "rules")
    desk.reads(
        "When a form is completed, if the verdict is fail, "
        "then stop the station and tell the engineer at once."
    )
    desk.reads("2 in 30 days")
    desk.reads("1 conflict")
    types(desk, "rules-search", "verdict is fail")
    desk.sees(lambda: desk.find("rule-R-2") is None)
    taps(desk, "rule-R-1")
    desk.is_at("rule")
    desk.reads("Verdict: Fail")
    desk.reads("Both this and R-2 R-2 would stop the station for the same case")
    (first, *_) = [one for one in names(desk) if one.startswith("firing-open-")]
    taps(desk, first)
    desk.is_at("form")


def names(hands):
    return [one.objectName() for one in hands.window.findChildren(QWidget) if one.isVisible()]


def test_a_rule_is_built_by_taps_tried_and_saved_as_a_draft(desk):
    fails(desk, "F-1", "F-2", "F-3")
    goes(desk, "rules")
    taps(desk, "rules-new")
    for name, text in (("code", "R-7"), ("title-zh", "停线"), ("title-en", "Stop it")):
        types(desk, f"edit-{name}", text)
    taps(desk, "rule-when", "rule-whens-forms.completed")
    taps(desk, "if-add", "if-new-verdict", "if-0-value", "if-0-values-fail")
    taps(desk, "if-0-or", "if-0-either-fails_last_hour", "if-1-value")
    types_number(desk, "3")
    desk.reads("if the verdict is fail or the failed forms at this station within an hour are 3")
    taps(desk, "if-join")
    taps(desk, "then-add", "thens-stop_station", "then-add", "thens-notify")
    desk.reads("1 to mend")
    desk.reads("Say which roles or people it is for.")
    taps(desk, "then-1-roles", "then-1-roles-list-engineer", "then-1-roles-list-done")
    desk.reads("Sound")
    taps(desk, "rule-undo")
    desk.reads("1 to mend")
    taps(desk, "rule-redo", "rule-side-try", "try-run")
    desk.reads("Looked at 3 cases of the last 30 days.")
    desk.reads("Would: stop the station and tell the engineer")
    taps(desk, "edit-save")
    desk.is_at("document")
    made = saved(desk, "R-7")
    assert made.given == "verdict == 'fail' and fails_last_hour >= 3"
    assert [one.action for one in made.then] == ["stop_station", "notify"]
    assert made.then[1].settings["roles"] == ["engineer"]


def test_a_trial_that_is_stopped_tells_nothing_and_can_be_begun_again(desk):
    desk.at.publish(RULE, "R-1", a_rule("R-1", STOP))
    fails(desk, "F-1")
    goes(desk, "document-edit", document=(RULE, "R-1", "A"))
    desk.sees(lambda: desk.find("try-run") is not None and desk.find("try-run").isEnabled())
    busy = Event()
    desk.at.station.ask(lambda _: busy.wait(WAIT_MS / 1000))  # the reader has something else to do
    taps(desk, "try-period-7", "try-run", "try-stop")
    busy.set()
    desk.reads("Not tried yet")
    taps(desk, "try-run")
    desk.reads("Looked at 1 cases of the last 7 days.")
    desk.reads("As revision A in force")


def types_number(hands, digits):
    """Type a number on the keypad: where other facts are numbers too, one says so first."""
    hands.press("if-1-values-which-")
    for digit in digits:
        hands.press(f"key-{digit}")
    hands.press("if-1-values-done")


def test_a_draft_says_where_it_runs_into_another_and_what_would_be_other(desk):
    desk.at.publish(RULE, "R-1", a_rule("R-1", STOP, TELL))
    desk.at.publish(RULE, "R-2", a_rule("R-2", STOP, given="form == 'F-1'"))
    fails(desk, "F-1", "F-2")
    goes(desk, "document-edit", document=(RULE, "R-1", "A"))
    desk.reads("Conflicts with other rules: 1")
    taps(desk, "if-add", "if-new-form", "if-1-value", "if-1-values-\x00type")
    types(desk, "if-1-values-typed-text", "another")
    taps(desk, "if-1-values-typed-take")
    desk.reads("the form is another")
    desk.sees(lambda: "Conflicts with other rules" not in desk.said())
    taps(desk, "try-run")
    desk.reads("0 more, 2 fewer than revision A")
    desk.reads("no longer")
    taps(desk, "if-mode-text")
    area = desk.find("if-text")
    area.setPlainText("verdict == 'fail' and nowhere > 1")
    desk.reads("This trigger has no “nowhere”.")
    area.setPlainText("1 + 1 > 1")
    desk.reads("Chips cannot show this expression.")
    desk.reads("Sound")
