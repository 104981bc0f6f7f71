"""An eighth set: limits under one heading, a release by the standard, a day's checks."""

from typing import Any

from tests.capabilities.forms.sheets.building import a_book, a_sheet, data_of, f
from tests.capabilities.forms.sheets.invented import Sheet

_: None = None
M = "measurement"


def columns_of_limits() -> Sheet:
    """Limits in columns under one heading, shown in their own formats."""
    book = a_book()
    sheet = a_sheet(
        book,
        "SPC",
        [
            ["注塑件尺寸首件/巡检记录", _, _, _, _, _, _, _, _, _, _],
            ["表单编号：QF-MO-11", "", "版本：B", "", _, _, "第 1 页 共 1 页", _, _, _, _],
            [
                "产品",
                "刺针",
                "料号",
                "SP-20",
                "模号",
                _,
                "穴号",
                "□1 □2 □3 □4",
                "日期",
                "2026-11-26",
                _,
            ],
            ["No.", "尺寸名称", "规格值", _, _, "量具", "首件", "巡检", _, _, "判定"],
            [_, _, "下限", "目标", "上限", _, _, "9:00", "11:00", "14:00", _],
            [1, "A 总长", 27, 28, 29, "卡尺", _, _, _, _, _],
            [2, "B 外径", 5.55, 5.6, 5.7, "千分尺", _, _, _, _, _],
            [3, "C 壁厚", _, 0.5, 0.55, "测厚规", _, _, _, _, _],
            [4, "D 锥度", 0.059, 0.06, 0.061, "锥度规", _, _, _, _, _],
            ["外观检查：□无毛刺 □无缩水 □无黑点 □无缺料", _, _, _, _, _, _, _, _, _, _],
            ["备注", _, _, _, _, _, _, _, _, _, _],
            ["检验员/日期", _, _, "审核/日期", _, _, _, _, _, _, _],
        ],
        merges=(
            "A1:K1 A2:B2 C2:D2 G2:K2 J3:K3 A4:A5 B4:B5 C4:E4 F4:F5 H4:J4 K4:K5 "
            "A10:K10 B11:K11 B12:C12 E12:K12"
        ),
        heights={11: 45},
    )
    for c in "CDE":
        sheet[f"{c}9"].number_format = "0.0%"
    sheet["D7"].number_format = '"Φ"0.00'
    fields = [
        f("产品", "text"),
        f("料号", "text"),
        f("模号", "text"),
        f("穴号", "single_choice", choices=["1", "2", "3", "4"]),
        f("日期", "date"),
        f("A 总长", M, "28|27|29|", samples=4),
        f("B 外径", M, "5.60|5.55|5.7|", samples=4),
        f("C 壁厚", M, "0.5||0.55|", samples=4),
        f("D 锥度", M, "6.0|5.9|6.1|%", samples=4),
        f("外观检查", "checklist", choices=["无毛刺", "无缩水", "无黑点", "无缺料"]),
        f("备注", "multiline"),
        f("检验员/日期", "signature"),
        f("审核/日期", "signature"),
    ]
    return data_of(book), "注塑件尺寸首件/巡检记录", fields, []


def final_release() -> Sheet:
    """A release by the standard: conditions beside limits, a sentence with boxes."""
    book = a_book()
    a_sheet(
        book,
        "出厂检验",
        [
            ["成品出厂检验报告", _, _, _, _, _],
            ["产品名称：一次性使用输液器   带针", _, _, "规格型号：IS-20F", _, _],
            ["生产批号：", _, "灭菌批号：", _, "检验日期：   年  月  日", _],
            ["批量：        支", _, "抽样数量：      支", _, "检验依据：GB 8368-2018", _],
            ["序号", "检验项目", "标准规定", _, "检验结果", "单项判定"],
            [1, "外观", "管路应光滑、透明，无明显杂质", _, _, _],
            [2, "微粒污染", "每200mL洗脱液中 15~25μm ≤1.00个/mL；>25μm ≤0.50个/mL", _, _, _],
            [3, "密封性", "内部气压高于大气压50kPa，15s，无泄漏", _, _, _],
            [4, "流量", "在1m静压头下，10min 输出氯化钠溶液应不少于1000mL", _, _, _],
            [5, "还原物质", "消耗高锰酸钾溶液[c=0.002mol/L]之差≤2.0mL", _, _, _],
            [6, "酸碱度", "pH值之差不超过1.5", _, _, _],
            [7, "环氧乙烷残留量", "≤10μg/g", _, _, _],
            [8, "无菌", "应无菌", _, _, _],
            [9, "细菌内毒素", "<20EU/支", _, _, _],
            ["结论", "本批产品经检验 □符合 □不符合 规定", _, _, _, _],
            ["检验人：", _, "复核人：", _, "批准人：", _],
        ],
        merges="A1:F1 A2:C2 D2:F2 A3:B3 C3:D3 E3:F3 A4:B4 C4:D4 E4:F4 C5:D5 "
        + " ".join(f"C{r}:D{r}" for r in range(6, 15))
        + " B15:F15 A16:B16 C16:D16 E16:F16",
    )
    fields = [
        f("产品名称", "text"),
        f("规格型号", "text"),
        f("生产批号", "lot"),
        f("灭菌批号", "lot"),
        f("检验日期", "date"),
        f("批量", "integer", unit="支"),
        f("抽样数量", "integer", unit="支"),
        f("检验依据", "text"),
        f("外观", "pass_fail"),
        f("微粒污染", M),
        f("密封性", "pass_fail"),
        f("流量", M, "|1000||mL"),
        f("还原物质", M, "||2.0|mL"),
        f("酸碱度", M, "||1.5|"),
        f("环氧乙烷残留量", M, "||10|μg/g"),
        f("无菌", "pass_fail"),
        f("细菌内毒素", M, "||20|EU/支"),
        f("结论", "pass_fail"),
        f("检验人", "signature"),
        f("复核人", "signature"),
        f("批准人", "signature"),
    ]
    return data_of(book), "成品出厂检验报告", fields, ["C7"]


