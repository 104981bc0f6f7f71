"""A document's life at real windows: drafted, sent back, signed, in force, read, worked by."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.capabilities.documents.answers import State
from app.capabilities.documents.queries import in_force, readings, revisions
from app.capabilities.people.accounts.queries import person
from app.capabilities.people.signatures.queries import Validity, signatures
from app.capabilities.production.operations.queries import rows_of
from app.capabilities.production.orders.queries import instruction_pin
from app.kernel.words import Bilingual
from app.ui.kit import SelectField, Switch
from app.ui.screens.screen import Place
from tests.ui.screens.hands import at_window
from tests.ui.screens.station_at_work import OPERATOR, ORDER, PIN, a_peopled_station, release

AUTHOR, REVIEWER, APPROVER = "P-0122", "P-0117", "P-0123"
WORK = ("production.view", "production.report", "documents.view", "sign.read")
ROLES = {
    "operator": WORK,
    "engineer": ("documents.draft", "documents.view", "sign.authored", "production.view"),
    "ipqc": ("documents.view", "sign.reviewed", "production.view"),
    "qa_release": ("documents.view", "sign.approved", "production.view"),
}
STAFF = {AUTHOR: "engineer", REVIEWER: "ipqc", APPROVER: "qa_release"}
INSTRUCTION = ("instruction", "WI-B10")


@pytest.fixture
def desk(qtbot, tmp_path):
    at = a_peopled_station(tmp_path / "station")
    for role, rights in ROLES.items():
        at.define(role, *rights)
    for one, role in STAFF.items():
        at.admit(one, role, Bilingual(role, role))
    hands = at_window(qtbot, at)
    yield hands
    hands.close()


def now(hands):
    return hands.at.clock.now_ms()


def standing(hands, revision):
    every = hands.at.ask(revisions, *INSTRUCTION, now(hands))
    return next((one for one in every if one.revision == revision), None)


def comes(hands, who):
    """Let somebody come to the front, and a moment pass."""
    if hands.floor.session is not None:
        hands.press("person")
        hands.press("menu-switch")
        hands.sees(lambda: hands.floor.session is None)
    hands.at.clock.ms += 60_000
    hands.log_in(who)
    hands.sees(lambda: hands.window.screen_in_front.objectName() != "login")


def opens(hands, revision):
    hands.window.go(Place("document", document=(*INSTRUCTION, revision)))
    hands.sees(lambda: hands.find("history") is not None)


def signs(hands, who):
    hands.sees(lambda: hands.find("signature-keypad") is not None)
    hands.badge(who)
    hands.type_digits(PIN)
    hands.press("signature-sign")
    hands.sees(lambda: hands.find("signature-keypad") is None)


def types(hands, name, text):
    field = hands.window.findChild(QLineEdit, name)
    assert field is not None, name
    field.setText(text)


def drafts_the_next_revision(hands):
    comes(hands, AUTHOR)
    opens(hands, "A")
    hands.press("document-next")
    hands.is_at("document-edit")
    hands.sees(lambda: hands.window.findChild(QLineEdit, "step-1-en") is not None)
    types(hands, "step-1-en", "Count the pieces twice")
    hands.window.findChild(QPlainTextEdit, "edit-note").setPlainText("miscounts last week")
    switch = hands.window.findChild(Switch, "edit-must-operator")
    switch.click()
    hands.press("edit-save")
    hands.is_at("document")
    hands.sees(lambda: standing(hands, "B") is not None)


def sends_to_review(hands):
    hands.press("document-ask")
    hands.sees(lambda: hands.find("review-send") is not None)
    for field, who in (("review-first", REVIEWER), ("review-approver", APPROVER)):
        hands.window.findChild(SelectField, f"{field}-field").choose(who)
    hands.press("review-send")
    signs(hands, AUTHOR)
    hands.sees(lambda: standing(hands, "B").state is State.IN_REVIEW)


def looks_at_all(hands):
    hands.sees(lambda: hands.find("difference-1") is not None)
    number = 1
    while hands.find(f"difference-{number}") is not None:
        hands.press(f"difference-{number}")
        number += 1


def reviews(hands):
    comes(hands, REVIEWER)
    opens(hands, "B")
    looks_at_all(hands)
    hands.press("document-sign")
    signs(hands, REVIEWER)
    hands.sees(lambda: standing(hands, "B").agreed == (REVIEWER,))


def approves(hands):
    comes(hands, APPROVER)
    opens(hands, "B")
    looks_at_all(hands)
    hands.press("document-sign")
    hands.press("approve-sign")
    signs(hands, APPROVER)
    hands.sees(lambda: standing(hands, "B").state is State.EFFECTIVE)


def put_in_force(hands):
    drafts_the_next_revision(hands)
    sends_to_review(hands)
    reviews(hands)
    approves(hands)


@pytest.mark.requirement("P11-12")
def test_a_revision_is_written_sent_back_corrected_reviewed_and_approved(desk):
    drafts_the_next_revision(desk)
    sends_to_review(desk)
    comes(desk, REVIEWER)
    opens(desk, "B")
    desk.press("document-send-back")
    desk.sees(lambda: desk.window.findChild(QPlainTextEdit, "send_back-remarks") is not None)
    desk.window.findChild(QPlainTextEdit, "send_back-remarks").setPlainText("Say by whom")
    desk.press("send_back-do")
    desk.sees(lambda: standing(desk, "B").state is State.DRAFT)
    comes(desk, AUTHOR)
    opens(desk, "B")
    desk.reads("Say by whom")
    desk.press("document-edit")
    desk.sees(lambda: desk.window.findChild(QLineEdit, "step-1-en") is not None)
    types(desk, "step-1-en", "The operator counts the pieces twice")
    desk.press("edit-save")
    desk.is_at("document")
    sends_to_review(desk)
    reviews(desk)
    approves(desk)
    assert desk.at.ask(in_force, *INSTRUCTION, now(desk)).revision == "B"
    given = desk.at.ask(signatures, "revision/instruction/WI-B10/B")
    valid = [(one.meaning, one.signer) for one in given if one.validity is Validity.VALID]
    assert valid[-3:] == [("authored", AUTHOR), ("reviewed", REVIEWER), ("approved", APPROVER)]


def test_nobody_signs_what_they_have_not_looked_at(desk):
    drafts_the_next_revision(desk)
    sends_to_review(desk)
    comes(desk, REVIEWER)
    opens(desk, "B")
    desk.sees(lambda: desk.find("difference-1") is not None)
    assert desk.find("document-sign") is None
    looks_at_all(desk)
    desk.sees(lambda: desk.find("document-sign") is not None)


@pytest.mark.requirement("P11-12")
@pytest.mark.requirement("P11-10")
def test_a_new_revision_is_read_and_signed_before_work_by_it_begins(desk):
    put_in_force(desk)
    desk.at.clock.ms += 60_000
    release(desk.at, "W-2", 60)
    comes(desk, OPERATOR)
    desk.window.go(Place("execute", "W-2", "B10"))
    desk.press("start")
    desk.is_at("readings")
    read_to_the_end(desk)
    desk.press("readings-sign")
    signs(desk, OPERATOR)
    held = desk.at.ask(person, OPERATOR)
    desk.sees(lambda: [d.read_ms for d in desk.at.ask(readings, held, now(desk))] != [None])
    desk.window.go(Place("execute", "W-2", "B10"))
    desk.press("start")
    desk.sees(lambda: state(desk, "W-2") == "running")


def test_the_order_released_before_goes_on_by_its_own_revision(desk):
    pinned = desk.at.ask(instruction_pin, ORDER, "B10")
    put_in_force(desk)
    comes(desk, OPERATOR)
    desk.window.go(Place("execute", ORDER, "B10"))
    desk.press("start")
    desk.sees(lambda: state(desk, ORDER) == "running")
    assert desk.at.ask(instruction_pin, ORDER, "B10") == pinned


def test_home_says_what_must_be_read_and_leads_there(desk):
    put_in_force(desk)
    comes(desk, OPERATOR)
    desk.window.go(Place("home"))
    desk.press("unread-open")
    desk.is_at("readings")
    desk.reads("WI-B10")


def state(hands, order):
    row = hands.at.ask(rows_of, [order]).get((order, "B10"))
    return "" if row is None else row.state


def read_to_the_end(hands):
    hands.sees(lambda: hands.find("revision-state") is not None)
    page = hands.find("document-page")
    bar = page.findChild(type(page.scroller), "document-scroll").verticalScrollBar()
    hands.sees(lambda: bar.maximum() > 0 or hands.find("readings-sign") is not None)
    bar.setValue(bar.maximum())
    hands.sees(lambda: hands.find("readings-sign") is not None)
