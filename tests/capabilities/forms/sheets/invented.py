"""Inspection sheets as other plants draw them, each with what a careful person reads in it."""

from collections.abc import Sequence
from typing import Any

from tests.capabilities.forms.sheets.building import a_book, a_sheet, data_of, f

Sheet = tuple[bytes, str, list[dict[str, Any]], list[str]]
"""The file, the title of its first form, its fields, the cells not understood."""
_: None = None


def tube_extrusion() -> Sheet:
    """No sequence column, limits in two columns, sections across the width, header in two rows."""
    book = a_book()
    sheet = a_sheet(
        book,
        "巡检",
        [
            ["澄湖医疗科技有限公司"],
            ["导管挤出巡检记录表"],
            ["产品名称：", _, "生产批号：", _, "日期：", _, "班次：", "□白班 □夜班", _, _, _, _],
            [
                "挤出机：",
                "EX-01",
                "巡检时间：",
                _,
                "巡检员：",
                _,
                "牵引速度（m/min）：",
                _,
                _,
                _,
                _,
                _,
            ],
            ["检验项目", "单位", "规格限", _, "检验方法", "频次", "实测值", _, _, _, _, "结论"],
            [_, _, "下限", "上限", _, _, 1, 2, 3, 4, 5, _],
            ["一、尺寸"],
            ["外径", "mm", 4.05, 4.15, "激光测径仪", "1次/h", _, _, _, _, _, _],
            ["内径", "mm", 2.95, 3.05, "塞规 G-06", "1次/h", _, _, _, _, _, _],
            ["同心度", "%", 90, "/", "显微镜", "1次/h", _, _, _, "/", "/", _],
            ["长度", "mm", "1,790", "1,810", "钢直尺", "1次/h", _, _, _, _, _, _],
            ["二、外观"],
            ["表面", "/", "光滑，无气泡、杂质", _, "目视", "1次/h", _, _, _, _, _, _],
            ["颜色", "/", "与封样一致", _, "目视", "1次/h", _, _, _, _, _, _],
            ["异常情况说明", _],
            ["注：连续两次超差时停机并通知班长。"],
            ["巡检员：____________   班长：____________   日期：____________"],
        ],
        merges="A1:L1 A2:L2 A5:A6 B5:B6 C5:D5 E5:E6 F5:F6 G5:K5 L5:L6 A7:L7 A12:L12"
        " C13:D13 C14:D14 G13:K13 G14:K14 B15:L15 A16:L16 A17:L17 H3:L3 H4:L4",
        heights={15: 60.0},
    )
    sheet["C8"].number_format = sheet["D8"].number_format = "0.00"
    return (
        data_of(book),
        "导管挤出巡检记录表",
        [
            f("产品名称", "text"),
            f("生产批号", "lot"),
            f("日期", "date"),
            f("班次", "single_choice", choices=["白班", "夜班"]),
            f("挤出机", "text"),
            f("巡检时间", "datetime"),
            f("巡检员", "person"),
            f("牵引速度", "decimal", "|||m/min"),
            f("外径", "measurement", "|4.05|4.15|mm", section="尺寸", samples=5),
            f("内径", "measurement", "|2.95|3.05|mm", section="尺寸", samples=5),
            f("同心度", "measurement", "|90||%", section="尺寸", samples=3),
            f("长度", "measurement", "|1790|1810|mm", section="尺寸", samples=5),
            f("表面", "pass_fail", section="外观"),
            f("颜色", "pass_fail", section="外观"),
            f("异常情况说明", "multiline"),
            f("巡检员", "signature"),
            f("班长", "signature"),
            f("日期", "date"),
        ],
        [],
    )


