"""What a program that was tampered with writes of a nonconformance gets past no gate."""

from decimal import Decimal
from hashlib import sha256

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import delete

from app.capabilities.forms.filling.commands import CompleteForm, EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.production.holds.events import WorkFreed
from app.capabilities.quality.nonconformance.dispositions.commands import CloseNonconformance
from app.capabilities.quality.nonconformance.executing.commands import (
    ExecuteDisposition,
    VerifyRework,
)
from app.capabilities.quality.nonconformance.overseeing.queries import freed_early
from app.capabilities.quality.nonconformance.overseeing.todos import todos
from app.capabilities.quality.nonconformance.records.bodies import (
    NC_TERMS,
    STANDARD_TERMS,
    Disposition,
    Part,
)
from app.capabilities.quality.nonconformance.records.events import (
    DispositionApproved,
    DispositionProposed,
)
from app.capabilities.quality.nonconformance.review_board.queries import board
from app.kernel.refused import Refused
from app.store.tables import content
from tests.capabilities.documents.library import publish
from tests.capabilities.quality.inspected import IPQC, LEAD, ORDER, QA
from tests.capabilities.quality.nonconformed import (
    PHOTO,
    REWORK,
    SCRAP,
    a_shop,
    approve,
    at_turning,
    evaluate,
    it,
    propose,
    register,
    witnessed,
)
from tests.capabilities.rules.factory import LOOK

WHOLE = replace(SCRAP, quantity=Decimal(500))
ALL = replace(REWORK, quantity=Decimal(500))


@pytest.fixture
def node():
    node = a_shop()
    at_turning(node)
    register(node)
    evaluate(node, "n-1")
    return node


def forge(node, *happened, actor):
    with node.engine.begin() as connection:
        node.journal.record(connection, happened, actor)


@pytest.mark.requirement("CN-15")
def test_a_proposal_that_asks_for_nobody_is_not_decided(node):
    forge(node, DispositionProposed(name="n-1", splits=(WHOLE,), needs=()), actor=IPQC)
    now = it(node, "n-1")
    assert now.missing == (Part.QUALITY,)
    assert not now.may_be_done(Disposition.SCRAP)
    done = ExecuteDisposition(name="n-1", disposition=Disposition.SCRAP, quantity=Decimal(1))
    with pytest.raises(Refused, match=r"ncr\.not_decided"):
        node.do(done, LEAD)
    approve(node, "n-1", QA, Part.QUALITY)
    assert it(node, "n-1").is_decided


@pytest.mark.requirement("CN-15")
def test_nobody_approves_their_own_nor_for_two_offices_however_it_came(node):
    proposal = propose(node, "n-1", ALL)
    for who, part in (
        (IPQC, Part.SUPERVISOR),  # their own proposal
        ("", Part.SUPERVISOR),  # nobody's
        (QA, Part.QUALITY),
        (QA, Part.SUPERVISOR),  # at another station, apart
    ):
        node.clock.ms += 1_000
        forge(node, DispositionApproved(name="n-1", proposal=proposal, part=part), actor=who)
    assert it(node, "n-1").missing == (Part.SUPERVISOR,)
    approve(node, "n-1", LEAD, Part.SUPERVISOR)
    assert it(node, "n-1").is_decided


@pytest.mark.parametrize("quantity", ["NaN", "sNaN", "Infinity", "-1E+999999999"])
def test_a_quantity_that_is_none_stops_no_board(node, quantity):
    split = replace(WHOLE, quantity=Decimal(quantity))
    forge(node, DispositionProposed(name="n-1", splits=(split,), needs=()), actor=IPQC)
    assert board_of(node).open_count == 1
    with pytest.raises(Refused):
        node.do(CloseNonconformance(name="n-1"), QA)


def test_terms_that_have_not_come_stop_neither_an_inbox_nor_a_registration(node):
    publish(node, NC_TERMS, "NC-TERMS", STANDARD_TERMS)
    with node.engine.begin() as connection:
        here = content.c.media == "application/json"
        terms = sha256(msgspec.json.encode(STANDARD_TERMS)).hexdigest()
        connection.execute(delete(content).where(here, content.c.hash == terms))
    register(node, name="n-2")
    assert board_of(node).open_count == 2
    with pytest.raises(Refused, match=r"document\.not_here"):  # what may be reworked it must know
        propose(node, "n-1", ALL)


def board_of(node):
    """Return the board as quality sees it, and let its inbox be asked for too."""
    with node.engine.begin() as connection:
        acting = node.journal.acting(connection, QA)
        assert tuple(todos(acting))
        return board(connection, QA, acting.place, acting.now)


@pytest.mark.requirement("CN-15")
def test_what_nobody_signed_is_not_carried_out(node):
    proposal = propose(node, "n-1", WHOLE)
    said = DispositionApproved(name="n-1", proposal=proposal, part=Part.QUALITY)
    forge(node, said, actor=QA)
    scrapped = ExecuteDisposition(
        name="n-1", disposition=Disposition.SCRAP, quantity=Decimal(1), second=QA, pictures=(PHOTO,)
    )
    with pytest.raises(Refused, match=r"ncr\.not_signed"):
        witnessed(node, scrapped)


@pytest.mark.requirement("CN-15", "CN-18")
def test_a_form_of_something_else_or_of_before_is_no_reinspection(node):
    fill_in(node, "before", order=ORDER)
    propose(node, "n-1", ALL)
    approve(node, "n-1", LEAD, Part.SUPERVISOR)
    approve(node, "n-1", QA, Part.QUALITY)
    node.clock.ms += 3_600_000
    done = ExecuteDisposition(name="n-1", disposition=Disposition.REWORK, quantity=Decimal(500))
    node.do(done, LEAD)
    fill_in(node, "other", order="OTHER")
    fill_in(node, "after", order=ORDER)
    for form in ("before", "other"):
        with pytest.raises(Refused, match=r"ncr\.verify_other"):
            node.do(VerifyRework(name="n-1", accepted=Decimal(500), inspection=form), IPQC)
    node.do(VerifyRework(name="n-1", accepted=Decimal(500), inspection="after"), IPQC)


def fill_in(node, name, **subject):
    """Fill a form of something, and complete it."""
    if name == "before":
        publish(node, "form", LOOK.code, LOOK)
    node.do(StartForm(form=LOOK.code, filled=name, subject=Subject(**subject)), IPQC)
    value = msgspec.json.encode("pass").decode()
    node.do(EnterFields(filled=name, entries=(Entry(path="look", value=value),)), IPQC)
    node.do(CompleteForm(filled=name), IPQC)


@pytest.mark.requirement("IL-12")
def test_a_hold_that_was_lifted_while_it_is_open_is_on_the_desk(node):
    assert not node.ask(lambda c: tuple(freed_early(c)))
    forge(node, WorkFreed(hold="n-1-ncr", reason="x", ncr="n-1"), actor=QA)
    (found,) = node.ask(lambda c: tuple(freed_early(c)))
    assert (found.stream, found.facts["by"]) == ("nonconformance/n-1", QA)
