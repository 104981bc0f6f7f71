"""Users and roles: administrators change them with a reason and sign; others only look."""

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.capabilities.people.accounts.queries import person
from app.capabilities.people.badges.queries import badge_standing
from app.capabilities.people.delegations.queries import running
from app.capabilities.people.identities.queries import is_identity_verified
from app.capabilities.people.policies.queries import has_acknowledged
from app.capabilities.people.qualifications.queries import grant_held
from app.capabilities.people.reviews.queries import reviews
from app.capabilities.people.signatures.queries import signatures
from app.kernel.refused import Refused
from app.ui.drafts import Drafts
from app.ui.kit import DataTable, StatusChip, Switch
from app.ui.news import News
from app.ui.scans import ScanRouter
from app.ui.screens.kind import Parts
from app.ui.screens.people.users_roles import UsersRoles
from app.ui.screens.screen import Place
from tests.ui.screens.plant import (
    ADMIN,
    ADMIN_PIN,
    LEAD,
    LEAD_PIN,
    OPERATOR,
    QUALITY,
    QUALITY_PIN,
    Bench,
    free,
    press,
)


@pytest.fixture
def station(bench_station: Bench) -> Bench:
    bench_station.log_in(ADMIN, ADMIN_PIN)
    return bench_station


@pytest.fixture
def screen(qtbot, bench, station):
    news = News(ScanRouter(station.clock), station.station.time)
    made = UsersRoles(Parts(station.floor, bench, news, Drafts(station.floor)))
    qtbot.addWidget(made)
    made.resize(1680, 1000)
    with qtbot.waitExposed(made):
        made.show()
    made.enter(Place("users"))
    qtbot.waitUntil(lambda: len(table(made).rows()) == 24)
    return made


def table(screen):
    return screen.findChild(DataTable, "people")


def choose(screen, someone):
    place = [one.person for one in table(screen).rows()].index(someone)
    table(screen).view.selectRow(place)


def texts(widget: QWidget) -> str:
    found = (label for label in widget.findChildren(QLabel) if label.isVisible())
    return " | ".join(label.full() if hasattr(label, "full") else label.text() for label in found)


def write(screen, name, text):
    screen.findChild(QLineEdit, name).setText(text)


def chips(screen):
    card = screen.findChild(QWidget, "person-card")
    return " | ".join(one.text for one in card.findChildren(StatusChip) if one.isVisible())


def sign(qtbot, screen, person=ADMIN, pin=ADMIN_PIN):
    """Sign what the sheet asks for, as a person would: id and PIN, then once more for `tell`."""
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "signature").isVisible())
    sheet = screen.findChild(QWidget, "signature")
    qtbot.waitUntil(lambda: free(sheet, "signature-way"))
    if screen.findChild(QLineEdit, "signature-id").isVisible():
        write(sheet, "signature-id", person)
    press(qtbot, sheet, "signature-way")
    write(sheet, "signature-password", pin)
    with qtbot.waitSignal(screen.tell):
        press(qtbot, sheet, "signature-sign")


def signers(station, record):
    return [(one.signer, one.meaning) for one in station.ask(signatures, record)]


def test_a_person_is_found_and_their_rights_told_with_the_role_that_grants_them(qtbot, screen):
    screen.findChild(QLineEdit, "users-search").setText("B-00710")
    assert [one.person for one in table(screen).rows()] == [LEAD]
    choose(screen, LEAD)
    card = texts(screen.findChild(QWidget, "person-card"))
    assert "Import a production plan | Line lead" in card
    assert "Administer users and roles | not granted" in card
    assert "SUP-1" in card


def test_roles_are_changed_with_what_was_and_what_will_be(qtbot, screen, station):
    choose(screen, OPERATOR)
    press(qtbot, screen, "person-roles")
    screen.findChild(Switch, "role-ipqc").click()
    sheet = screen.findChild(QWidget, "roles")
    assert "From Operator to In-process inspector, Operator" in texts(sheet)
    write(screen, "roles-why", "trained")
    press(qtbot, screen, "roles-save")
    sign(qtbot, screen)
    assert set(station.ask(person, OPERATOR).roles) == {"operator", "ipqc"}
    assert signers(station, f"person/{OPERATOR}") == [(ADMIN, "administered")]
    assert not sheet.isVisible()