def paper_in_english() -> Sheet:
    """English only: NLT, NMT, max., min., a see-drawing, circles, a yes/no list, Ac/Re columns."""
    book = a_book()
    a_sheet(
        book,
        "Incoming",
        [
            ["Clearbrook Devices Co., Ltd.", _, _, _, _, _, _, "Form No. QF-0821-04 Rev. B"],
            ["Incoming Inspection Record - Medical Grade Paper"],
            ["Material", _, "Supplier", _, "Lot No.", _, "Date received", _, _, _],
            [
                "Quantity received (kg)",
                _,
                "Sample size",
                _,
                "Purchase order",
                _,
                "CoA available",
                _,
                _,
                _,
            ],
            [
                "Inspector",
                _,
                "Storage condition",
                "○ Ambient ○ Cold",
                "Inspection date",
                _,
                "Received at (date and time)",
                _,
                _,
                _,
            ],
            [
                "No.",
                "Characteristic",
                "Specification",
                "Test method",
                "n",
                "Sample 1",
                "Sample 2",
                "Sample 3",
                "Mean",
                "Result",
            ],
            [1, "Basis weight", "57 - 63 g/m²", "ISO 536", 5, _, _, _, "=AVERAGE(F7:H7)", _],
            [2, "Seal strength", "NLT 1.20 N/15mm", "ASTM F88", 8, _, _, _, "=AVERAGE(F8:H8)", _],
            [3, "Moisture", "NMT 7.5 %", "ISO 287", 3, _, _, _, "=AVERAGE(F9:H9)", _],
            [
                4,
                "Porosity (Bendtsen)",
                "300 mL/min max.",
                "ISO 5636-3",
                3,
                _,
                _,
                _,
                "=AVERAGE(F10:H10)",
                _,
            ],
            [
                5,
                "Tensile strength",
                "Min. 4.4 kN/m",
                "ISO 1924-2",
                3,
                _,
                _,
                _,
                "=AVERAGE(F11:H11)",
                _,
            ],
            [6, "pH value", "5.0 to 8.0", "ISO 6588-1", 2, _, _, "/", "=AVERAGE(F12:H12)", _],
            [7, "Reel width", "320 +2/-0 mm", "Steel rule", 3, _, _, _, "=AVERAGE(F13:H13)", _],
            [
                8,
                "Core diameter (mm)",
                "See drawing PK-401-02",
                "Caliper",
                3,
                _,
                _,
                _,
                "=AVERAGE(F14:H14)",
                _,
            ],
            [
                9,
                "Appearance",
                "Free from holes, creases and stains. Ac 0 / Re 1",
                "Visual",
                20,
                _,
                _,
                _,
                "N/A",
                _,
            ],
            [10, "Colour", "Matches approved sample", "Visual", 3, _, _, _, "N/A", _],
            ["Disposition", "○ Accept ○ Reject ○ Use as is"],
            ["Remarks", _],
            ["Inspected by", _, _, "Reviewed by", _, _, "Approved by", _, "Date", _],
        ],
        merges="A1:G1 H1:J1 A2:J2 H3:J3 H4:J4 H5:J5 B17:J17 B18:J18 B19:C19 E19:F19"
        " F15:H15 F16:H16",
        lists={"H4": '"Yes,No"'},
        bold="A2 A3 C3 E3 G3 A4 C4 E4 G4 A5 C5 E5 G5",
    )
    return (
        data_of(book),
        "Incoming Inspection Record - Medical Grade Paper",
        [
            f("Material", "text"),
            f("Supplier", "text"),
            f("Lot No.", "lot"),
            f("Date received", "date"),
            f("Quantity received", "decimal", "|||kg"),
            f("Sample size", "integer"),
            f("Purchase order", "text"),
            f("CoA available", "single_choice", choices=["Yes", "No"]),
            f("Inspector", "person"),
            f("Storage condition", "single_choice", choices=["Ambient", "Cold"]),
            f("Inspection date", "date"),
            f("Received at (date and time)", "datetime"),
            f("Basis weight", "measurement", "|57|63|g/m²", samples=5),
            f("Seal strength", "measurement", "|1.2||N/15mm", samples=8),
            f("Moisture", "measurement", "||7.5|%", samples=3),
            f("Porosity (Bendtsen)", "measurement", "||300|mL/min", samples=3),
            f("Tensile strength", "measurement", "|4.4||kN/m", samples=3),
            f("pH value", "measurement", "|5.0|8.0|", samples=2),
            f("Reel width", "measurement", "320|320|322|mm", samples=3),
            f("Core diameter", "measurement", "|||mm", samples=3),
            f("Appearance", "pass_fail", samples=20, ac=0, re=1),
            f("Colour", "pass_fail", samples=3),
            f("Disposition", "single_choice", choices=["Accept", "Reject", "Use as is"]),
            f("Remarks", "multiline"),
            f("Inspected by", "signature"),
            f("Reviewed by", "signature"),
            f("Approved by", "signature"),
            f("Date", "date"),
        ],
        ["C14"],
    )


