"""The controls of a form: each field kind in a frame, filled, empty, refused, locked, replaced."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.exhibits.exhibit import Exhibit, Say
from app.ui.theme.look import Look

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 6, 30, tzinfo=UTC).astimezone(timezone(timedelta(hours=8)))


def numbers(look: Look) -> QWidget:
    """Build the page of numbers, days, times, codes, and weights."""
    say = Say(look)
    left = (_width(look, say), _count(look, say), _expiry(look, say), _start(look, say))
    right = (_cure(look, say), _code(look, say), _weight(look, say))
    return _page(left, right)


def choices(look: Look) -> QWidget:
    """Build the page of choices, verdicts and check lists."""
    say = Say(look)
    left = (_verdict(look, say), _defects(look, say), _colour(look, say), _lot(look, say))
    return _page((*left, _clear(look, say)), (_start_check(look, say), _place(look, say)))


def sums(look: Look) -> QWidget:
    """Build the page of splits, signatures, notes and rows."""
    say = Say(look)
    left = (_split(look, say), _signature(look, say))
    return _page(left, (_note(look, say), _rows(look, say)))


def states(look: Look) -> QWidget:
    """Build the page of texts and files, and of frames in every state."""
    say = Say(look)
    return _page((_text(look, say), _remark(look, say), _file(look, say)), _states(look, say))


def _page(*columns: tuple[QWidget, ...]) -> QWidget:
    made = QWidget()
    made.setProperty(kit.SHEET_HOST, True)
    row = QHBoxLayout(made)
    row.setContentsMargins(20, 16, 20, 16)
    row.setSpacing(24)
    for frames in columns:
        column = QVBoxLayout()
        column.setSpacing(14)
        for frame in frames:
            column.addWidget(frame)
        column.addStretch(1)
        row.addLayout(column, 1)
    return made


def _width(look: Look, say: Say) -> QWidget:
    label = say("封口宽度", "Seal width")
    frame = kit.FieldFrame(look, label, name="seal", required=True, critical=True, unit="mm")
    limits = kit.Limits(Decimal("8"), Decimal("12"), places=2)
    field = kit.DecimalField(look, label, name="seal", unit="mm", limits=limits)
    field.put("8.05")
    frame.hold(field)
    frame.offer((("na", say("不适用", "Not applicable")),))
    frame.strike(
        (kit.Struck("9.70", say("操作工 01", "Operator 01"), "14:02", say("输错", "typing error")),)
    )
    frame.say("warn", say("接近下限 8，请复测一次。", "Near the limit 8. Measure once more."))
    return frame


def _text(look: Look, say: Say) -> QWidget:
    label = say("批号", "Lot number")
    frame = kit.FieldFrame(look, label, name="lot-number")
    says = say("L 加六位数字和一个字母，如 L241122A", "L, six digits, a letter, as L241122A")
    field = kit.TextField(
        look, label, name="lot-number", longest=8, pattern=r"L\d{6}[A-Z]", says=says
    )
    field.enter("L24112")
    frame.hold(field)
    return frame


def _remark(look: Look, say: Say) -> QWidget:
    label = say("说明", "Remark")
    frame = kit.FieldFrame(look, label, name="remark")
    field = kit.LongText(look, label, name="remark", lines=3)
    field.put(say("换料后首件复测合格。", "First piece after the change of material is good."))
    frame.hold(field)
    return frame


def _states(look: Look, say: Say) -> tuple[QWidget, ...]:
    said = {
        "ok": say("在公差内，读数 3 次。", "Within tolerance, read 3 times."),
        "fail": say("超出上限 12。请登记不合格。", "Above 12. Record a nonconformance."),
        "busy": say("正在读取量具…", "Reading the gauge…"),
        "locked": say("前一步完成后才能填写。", "It opens when the step before is done."),
        "na": say("不适用：此产品无封口。", "Not applicable: this product has no seal."),
    }
    label = say("封口宽度", "Seal width")
    frames = []
    for state, text in said.items():
        frame = kit.FieldFrame(look, label, name=f"state-{state}", unit="mm")
        field = kit.DecimalField(look, label, name=f"state-{state}", unit="mm")
        field.put("9.70")
        frame.hold(field)
        frame.say(state, text)
        frames.append(frame)
    return tuple(frames)


def _count(look: Look, say: Say) -> QWidget:
    label = say("抽样数量", "Sample size")
    frame = kit.FieldFrame(look, label, name="n", unit=say("件", "pcs"))
    field = kit.WholeField(look, label, name="n", unit=say("件", "pcs"))
    frame.hold(field)
    frame.hint(say("按抽样方案 II 级，不含首件", "By sampling plan II, first piece not counted"))
    field.enter("1.5")
    return frame


def _expiry(look: Look, say: Say) -> QWidget:
    label = say("有效期至", "Expires on")
    frame = kit.FieldFrame(look, label, name="expiry", required=True)
    limits = kit.DayLimits(low=TODAY, because=say("过期物料不能使用。", "It has expired."))
    frame.hold(kit.DateField(look, label, name="expiry", today=lambda: TODAY, limits=limits))
    return frame


def _start(look: Look, say: Say) -> QWidget:
    label = say("开始时间", "Started at")
    frame = kit.FieldFrame(look, label, name="start")
    field = kit.DateTimeField(look, label, name="start", now=lambda: NOW)
    field.put("2026-11-26T14:05+08:00")
    frame.hold(field)
    frame.lock(say("已签名，不能再改。", "It is signed and stays as it is."))
    return frame


def _cure(look: Look, say: Say) -> QWidget:
    label = say("固化时间", "Curing time")
    frame = kit.FieldFrame(look, label, name="cure", required=True)
    now_ms = 10_000_000
    field = kit.DurationField(look, label, name="cure", now_ms=lambda: now_ms, least_ms=45 * 60_000)
    field.put(kit.Spell(0, began_ms=now_ms - 1_865_000))
    frame.hold(field)
    return frame


def _code(look: Look, say: Say) -> QWidget:
    label = say("产品 UDI", "Product UDI")
    frame = kit.FieldFrame(look, label, name="udi")
    field = kit.CodeField(look, label, name="udi", waits_for=say("请扫产品标签", "Scan the label"))
    field.put(kit.Code("(01)09506000134352(17)271130(10)B2611A(21)000187", "GS1 DataMatrix"))
    frame.hold(field)
    return frame


def _weight(look: Look, say: Say) -> QWidget:
    label = say("净重", "Net weight")
    frame = kit.FieldFrame(look, label, name="net", unit="g")
    field = kit.WeightField(look, say("电子秤 SC-02", "Scale SC-02"), name="net", unit="g")
    field.put("12.345")
    field.show_live("12.351", "running", say("晃动", "Moving"), waits=say("秤未稳定", "not still"))
    frame.hold(field)
    return frame


def _verdict(look: Look, say: Say) -> QWidget:
    label = say("外观", "Appearance")
    frame = kit.FieldFrame(look, label, name="looks", required=True, critical=True)
    field = kit.PassFail(look, label, name="looks")
    field.put("fail")
    frame.hold(field)
    frame.say("fail", say("不合格：请登记缺陷。", "Failed: record the defect."))
    return frame


def _defects(look: Look, say: Say) -> QWidget:
    label = say("缺陷（可多选）", "Defects (any)")
    options = (
        kit.Option("scratch", say("划伤", "Scratch")),
        kit.Option("burr", say("毛刺或飞边", "Burr or flash at the parting line")),
        kit.Option(
            "size",
            say(
                "尺寸超差，需要复测并由质检员确认后才能放行",
                "Out of size: measure again, an inspector confirms before it goes on",
            ),
        ),
        kit.Option("none", say("无缺陷", "None of these")),
    )
    frame = kit.FieldFrame(look, label, name="defects")
    picks = kit.Picks(least=1, most=2, alone="none")
    field = kit.MultiChoice(look, label, options, name="defects", picks=picks)
    field.put(("scratch", "size"))
    field.press("burr")
    frame.hold(field)
    return frame


def _colour(look: Look, say: Say) -> QWidget:
    label = say("颜色", "Colour")
    texts = (("a", "透明", "Clear"), ("b", "蓝色", "Blue"), ("c", "琥珀色", "Amber"))
    options = tuple(kit.Option(key, say(zh, en)) for key, zh, en in texts)
    frame = kit.FieldFrame(look, label, name="colour")
    field = kit.ChoiceField(look, label, options, name="colour")
    field.put("b")
    frame.hold(field)
    return frame


def picks(look: Look) -> tuple[kit.Pick, ...]:
    """Return sample lots: free, blocked, and with long texts."""
    say = Say(look)
    film = say("复合膜 120 µm · 40 kg · 有效至 2027-05", "Film 120 µm · 40 kg · until 2027-05")
    held = say("检验未完成，不能使用。", "Its inspection is not finished.")
    return (
        kit.Pick("L1", "L241122A", film, "ok", say("已放行", "Released")),
        kit.Pick("L2", "L241121C", film, "hold", say("待检", "On hold"), held),
        kit.Pick("L3", "L241120B", film, "ok", say("已放行", "Released")),
        kit.Pick(
            "L4",
            "L231104A",
            film,
            "fail",
            say("已过期", "Expired"),
            say("2026-10-31 已过期。请隔离。", "It expired on 2026-10-31. Quarantine it."),
        ),
    )


def _lot(look: Look, say: Say) -> QWidget:
    label = say("物料批号", "Material lot")
    frame = kit.FieldFrame(look, label, name="lot", required=True)
    field = kit.PickField(look, label, lambda: picks(look), name="lot", icon="scan-barcode")
    field.put("L1")
    field.scanned("L4")
    frame.hold(field)
    return frame


def _start_check(look: Look, say: Say) -> QWidget:
    label = say("班前检查", "Checks before the shift")
    texts = (
        ("line", "清线完成，无上一批物料", "The line is clear, nothing of the last lot is left", 1),
        ("tool", "模具编号与工艺卡一致", "The tool is the one of the process card", 1),
        ("lamp", "照明 ≥ 500 lx", "Light of 500 lx or more", 0),
        ("gauge", "量具在校准有效期内", "Gauges are in calibration", 1),
    )
    items = tuple(kit.Item(key, say(zh, en), must=bool(must)) for key, zh, en, must in texts)
    frame = kit.FieldFrame(look, label, name="check")
    field = kit.ChecklistField(look, label, items, name="check", in_order=True)
    field.put((("line", "done"), ("lamp", "not_applicable")))
    frame.hold(field)
    return frame


def _clear(look: Look, say: Say) -> QWidget:
    label = say("标签是否已核对？", "Are the labels checked?")
    frame = kit.FieldFrame(look, label, name="clear")
    frame.hold(kit.YesNo(look, label, name="clear"))
    return frame


def _place(look: Look, say: Say) -> QWidget:
    label = say("位置", "Place")
    hall, line = say("一车间", "Hall 1"), say("组装线", "Assembly line")
    tree = {
        (): (kit.Option("h1", hall), kit.Option("h2", say("二车间", "Hall 2"))),
        ("h1",): (kit.Option("l1", f"{line} 1"), kit.Option("l2", f"{line} 2")),
    }
    frame = kit.FieldFrame(look, label, name="place")
    steps = (say("车间", "Hall"), say("产线", "Line"))
    field = kit.CascadeChoice(look, label, steps, lambda path: tree.get(path, ()), name="place")
    field.put(("h1", "l2"))
    frame.hold(field)
    return frame


def _split(look: Look, say: Say) -> QWidget:
    label = say("本批结果", "Result of the lot")
    parts = (
        kit.Option("good", say("合格", "Good"), "ok"),
        kit.Option("rework", say("返工", "Rework"), "warn"),
        kit.Option("burr", say("报废：毛刺", "Scrap: burr"), "fail"),
        kit.Option("dirt", say("报废：污染", "Scrap: contaminated"), "fail"),
    )
    frame = kit.FieldFrame(look, label, name="split", required=True)
    unit = say("件", "pcs")
    field = kit.QuantitySplit(look, label, parts, name="split", unit=unit)
    field.show_whole("1200")
    field.put(kit.Split("1100", "", (("burr", "7"),)))
    frame.hold(field)
    return frame


def _file(look: Look, say: Say) -> QWidget:
    label = say(
        "检测报告：泄漏试验的压力曲线，包含测量所用压力表的编号和校准有效期，由检测人员上传",
        "Report of the leak test, with its curve and the number and calibration of the gauge used",
    )
    frame = kit.FieldFrame(look, label, name="report")
    limits = kit.FileLimits(10 * 1024 * 1024, ("pdf", "png"))
    device = say("从扫描仪", "From the scanner")
    field = kit.FileField(look, label, name="report", limits=limits, device=device)
    field.show_file("leak-test-WO-2611-0187.pdf", 1_250_000)
    frame.hold(field)
    return frame


def _signature(look: Look, say: Say) -> QWidget:
    frame = kit.FieldFrame(look, say("签名", "Signatures"), name="signed", required=True)
    label = say("操作", "Performed")
    by = kit.SignatureField(look, label, name="by")
    by.put(kit.Signed(say("操作工 01", "Operator 01"), label, "2026-11-26 14:26"))
    frame.hold(by)
    second = say("复核人，不能是操作人", "The reviewer, who is not the operator")
    open_ = kit.SignatureField(look, say("复核", "Reviewed"), name="review", asks=second)
    frame.body.addWidget(open_)
    return frame


def _note(look: Look, say: Say) -> QWidget:
    label = say("备注", "Remarks")
    frame = kit.FieldFrame(look, label, name="note")
    field = kit.RichNote(look, label, name="note", lines=6)
    field.put(
        say(
            "# 发现\n- 滴斗内壁**划伤** 2 处\n- 已隔离，等待判定\n其余正常。",
            "# Found\n- two **scratches** inside the chamber\n- set apart\nAll else is fine.",
        )
    )
    frame.hold(field)
    return frame


def _rows(look: Look, say: Say) -> QWidget:
    label = say("样品", "Samples")
    number, verdict = say("宽度", "Width"), say("外观", "Appearance")
    columns = (
        kit.TableColumn(
            "w", number, lambda name: kit.DecimalField(look, number, name=name, unit="mm"), 1
        ),
        kit.TableColumn(
            "v", verdict, lambda name: kit.PassFail(look, verdict, name=name, na=False), 2
        ),
    )
    frame = kit.FieldFrame(look, label, name="rows")
    field = kit.TableField(look, label, columns, name="rows", least=1, most=2)
    field.put((("9.50", "pass"), ("9.45", "")))
    frame.hold(field)
    return frame


def _open_month(made: QWidget) -> None:
    field = made.findChild(kit.DateField, "expiry-control")
    assert isinstance(field, kit.DateField)
    field.ask()


def _open_number(made: QWidget) -> None:
    field = made.findChild(kit.DecimalField, "seal-control")
    assert isinstance(field, kit.DecimalField)
    field.ask()


def _open_lots(made: QWidget) -> None:
    field = made.findChild(kit.PickField, "lot-control")
    assert isinstance(field, kit.PickField)
    field.ask()


def _open_search(made: QWidget) -> None:
    _open_lots(made)
    sheet = made.findChild(kit.PickSheet, "lot-sheet")
    assert isinstance(sheet, kit.PickSheet)
    sheet.turn_letters()


EXHIBITS = (
    Exhibit("kit-form-states", ("touch", "glove", "bench"), states),
    Exhibit("kit-form-search", ("touch", "glove"), choices, settle=_open_search),
    Exhibit("kit-form-numbers", ("touch", "glove", "bench"), numbers),
    Exhibit("kit-form-choices", ("touch", "glove", "bench"), choices),
    Exhibit("kit-form-sums", ("touch", "glove", "bench"), sums),
    Exhibit("kit-form-month", ("touch", "glove", "bench"), numbers, settle=_open_month),
    Exhibit("kit-form-number", ("touch", "glove"), numbers, settle=_open_number),
    Exhibit("kit-form-pick", ("touch", "bench"), choices, settle=_open_lots),
)