def test_a_role_counts_where_it_is_given_and_stays_there_when_others_change(qtbot, screen, station):
    choose(screen, OPERATOR)
    press(qtbot, screen, "person-roles")
    where = screen.findChild(QComboBox, "where-operator")
    where.setCurrentIndex(where.findData("area CB-1"))
    where.activated.emit(where.currentIndex())
    assert "Operator (Shop 1)" in texts(screen.findChild(QWidget, "roles"))
    write(screen, "roles-why", "only there")
    press(qtbot, screen, "roles-save")
    sign(qtbot, screen)
    (grant,) = station.ask(person, OPERATOR).scopes
    assert (grant.role, grant.areas) == ("operator", ("CB-1",))
    qtbot.waitUntil(lambda: "Operator · Shop 1" in texts(screen.findChild(QWidget, "person-card")))
    press(qtbot, screen, "person-roles")
    screen.findChild(Switch, "role-ipqc").click()
    write(screen, "roles-why", "trained")
    press(qtbot, screen, "roles-save")
    sign(qtbot, screen)
    assert station.ask(person, OPERATOR).scopes == (grant,)


def test_a_change_without_a_reason_is_refused_in_words(qtbot, screen, station):
    choose(screen, OPERATOR)
    press(qtbot, screen, "person-roles")
    screen.findChild(Switch, "role-ipqc").click()
    press(qtbot, screen, "roles-save")
    sheet = screen.findChild(QWidget, "roles")
    qtbot.waitUntil(lambda: "Please give the reason" in texts(sheet))
    assert station.ask(person, OPERATOR).roles == ("operator",)


def test_administration_never_goes_together_with_production(qtbot, screen, station):
    choose(screen, OPERATOR)
    press(qtbot, screen, "person-roles")
    screen.findChild(Switch, "role-it_admin").click()
    write(screen, "roles-why", "convenient")
    press(qtbot, screen, "roles-save")
    sheet = screen.findChild(QWidget, "roles")
    qtbot.waitUntil(lambda: "cannot hold administration together" in texts(sheet))


def test_an_account_is_disabled_for_a_reason(qtbot, screen, station):
    choose(screen, "P-0109")
    press(qtbot, screen, "person-disable")
    write(screen, "disable-why", "left the plant")
    assert "Collect badge B-00709" in texts(screen.findChild(QWidget, "disable"))
    press(qtbot, screen, "disable-do")
    sign(qtbot, screen)
    assert not station.ask(person, "P-0109").is_active
    qtbot.waitUntil(lambda: "left the plant" in texts(screen.findChild(QWidget, "person-card")))


def test_a_new_person_is_added_and_what_is_wrong_is_said(qtbot, screen, station):
    press(qtbot, screen, "person-new")
    for name, text in (
        ("new-id", "P-0125"),
        ("new-zh", "操作工 10"),
        ("new-en", "Operator 10"),
        ("new-badge", "B-00701"),
        ("new-why", "hired"),
    ):
        write(screen, name, text)
    press(qtbot, screen, "new-save")
    sheet = screen.findChild(QWidget, "new")
    qtbot.waitUntil(lambda: "belongs to Operator 01" in texts(sheet))
    write(screen, "new-badge", "B-00725")
    press(qtbot, screen, "new-save")
    sign(qtbot, screen)
    assert station.ask(person, "P-0125").badge == "B-00725"


def test_without_the_right_nothing_can_be_changed(qtbot, screen, station):
    station.log_in(LEAD, LEAD_PIN)
    screen.refresh()
    qtbot.waitUntil(lambda: not free(screen, "person-new"))
    choose(screen, OPERATOR)
    assert not free(screen, "person-roles")
    assert not free(screen, "person-disable")


def test_a_lockout_is_lifted_by_a_line_lead(qtbot, screen, station):
    for _ in range(5):
        with pytest.raises(Refused):
            station.log_in(OPERATOR, "999998")
    station.log_in(LEAD, LEAD_PIN)
    screen.refresh()
    choose(screen, OPERATOR)
    qtbot.waitUntil(lambda: free(screen, "person-lift"))
    press(qtbot, screen, "person-lift")
    write(screen, "lift-why", "wrong keyboard")
    with qtbot.waitSignal(screen.tell):
        press(qtbot, screen, "lift-do")
    station.log_in(OPERATOR, "258001")