def adaptor_deviations() -> Sheet:
    """Nominal, upper and lower deviation in columns of numbers; hidden row and column; a name."""
    book = a_book()
    sheet = a_sheet(
        book,
        "首件",
        [
            ["LA-316 首件检验记录", _, _, _, _, _, _, _, _, _, _, _, _],
            ["工单号", _, _, "机床", _, "操作者", _, _, "首件类型", _, _, "日期", _],
            [
                "材料炉批号",
                _,
                _,
                "数量（件）",
                _,
                "检验员",
                _,
                _,
                "图号",
                "SP-LA-03",
                _,
                "冷却液温度",
                "℃",
            ],
            [
                "序号",
                "内部代码",
                "检测项目",
                "标准值",
                "上偏差",
                "下偏差",
                "单位",
                "量具",
                "X1",
                "X2",
                "X3",
                "平均",
                "判定",
            ],
            [1, "a", "总长", 25, 0.1, -0.1, "mm", "卡尺", _, _, _, "=AVERAGE(I5:K5)", _],
            [2, "b", "内孔直径", 3, 0.05, 0, "mm", "塞规", _, _, _, "=AVERAGE(I6:K6)", _],
            [3, "c", "旧项目", 9, 0.1, -0.1, "mm", "卡尺", _, _, _, "=AVERAGE(I7:K7)", _],
            [4, "d", "对边宽度", 8, 0, -0.1, "mm", "卡尺", _, _, "／", "=AVERAGE(I8:K8)", _],
            [5, "e", "锥角", 6, "+0.5", "-0.5", "°", "投影仪", _, _, _, "=AVERAGE(I9:K9)", _],
            [
                6,
                "f",
                "粗糙度 Ra",
                "≤0.8",
                "/",
                "/",
                "μm",
                "粗糙度仪",
                _,
                _,
                _,
                "=AVERAGE(I10:K10)",
                _,
            ],
            [7, "g", "毛刺", "无毛刺", "/", "/", "/", "目视", _, _, _, "/", _],
            ["结论", "□合格 □不合格"],
            ["检验员/日期：", _, _, _, "审核/日期：", _, _, _, "批准/日期：", _, _, _, _],
        ],
        merges="A1:M1 B2:C2 B3:C3 G2:H2 G3:H3 J2:K2 J3:K3 I11:K11 B12:M12 B13:D13 F13:H13 J13:M13",
        lists={"J2": "=首件类型", "G3": "=名单!$A$1:$A$2"},
    )
    for row in range(5, 9):
        sheet.cell(row, 5).number_format = "+0.00;-0.00;0"
        sheet.cell(row, 6).number_format = "+0.00;-0.00;0"
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["B"].hidden = True
    a_sheet(book, "名单", [["张工", "换模"], ["李工", "换料"], [_, "开机"]]).sheet_state = "hidden"
    from openpyxl.workbook.defined_name import DefinedName

    book.defined_names["首件类型"] = DefinedName("首件类型", attr_text="名单!$B$1:$B$3")
    return (
        data_of(book),
        "LA-316 首件检验记录",
        [
            f("工单号", "text"),
            f("机床", "text"),
            f("操作者", "person"),
            f("首件类型", "single_choice", choices=["换模", "换料", "开机"]),
            f("日期", "date"),
            f("材料炉批号", "lot"),
            f("数量", "integer", "|||件"),
            f("检验员", "single_choice", choices=["张工", "李工"]),
            f("图号", "text"),
            f("冷却液温度", "decimal", "|||°C"),
            f("总长", "measurement", "25|24.9|25.1|mm", samples=3),
            f("内孔直径", "measurement", "3|3|3.05|mm", samples=3),
            f("对边宽度", "measurement", "8|7.9|8|mm", samples=2),
            f("锥角", "measurement", "6|5.5|6.5|°", samples=3),
            f("粗糙度 Ra", "measurement", "||0.8|μm", samples=3),
            f("毛刺", "pass_fail"),
            f("结论", "pass_fail"),
            f("检验员/日期", "signature"),
            f("审核/日期", "signature"),
            f("批准/日期", "signature"),
        ],
        [],
    )


