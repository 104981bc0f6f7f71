"""What a split still needs, how old and how late a card is, and what a search keeps. Pure."""

from decimal import Decimal

import pytest

from app.capabilities.quality.nonconformance.records.answers import Column, State
from app.capabilities.quality.nonconformance.records.bodies import Disposition, Severity, Split
from app.capabilities.quality.nonconformance.review_board.answers import Card
from app.kernel.words import Bilingual, Words
from app.ui.screens.quality.nonconformance import needs, words

NOW_MS = 1_000_000_000
HOUR_MS, DAY_MS = 3_600_000, 86_400_000


def a_card(**facts) -> Card:
    return Card(
        **{
            "name": "n1",
            "number": "NCR-261122-7K2Q",
            "code": "flash",
            "title": Bilingual("飞边", "Flash"),
            "where": "IM-01 · OP20",
            "order": "WO-1",
            "lot": "L-1",
            "quantity": Decimal(12),
            "unit": "件",
            "severity": Severity.MINOR,
            "state": State.HELD,
            "since_ms": NOW_MS - 2 * DAY_MS,
            "due_ms": NOW_MS - 30 * HOUR_MS,
            "is_overdue": True,
            **facts,
        }
    )


def test_a_card_says_its_number_its_age_and_by_how_much_it_is_late():
    said = words.board_card(a_card(), Column.HELD, NOW_MS, Words("en"))
    assert (said.head, said.figure, said.age) == ("261122-7K2Q", "12 pcs", "2 d")
    assert (said.state, said.mark) == ("warn", "1 d overdue")
    in_time = a_card(is_overdue=False, since_ms=NOW_MS - 90 * 60_000)
    calm = words.board_card(in_time, Column.HELD, NOW_MS, Words("en"))
    assert (calm.age, calm.mark, calm.state) == ("1 h", "", "")


@pytest.mark.parametrize("typed", ["7k2q", "飞边 im-01", "flash", "l-1 wo-1", ""])
def test_a_search_finds_by_number_words_machine_lot_and_order(typed):
    assert words.matching([a_card()], typed, None) == (a_card(),)
    assert words.matching([a_card()], f"{typed} nothing", None) == ()
    assert words.matching([a_card()], typed, ()) == ()


@pytest.mark.parametrize("kind", Disposition)
def test_a_part_with_pieces_says_all_it_lacks_until_it_is_filled_in(kind):
    splits = needs.with_amount((), kind, Decimal(5))
    asked = needs.missing(needs.of(splits, kind))
    assert asked == needs.NEEDS[kind]
    whole = needs.filled(needs.of(splits, kind), dict.fromkeys(asked, "said"))
    assert needs.missing(whole) == ()
    assert needs.missing(Split(disposition=kind, quantity=Decimal(0))) == ()


def test_parts_stand_in_the_order_of_their_tiles_and_none_without_pieces():
    splits: needs.Splits = ()
    for kind in (Disposition.SCRAP, Disposition.REWORK, Disposition.RETURN):
        splits = needs.with_amount(splits, kind, Decimal(2))
    splits = needs.with_amount(splits, Disposition.RETURN, Decimal(0))
    kept = needs.used(splits)
    assert [one.disposition for one in kept] == [Disposition.REWORK, Disposition.SCRAP]
    assert needs.total(kept) == Decimal(4)
