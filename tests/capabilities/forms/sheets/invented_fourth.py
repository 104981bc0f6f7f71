"""A fourth set: everyday sheets with everyday words, spare rows, forms of one page."""

from typing import Any

from tests.capabilities.forms.sheets.building import a_book, a_sheet, data_of, f
from tests.capabilities.forms.sheets.invented import Sheet

_: None = None
M = "measurement"


def filter_incoming() -> Sheet:
    """Groups in a first column, no unit column, acceptance numbers in the requirement."""
    book = a_book()
    a_sheet(
        book,
        "IQC-滤膜",
        [
            ["明湖医疗器械有限公司", _, _, _, _, _, _, _, _],
            ["药液过滤器膜片来料检验报告", _, _, _, _, _, _, "QR-IQC-07 Rev.C", _],
            ["物料名称", "过滤膜 0.2 μm", _, "供方", _, _, "来料批号", _, _],
            ["来料数（片）", _, _, "抽检数", _, _, "来料日期", _, _],
            ["验收标准", "Q/MH 07-2025", _, "检验方式", "□正常 □加严 □放宽", _, "报检人", _, _],
            [
                "分类",
                "检验项目",
                "标准要求",
                "检验工具",
                "实测1",
                "实测2",
                "实测3",
                "单项判定",
                "备注",
            ],
            ["外观", "洁净度", "无可见异物、无破损（AQL=1.0，Ac=3，Re=4）", "目测", _, _, _, _, _],
            [_, "颜色", "白色，与样品一致", "目测", _, _, _, _, _],
            ["尺寸", "膜片直径", "Φ25.0 +0/-0.2mm", "卡尺", _, _, _, _, _],
            [_, "厚度", "0.12mm~0.16mm", "测厚仪", _, _, _, _, _],
            ["性能", "起泡点", "≥0.34MPa（水，23±2℃）", "起泡点仪", _, _, "/", _, _],
            [_, "水流量（100 kPa）", "不少于 25 mL/min·cm²", "流量计", _, _, "/", _, _],
            [_, "滤除率", "胶乳粒子滤除率应不小于80%", "实验室", _, _, _, _, _],
            [_, "溶出物", "按供需双方技术协议", "实验室", _, _, _, _, _],
            ["检验结论：  □ 合格    □ 不合格", _, _, _, _, _, _, _, _],
            ["不合格处理：", _, _, _, _, _, _, _, _],
            ["检验/日期：", _, _, "审核/日期：", _, _, "批准/日期：", _, _],
            [
                "说明：1、抽样按GB/T 2828.1-2012正常一次；2、溶出物每年委外一次。",
                _,
                _,
                _,
                _,
                _,
                _,
                _,
                _,
            ],
        ],
        merges="A1:I1 A2:G2 H2:I2 B3:C3 E3:F3 H3:I3 B4:C4 E4:F4 H4:I4 B5:C5 E5:F5 H5:I5 A7:A8"
        " A9:A10 A11:A14 E7:G7 E8:G8 A15:I15 B16:I16 B17:C17 E17:F17 H17:I17 A18:I18",
        heights={16: 50.0},
    )
    return (
        data_of(book),
        "药液过滤器膜片来料检验报告",
        [
            f("物料名称", "text"),
            f("供方", "text"),
            f("来料批号", "lot"),
            f("来料数", "integer", unit="片"),
            f("抽检数", "integer"),
            f("来料日期", "date"),
            f("验收标准", "text"),
            f("检验方式", "single_choice", choices=["正常", "加严", "放宽"]),
            f("报检人", "person"),
            f("洁净度", "pass_fail", section="外观", ac=3, re=4),
            f("颜色", "pass_fail", section="外观"),
            f("膜片直径", M, "25.0|24.8|25.0|mm", section="尺寸", samples=3),
            f("厚度", M, "|0.12|0.16|mm", section="尺寸", samples=3),
            f("起泡点", M, "|0.34||MPa", section="性能", samples=2),
            f("水流量（100 kPa）", M, "|25||mL/min·cm²", section="性能", samples=2),
            f("滤除率", M, "|80||%", section="性能", samples=3),
            f("溶出物", M, section="性能", samples=3),
            f("检验结论", "pass_fail"),
            f("不合格处理", "multiline"),
            f("检验/日期", "signature"),
            f("审核/日期", "signature"),
            f("批准/日期", "signature"),
        ],
        ["C14"],
    )


