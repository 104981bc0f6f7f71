"""Signing in the window: the badge goes to the sheet, the secret is asked, refusals stay in it."""

import pytest

from app.capabilities.flows.moves.events import node_stream
from app.capabilities.people.signatures.commands import Ask
from app.capabilities.people.signatures.queries import signatures
from app.capabilities.production.operations.commands import StartOperation
from app.journal.journal import Changes
from app.journal.ledger import ledger_of
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from tests.ui.screens.station_at_work import LEAD, OPERATOR, ORDER, PIN

RECORD = node_stream(ORDER, "B10")


@pytest.fixture
def signing(hands):
    hands.at.define("line_lead", "production.view", "sign.reviewed")
    hands.log_in(LEAD, PIN)
    return hands


def opened(hands):
    window = hands.window
    parts = Parts(window.floor, window.look, window.news, window.drafts)
    sheet = SignatureSheet(parts, window.screen_in_front)
    done: list[Changes] = []
    sheet.signed.connect(done.append)
    seen = frozenset(hands.at.ask(ledger_of, RECORD).entries)
    sheet.ask(Subject(ORDER, "reviewed", asks=(Ask(RECORD, "reviewed", seen=seen),)))
    hands.qtbot.waitUntil(sheet.isVisible)
    return sheet, done


def test_badge_and_pin_sign_what_was_shown_and_nobody_is_switched(signing):
    sheet, done = opened(signing)
    signing.badge(LEAD)
    signing.type_digits(PIN)
    signing.press("signature-sign")
    signing.qtbot.waitUntil(lambda: bool(done))
    assert not sheet.isVisible()
    assert signing.floor.session.person == LEAD
    (one,) = signing.at.ask(signatures, RECORD)
    assert (one.signer, one.meaning) == (LEAD, "reviewed")


def test_a_wrong_pin_is_said_in_the_sheet_and_signs_nothing(signing):
    sheet, done = opened(signing)
    signing.badge(LEAD)
    signing.type_digits("999999")
    signing.press("signature-sign")
    signing.qtbot.waitUntil(lambda: signing.find("signature-trouble") is not None)
    assert done == []
    assert signing.at.ask(signatures, RECORD) == ()
    assert sheet.isVisible()


def test_somebody_else_s_badge_is_refused_while_a_signature_is_open(signing):
    sheet, _ = opened(signing)
    signing.badge(OPERATOR)
    assert signing.floor.session.person == LEAD
    assert sheet.isVisible()


def test_who_has_no_badge_reader_enters_the_id(signing):
    _, done = opened(signing)
    signing.find("signature-id").setText(LEAD.lower())
    signing.type_digits(PIN)
    signing.press("signature-sign")
    signing.qtbot.waitUntil(lambda: bool(done))


def test_what_comes_while_the_sheet_is_open_is_told_at_once_and_not_signed(signing):
    sheet, done = opened(signing)
    signing.at.do(StartOperation(order=ORDER, operation="B10"), OPERATOR)
    signing.qtbot.waitUntil(lambda: signing.find("signature-trouble") is not None)
    signing.badge(LEAD)
    signing.type_digits(PIN)
    assert signing.find("signature-sign") is None  # locked until the record was looked at again
    assert done == []
    assert signing.at.ask(signatures, RECORD) == ()
    assert sheet.isVisible()