def test_the_matrix_shows_every_right_and_is_searched(qtbot, screen):
    press(qtbot, screen, "users-view-matrix")
    lines = screen.findChild(QWidget, "rights-lines")
    assert "Import a production plan: Line lead" in lines.accessibleName()
    screen.findChild(QLineEdit, "rights-search").setText("lockout")
    assert lines.accessibleName() == "Lift a login lockout: Line lead"


def test_an_identity_is_verified_and_the_letter_printed(qtbot, screen, station, tmp_path):
    choose(screen, "P-0109")
    press(qtbot, screen, "person-verify")
    press(qtbot, screen, "verify-do")
    qtbot.waitUntil(lambda: "say where the copy" in texts(screen.findChild(QWidget, "verify")))
    write(screen, "verify-evidence", "HR-P-0109")
    press(qtbot, screen, "verify-do")
    sign(qtbot, screen)
    assert station.ask(is_identity_verified, "P-0109")
    qtbot.waitUntil(lambda: free(screen, "person-letter"))
    press(qtbot, screen, "person-letter")
    write(screen, "letter-path", str(tmp_path / "letter.pdf"))
    press(qtbot, screen, "letter-save")
    qtbot.waitUntil(lambda: not screen.findChild(QWidget, "letter-printing").isVisible())
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")


def test_a_badge_is_tested_and_replaced(qtbot, screen, station):
    choose(screen, OPERATOR)
    press(qtbot, screen, "person-badge_test")
    write(screen, "badge_test-seen", "B-00999")
    press(qtbot, screen, "badge_test-do")
    sign(qtbot, screen)
    qtbot.waitUntil(lambda: "Badge test failed" in chips(screen))
    assert station.ask(badge_standing, OPERATOR, station.clock.ms).blocks
    press(qtbot, screen, "person-badge_new")
    write(screen, "badge_new-badge", "B-00799")
    write(screen, "badge_new-why", "lost")
    press(qtbot, screen, "badge_new-do")
    sign(qtbot, screen)
    assert station.ask(person, OPERATOR).badge == "B-00799"
    assert not station.ask(badge_standing, OPERATOR, station.clock.ms).blocks


def test_a_line_lead_vouches_for_somebody_and_takes_it_back(qtbot, screen, station):
    station.log_in(LEAD, LEAD_PIN)
    screen.refresh()
    choose(screen, OPERATOR)
    qtbot.waitUntil(lambda: free(screen, "person-define"))
    press(qtbot, screen, "person-define")
    for name, text in (("code", "LEAK"), ("zh", "气密测试"), ("en", "Leak testing")):
        write(screen, f"define-{name}", text)
    press(qtbot, screen, "define-do")
    qtbot.waitUntil(lambda: "between 1 and 120" in texts(screen.findChild(QWidget, "define")))
    write(screen, "define-months", "12")
    press(qtbot, screen, "define-do")
    sign(qtbot, screen, LEAD, LEAD_PIN)
    qtbot.waitUntil(lambda: len(screen.facts().trust.qualifications) == 1)
    press(qtbot, screen, "person-qualify")
    write(screen, "qualify-evidence", "TR-1")
    write(screen, "qualify-until", "tomorrow")
    press(qtbot, screen, "qualify-do")
    qtbot.waitUntil(lambda: "write the date" in texts(screen.findChild(QWidget, "qualify")))
    write(screen, "qualify-until", "2027-05-12")
    press(qtbot, screen, "qualify-do")
    sign(qtbot, screen, LEAD, LEAD_PIN)
    assert signers(station, f"qualified/{OPERATOR}/LEAK") == [(LEAD, "performed")]
    qtbot.waitUntil(lambda: "Valid · 2027-05-12" in chips(screen))
    press(qtbot, screen, "person-unqualify")
    write(screen, "unqualify-why", "failed the audit")
    press(qtbot, screen, "unqualify-do")
    sign(qtbot, screen, LEAD, LEAD_PIN)
    assert station.ask(grant_held, OPERATOR, "LEAK") is None


