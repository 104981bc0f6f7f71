"""The page of the kit: every control in its kinds and states, to be looked at and audited."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.exhibits.exhibit import Exhibit
from app.ui.theme.look import Look


class Say:
    """Texts of this page: they are samples, so they stand here and not in the catalogue."""

    def __init__(self, look: Look) -> None:
        self._place = 0 if look.words.language == "zh_CN" else 1

    def __call__(self, zh: str, en: str) -> str:
        return (zh, en)[self._place]


def page(look: Look) -> QWidget:
    """Build the page for the look's density."""
    return _touch_page(look) if look.density.is_touch else _bench_page(look)


def _touch_page(look: Look) -> QWidget:
    say = Say(look)
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(_top_bar(look, say))
    body = QHBoxLayout()
    body.setContentsMargins(14, 12, 14, 12)
    body.setSpacing(12)
    body.addWidget(_steps(look, say), 0)
    middle = QVBoxLayout()
    middle.setSpacing(10)
    for part in (_scan_bars(look, say), _buttons(look, say), _chips(look, say)):
        middle.addWidget(part)
    middle.addWidget(_reasons(look, say))
    middle.addStretch()
    body.addLayout(middle, 1)
    body.addWidget(_entry(look, say), 0)
    column.addLayout(body, 1)
    toast = kit.Toast(look, made)
    toast.say(say("已报工 24 件，已保存到本机", "24 pcs reported, saved on this station"), token=1)
    return made


def _bench_page(look: Look) -> QWidget:
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


def _top_bar(look: Look, say: Say) -> QWidget:
    bar = kit.TopBar(
        look, say("组装工位 A-02", "Assembly A-02"), say("ISO 8 洁净区 · 白班", "ISO 8 · Day shift")
    )
    sync = kit.SyncIndicator(look)
    sync.show_state("offline", say("离线 · 待同步 12", "Offline · queued 12"))
    bar.add(sync)
    for icon, state, said in (
        ("scan-barcode", "ready", say("扫码枪", "Scanner")),
        ("scale", "ready", say("电子秤", "Scale")),
        ("printer", "failed", say("打印机", "Printer")),
    ):
        device = kit.DeviceIndicator(look, icon, said, name=f"device-{icon}")
        device.show_state(state)
        bar.add(device)
    bar.show_person("op01", say("操作工 01", "Operator 01"), say("组装", "Assembly"))
    bar.show_time("14:26")
    return bar


def _steps(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "steps-card")
    card.setFixedWidth(284)
    head = QHBoxLayout()
    head.addWidget(kit.Text(look, say("工序步骤", "Steps"), "label"), 1)
    head.addWidget(kit.Text(look, "4 / 6", "label"))
    card.body.addLayout(head)
    steps = (
        kit.Step(say("核对图纸与清场", "Check drawing, clear line"), "13:52", "done"),
        kit.Step(say("领取并扫描物料", "Collect & scan materials"), "3/3", "done"),
        kit.Step(say("检查外观", "Inspect appearance"), say("未通过", "Failed"), "failed"),
        kit.Step(say("装配接头", "Fit the connector"), say("进行中", "In progress"), "current"),
        kit.Step(say("气密性测试", "Leak test"), "−40 kPa"),
        kit.Step(say("自检与贴签", "Self-check & label"), say("已批准跳过", "Skipped"), "skipped"),
    )
    card.body.addWidget(kit.StepList(look, steps), 1)
    stat = kit.StatTile(look, say("合格率", "Yield"), name="yield", unit="%")
    stat.show_value("98.9", say("目标 98.0 %", "Target 98.0 %"), state="ok")
    stat.colour("ok")
    card.body.addWidget(stat)
    bar = kit.ProgressBar(look, role="ok")
    bar.show_parts(186, 2, 300)
    card.body.addWidget(bar)
    return card


def _scan_bars(look: Look, say: Say) -> QWidget:
    holder, column = _column(look)
    title = say("请扫描物料批号标签", "Scan the material lot label")
    sub = say("任意位置扫码即可 · 无需点选输入框", "Scan from anywhere · no need to tap a field")
    column.addWidget(kit.ScanBar(look, title, sub, name="scan"))
    wrong = kit.ScanBar(look, title, sub, name="scan-wrong")
    wrong.reject(
        say("不是这批物料", "Not this lot"),
        say("应为 L241122A，扫到 L241121C", "Expected L241122A, scanned L241121C"),
    )
    column.addWidget(wrong)
    return holder


def _buttons(look: Look, say: Say) -> QWidget:
    holder, flow = _flow(look)
    for kind, icon, text in (
        ("primary", "play", say("继续作业", "Continue")),
        ("default", "pause", say("暂停", "Pause")),
        ("ghost", "maximize-2", say("放大", "Zoom")),
        ("danger", "octagon-x", say("登记不良", "Log defect")),
        ("danger-solid", "siren", say("停线", "Stop line")),
    ):
        flow.addWidget(kit.Button(look, text, name=f"b-{kind}", kind=kind, icon=icon))
    blocked = kit.Button(look, say("下一步", "Next"), name="b-blocked", kind="primary")
    blocked.block(say("待扫码", "scan first"))
    flow.addWidget(blocked)
    busy = kit.Button(look, say("正在保存", "Saving"), name="b-busy")
    busy.busy(True)
    flow.addWidget(busy)
    only = kit.Button(look, name="b-icon", kind="icon", icon="printer")
    flow.addWidget(only.named(say("打印", "Print")))
    return holder


def _chips(look: Look, _say: Say) -> QWidget:
    holder, flow = _flow(look)
    for solid in (False, True):
        for state in kit.STATES:
            flow.addWidget(kit.StatusChip(look, state, solid=solid, name=f"chip-{state}-{solid}"))
    flow.addWidget(kit.CountBadge(look, "12", icon="list"))
    flow.addWidget(kit.Avatar(look, "01", hue="person_teal", size=30))
    return holder


def _reasons(look: Look, say: Say) -> QWidget:
    tiles = kit.ReasonTiles(
        look,
        (
            kit.Tile("material", say("物料", "Material"), "package"),
            kit.Tile("quality", say("质量", "Quality"), "microscope"),
            kit.Tile("equipment", say("设备", "Equipment"), "wrench"),
            kit.Tile("help", say("帮助", "Help"), "life-buoy"),
        ),
        columns=4,
    )
    tiles.choose("quality")
    return tiles


def _entry(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "entry")
    card.setFixedWidth(316)
    options = (
        kit.Option("good", say("合格", "Good"), "ok"),
        kit.Option("scrap", say("不合格", "Scrap"), "fail"),
    )
    card.body.addWidget(kit.Segmented(look, options, name="verdict"))
    number = kit.NumberField(
        look, say("本次数量", "Quantity"), say("件", "pcs"), limits=say("最多 314", "max 314")
    )
    number.show_value("24")
    card.body.addWidget(number)
    keypad = kit.Keypad(look)
    keypad.typed.connect(number.show_value)
    card.body.addWidget(keypad, 1)
    report = kit.Button(
        look, say("报工 24 件", "Report 24 pcs"), name="report", kind="primary", icon="check"
    )
    card.body.addWidget(report)
    return card


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


def _flow(look: Look) -> tuple[QWidget, kit.Flow]:
    holder = QWidget()
    return holder, kit.Flow(holder, look.space(1))


EXHIBITS = (Exhibit("kit", ("touch", "glove", "bench"), page),)
