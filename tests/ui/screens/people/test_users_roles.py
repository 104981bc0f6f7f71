"""Users and roles: administrators change them with a reason; everybody else only looks."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.capabilities.people.accounts.queries import person
from app.kernel.refused import Refused
from app.ui.kit import DataTable, Switch
from app.ui.screens.people.users_roles import UsersRoles
from app.ui.screens.screen import Place
from tests.ui.screens.plant import ADMIN, ADMIN_PIN, LEAD, LEAD_PIN, OPERATOR, Bench, free, press


@pytest.fixture
def station(bench_station: Bench) -> Bench:
    bench_station.log_in(ADMIN, ADMIN_PIN)
    return bench_station


@pytest.fixture
def screen(qtbot, bench, station):
    made = UsersRoles(station.floor, bench)
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
    with qtbot.waitSignal(screen.tell):
        press(qtbot, screen, "roles-save")
    assert set(station.ask(person, OPERATOR).roles) == {"operator", "ipqc"}
    assert not sheet.isVisible()


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
    with qtbot.waitSignal(screen.tell):
        press(qtbot, screen, "disable-do")
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
    with qtbot.waitSignal(screen.tell):
        press(qtbot, screen, "new-save")
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