def extrusion_patrol() -> Sheet:
    """Limits in columns; words across all of them."""
    book = a_book()
    a_sheet(
        book,
        "Extrusion",
        [
            ["In-Process Inspection Sheet: Tube extrusion", _, _, _, _, _, _, _, _, _],
            ["Line", _, "Batch No.", _, "Product code", _, "Start date/time", _, "Operator", _],
            [
                "Section",
                "Characteristic (unit)",
                "LSL",
                "Target",
                "USL",
                "n",
                "10:00",
                "12:00",
                "14:00",
                "OK / NG",
            ],
            ["Process", "Zone 1 temperature (°C)", 160, 165, 170, 1, _, _, _, _],
            [_, "Line speed (m/min)", 18, 20, 22, 1, _, _, _, _],
            [_, "Vacuum (kPa)", -85, -80, -75, 1, _, _, _, _],
            ["Product", "OD (mm)", 4.05, 4.10, 4.15, 5, _, _, _, _],
            [_, "ID (mm)", 2.97, 3.00, 3.05, 5, _, _, _, _],
            [_, "Eccentricity (mm)", _, _, 0.05, 5, _, _, _, _],
            [_, "Surface", "no scratches", "", "", 5, _, _, _, _],
            ["Rejected qty (pcs)", _, _, "Scrap weight (kg)", _, _, "Reject rate (%)", _, _, _],
            ["Corrective action", _, _, _, _, _, _, _, _, _],
            ["Inspector signature", _, _, _, _, "Supervisor signature", _, _, _, _],
        ],
        merges="A1:J1 A4:A6 A7:A10 C10:E10 B11:C11 E11:F11 H11:J11 B12:J12 B13:E13 G13:J13",
        heights={12: 60},
    )
    fields = [
        f("Line", "text"),
        f("Batch No.", "lot"),
        f("Product code", "text"),
        f("Start date/time", "datetime"),
        f("Operator", "person"),
        f("Zone 1 temperature", M, "165|160|170|°C", section="Process", samples=1),
        f("Line speed", M, "20|18|22|m/min", section="Process", samples=1),
        f("Vacuum", M, "-80|-85|-75|kPa", section="Process", samples=1),
        f("OD", M, "4.1|4.05|4.15|mm", section="Product", samples=5),
        f("ID", M, "3|2.97|3.05|mm", section="Product", samples=5),
        f("Eccentricity", M, "||0.05|mm", section="Product", samples=5),
        f("Surface", "pass_fail", section="Product", samples=5),
        f("Rejected qty", "integer", unit="pcs"),
        f("Scrap weight", "decimal", unit="kg"),
        f("Reject rate", "decimal", unit="%"),
        f("Corrective action", "multiline"),
        f("Inspector signature", "signature"),
        f("Supervisor signature", "signature"),
    ]
    return data_of(book), "In-Process Inspection Sheet: Tube extrusion", fields, []


def daily_checks() -> Sheet:
    """Checks of a machine day by day, signed below each."""
    book = a_book()
    a_sheet(
        book,
        "点检",
        [
            ["注塑机日点检记录表（2026年11月）", _, _, _, _, _, _, _, _],
            ["设备编号：IM-01", _, _, "车间：注塑", _, _, "点检人：", _, _],
            ["序号", "点检部位", "点检内容", "判定标准", "方法", "1日", "2日", "3日", "4日"],
            [1, "液压系统", "油温", "35~55℃", "看表", _, _, _, _],
            [2, _, "油位", "在上下刻度之间", "目视", _, _, _, _],
            [3, "电气", "急停按钮", "动作可靠", "试", _, _, _, _],
            [4, "气路", "气压", "0.5～0.7MPa", "看表", _, _, _, _],
            [5, "冷却水", "水压", "≥0.2 MPa", "看表", _, _, _, _],
            ["点检人签字", _, _, _, _, _, _, _, _],
            ["注：正常打√，异常打×并报修。", _, _, _, _, _, _, _, _],
            ["班长确认：", _, _, "设备科：", _, _, "日期：", _, _],
        ],
        merges="A1:I1 A2:C2 D2:F2 G2:I2 B4:B5 A9:E9 A10:I10 A11:C11 D11:F11 G11:I11",
    )
    fields = [
        f("设备编号", "text"),
        f("车间", "text"),
        f("点检人", "person"),
        f("油温", M, "|35|55|°C", section="液压系统", samples=4),
        f("油位", "pass_fail", section="液压系统", samples=4),
        f("急停按钮", "pass_fail", section="电气", samples=4),
        f("气压", M, "|0.5|0.7|MPa", section="气路", samples=4),
        f("水压", M, "|0.2||MPa", section="冷却水", samples=4),
        f("点检人签字", "signature"),
        f("班长确认", "signature"),
        f("设备科", "signature"),
        f("日期", "date"),
    ]
    return data_of(book), "注塑机日点检记录表（2026年11月）", fields, []


INVENTED: tuple[Any, ...] = (columns_of_limits, final_release, extrusion_patrol, daily_checks)
