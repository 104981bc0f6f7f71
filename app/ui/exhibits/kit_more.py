"""The kit's remaining controls: entrance, cards, a picture with call-outs, sheets, keyboard."""

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QLinearGradient, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.ui import kit
from app.ui.exhibits.exhibit import Exhibit, Say
from app.ui.theme.look import Look


def page(look: Look) -> QWidget:
    """Build the page: night panel, entrance, cards, picture."""
    say = Say(look)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(_night(look, say))
    body = QGridLayout()
    body.setContentsMargins(16, 16, 16, 16)
    body.setSpacing(12)
    body.addWidget(_entrance(look, say), 0, 0)
    body.addWidget(_people(look, say), 1, 0)
    body.addWidget(_instruction(look, say), 0, 1)
    body.addWidget(_device(look, say), 1, 1)
    row.addLayout(body, 1)
    return made


def _night(look: Look, say: Say) -> QWidget:
    night = kit.NightPanel(look)
    night.setFixedWidth(330)
    night.body.addWidget(kit.Text(look, say("组装工位 A-02", "Assembly A-02"), "page", "top_ink"))
    night.body.addWidget(kit.Text(look, say("ISO 8 洁净区", "ISO 8 cleanroom"), "body", "top_ink2"))
    night.body.addStretch()
    box = kit.Card(look, "safe", "dark")
    words = say(
        "照常登录、报工。记录已存本机，联网后自动上传。",
        "Sign in and report as usual. Records are kept here and sent when the wire is back.",
    )
    box.body.addWidget(
        kit.Text(look, say("离线 · 待同步 12", "Offline · queued 12"), "strong", "top_ink")
    )
    box.body.addWidget(kit.Text(look, words, "hint", "top_ink2", wrap=True))
    night.body.addWidget(box.hug())
    foot = QHBoxLayout()
    options = (kit.Option("zh_CN", "中文"), kit.Option("en", "English"))
    foot.addWidget(
        kit.Segmented(look, options, name="language", value=look.words.language, kind="dark")
    )
    night.body.addLayout(foot)
    return night


def _entrance(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "entrance")
    ring = kit.ScanRing(look, "id-card", say("读卡器就绪", "Badge reader ready"))
    card.body.addStretch()
    card.body.addWidget(ring, 0, Qt.AlignmentFlag.AlignHCenter)
    title = kit.Text(look, say("刷卡或扫码登录", "Badge or scan to sign in"), "title")
    card.body.addWidget(title.aligned(Qt.AlignmentFlag.AlignCenter))
    card.body.addStretch()
    pin = kit.PinDots(look)
    pin.fill(2)
    pin.mark("fail")
    card.body.addWidget(pin)
    return card