def blister_process() -> Sheet:
    """Numbers with formats, per cent as numbers, spare rows, a formula nobody translates."""
    book = a_book()
    sheet = a_sheet(
        book,
        "吸塑",
        [
            ["吸塑封合过程参数及检验记录"],
            ["生产日期", _, "批号", _, "设备号", _, "开机时间", _, _, _],
            [
                "No",
                "项目",
                "规格下限",
                "规格上限",
                "单位",
                "频率",
                "第1次",
                "第2次",
                "第3次",
                "结果",
            ],
            [1, "上模温度", 118, 126, "℃", "1/班", _, _, _, _],
            [2, "封合压力", 0.4, 0.5, "MPa", "1/班", _, _, _, _],
            [3, "封合时间", 1.2, 1.8, "s", "1/班", _, _, _, _],
            [4, "剥离强度", 1.2, _, "N/15mm", "1/2h", _, _, _, _],
            [5, "水分", _, 0.003, _, "1/班", _, _, _, _],
            [6, "封边外观", "完整无通道", _, "—", "1/2h", _, _, _, _],
            [7, _, _, _, _, _, _, _, _, _],
            [8, _, _, _, _, _, _, _, _, _],
            [
                "检查总数",
                _,
                "不良数",
                _,
                "不良率",
                "=IF(B12=0,0,D12/B12)",
                "趋势",
                "=LINEST(G4:I4)",
                _,
                _,
            ],
            ["操作者", _, "检验者", _, "班长", _, "日期", _, _, _],
        ],
        merges="A1:J1 C9:D9 H2:J2 H12:J12 H13:J13 G9:I9",
    )
    sheet["D8"].number_format = "0.0%"
    sheet["F12"].number_format = "0.0%"
    for place in ("C5", "D5", "C6", "D6", "C7"):
        sheet[place].number_format = "0.00"
    return (
        data_of(book),
        "吸塑封合过程参数及检验记录",
        [
            f("生产日期", "date"),
            f("批号", "lot"),
            f("设备号", "text"),
            f("开机时间", "datetime"),
            f("上模温度", M, "|118|126|°C", samples=3),
            f("封合压力", M, "|0.40|0.50|MPa", samples=3),
            f("封合时间", M, "|1.2|1.8|s", samples=3),
            f("剥离强度", M, "|1.20||N/15mm", samples=3),
            f("水分", M, "||0.3|%", samples=3),
            f("封边外观", "pass_fail"),
            f("检查总数", "integer"),
            f("不良数", "integer"),
            f("不良率", "formula", unit="%"),
            f("趋势", "formula"),
            f("操作者", "signature"),
            f("检验者", "signature"),
            f("班长", "signature"),
            f("日期", "date"),
        ],
        ["H12"],
    )


def english_checklist() -> Sheet:
    """An English packaging check: sections by letters, boxes of every sort."""
    book = a_book()
    a_sheet(
        book,
        "Packaging",
        [
            ["Packaging Line Inspection Checklist", _, _, _, _, _, "Doc. No.: FRM-112", _],
            ["Product code", _, "Lot number", _, "Line", "☐ 1 ☐ 2 ☐ 3", "Date / Time", _],
            [
                "Packed quantity (boxes)",
                _,
                "Packaging operator",
                _,
                "Room temp. (°C)",
                _,
                "Room RH (%)",
                _,
            ],
            [
                "#",
                "Check point",
                "Acceptance criteria",
                "Method",
                "Reading 1",
                "Reading 2",
                "Verdict",
                "Comments",
            ],
            ["A", "Machine settings", _, _, _, _, _, _],
            [1, "Seal temperature", "165 °C ± 5 °C", "Display", _, _, "☐ Pass ☐ Fail", _],
            [2, "Dwell time", "1.5 ± 0.2 s", "Display", _, _, "☐ Pass ☐ Fail", _],
            ["B", "Product", _, _, _, _, _, _],
            [3, "Seal width", "6.0 mm minimum", "Rule", _, _, "☐ Pass ☐ Fail", _],
            [4, "Pouch label", "Legible and correct", "Visual", _, _, "☐ Pass ☐ Fail", _],
            [5, "Peel strength", "at least 1.2 N/15 mm", "Tester", _, _, "☐ Pass ☐ Fail", _],
            [6, "Box weight", "788 g to 812 g", "Scale", _, _, "☐ Pass ☐ Fail", _],
            [7, "Bubble test", "No bubbles at 50 kPa for 15 s", "Bath", _, _, "☐ Pass ☐ Fail", _],
            [8, "Leak rate", "< 0.15 kPa in 15 s", "LT-01", _, _, "☐ Pass ☐ Fail", _],
            ["Documents checked", "☐ Work order ☐ Label proof ☐ Artwork", _, _, _, _, _, _],
            ["Photo of first box", _, _, _, _, _, _, _],
            ["Overall result", "☐ Pass  ☐ Fail", _, _, "Rework needed", "☐ Yes ☐ No", _, _],
            ["Checked by:", _, _, "Verified by:", _, _, "Date:", _],
        ],
        merges="A1:F1 G1:H1 B15:H15 B16:H16 B17:D17 F17:H17 B18:C18 E18:F18",
        heights={16: 100.0},
    )
    s, p = {"section": "Machine settings"}, {"section": "Product"}
    return (
        data_of(book),
        "Packaging Line Inspection Checklist",
        [
            f("Product code", "text"),
            f("Lot number", "lot"),
            f("Line", "single_choice", choices=["1", "2", "3"]),
            f("Date / Time", "datetime"),
            f("Packed quantity", "integer", unit="boxes"),
            f("Packaging operator", "person"),
            f("Room temp.", "decimal", unit="°C"),
            f("Room RH", "decimal", unit="%"),
            f("Seal temperature", M, "165|160|170|°C", samples=2, **s),
            f("Dwell time", M, "1.5|1.3|1.7|s", samples=2, **s),
            f("Seal width", M, "|6.0||mm", samples=2, **p),
            f("Pouch label", "pass_fail", samples=2, **p),
            f("Peel strength", M, "|1.2||N/15 mm", samples=2, **p),
            f("Box weight", M, "|788|812|g", samples=2, **p),
            f("Bubble test", "pass_fail", samples=2, **p),
            f("Leak rate", M, "||0.15|kPa", samples=2, **p),
            f("Documents checked", "checklist", choices=["Work order", "Label proof", "Artwork"]),
            f("Photo of first box", "photo"),
            f("Overall result", "pass_fail"),
            f("Rework needed", "single_choice", choices=["Yes", "No"]),
            f("Checked by", "signature"),
            f("Verified by", "signature"),
            f("Date", "date"),
        ],
        [],
    )


INVENTED: tuple[Any, ...] = (filter_incoming, blister_process, english_checklist)
