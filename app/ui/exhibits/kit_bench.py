"""The page of the kit at the bench: navigation, table, form, banners."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.exhibits.exhibit import Say
from app.ui.theme.look import Look


def bench_page(look: Look) -> QWidget:
    """Build the page."""
    say = Say(look)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(_side_nav(look, say))
    column = QVBoxLayout()
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(16)
    header = kit.PageHeader(
        look,
        say("工单", "Work orders"),
        say("来自 ERP 与手工 · 数据截至 14:26", "From ERP and by hand · as of 14:26"),
    )
    header.add(kit.SearchBox(look, say("工单、批号、产品", "Order, lot, product")))
    header.add(kit.Button(look, say("导出", "Export"), name="export", icon="download"))
    header.add(kit.Button(look, say("导入计划", "Import plan"), name="import", icon="file-up"))
    column.addWidget(header)
    body = QHBoxLayout()
    body.setSpacing(16)
    body.addLayout(_list(look, say), 1)
    body.addWidget(_import_panel(look, say))
    column.addLayout(body, 1)
    row.addLayout(column, 1)
    return made


def _side_nav(look: Look, say: Say) -> QWidget:
    nav = kit.SideNav(
        look,
        (
            kit.NavGroup(
                say("生产", "Production"),
                (
                    kit.NavItem("board", "kanban", say("进度板", "Progress board")),
                    kit.NavItem("orders", "clipboard-list", say("工单", "Work orders")),
                ),
            ),
            kit.NavGroup(
                say("系统", "System"),
                (
                    kit.NavItem("users", "users", say("用户与角色", "Users and roles")),
                    kit.NavItem("sync", "radio-tower", say("同步与设备", "Sync and devices")),
                ),
            ),
        ),
    )
    nav.show_current("orders")
    nav.show_count("sync", 12)
    nav.show_person(say("班组长", "Team lead"), say("一车间 · 白班", "Hall 1 · day shift"))
    return nav


def _list(look: Look, say: Say) -> QLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    column.addWidget(
        kit.FilterChips(
            look,
            (
                kit.Filter("all", say("全部", "All"), 24),
                kit.Filter("running", say("进行中", "In progress"), 6, "accent"),
                kit.Filter("attention", say("需处理", "Needs attention"), 4, "warn_solid"),
                kit.Filter("done", say("已入库", "Received"), 8, "ok"),
            ),
        )
    )
    table = _table(look, say)
    table.view.selectRow(1)
    column.addWidget(table, 1)
    empty: kit.DataTable[_Order] = kit.DataTable(look, _columns(look, say), name="empty-table")
    empty.setFixedHeight(250)
    empty.empty_says(
        say("还没有工单", "No work orders yet"),
        say(
            "从 ERP 导出计划，再点右上角「导入计划」。",
            "Export a plan from the ERP, then import it.",
        ),
    )
    column.addWidget(empty)
    return column


_Order = tuple[str, str, str, kit.Share, str, kit.Chip]


def _columns(look: Look, say: Say) -> tuple[kit.Column[_Order], ...]:
    return (
        kit.Column("order", say("工单", "Order"), lambda o: kit.Plain(o[0], "ink", True), 150),
        kit.Column("product", say("产品", "Product"), lambda o: kit.Coded(o[1], o[2])),
        kit.Column("quantity", say("数量", "Quantity"), lambda _: "20,000", 100, right=True),
        kit.Column("progress", say("进度", "Progress"), lambda o: o[3], 170),
        kit.Column("due", say("交期", "Due"), lambda o: o[4], 90),
        kit.Column("state", say("状态", "State"), lambda o: o[5], 140),
    )


def _table(look: Look, say: Say) -> kit.DataTable[_Order]:
    table: kit.DataTable[_Order] = kit.DataTable(look, _columns(look, say), name="orders")
    name = say("一次性使用输液器 20 滴", "Infusion set, single use, 20 drops")
    late, running = say("已延期", "Late"), say("进行中", "In progress")
    held = kit.Chip("hold", say("已隔离", "On hold"))
    planned = kit.Chip("todo", say("待下发", "Planned"))
    received = kit.Chip("ok", say("已入库", "Received"))
    rows: list[_Order] = [
        ("WO-2611-0179", "IS-20F", name, _share("61%", "warn_solid"), "11-22", _late(late)),
        ("WO-2611-0187", "IS-20F", name, _share("37%", "accent"), "11-25", _running(running)),
        ("WO-2611-0184", "IS-60F", name, _share("58%", "hold"), "11-24", held),
        ("WO-2611-0192", "LA-316", name, _share("0%", "accent"), "11-28", planned),
        ("WO-2611-0165", "IS-20F", name, _share("100%", "ok"), "11-20", received),
    ]
    table.show_rows(rows)
    return table


def _late(text: str) -> kit.Chip:
    return kit.Chip("warn", text, solid=True)


def _running(text: str) -> kit.Chip:
    return kit.Chip("running", text)


def _share(text: str, role: str) -> kit.Share:
    return kit.Share(int(text[:-1]) / 100, text, role=role)


def _import_panel(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "import-panel")
    card.setFixedWidth(540)
    card.body.setSpacing(14)
    card.body.addWidget(kit.Text(look, say("导入生产计划", "Import production plan"), "title"))
    titles = (
        say("选文件", "File"),
        say("对应列", "Columns"),
        say("检查并导入", "Check and import"),
    )
    stepper = kit.Stepper(look, titles)
    stepper.show_current(2)
    card.body.addWidget(stepper)
    card.body.addWidget(_form(look, say))
    card.body.addWidget(
        kit.Switch(look, say("记住此模板", "Remember this layout"), name="keep", on=True)
    )
    for state, title, text in (
        ("ok", say("17 行可以导入", "17 rows can be imported"), "226,000"),
        ("warn", say("5 行有问题", "5 rows have problems"), say("不会导入", "Not imported")),
        (
            "fail",
            say("打印机线缆被拔出", "The printer cable is out"),
            say(
                "2 张标签留在队列，不会丢。插回后先核对最后一张，再继续。",
                "2 labels wait in the queue and are not lost. Plug it in, check the last, go on.",
            ),
        ),
    ):
        card.body.addWidget(kit.Banner(look, state, title, text, name=f"banner-{state}"))
    card.body.addWidget(kit.Rule(look))
    card.body.addWidget(_people(look, say))
    card.body.addStretch()
    buttons = QHBoxLayout()
    buttons.addWidget(
        kit.Button(look, say("导出问题行", "Export bad rows"), name="bad", icon="download"), 1
    )
    buttons.addWidget(
        kit.Button(look, say("导入 17 条", "Import 17"), name="go", kind="primary", icon="check"), 1
    )
    card.body.addLayout(buttons)
    return card


def _form(look: Look, say: Say) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(12)
    code = kit.Field(look, say("工单号", "Order number"), name="order-number")
    code.put("MO-26120001")
    code.hint(say("与 ERP 中相同", "As in the ERP"))
    quantity = kit.Field(look, say("数量", "Quantity"), name="quantity")
    quantity.put("-500")
    quantity.fail(say("数量不能为负", "A quantity cannot be negative"))
    options = (("a", say("优先级", "Priority")), ("b", say("不导入", "Do not import")))
    choice = kit.SelectField(look, say("紧急程度", "Urgency"), options, name="urgency")
    choice.mark("warn")
    grid.addWidget(code, 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(quantity, 0, 1, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(choice, 1, 0, Qt.AlignmentFlag.AlignTop)
    return holder


def _people(look: Look, say: Say) -> QWidget:
    holder, column = _column(look)
    for icon, title, sub, state in (
        ("scale", say("电子秤 SC-02", "Scale SC-02"), "MT-SICS · COM4", "ok"),
        ("printer", say("标签打印机 LB-01", "Label printer LB-01"), "COM7", "fail"),
    ):
        row = kit.ListRow(
            look, icon, title, sub, name=f"row-{icon}", end=kit.StatusChip(look, state)
        )
        row.mark(state == "ok")
        column.addWidget(row)
    return holder


def _column(look: Look) -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.space(1))
    return holder, column
