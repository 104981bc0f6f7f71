"""One record in the window and on paper: entries by signature, late ones apart, signed again."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.capabilities.flows.moves.events import Cause, Moved, node_stream
from app.capabilities.people.signatures.commands import Ask
from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.capabilities.records.pages.queries import record
from app.journal.ledger import ledger_of
from app.kernel.words import Bilingual, Words
from app.stations.signing import Credentials, Signing
from app.ui.paper.record import RecordSheets
from app.ui.paper.sheets import pdf
from app.ui.paper.traveller import Printed
from app.ui.screens.records.printing import on_paper
from app.ui.screens.records.record_facts import record_facts
from app.ui.screens.screen import Place
from app.ui.theme.fonts import families
from tests.ui.screens.hands import at_window
from tests.ui.screens.records.test_desk import bring, elsewhere, enter, note, sign
from tests.ui.screens.station_at_work import LEAD, OPERATOR, ORDER, PIN, a_peopled_station

STREAM = node_stream(ORDER, "B10")
REVIEWS = ("production.view", "records.resolve", "records.view", "sign.resolved", "sign.reviewed")


@pytest.fixture
def at(tmp_path):
    made = a_peopled_station(tmp_path / "station")
    made.define("line_lead", *REVIEWS)
    made.do(StartOperation(order=ORDER, operation="B10"), OPERATOR)
    made.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(40)), OPERATOR)
    return made


@pytest.fixture(params=["touch", "bench"])
def hands(request, qtbot, at):
    made = at_window(qtbot, at, language="en", density=request.param)
    made.window.resize(1600, 900)
    yield made
    made.close()


def review(at) -> None:
    """Let the line lead review the record as it is."""
    at.station.sessions.log_in(LEAD, PIN)
    seen = frozenset(at.ask(ledger_of, STREAM).entries)
    ask = Ask(STREAM, "reviewed", seen=seen)
    Signing(at.station).sign((ask,), Credentials(LEAD, PIN, LEAD))
    at.station.sessions.lock("left")


def page(at, **how):
    vocabulary = at.station.journal.vocabulary
    return at.station.ask(lambda c: record(c, vocabulary, STREAM, **how)).result()


def a_move(quantity):
    return Moved(
        case=ORDER,
        source="B10",
        target="B20",
        quantity=Decimal(quantity),
        unit="个",
        cause=Cause.GOOD,
    )


@pytest.fixture
def late(at):
    """Return a station where an entry came late for a review."""
    apart = elsewhere(at, "S2")
    note(apart, a_move(7))
    review(at)
    bring(at, apart)
    return at


@pytest.mark.requirement("P11-16")
def test_a_late_entry_stands_below_the_signature_and_supersedes_it(late):
    found = page(late)
    (block,), (apart,) = found.blocks, found.late
    assert [len(block.entries), len(apart.entries)] == [3, 1]
    (signature,) = block.signatures
    assert (apart.signature.hash, signature.validity) == (signature.hash, "superseded")
    assert found.is_open_again
    assert found.unsigned == ()


def test_what_comes_knowingly_after_a_signature_is_not_yet_signed(at):
    review(at)
    at.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(1)), OPERATOR)
    found = page(at)
    assert (len(found.late), len(found.unsigned)) == (0, 1)
    assert found.is_open_again


def test_as_signed_shows_what_the_signer_saw_and_nothing_since(late):
    (signature,) = page(late).signatures
    then = page(late, as_signed=signature.hash)
    assert (len(then.entries), then.late, then.unsigned) == (3, (), ())
    assert then.fingerprint != page(late).fingerprint


def test_a_record_is_read_signed_and_signed_again_after_a_late_entry(hands, late):
    enter(hands, LEAD)
    hands.window.go(Place("record", record=STREAM))
    hands.reads("Open again")
    hands.reads("Late entries")
    hands.reads("came late for the signature")
    hands.press("record-sign")
    sign(hands)
    hands.sees(lambda: not page(late).is_open_again)
    hands.reads("Everything is signed")
    assert len(page(late).blocks) == 2
    first = page(late).signatures[0]
    hands.press(f"as-signed-{first.hash[:8]}")
    hands.reads("What came afterwards is not shown")
    hands.press("record-now")
    hands.sees(lambda: hands.find("record-now") is None)


@pytest.mark.requirement("P11-14")
def test_every_signature_on_the_screen_says_name_time_and_meaning(hands, late):
    enter(hands, LEAD)
    hands.window.go(Place("record", record=STREAM))
    hands.reads("Line Lead · P-0110")
    hands.reads("(UTC+08:00)")
    hands.reads(Words("en")("signature.meaning.reviewed"))


def printed(at, language="en", as_signed=""):
    vocabulary, now_ms = at.station.journal.vocabulary, at.clock.ms
    facts = at.station.ask(
        lambda c: record_facts(c, vocabulary, STREAM, now_ms, as_signed)
    ).result()
    return on_paper(facts, Words(language))


@pytest.mark.requirement("P11-14")
@pytest.mark.parametrize(("language", "name"), [("en", "Line Lead"), ("zh_CN", "班组长")])
def test_every_signature_on_paper_says_name_time_and_meaning(late, language, name):
    words = Words(language)
    paper = printed(late, language)
    (signature,) = [one for section in paper.sections for one in section.signatures]
    assert signature.name == f"{name} · {LEAD}"
    assert signature.meaning == words("signature.meaning.reviewed")
    assert "UTC+08:00" in signature.stamp
    assert signature.standing == words("signature.validity.superseded")


def test_paper_groups_as_the_screen_does_and_says_what_is_not_synchronised(late):
    paper = printed(late)
    titles = [section.title for section in paper.sections]
    assert titles == ["Entries 1–3", "Late entries"]
    assert paper.unsent == 5
    assert paper.title == Bilingual(f"{ORDER} 工序 B10", f"Operation B10 of {ORDER}")
    assert "Open again" in paper.note


def test_a_record_is_printed_on_as_many_pages_as_it_needs(qapp, late):
    paper = printed(late)
    sheets = RecordSheets(
        paper, Printed(datetime(2026, 11, 22, tzinfo=UTC), "Lead", "S1"), Words("en"), families()
    )
    assert sheets.count == 1
    assert pdf(sheets).startswith(b"%PDF-1.4")
    lines = paper.sections[0].lines * 60
    long = type(paper)(
        paper.title,
        paper.fingerprint,
        paper.unsent,
        (type(paper.sections[0])("Entries", lines=lines),),
    )
    many = RecordSheets(
        long, Printed(datetime(2026, 11, 22, tzinfo=UTC), "Lead", "S1"), Words("en"), families()
    )
    assert many.count > 3
    assert pdf(many).startswith(b"%PDF-1.4")


def test_a_record_is_opened_from_the_reports_of_an_operation(qtbot, at):
    at.define("operator", "production.report", "production.view", "records.view")
    hands = at_window(qtbot, at, language="en")
    enter(hands, OPERATOR)
    hands.window.go(Place("execute", ORDER, "B10"))
    hands.press("reports")
    hands.press("reports-record")
    hands.is_at("record")
    hands.reads("Operation B10 of")
    hands.close()