def line_clearance() -> Sheet:
    """A checklist: each row ticked 是/否 or 合格/不合格, one row with boxes to tick all."""
    book = a_book()
    a_sheet(
        book,
        "清场",
        [
            ["清场检查记录"],
            ["工序", _, "上批批号", _, "本批批号", _],
            ["清场时间", _, "清场人", _, "环境温度", "____℃"],
            ["序号", "检查项目", "检查标准", "检查结果", _, "备注"],
            [1, "物料清离", "无上批遗留物料、标签", "□是  □否", _, _],
            [2, "设备清洁", "表面无残留、无油污", "□合格  □不合格", _, _],
            [3, "文件清离", "☐批记录  ☐标签  ☐作业指导书", _, _, _],
            [4, "地面清洁", "清洁干燥", "口合格  口不合格", _, _],
            [5, "压差", "≥10 Pa", _, _, _],
            ["清场结论", "□ 合格，准予生产   □ 不合格，重新清场"],
            ["清场人：", _, "复核人：", _, "QA：", _],
        ],
        merges="A1:F1 D4:E4 D5:E5 D6:E6 D7:E7 D8:E8 D9:E9 B10:F10",
    )
    return (
        data_of(book),
        "清场检查记录",
        [
            f("工序", "text"),
            f("上批批号", "lot"),
            f("本批批号", "lot"),
            f("清场时间", "datetime"),
            f("清场人", "person"),
            f("环境温度", "decimal", "|||°C"),
            f("物料清离", "single_choice", choices=["是", "否"]),
            f("设备清洁", "pass_fail"),
            f("文件清离", "checklist", choices=["批记录", "标签", "作业指导书"]),
            f("地面清洁", "pass_fail"),
            f("压差", "measurement", "|10||Pa"),
            f("清场结论", "pass_fail"),
            f("清场人", "signature"),
            f("复核人", "signature"),
            f("QA", "signature"),
        ],
        [],
    )


