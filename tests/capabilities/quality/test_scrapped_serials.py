"""Scrapping voids the serial numbers of what is scrapped; labels reconcile, wherever printed."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.labels.bodies import LABEL_TEMPLATE
from app.capabilities.labels.jobs.commands import (
    MarkClaimed,
    MarkSending,
    MarkSent,
    ReprintLabel,
)
from app.capabilities.labels.jobs.queries import serials_of
from app.capabilities.labels.reconciliation.queries import reconciled
from app.capabilities.quality.nonconformance.dispositions.commands import CloseNonconformance
from app.capabilities.quality.nonconformance.executing.commands import (
    ExecuteDisposition,
    VoidScrappedLabels,
)
from app.capabilities.quality.nonconformance.overseeing.todos import todos
from app.capabilities.quality.nonconformance.records.answers import State
from app.capabilities.quality.nonconformance.records.bodies import Disposition, Part
from app.capabilities.quality.nonconformance.review_board.queries import review
from app.kernel.place import Place
from app.kernel.refused import Refused
from tests.capabilities.documents.library import publish
from tests.capabilities.labels.factory import TEMPLATE, asked, labels
from tests.capabilities.quality.inspected import (
    LEAD,
    OPERATOR,
    ORDER,
    OTHER_OPERATOR,
    QA,
    a_second,
    merge,
    moment,
)
from tests.capabilities.quality.nonconformed import (
    PHOTO,
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
from tests.journal.node import Node

FIVE = 5


def a_labelled(pieces: int = FIVE) -> Node:
    """Return a shop whose order of five is at turning; so many of the pieces bear a label."""
    node = a_shop()
    publish(node, LABEL_TEMPLATE, TEMPLATE.code, TEMPLATE)
    at_turning(node, FIVE)
    if pieces:
        print_labels(node, pieces)
    return node


def print_labels(node: Node, count: int) -> None:
    node.do(asked(count, order=ORDER), OPERATOR)
    for row in labels(node):
        if row.state == "queued":
            leave(node, row.label)


def leave(node: Node, label: str) -> None:
    """Let a label be printed."""
    node.do(MarkClaimed(label=label), actor="")
    node.do(MarkSending(label=label, rendered="ab" * 32, size=9), actor="")
    node.do(MarkSent(label=label), actor="")


def to_scrap(node: Node, much: int = 2) -> str:
    """Decide that so many pieces are scrapped; return the nonconformance."""
    name = register(node, quantity=Decimal(much))
    evaluate(node, name, much)
    propose(node, name, replace(SCRAP, quantity=Decimal(much)))
    approve(node, name, QA, Part.QUALITY)
    return name


def scrap(name: str, *serials: str, much: int = 2) -> ExecuteDisposition:
    return ExecuteDisposition(
        name=name,
        disposition=Disposition.SCRAP,
        quantity=Decimal(much),
        second=OTHER_OPERATOR,
        serials=serials,
        pictures=(PHOTO,),
    )


def waiting(node: Node) -> list[str]:
    return [
        one.kind
        for one in node.ask(lambda c: list(todos(node.journal.acting(c, OPERATOR))))
        if one.kind == "ncr_void_labels"
    ]


def acts(node: Node, name: str) -> tuple[str, ...]:
    here = Place("line-1", node.journal.author.station)
    return node.ask(review, name, OPERATOR, here, moment(node)).acts


@pytest.mark.requirement("CN-15")
def test_the_labels_of_scrapped_pieces_are_void_in_the_same_act_and_reconcile():
    node = a_labelled()
    again = labels(node)[1]
    node.do(ReprintLabel(label=again.label, reason="second_place"), LEAD)
    leave(node, labels(node)[2].label)
    name = to_scrap(node)
    with pytest.raises(Refused, match=r"ncr\.scrap_serials"):
        witnessed(node, scrap(name))
    witnessed(node, scrap(name, "S1-000001", "S1-000002"))
    rows = labels(node)
    assert [(row.serial, row.state, row.note) for row in rows if row.state == "voided"] == [
        ("S1-000001", "voided", "scrapped"),
        ("S1-000002", "voided", "scrapped"),
        ("S1-000002", "voided", "scrapped"),
    ]
    assert {row.serial for row in node.ask(serials_of, ORDER)} == {
        "S1-000003",
        "S1-000004",
        "S1-000005",
    }
    sums = node.ask(lambda c: reconciled(c, order=ORDER))
    assert sums.is_settled
    assert (sums.issued, sums.good, sums.voided) == (6, 3, 3)
    assert waiting(node) == []
    node.do(CloseNonconformance(name=name), QA)
    with pytest.raises(Refused, match=r"ncr\.no_labels_here"):
        node.do(VoidScrappedLabels(name=name), OPERATOR)


def test_pieces_that_bear_no_label_yet_are_scrapped_without_one():
    node = a_labelled(1)
    name = to_scrap(node)
    witnessed(node, scrap(name, "S1-000001"))
    assert it(node, name).state is State.VERIFIED


@pytest.mark.requirement("CN-15")
def test_labels_of_another_station_wait_there_and_keep_it_from_closing():
    node = a_labelled(0)
    other = a_second(node)
    print_labels(other, FIVE)
    merge(node, other)
    name = to_scrap(node)
    witnessed(node, scrap(name, "S2-000001", "S2-000002"))
    assert waiting(node) == []
    with pytest.raises(Refused, match=r"ncr\.labels_count"):
        node.do(CloseNonconformance(name=name), QA)
    with pytest.raises(Refused, match=r"ncr\.no_labels_here"):
        node.do(VoidScrappedLabels(name=name), OPERATOR)
    assert "void_labels" not in acts(node, name)
    merge(node, other)
    assert waiting(other) == ["ncr_void_labels"]
    assert "void_labels" in acts(other, name)
    other.do(VoidScrappedLabels(name=name), OPERATOR)
    assert waiting(other) == []
    merge(node, other)
    node.do(CloseNonconformance(name=name), QA)
    for each in (node, other):
        assert each.ask(lambda c: reconciled(c, order=ORDER)).voided == 2
