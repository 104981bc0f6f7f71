"""The page of the kit: every control in its kinds and states, to be looked at and audited."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.exhibits import kit_bench
from app.ui.exhibits.exhibit import Exhibit, Say
from app.ui.theme.look import Look


def page(look: Look) -> QWidget:
    """Build the page for the look's density."""
    return _touch_page(look) if look.density.is_touch else kit_bench.bench_page(look)


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
