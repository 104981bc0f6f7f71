"""The audit trail: every act, old and new, why; nobody changes it, nobody switches it off."""

from decimal import Decimal

import pytest
from sqlalchemy import event as sql_event
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.capabilities.people.accounts.commands import SetRoles
from app.capabilities.production.operations.commands import (
    CorrectReport,
    DispatchOperation,
    ReportOperation,
    StartOperation,
)
from app.capabilities.records.audit.answers import Filters
from app.capabilities.records.audit.queries import PAGE, everything, page
from app.capabilities.records.entries.answers import Chain, Change
from app.capabilities.roster import ROSTER
from app.kernel.refused import Refused
from app.kernel.words import Words
from app.store.tables import event
from app.ui.screens.records.telling import Teller, names
from app.ui.screens.records.trail_file import rows_of
from tests.capabilities.records.apart import LEAD, OPERATOR, ORDER, two_stations


@pytest.fixture
def node():
    """Return a station where somebody reported 40, and made 38 of it."""
    one, _ = two_stations()
    one.do(StartOperation(order=ORDER, operation="B10"), OPERATOR)
    one.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(40)), OPERATOR)
    move = one.events()[-1].hash
    one.do(CorrectReport(move=move, reason="miscounted", quantity=Decimal(2)), LEAD)
    return one


def trail(node, start=0, **filters):
    return node.ask(page, node.journal.vocabulary, Filters(**filters), start)


def entries(node, **filters):
    return [line.entry for line in trail(node, **filters).lines]


@pytest.mark.requirement("P11-05")
def test_a_correction_shows_the_old_and_the_new_value_and_why(node):
    (first, *_) = entries(node, record=f"{ORDER}/B10")
    assert first.changes == (Change("quantity", Decimal(40), Decimal(38)),)
    assert (first.why, first.actor, first.station) == ("miscounted", LEAD, "S1")


@pytest.mark.requirement("P11-05")
def test_a_second_correction_goes_on_from_the_first(node):
    move = next(e.hash for e in entries(node, kind="flows.moved") if not e.corrects)
    node.do(CorrectReport(move=move, reason="miscounted", quantity=Decimal(3)), LEAD)
    (first, *_) = entries(node, kind="flows.moved")
    assert first.changes == (Change("quantity", Decimal(38), Decimal(35)),)


@pytest.mark.requirement("P11-05")
def test_what_is_stated_anew_shows_what_it_was(node):
    for machine in ("CNC-01", "CNC-02"):
        command = DispatchOperation(order=ORDER, operation="B20", station="S1", equipment=machine)
        node.do(command, LEAD)
    (first, *_) = entries(node, kind="production.operation_dispatched")
    assert first.changes == (Change("equipment", "CNC-01", "CNC-02"),)


@pytest.mark.requirement("P11-05")
def test_a_change_of_access_is_in_the_trail_like_any_other(node):
    node.do(SetRoles(person=OPERATOR, roles=("lead",), why="promoted"), "P-0124")
    (first,) = entries(node, person="P-0124")
    assert first.changes == (Change("now", ("operator",), ("lead",)),)
    assert first.why == "promoted"


@pytest.mark.requirement("P11-05")
def test_a_change_without_a_reason_is_refused(node):
    move = next(e.hash for e in entries(node, kind="flows.moved") if not e.corrects)
    with pytest.raises(Refused, match=r"correct\.reason_missing"):
        node.do(CorrectReport(move=move, reason=" ", quantity=Decimal(1)), LEAD)


@pytest.mark.requirement("P11-05")
@pytest.mark.parametrize(
    "statement",
    ["UPDATE event SET kind = 'x'", "DELETE FROM event", "UPDATE event SET bytes = x''"],
)
def test_not_even_raw_sql_changes_the_trail(node, statement):
    before = node.events()
    with pytest.raises(IntegrityError, match="append-only"), node.engine.begin() as connection:
        connection.execute(text(statement))
    assert node.events() == before


@pytest.mark.requirement("P11-05")
def test_no_right_and_no_command_switches_the_trail_off(node):
    """Everything a command does is an event, and every event is in the trail, whoever did it."""
    commands = [command for plug in ROSTER for command in plug.commands]
    records = {c.right for c in commands if c.right.startswith(("records.", "audit."))}
    assert records == {"records.resolve"}
    assert len(list(node.ask(_all, node.journal.vocabulary))) == len(node.events())


@pytest.mark.requirement("P11-05")
def test_the_export_lists_who_when_where_old_new_and_why(node):
    teller = Teller(Words("en"), node.ask(names))
    (first, *_) = trail(node, record=f"{ORDER}/B10").lines
    (row,) = rows_of(first, teller)
    assert (row["field"], row["old"], row["new"]) == ("Quantity", "40", "38")
    assert (row["id"], row["why"], row["signed"]) == (LEAD, "Miscounted", "not signed")
    assert row["when"].endswith("(UTC+08:00)")


def test_filters_narrow_it_and_pages_go_on_where_the_last_ended(node):
    everybody = trail(node)
    assert everybody.total == len(node.events())
    assert {e.actor for e in entries(node, person=OPERATOR)} == {OPERATOR}
    assert {e.station for e in entries(node, station="S1")} == {"S1"}
    assert entries(node, station="S9") == []
    now = node.clock.ms
    assert entries(node, since_ms=now + 1) == []
    assert len(entries(node, since_ms=now, until_ms=now + 1)) == everybody.total
    assert trail(node, start=PAGE).lines == ()


def test_every_line_of_the_own_chain_is_verified_and_a_changed_byte_is_seen(node):
    assert {line.entry.chain for line in trail(node).lines} == {Chain.WHOLE}
    data = node.events()[8].data.replace(b'"v":1', b'"v":2')
    with node.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER event_is_never_changed"))
        forged = event.update().where(event.c.ordinal == 9)
        connection.execute(forged.values(bytes=data))
    assert Chain.BROKEN in {line.entry.chain for line in trail(node).lines}


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(person=OPERATOR),
        Filters(station="S1", kind="flows.moved"),
        Filters(record="B10", since_ms=5),
    ],
)
def test_the_places_of_a_page_come_from_an_index(node, filters):
    asked = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        asked.append((statement, parameters))

    sql_event.listen(node.engine, "before_cursor_execute", note)
    node.ask(page, node.journal.vocabulary, filters, 0)
    sql_event.remove(node.engine, "before_cursor_execute", note)
    paged = [(s, p) for s, p in asked if "LIMIT" in s and "ordinal" in s]
    assert paged
    with node.engine.begin() as connection:
        for statement, parameters in paged:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps = [row[3] for row in plan]
            assert not [s for s in steps if s.startswith("SCAN event") and "INDEX" not in s], steps


def _all(connection, vocabulary):
    return list(everything(connection, vocabulary, Filters()))