def test_signatures_are_delegated_for_a_while_and_ended(qtbot, screen, station):
    station.log_in(LEAD, LEAD_PIN)
    screen.refresh()
    choose(screen, "P-0111")
    qtbot.waitUntil(lambda: free(screen, "person-delegate"))
    press(qtbot, screen, "person-delegate")
    write(screen, "delegate-why", "holidays")
    press(qtbot, screen, "delegate-do")
    sign(qtbot, screen, LEAD, LEAD_PIN)
    qtbot.waitUntil(lambda: "In the stead of" in texts(screen.findChild(QWidget, "person-card")))
    press(qtbot, screen, "person-undelegate")
    write(screen, "undelegate-why", "back early")
    press(qtbot, screen, "undelegate-do")
    sign(qtbot, screen, LEAD, LEAD_PIN)
    assert station.ask(running, station.clock.ms) == ()


def test_access_is_reviewed_account_by_account_and_signed(qtbot, screen, station):
    station.log_in(QUALITY, QUALITY_PIN)
    screen.refresh()
    press(qtbot, screen, "users-view-review")
    qtbot.waitUntil(lambda: free(screen, "review-start"))
    press(qtbot, screen, "review-start")
    sign(qtbot, screen, QUALITY, QUALITY_PIN)
    review = screen.findChild(DataTable, "review")
    qtbot.waitUntil(lambda: len(review.rows()) == 24)
    assert not free(screen, "review-close")
    review.view.selectRow(0)
    press(qtbot, screen, "review-change")
    write(screen, "judge_change-why", "one role too many")
    press(qtbot, screen, "judge_change-do")
    qtbot.waitUntil(lambda: len(screen.facts().trust.reviews.judged) == 1)
    for place in range(24):
        someone = next(one for one in review.rows() if not judged_or_own(screen, one.person))
        review.view.selectRow([one.person for one in review.rows()].index(someone.person))
        qtbot.waitUntil(lambda: free(screen, "review-keep"))
        press(qtbot, screen, "review-keep")
        done = place + 2
        qtbot.waitUntil(lambda done=done: len(screen.facts().trust.reviews.judged) == done)
        if done == 23:
            break
    qtbot.waitUntil(lambda: free(screen, "review-close"))
    press(qtbot, screen, "review-close")
    sign(qtbot, screen, QUALITY, QUALITY_PIN)
    (closed,) = station.ask(reviews)
    assert (closed.kept, closed.to_change, closed.closed_by) == (22, 1, QUALITY)
    said = signers(station, closed.stream)
    assert said == [(QUALITY, "authored"), (QUALITY, "authored")]


def judged_or_own(screen, someone):
    return someone == QUALITY or someone in screen.facts().trust.reviews.judged


def test_a_policy_is_published_and_acknowledged(qtbot, screen, station):
    station.log_in(QUALITY, QUALITY_PIN)
    screen.refresh()
    press(qtbot, screen, "users-view-policy")
    qtbot.waitUntil(lambda: free(screen, "policy-publish"))
    press(qtbot, screen, "policy-publish")
    for name, text in (("zh", "签名即负责"), ("en", "Who signs answers for it")):
        screen.findChild(QPlainTextEdit, f"publish-{name}").setPlainText(text)
    write(screen, "publish-why", "start")
    press(qtbot, screen, "publish-do")
    sign(qtbot, screen, QUALITY, QUALITY_PIN)
    assert station.ask(has_acknowledged, QUALITY)
    station.log_in(ADMIN, ADMIN_PIN)
    screen.refresh()
    qtbot.waitUntil(lambda: free(screen, "policy-acknowledge"))
    with qtbot.waitSignal(screen.tell):
        press(qtbot, screen, "policy-acknowledge")
    assert station.ask(has_acknowledged, ADMIN)
    assert not station.ask(has_acknowledged, OPERATOR)


def test_people_are_kept_by_how_they_stand(qtbot, screen):
    press(qtbot, screen, "filter-unverified")
    people = {one.person for one in table(screen).rows()}
    assert len(people) == 20
    assert not people & {ADMIN, LEAD, OPERATOR, QUALITY}
