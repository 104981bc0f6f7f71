"""What the controls tell a person: scans, toasts, states, steps, tables."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ui import kit
from app.ui.kit.toast import SECONDS
from app.ui.theme import Look
from tests.ui.kit.test_entry import said, shown, tap

Row = tuple[str, str, int]
COLUMNS: tuple[kit.Column[Row], ...] = (
    kit.Column("order", "Order", lambda row: kit.Plain(row[0], "ink", True), 160),
    kit.Column("product", "Product", lambda row: kit.Coded(row[1], "Infusion set")),
    kit.Column("quantity", "Quantity", lambda row: f"{row[2]:,}", 110, right=True),
    kit.Column("progress", "Progress", lambda row: kit.Share(0.5, "50%"), 160),
    kit.Column("state", "State", lambda row: kit.Chip("running", "In progress"), 140),
)


def a_table(look: Look, count: int) -> kit.DataTable[Row]:
    table: kit.DataTable[Row] = kit.DataTable(look, COLUMNS, name="orders", accessible="Orders")
    rows = [(f"MO-{n:06}", "IS-20F" if n % 2 else "LA-316", n) for n in range(count)]
    table.show_rows(rows, [f"{order} {product}".casefold() for order, product, _ in rows])
    return table


def test_a_toast_offers_to_undo_what_it_says(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    shown(qtbot, page, 900, 600)
    toast = kit.Toast(look, page)
    toast.say("已报工 24 件", token="report-7")
    assert SECONDS == 8
    assert toast.isVisible()
    with qtbot.waitSignal(toast.undone) as undone:
        tap(qtbot, toast, "toast-undo")
    assert undone.args == ["report-7"]
    assert not toast.isVisible()


def test_a_toast_goes_by_itself_and_takes_the_offer_along(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    shown(qtbot, page, 900, 600)
    toast = kit.Toast(look, page)
    toast.say("已报工 24 件", token="report-7")
    assert toast.stands()
    toast.expire()
    assert not toast.stands()
    assert not toast.isVisible()


def test_a_toast_without_token_offers_nothing(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    shown(qtbot, page, 900, 600)
    toast = kit.Toast(look, page)
    toast.say("已同步")
    undo = toast.findChild(QWidget, "toast-undo")
    assert isinstance(undo, QWidget)
    assert not undo.isVisible()


def test_a_rejected_scan_stays_until_the_next(qtbot: QtBot, look: Look) -> None:
    bar = kit.ScanBar(look, "请扫描批号标签", "任意位置扫码即可")
    shown(qtbot, bar, 700, 80)
    bar.reject("不是这批物料", "应为 A，扫到 B")
    assert bar.state() == "rejected"
    assert "应为 A，扫到 B" in said(bar)
    bar.accept("已绑定")
    assert bar.state() == "accepted"
    bar.wait()
    assert "请扫描批号标签" in said(bar)


def test_typing_instead_of_scanning_is_one_press(qtbot: QtBot, look: Look) -> None:
    bar = kit.ScanBar(look, "请扫描批号标签")
    shown(qtbot, bar, 700, 80)
    with qtbot.waitSignal(bar.by_hand):
        tap(qtbot, bar, "scanbar-by-hand")


def test_each_state_has_its_own_shape_and_word(look: Look) -> None:
    shapes = {state.icon for state in kit.STATES.values()}
    words = {look.words(f"kit.state.{name}") for name in kit.STATES}
    assert len(shapes) == len(words) == len(kit.STATES) == 7


def test_a_device_says_how_it_is(qtbot: QtBot, look: Look) -> None:
    device = kit.DeviceIndicator(look, "scale", "电子秤", name="scale")
    qtbot.addWidget(device)
    device.show_state("failed")
    assert device.accessibleName() == "电子秤: 故障"


def test_a_tapped_step_tells_its_place(qtbot: QtBot, look: Look) -> None:
    steps = (
        kit.Step("核对", state="done"),
        kit.Step("装配", "进行中", "current"),
        kit.Step("测试"),
    )
    made = kit.StepList(look, steps)
    shown(qtbot, made, 280, 300)
    with qtbot.waitSignal(made.chosen) as chosen:
        tap(qtbot, made, "step-3")
    assert chosen.args == [2]


def test_the_current_step_is_in_sight(qtbot: QtBot, look: Look) -> None:
    steps = tuple(kit.Step(f"第 {n} 步", state="current" if n == 19 else "todo") for n in range(20))
    made = kit.StepList(look, steps)
    shown(qtbot, made, 280, 300)
    current = made.findChild(QWidget, "step-20")
    assert isinstance(current, QWidget)
    qtbot.waitUntil(lambda: not current.visibleRegion().isEmpty())


def test_progress_shows_good_and_scrap_and_never_overflows(qtbot: QtBot, look: Look) -> None:
    bar = kit.ProgressBar(look)
    qtbot.addWidget(bar)
    bar.show_parts(186, 14, 400)
    assert bar.value() == 500
    bar.show_parts(-5, 900, 400)
    assert bar.value() == 1000
    bar.show_parts(1, 1, 0)
    assert bar.value() == 0


def test_searching_keeps_the_rows_that_hold_every_word(qtbot: QtBot, bench: Look) -> None:
    table = a_table(bench, 40)
    shown(qtbot, table, 900, 500)
    table.search("la-316 00003")
    assert [row[0] for row in table.rows()] == [f"MO-{n:06}" for n in (30, 32, 34, 36, 38)]
    assert "Showing 5 of 40" in said(table)
    table.search("")
    assert len(table.rows()) == 40


def test_a_table_without_texts_reads_them_from_its_cells(qtbot: QtBot, bench: Look) -> None:
    table = a_table(bench, 0)
    qtbot.addWidget(table)
    table.show_rows([("MO-1", "IS-20F", 5), ("MO-2", "LA-316", 7)])
    table.search("INFUSION la")
    assert [row[0] for row in table.rows()] == ["MO-2"]


def test_an_empty_table_says_so_and_a_fruitless_search_says_otherwise(
    qtbot: QtBot, bench: Look
) -> None:
    table = a_table(bench, 0)
    shown(qtbot, table, 900, 500)
    assert "Nothing here yet" in said(table)
    table.show_rows([("MO-1", "IS-20F", 5)])
    table.search("nowhere")
    assert "Nothing matches" in said(table)
    table.show_failed("The disk does not answer.")
    assert "The disk does not answer." in said(table)


def test_a_row_opens_by_enter(qtbot: QtBot, bench: Look) -> None:
    table = a_table(bench, 5)
    shown(qtbot, table, 900, 500)
    table.view.selectRow(2)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [("MO-000002", "LA-316", 2)]
    assert table.current() == ("MO-000002", "LA-316", 2)


def test_the_rows_keep_qts_own_rules(qtmodeltester: ModelTester, bench: Look) -> None:
    table = a_table(bench, 3)
    qtmodeltester.check(table.view.model())
    assert table.view.model().rowCount(QModelIndex()) == 3


def test_a_hundred_thousand_rows_are_filtered_and_painted(qtbot: QtBot, bench: Look) -> None:
    table = a_table(bench, 100_000)
    shown(qtbot, table, 1200, 800)
    table.grab()
    table.search("is-20f")
    table.grab()
    assert len(table.rows()) == 50_000


def test_filter_chips_keep_the_choice_when_counts_change(qtbot: QtBot, bench: Look) -> None:
    chips = kit.FilterChips(bench, (kit.Filter("all", "All", 9), kit.Filter("late", "Late", 2)))
    shown(qtbot, chips, 500, 40)
    with qtbot.waitSignal(chips.chosen) as chosen:
        tap(qtbot, chips, "filter-late")
    assert chosen.args == ["late"]
    chips.show_filters((kit.Filter("all", "All", 9), kit.Filter("late", "Late", 3)))
    assert chips.value() == "late"


def test_the_side_navigation_tells_the_page(qtbot: QtBot, bench: Look) -> None:
    items = (kit.NavItem("orders", "clipboard-list", "Orders"), kit.NavItem("sync", "usb", "Sync"))
    nav = kit.SideNav(bench, (kit.NavGroup("Production", items),))
    shown(qtbot, nav, 232, 600)
    nav.show_count("sync", 1200)
    with qtbot.waitSignal(nav.chosen) as chosen:
        tap(qtbot, nav, "nav-sync")
    assert chosen.args == ["sync"]
    sync = nav.findChild(QWidget, "nav-sync")
    assert isinstance(sync, QWidget)
    assert sync.accessibleName() == "Sync 1,200"