def _people(look: Look, say: Say) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(10)
    for place, (sign, name, kind) in enumerate(
        (
            ("01", say("操作工 01", "Operator 01"), "chosen"),
            ("03", say("操作工 03", "Operator 03"), "plain"),
            ("02", say("质检员 02", "Inspector 02"), "plain"),
            ("", say("全部人员", "Everybody"), "plain"),
        )
    ):
        card = kit.TapCard(look, f"person-{place}", name, kind)
        icon = "" if sign else "users"
        avatar = kit.Avatar(look, sign, hue=kit.hue_of(name), size=52, icon=icon)
        card.body.addStretch()
        card.body.addWidget(avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (kit.Text(look, name, "strong"), kit.Text(look, "13:52", "hint")):
            card.body.addWidget(text.aligned(Qt.AlignmentFlag.AlignCenter))
        card.body.addStretch()
        card.seal()
        grid.addWidget(card, place // 2, place % 2)
    return holder


def _instruction(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "instruction")
    picture = kit.Picture(look)
    callouts = (
        kit.Callout(1, 0.82, 0.24, 0.56, 0.24, "fail"),
        kit.Callout(2, 0.18, 0.5, 0.42, 0.5),
        kit.Callout(3, 0.18, 0.84, 0.47, 0.84),
    )
    picture.show_picture(drawn_part(), callouts, say("滴斗", "Drip chamber"))
    card.body.addWidget(picture, 1)
    points = (
        (say("压入到底，无缝隙（目视 360°）", "Press home, no gap (look all round)"), "fail"),
        (say("滴斗壁清洁、无划痕", "Chamber wall clean, no scratches"), "accent"),
        (say("接头方向朝下", "Connector points down"), "accent"),
    )
    card.body.addWidget(kit.NumberedPoints(look, points))
    return card


def _device(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "device")
    titles = (
        say("未连接", "Absent"),
        say("打开中", "Opening"),
        say("探测中", "Probing"),
        say("就绪", "Ready"),
    )
    path = kit.PathDots(look, titles)
    path.show_reached(3)
    card.body.addWidget(path)
    for icon, title, sub, state in (
        ("scale", say("电子秤 SC-02", "Scale SC-02"), "MT-SICS · COM4", "ok"),
        ("printer", say("打印机 LB-01", "Printer LB-01"), "COM7 · 14:22:08", "fail"),
    ):
        chip = kit.StatusChip(look, state)
        row = kit.ListRow(look, icon, title, sub, name=f"row-{icon}", end=chip)
        row.mark(state == "ok")
        card.body.addWidget(row)
    card.body.addStretch()
    call = kit.Button(
        look, say("呼叫支援", "Call for help"), name="call", kind="danger-soft", icon="siren"
    )
    card.body.addWidget(call)
    return card


def drawn_part() -> bytes:
    """Draw a part, so that the page needs no file: a chamber with its cap and outlet."""
    image = QImage(880, 520, QImage.Format.Format_ARGB32)
    image.fill(QColor("#E3EAF6"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    glass = QLinearGradient(QPointF(360, 0), QPointF(520, 0))
    glass.setColorAt(0, QColor("#B9D4FB"))
    glass.setColorAt(1, QColor("#7FB0F5"))
    for room, radius, brush in (
        (QRectF(432, 0, 16, 120), 4, QColor("#93A0B4")),
        (QRectF(370, 140, 140, 300), 40, glass),
        (QRectF(376, 96, 128, 56), 14, QColor("#2F57C4")),
        (QRectF(412, 424, 56, 44), 10, QColor("#3A63D0")),
        (QRectF(430, 466, 20, 54), 4, QColor("#A9BDD8")),
    ):
        painter.setBrush(brush)
        painter.drawRoundedRect(room, radius, radius)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def sheet(look: Look) -> QWidget:
    """Build a page that a sheet with the keyboard will lie over."""
    say = Say(look)
    made = page(look)
    asking = kit.TypeSheet(
        look,
        made,
        say("输入条码", "Type the code"),
        name="type",
        label=say("条码内容", "What the label says"),
        action=say("确定", "Take it"),
    )
    asking.setObjectName("type")
    return made


def _open_sheet(made: QWidget) -> None:
    asking = made.findChild(kit.TypeSheet, "type")
    assert isinstance(asking, kit.TypeSheet)
    asking.open()
    asking.field.put("MO-2611-0187")


def right_sheet(look: Look) -> QWidget:
    """Build a page with a sheet at its right: reasons to choose from, and an amount."""
    say = Say(look)
    made = page(look)
    asking = kit.Sheet(look, made, say("登记不良", "Log a defect"), name="defect", side="right")
    tiles = (
        kit.Tile("scratch", say("划伤", "Scratch")),
        kit.Tile("burr", say("毛刺", "Burr")),
        kit.Tile("size", say("尺寸超差", "Out of size")),
        kit.Tile("dirt", say("污染", "Contaminated")),
    )
    asking.body.addWidget(kit.ReasonTiles(look, tiles))
    number = kit.NumberField(look, say("数量", "Quantity"), say("件", "pcs"))
    asking.body.addWidget(number)
    keypad = kit.Keypad(look)
    keypad.typed.connect(number.show_value)
    asking.body.addWidget(keypad, 1)
    save = kit.Button(look, say("报废 0 件", "Scrap 0 pcs"), name="save", kind="danger-solid")
    save.block(say("先选原因", "choose a reason"))
    asking.buttons.addWidget(save, 1)
    return made


def _open_right(made: QWidget) -> None:
    asking = made.findChild(kit.Sheet, "defect")
    assert isinstance(asking, kit.Sheet)
    asking.open()


EXHIBITS = (
    Exhibit("kit-more", ("touch", "bench"), page),
    Exhibit("kit-type", ("touch", "glove"), sheet, settle=_open_sheet),
    Exhibit("kit-sheet", ("touch", "bench"), right_sheet, settle=_open_right),
)
