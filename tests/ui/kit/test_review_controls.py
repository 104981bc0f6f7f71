"""Deciding together: cards by state, parts that make a whole, and whose turn it is."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui import kit
from app.ui.audits import audit
from app.ui.exhibits.kit_more import drawn_part
from app.ui.kit.painting import PaintedButton
from tests.ui.kit.test_entry import shown, tap

KEY = Qt.Key
COLUMNS = (
    kit.BoardColumn("held", "已隔离", "hand", "hold"),
    kit.BoardColumn("none", "空", "circle"),
    kit.BoardColumn("review", "评审", "users", "accent"),
)


def a_card(key: str, column: str, **more: str) -> kit.BoardCard:
    return kit.BoardCard(key, column, f"N-{key}", "飞边", "IM-01 · 20", "12 件", "2 h", **more)


def part(inside: QWidget, name: str) -> PaintedButton:
    """Return the newest part of that name: what a control shows anew it makes anew."""
    return inside.findChildren(PaintedButton, name)[-1]


def part_line(tile: QWidget) -> QLineEdit:
    """Return where the amount is typed at the bench."""
    line = tile.findChild(QLineEdit, "tile-number-line")
    assert isinstance(line, QLineEdit)
    return line


def test_a_press_brings_a_card_to_the_front_and_arrows_go_over_empty_columns(qtbot, look):
    board = kit.Board(look, COLUMNS, name="board")
    late = a_card("b", "review", state="warn", mark="超期 1 天", icon="clock")
    board.show_cards((a_card("a", "held"), late, a_card("c", "review")), "a")
    page = shown(qtbot, board, 620, 400)
    assert audit(page, look) == ()
    got: list[str] = []
    board.chosen.connect(got.append)
    tap(qtbot, board, "board-card-b")
    assert (got, board.current()) == (["b"], "b")
    assert "超期 1 天" in part(board, "board-card-b").accessibleName()
    first = part(board, "board-card-a")
    first.setFocus()
    QTest.keyClick(first, KEY.Key_Right)
    assert page.focusWidget() is part(board, "board-card-b")
    QTest.keyClick(page.focusWidget(), KEY.Key_Down)
    assert page.focusWidget() is part(board, "board-card-c")


def test_a_part_is_stepped_typed_and_asked_for_by_finger(qtbot, look, bench):
    for each in (bench, look):
        tile = kit.AmountTile(each, "rotate-ccw", "返工", name="tile", unit="件")
        tile.say("按 RW-110", "ok")
        page = shown(qtbot, tile, 600, 760)
        got: list[Decimal] = []
        tile.changed.connect(got.append)
        tap(qtbot, tile, "tile-more")
        if each.density.is_touch:
            tap(qtbot, tile, "tile-number")
            for key in ("key-delete", "key-4", "key-0", "tile-sheet-done"):
                tap(qtbot, page.window(), key)
        else:
            line = part_line(tile)
            line.selectAll()
            QTest.keyClicks(line, "40")
            QTest.keyClick(line, KEY.Key_Return)
        tap(qtbot, tile, "tile-less")
        assert got == [Decimal(1), Decimal(40), Decimal(39)]
        assert tile.amount() == Decimal(39)
        assert audit(page, each) == ()


def test_a_blocked_part_says_why_takes_nothing_and_still_opens(qtbot, bench):
    tile = kit.AmountTile(bench, "stamp", "Concession", name="tile")
    tile.block("A legal requirement is missed")
    shown(qtbot, tile, 240, 160)
    opened: list[bool] = []
    tile.opened.connect(lambda: opened.append(True))
    assert not part(tile, "tile-more").isEnabled()
    assert "A legal requirement is missed" in part(tile, "tile-open").accessibleName()
    tap(qtbot, tile, "tile-open")
    assert opened == [True]
    tile.block("")
    tap(qtbot, tile, "tile-more")
    assert tile.amount() == Decimal(1)


def test_no_number_is_no_amount_and_what_stood_stays(qtbot, bench):
    tile = kit.AmountTile(bench, "trash-2", "Scrap", name="tile")
    tile.put(Decimal(7))
    shown(qtbot, tile, 240, 160)
    line = part_line(tile)
    line.selectAll()
    QTest.keyClicks(line, "7x")
    QTest.keyClick(line, KEY.Key_Return)
    assert tile.amount() == Decimal(7)
    assert line.toolTip()


def test_every_part_of_a_bar_is_said_in_it_or_below(qtbot, bench):
    bar = kit.SplitBar(bench, name="bar")
    page = shown(qtbot, bar, 500, 80)
    parts = (("Rework", 400), ("Scrap", 90), ("Downgrade", 3))
    bar.show_parts(
        (kit.BarPart(text, Decimal(n), str(n)) for text, n in parts), Decimal(500), "7 open"
    )
    assert audit(page, bench) == ()
    said = [each.text for each in bar.written]
    assert [next(one for one in said if text in one) for text, _ in parts]
    assert bar.accessibleName().endswith("7 open")


def test_an_order_says_whose_turn_it_is_and_goes_on_below(qtbot, look):
    strip = kit.TurnStrip(look, name="turns")
    strip.show_turns(
        (
            kit.Turn("质检员 02", "提出", "done", "02"),
            kit.Turn("班组长", "批准", "yours", "班"),
            kit.Turn("质量主管", "批准"),
        )
    )
    page = shown(qtbot, strip, 500, 140)
    assert audit(page, look) == ()
    assert "班组长 批准 轮到您" in strip.accessibleName()
    assert strip.sizeHint().height() > 100


def test_photos_bear_their_captions_and_open(qtbot, look):
    row = kit.PhotoRow(look, name="photos", most=2)
    row.show_photos(tuple(kit.Photo(drawn_part(), said) for said in ("封口", "放大", "隔离区")))
    page = shown(qtbot, row, 500, 160)
    assert audit(page, look) == ()
    got: list[int] = []
    row.opens.connect(got.append)
    tap(qtbot, row, "photos-1")
    assert got == [1]
    row.show_photos(())
    assert not row.isVisible()


def test_ranked_bars_say_every_count_and_the_share_so_far(qtbot, bench):
    bars = kit.RankBars(bench, name="rank")
    bars.show_items((kit.ParetoItem("Speck", 1), kit.ParetoItem("Flash", 3)), "Codes")
    page = shown(qtbot, bars, 320, 80)
    assert audit(page, bench) == ()
    assert bars.accessibleName() == "Codes: Flash 3, Speck 1"
    assert {"Flash", "3", "75 %", "100 %"} <= {each.text for each in bars.written}
    bars.show_items(())
    page.grab()
    assert bars.accessibleName() == bench.words("kit.pareto.empty")


def test_a_line_of_facts_is_said_whole_and_opens_only_where_it_may(qtbot, look, bench):
    for each in (bench, look):
        chip = ("hold", "Held", "")
        row = kit.FactRow(each, "factory", "WO-1", "same order", "500", name="row", chip=chip)
        page = shown(qtbot, row, 500, 70)
        assert audit(page, each) == ()
        with qtbot.waitSignal(row.clicked):
            qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
        assert row.accessibleName() == "WO-1, same order, 500, Held"
        assert not kit.FactRow(each, "check", "Done", name="told", is_open=False).isEnabled()