def laboratory() -> Sheet:
    """One result column, powers of ten, conditions and legal minima beside limits, prefilled."""
    book = a_book()
    a_sheet(
        book,
        "理化微生物",
        [
            ["成品理化、微生物检验报告", _, _, _, _, _],
            ["产品名称：一次性使用输液器  规格型号：IS-20F", _, _, "灭菌批号：", _, _],
            ["请检日期", _, "报告日期", _, "取样量", "20套"],
            ["检验项目", "质量标准", "检验方法", "取样数", "检验结果", "单项结论"],
            ["还原物质", "与空白液消耗体积之差不超过 2.0 mL", "GB 8368-2018", 3, _, _],
            ["酸碱度", "≤1 mL（0.01 mol/L）", "GB 8368-2018", 3, _, _],
            ["蒸发残渣", "≤ 5 mg", "GB/T 14233.1", 3, _, _],
            ["紫外吸光度", "≤0.1（250～320 nm）", "GB/T 14233.1", 3, _, _],
            ["金属离子（Cd）", "≤0.1 μg/mL", "GB/T 14233.1", 3, _, _],
            ["环氧乙烷残留", "≤4 mg/套（GB/T 16886.7）", "GC", 2, _, _],
            ["细菌内毒素", "＜20 EU/套", "凝胶法", 10, _, _],
            ["初始污染菌", "≤1×10² CFU/件", "平皿法", 10, _, _],
            ["微粒污染指数", "≤90", "计数器", 10, _, _],
            ["pH", "6.0～7.5", "pH计", 3, _, _],
            ["流量", "1 m 水头，10 min，≥1 000 mL", "流量台", 5, _, _],
            ["无菌", "应无菌生长", "薄膜过滤", 20, _, _],
            ["泄漏", "50 kPa，15 s，应无气泡", "水槽", 20, _, _],
            ["备注：本报告仅对来样负责。"],
            ["检验人：", _, "复核人：", _, "授权签发人：", _],
        ],
        merges="A1:F1 A2:C2 E2:F2 A18:F18",
    )
    m = "measurement"
    return (
        data_of(book),
        "成品理化、微生物检验报告",
        [
            f("产品名称", "text"),
            f("规格型号", "text"),
            f("灭菌批号", "lot"),
            f("请检日期", "date"),
            f("报告日期", "date"),
            f("取样量", "integer", unit="套"),
            f("还原物质", m, "||2.0|mL", samples=3),
            f("酸碱度", m, "||1|mL", samples=3),
            f("蒸发残渣", m, "||5|mg", samples=3),
            f("紫外吸光度", m, "||0.1|", samples=3),
            f("金属离子（Cd）", m, "||0.1|μg/mL", samples=3),
            f("环氧乙烷残留", m, "||4|mg/套", samples=2),
            f("细菌内毒素", m, "||20|EU/套", samples=10),
            f("初始污染菌", m, "||100|CFU/件", samples=10),
            f("微粒污染指数", m, "||90|", samples=10),
            f("pH", m, "|6.0|7.5|", samples=3),
            f("流量", m, "|1000||mL", samples=5),
            f("无菌", "pass_fail", samples=20),
            f("泄漏", "pass_fail", samples=20),
            f("检验人", "signature"),
            f("复核人", "signature"),
            f("授权签发人", "signature"),
        ],
        [],
    )


def packing() -> Sheet:
    """The unit in headings and brackets, a relative tolerance, labels above their boxes, times."""
    book = a_book()
    a_sheet(
        book,
        "包装",
        [
            ["包装过程检验记录（热封）"],
            ["产品型号", "生产批号", "封口机编号", "检验日期", "班组", "当班人员"],
            [_, _, _, _, _, _],
            ["检验项目", "要求（mm）", "08:00", "10:00", "13:00", "15:00"],
            ["封口宽度", "≥６．０", _, _, _, _],
            ["袋长", "２５０±２", _, _, _, _],
            ["袋宽", "120（＋2，－1）", _, _, _, _],
            ["封口强度", "不低于1.20N/15mm", _, _, _, _],
            ["装箱净重（g）", "800±1.5%", _, _, _, _],
            ["封口温度", "(165±5)℃", _, _, _, _],
            ["环境湿度", "50%±10%", _, _, _, _],
            ["封口外观", "平整、无皱褶", _, _, _, _],
            ["装箱数量", "100 %核对，与装箱单一致", _, _, _, _],
            ["合格数", _, "不合格数", _, "合格率", '=IF(B14+D14=0,"",ROUND(B14/(B14+D14),4))'],
            ["不合格品处理情况", _],
            ["检验员", _, "日期", _, _, _],
        ],
        merges="A1:F1 B15:F15",
        heights={15: 50.0},
    )
    sheet = book["包装"]
    sheet["F14"].number_format = "0.00%"
    m = "measurement"
    return (
        data_of(book),
        "包装过程检验记录（热封）",
        [
            f("产品型号", "text"),
            f("生产批号", "lot"),
            f("封口机编号", "text"),
            f("检验日期", "date"),
            f("班组", "text"),
            f("当班人员", "person"),
            f("封口宽度", m, "|6.0||mm", samples=4),
            f("袋长", m, "250|248|252|mm", samples=4),
            f("袋宽", m, "120|119|122|mm", samples=4),
            f("封口强度", m, "|1.2||N/15mm", samples=4),
            f("装箱净重", m, "800|788|812|g", samples=4),
            f("封口温度", m, "165|160|170|°C", samples=4),
            f("环境湿度", m, "50|40|60|%", samples=4),
            f("封口外观", "pass_fail", samples=4),
            f("装箱数量", "pass_fail", samples=4),
            f("合格数", "integer"),
            f("不合格数", "integer"),
            f("合格率", "formula", "|||%"),
            f("不合格品处理情况", "multiline"),
            f("检验员", "signature"),
            f("日期", "date"),
        ],
        [],
    )


