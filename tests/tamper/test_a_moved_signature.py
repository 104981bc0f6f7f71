"""A person's signature belongs to one record and its content: anywhere else it is named."""

from decimal import Decimal

import msgspec
import pytest

from app.capabilities.flows.moves.events import node_stream
from app.capabilities.people.accounts.commands import DefineRole
from app.capabilities.people.signatures.commands import Ask
from app.capabilities.people.signatures.events import Signed
from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.journal.event import Covering
from app.journal.ledger import ledger_of
from app.kernel.words import Bilingual
from app.stations.signing import Credentials, Signing
from tests.journal.node import all_events
from tests.tamper.workshop import verified
from tests.ui.screens.station_at_work import LEAD, OPERATOR, ORDER, PIN, a_peopled_station

RECORD = node_stream(ORDER, "B10")


@pytest.fixture
def at(tmp_path):
    """A station where a line lead has reviewed a report."""
    at = a_peopled_station(tmp_path / "s1")
    rights = ("sign.reviewed", "production.report")
    at.do(
        DefineRole(
            role="line_lead", name=Bilingual("班组长", "Lead"), rights=rights, why="they sign"
        )
    )
    at.do(StartOperation(order=ORDER, operation="B10"), OPERATOR)
    at.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(10)), OPERATOR)
    at.station.sessions.log_in(LEAD, PIN)
    ask = Ask(RECORD, "reviewed", seen=frozenset(at.ask(ledger_of, RECORD).entries))
    Signing(at.station).sign((ask,), Credentials(LEAD, PIN, LEAD))
    yield at
    at.station.close()


def signature_of(at):
    (entry,) = at.ask(ledger_of, RECORD).signatures
    (sealed,) = (s for s in at.ask(all_events) if s.hash == entry.hash)
    return sealed


def paste(at, signed, covers, actor=LEAD):
    """Write the event as the station would, with its key: somebody owns the whole machine."""
    journal = at.station.journal
    fact = Covering(signed, covers)
    at.station.writer.act(lambda c: journal.record(c, [fact], actor)).result()


def assert_named(at, capsys, code):
    events = len(at.ask(all_events))
    at.station.close()
    status, problems, _ = verified(at.folder, capsys)
    assert status == 1
    assert [(one["code"], one["ordinal"]) for one in problems] == [(code, events)]


def test_a_true_signature_is_accepted(at, capsys):
    at.station.close()
    assert verified(at.folder, capsys)[:2] == (0, [])


@pytest.mark.requirement("P11-16")
def test_a_signature_pasted_on_another_record_is_named(at, capsys):
    sealed = signature_of(at)
    signed = msgspec.json.decode(sealed.envelope.payload, type=Signed)
    elsewhere = msgspec.structs.replace(signed, record=node_stream(ORDER, "B20"))
    paste(at, elsewhere, sealed.envelope.covers)
    assert_named(at, capsys, "signature_moved")


@pytest.mark.requirement("P11-16")
def test_a_signature_stretched_over_what_came_later_is_named(at, capsys):
    sealed = signature_of(at)
    signed = msgspec.json.decode(sealed.envelope.payload, type=Signed)
    more = at.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(1)), OPERATOR)
    paste(at, signed, (*sealed.envelope.covers, more.events[0].hash))
    assert_named(at, capsys, "signature_moved")


@pytest.mark.requirement("P11-16")
def test_a_signature_in_anothers_name_is_named(at, capsys):
    sealed = signature_of(at)
    signed = msgspec.json.decode(sealed.envelope.payload, type=Signed)
    forged = msgspec.structs.replace(signed, signature="00" * 64)
    paste(at, forged, sealed.envelope.covers)
    assert_named(at, capsys, "signature_forged")