def bilingual_tolerances() -> Sheet:
    """Nominal and tolerance in two columns, stacked deviations in one cell, contradictions."""
    book = a_book()
    a_sheet(
        book,
        "IPQC",
        [
            ["过程检验表\nIn-process Inspection Sheet"],
            ["产品 Product", _, _, "工单 Work order", _, _, "批次 Batch", _],
            ["设备 Equipment", _, _, "首末件 Stage", "□首件 First □末件 Last", _, "时间 Time", _],
            [
                "No.",
                "项目 Item",
                "规格 Nominal",
                "公差 Tol.",
                "单位 Unit",
                "工具 Tool",
                "实测 Measured",
                "判定 OK/NG",
            ],
            [1, "刺针长度 Spike length", "28.0", "±1.0", "mm", "Caliper", _, _],
            [2, "外径 OD", "Φ5.60", "+0.10\n-0.05", "mm", "Micrometer", _, _],
            [3, "单重 Weight", "1.90", "±5%", "g", "Scale", _, _],
            [4, "拉力 Pull force", "≥20", "/", "N", "Force gauge", _, _],
            [5, "水口残留 Gate vestige", "0.5", "max", "mm", "Caliper", _, _],
            [6, "壁厚 Wall", "1.2~1.0", "/", "mm", "Caliper", _, _],
            [7, "外观 Appearance", "无飞边 No flash", "/", "/", "Visual", _, _],
            ["检验 Inspector", _, _, "审核 Reviewer", _, _, "日期 Date", _],
        ],
        merges="A1:H1 B2:C2 E2:F2 B3:C3 E3:F3 B12:C12 E12:F12",
    )
    also = {"产品 Product": ["产品", "Product"]}
    fields = [
        f("产品 Product", "text", label_also=also["产品 Product"]),
        f("工单 Work order", "text"),
        f("批次 Batch", "lot"),
        f("设备 Equipment", "text"),
        f("首末件 Stage", "single_choice", choices=["首件 First", "末件 Last"]),
        f("时间 Time", "datetime"),
        f("刺针长度 Spike length", "measurement", "28.0|27.0|29.0|mm"),
        f("外径 OD", "measurement", "5.60|5.55|5.70|mm"),
        f("单重 Weight", "measurement", "1.90|1.805|1.995|g"),
        f("拉力 Pull force", "measurement", "|20||N"),
        f("水口残留 Gate vestige", "measurement", "||0.5|mm"),
        f("壁厚 Wall", "measurement", "|||mm"),
        f("外观 Appearance", "pass_fail"),
        f("检验 Inspector", "signature"),
        f("审核 Reviewer", "signature"),
        f("日期 Date", "date"),
    ]
    return data_of(book), "过程检验表 In-process Inspection Sheet", fields, ["C10"]


def three_forms() -> Sheet:
    """Three small forms one below the other, no company, only signatures between them."""
    book = a_book()
    rows: list[Sequence[object]] = []
    for title, item, limit in (
        ("来料检验单（滤膜）", "滤除率", "≥80%"),
        ("来料检验单（棒料）", "直径", "8.00 0/-0.09 mm"),
        ("来料检验单（托盘）", "托盘厚度", "0.80±0.05mm"),
    ):
        rows += [
            [title],
            ["批号", _, "数量", _, "检验日期", _],
            ["项次", "检验项目", "标准", "样1", "样2", "结果"],
            [1, item, limit, _, _, _],
            [2, "外观", "清洁，无破损", _, _, _],
            ["检验员", _, "审核", _, _, _],
            [_],
        ]
    a_sheet(book, "来料", rows, merges="A1:F1 A8:F8 A15:F15")
    fields = []
    for title, item, limits in (
        ("来料检验单（滤膜）", "滤除率", "|80||%"),
        ("来料检验单（棒料）", "直径", "8.00|7.91|8.00|mm"),
        ("来料检验单（托盘）", "托盘厚度", "0.80|0.75|0.85|mm"),
    ):
        fields += [
            f("批号", "lot", section=title),
            f("数量", "integer", section=title),
            f("检验日期", "date", section=title),
            f(item, "measurement", limits, section=title, samples=2),
            f("外观", "pass_fail", section=title, samples=2),
            f("检验员", "signature", section=title),
            f("审核", "signature", section=title),
        ]
    return data_of(book), "来料检验单（滤膜）", fields, []


def two_sheets() -> Sheet:
    """Two forms on two sheets, an explanation on a third, a hidden fourth."""
    book = a_book()
    a_sheet(book, "说明", [["填写说明"], ["1. 用黑色水笔填写。"], ["2. 涂改处签名并注明日期。"]])
    for name, title, item, limit in (
        ("焊接", "焊接拉力检验记录", "焊接拉力", "≥20N"),
        ("粘接", "粘接胶量检验记录", "胶量", "12±2mg"),
    ):
        a_sheet(
            book,
            name,
            [
                [title],
                ["批号", _, "日期", _, "操作工", _, _, _],
                ["检验项目", "技术要求", "1#", "2#", "3#", "4#", "5#", "判定"],
                [item, limit, _, _, _, _, _, _],
                ["外观", "无溢胶、无气泡", _, _, _, _, _, _],
                ["检验员：", _, _, _, "审核：", _, _, _],
            ],
            merges="A1:H1 F2:H2 B6:D6 F6:H6",
        )
    a_sheet(book, "旧", [["检验项目", "技术要求"], ["旧", "1±1"]]).sheet_state = "hidden"
    fields = []
    for item, limits in (("焊接拉力", "|20||N"), ("胶量", "12|10|14|mg")):
        fields += [
            f("批号", "lot"),
            f("日期", "date"),
            f("操作工", "person"),
            f(item, "measurement", limits, samples=5),
            f("外观", "pass_fail", samples=5),
            f("检验员", "signature"),
            f("审核", "signature"),
        ]
    return data_of(book), "焊接拉力检验记录", fields, []


def without_table() -> Sheet:
    """A first-article slip: only labels with boxes, units behind the blanks."""
    book = a_book()
    a_sheet(
        book,
        "确认单",
        [
            ["首件检验确认单", _, _, _, _, _],
            ["产品名称", _, _, "工单号", _, _],
            ["模具编号", _, _, "模腔数", _, _],
            ["料筒温度", _, "℃", "注射压力", _, "MPa"],
            ["首件外观", "□合格 □不合格", _, "首件尺寸", "□合格 □不合格", _],
            ["资料核对", "□图纸 □工艺卡 □检验规范", _, "触发原因", "□开机 □换模 □换料", _],
            ["首件照片", _],
            ["结论", "□可以生产 □调整后重检"],
            ["操作工：", _, "检验员：", _, "日期：", _],
        ],
        merges="A1:F1 B2:C2 E2:F2 B3:C3 E3:F3 B5:C5 E5:F5 B6:C6 E6:F6 B7:F7 B8:F8",
        heights={7: 90.0},
    )
    return (
        data_of(book),
        "首件检验确认单",
        [
            f("产品名称", "text"),
            f("工单号", "text"),
            f("模具编号", "text"),
            f("模腔数", "integer"),
            f("料筒温度", "decimal", "|||°C"),
            f("注射压力", "decimal", "|||MPa"),
            f("首件外观", "pass_fail"),
            f("首件尺寸", "pass_fail"),
            f("资料核对", "checklist", choices=["图纸", "工艺卡", "检验规范"]),
            f("触发原因", "single_choice", choices=["开机", "换模", "换料"]),
            f("首件照片", "photo"),
            f("结论", "single_choice", choices=["可以生产", "调整后重检"]),
            f("操作工", "signature"),
            f("检验员", "signature"),
            f("日期", "date"),
        ],
        [],
    )


INVENTED = (
    tube_extrusion,
    paper_in_english,
    adaptor_deviations,
    line_clearance,
    laboratory,
    packing,
    bilingual_tolerances,
    three_forms,
    two_sheets,
    without_table,
)
