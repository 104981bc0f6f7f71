"""More invented sheets: the plant's own characteristics in other layouts and spellings."""

from typing import Any

from tests.capabilities.forms.sheets.building import a_book, a_sheet, data_of, f
from tests.capabilities.forms.sheets.invented import Sheet

_: None = None
M = "measurement"


def assembly_patrol() -> Sheet:
    """Conditions, alerts and legal minima beside limits; frame with number, version and page."""
    book = a_book()
    a_sheet(
        book,
        "装配",
        [
            ["LOGO", "输液器装配过程检验记录", _, _, _, _, _, _, "文件编号", "QR-8.2-07"],
            [_, _, _, _, _, _, _, _, "版本", "B/1"],
            [_, _, _, _, _, _, _, _, "页码", "第 1 页 共 1 页"],
            ["产品", _, "生产批号", _, "批量（套）", _, "抽样时间", _, "检验员", _],
            [
                "环境温度（℃）",
                _,
                "相对湿度（%）",
                _,
                "洁净区",
                "□十万级 □万级",
                "订单号",
                _,
                "首检/巡检",
                _,
            ],
            [
                "序号",
                "检验项目",
                "技术要求",
                "仪器",
                "样本数",
                "实测值（n=5）",
                _,
                _,
                "平均值",
                "单项结论",
            ],
            [
                1,
                "滴管滴量（20滴蒸馏水）",
                "23±2℃，50滴/min，1.00±0.10 g",
                "SC-04",
                5,
                _,
                _,
                _,
                _,
                _,
            ],
            [2, "滴口至滴斗出口距离", "不小于 40 mm", "G-02", 5, _, _, _, _, _],
            [3, "接头拉力", "≥15 N，保持 15 s（警戒值 25 N）", "G-08", 8, _, _, _, _, _],
            [4, "管长", "1,800±10 mm（标准≥1,500 mm）", "G-07", 5, _, _, _, _, _],
            [5, "胶量", "(12±2)mg", "SC-03", 5, _, _, _, _, _],
            [6, "泄漏", "≤0.15 kPa（50 kPa 下保压 15 s）", "LT-01", "100%", _, _, _, _, _],
            [7, "浸水检漏", "50 kPa、15 s 无气泡，Ac 0", "水槽", 20, _, _, _, "/", _],
            [8, "鲁尔接头", "符合 ISO 80369-7，通规通、止规止", "G-05", 8, _, _, _, "/", _],
            [9, "封口宽度", "28.0±1.0 mm（27.5~28.5）", "G-07", 5, _, _, _, _, _],
            [10, "染色渗透", "应无渗透", "目视", 20, _, _, _, "/", _],
            [11, "条码等级", "≥1.5（ISO/IEC 15415）", "读码器", 5, _, _, _, _, _],
            [12, "标签内容", "与订单一致", "核对", 5, _, _, _, "/", _],
            ["综合判定：□合格  □不合格"],
            ["备注："],
            ["检验：            复核：            日期：     年   月   日"],
        ],
        merges="A1:A3 B1:H3 F6:H6 A19:J19 A20:J20 A21:J21 "
        + " ".join(f"F{r}:H{r}" for r in range(7, 19)),
        lists={"J5": '"首检,巡检"', "J4": "=检验员!$A$1:$A$2"},
        heights={20: 48.0},
    )
    a_sheet(book, "检验员", [["赵工"], ["钱工"]]).sheet_state = "veryHidden"
    return (
        data_of(book),
        "输液器装配过程检验记录",
        [
            f("产品", "text"),
            f("生产批号", "lot"),
            f("批量", "integer", unit="套"),
            f("抽样时间", "datetime"),
            f("检验员", "single_choice", choices=["赵工", "钱工"]),
            f("环境温度", "decimal", unit="°C"),
            f("相对湿度", "decimal", unit="%"),
            f("洁净区", "single_choice", choices=["十万级", "万级"]),
            f("订单号", "text"),
            f("首检/巡检", "single_choice", choices=["首检", "巡检"]),
            f("滴管滴量（20滴蒸馏水）", M, "1.00|0.90|1.10|g", samples=5),
            f("滴口至滴斗出口距离", M, "|40||mm", samples=5),
            f("接头拉力", M, "|15||N", samples=8),
            f("管长", M, "1800|1790|1810|mm", samples=5),
            f("胶量", M, "12|10|14|mg", samples=5),
            f("泄漏", M, "||0.15|kPa"),
            f("浸水检漏", "pass_fail", samples=20, ac=0),
            f("鲁尔接头", "pass_fail", samples=8),
            f("封口宽度", M, samples=5),
            f("染色渗透", "pass_fail", samples=20),
            f("条码等级", M, "|1.5||", samples=5),
            f("标签内容", "pass_fail", samples=5),
            f("综合判定", "pass_fail"),
            f("备注", "multiline"),
            f("检验", "signature"),
            f("复核", "signature"),
            f("日期", "date"),
        ],
        ["C15"],
    )


def final_in_english() -> Sheet:
    """An English final inspection: groups at the left, limits in LSL and USL, formulas below."""
    book = a_book()
    a_sheet(
        book,
        "Final",
        [
            ["FINAL INSPECTION REPORT"],
            [
                "Product:",
                _,
                "Model:",
                "IS-60F",
                "Batch No.:",
                _,
                "Batch size:",
                _,
                "Work order:",
                _,
            ],
            [
                "Sampling plan:",
                "ISO 2859-1 II",
                "Expiry date:",
                _,
                "Inspection start:",
                _,
                "Shift:",
                "[ ] Day [ ] Night",
                "Line:",
                _,
            ],
            [
                "Group",
                "Test",
                "Unit",
                "LSL",
                "Target",
                "USL",
                "Gauge",
                "Sample size",
                "Value",
                "Pass / Fail",
            ],
            ["Dimensions", "Tube length", "mm", 1790, 1800, 1810, "G-07", 5, _, _],
            [_, "Tube OD", "mm", 4.05, 4.1, 4.15, "Laser", 5, _, _],
            ["Function", "Flow rate, 0.9 % NaCl, 1 m head", "mL", 1000, "-", "-", "Bench", 5, _, _],
            [_, "Leak decay", "kPa", "-", "-", 0.15, "LT-01", "100 %", _, _],
            ["Biology", "Endotoxin", "EU/device", _, _, 20, "LAL", 10, _, _],
            [_, "Sterility", "-", "No growth", _, _, "Lab", 20, _, _],
            ["Packing", "UDI read back", "-", "Equal to order", _, _, "Scanner", 5, _, _],
            [
                "Qty inspected",
                _,
                _,
                "Qty rejected",
                _,
                _,
                "Reject rate (%)",
                "=D12/B12*100",
                "Overall result",
                "[ ] Pass [ ] Fail",
            ],
            ["Comments", _],
            ["Inspector:", _, _, "Reviewer:", _, _, "QA release:", _, "Date:", _],
        ],
        merges="A1:J1 A5:A6 A7:A8 A9:A10 D10:F10 D11:F11 B12:C12 E12:F12 B13:J13 B14:C14 E14:F14",
        heights={13: 55.0},
    )
    book["Final"]["H12"].value = "=E12/B12*100"
    return (
        data_of(book),
        "FINAL INSPECTION REPORT",
        [
            f("Product", "text"),
            f("Model", "text"),
            f("Batch No.", "lot"),
            f("Batch size", "integer"),
            f("Work order", "text"),
            f("Sampling plan", "text"),
            f("Expiry date", "date"),
            f("Inspection start", "text"),
            f("Shift", "single_choice", choices=["Day", "Night"]),
            f("Line", "text"),
            f("Tube length", M, "1800|1790|1810|mm", section="Dimensions", samples=5),
            f("Tube OD", M, "4.1|4.05|4.15|mm", section="Dimensions", samples=5),
            f("Flow rate, 0.9 % NaCl, 1 m head", M, "|1000||mL", section="Function", samples=5),
            f("Leak decay", M, "||0.15|kPa", section="Function"),
            f("Endotoxin", M, "||20|EU/device", section="Biology", samples=10),
            f("Sterility", "pass_fail", section="Biology", samples=20),
            f("UDI read back", "pass_fail", section="Packing", samples=5),
            f("Qty inspected", "integer"),
            f("Qty rejected", "integer"),
            f("Reject rate", "formula", unit="%"),
            f("Overall result", "pass_fail"),
            f("Comments", "multiline"),
            f("Inspector", "signature"),
            f("Reviewer", "signature"),
            f("QA release", "signature"),
            f("Date", "date"),
        ],
        [],
    )


def parameters_and_tests() -> Sheet:
    """Two tables on one form, each with its own heading and columns; a unit for a whole table."""
    book = a_book()
    a_sheet(
        book,
        "灭菌",
        [
            ["星河医疗器械股份有限公司  环氧乙烷灭菌过程检验记录"],
            ["编号：QR-7.5-21    版次：C/0"],
            ["灭菌柜", _, "灭菌批号", _, "装载量（箱）", _, _],
            ["一、工艺参数"],
            ["序号", "参数名称", "设定值", "允差", "单位", "实际值", "判定"],
            [1, "灭菌温度", 50, "±3", "℃", _, _],
            [2, "相对湿度", 60, "±15", "%RH", _, _],
            [3, "EO 浓度", "≥ 400", "/", "mg/L", _, _],
            [4, "作用时间", "480 min", "+30/0", "min", _, _],
            [5, "真空度", "-50 ~ -45", _, "kPa", _, _],
            ["二、解析后检验（单位：mg/套）"],
            ["序号", "检测项目", "标准规定", "取样数", "样品1", "样品2", "判定"],
            [1, "EO 残留量", "≤4", 2, _, _, _],
            [2, "ECH 残留量", "不得过 9", 2, _, _, _],
            [3, "生物指示剂", "10支均无菌生长", 10, _, _, _],
            [4, "化学指示卡", "变色均匀，与标准色板一致", "全部", _, _, _],
            ["处置", "□放行 □隔离 □重新灭菌"],
            ["操作员", _, "班长", _, "质量部", _, _],
        ],
        merges="A1:G1 A2:G2 A4:G4 A11:G11 B17:G17",
    )
    return (
        data_of(book),
        "环氧乙烷灭菌过程检验记录",
        [
            f("灭菌柜", "text"),
            f("灭菌批号", "lot"),
            f("装载量", "integer", unit="箱"),
            f("灭菌温度", M, "50|47|53|°C", section="工艺参数"),
            f("相对湿度", M, "60|45|75|%RH", section="工艺参数"),
            f("EO 浓度", M, "|400||mg/L", section="工艺参数"),
            f("作用时间", M, "480|480|510|min", section="工艺参数"),
            f("真空度", M, "|-50|-45|kPa", section="工艺参数"),
            f("EO 残留量", M, "||4|mg/套", section="解析后检验", samples=2),
            f("ECH 残留量", M, "||9|mg/套", section="解析后检验", samples=2),
            f("生物指示剂", "pass_fail", section="解析后检验", samples=10),
            f("化学指示卡", "pass_fail", section="解析后检验"),
            f("处置", "single_choice", choices=["放行", "隔离", "重新灭菌"]),
            f("操作员", "signature"),
            f("班长", "signature"),
            f("质量部", "signature"),
        ],
        [],
    )


def requirement_first() -> Sheet:
    """Columns in another order, numbered sections of one cell, limits with words, boxes of NG."""
    book = a_book()
    a_sheet(
        book,
        "Sheet1",
        [
            ["成品出厂检验记录", _, _, _, _, _, _],
            ["客户名称", _, "型号规格", "IS-20F", "批号", _, _],
            [
                "出货数量",
                "________套",
                "检验日期",
                "    年  月  日",
                "抽样方案",
                "GB/T 2828.1 II",
                _,
            ],
            ["项次", "标准要求", "检验项目", "检验工具", "结果（1）", "结果（2）", "判定"],
            ["A", "外观检验", _, _, _, _, _],
            [1, "无破损、无污渍", "单包装", "目视", _, _, "□OK □NG"],
            [2, "印刷清晰，内容正确", "标签", "目视", _, _, "□OK □NG"],
            ["B", "尺寸检验", _, _, _, _, _],
            [3, "最小 6.0 mm", "封边宽度", "卡尺", _, _, "□OK □NG"],
            [4, "250mm±2mm", "袋长", "直尺", _, _, "□OK □NG"],
            [5, "10.0（+0.2，0）mm", "孔距", "卡尺", _, _, "□OK □NG"],
            [6, "φ3.0～φ3.2", "孔径", "塞规", _, _, "□OK □NG"],
            ["C", "性能检验", _, _, _, _, _],
            [7, "20N以上", "焊接拉力", "G-08", _, _, "□OK □NG"],
            [8, "大于等于 80%", "滤除率", "实验室", _, _, "□OK □NG"],
            [9, "按双方技术协议", "穿刺力（N）", "G-08", _, _, "□OK □NG"],
            ["总结论", "○合格   ○不合格", _, _, _, _, _],
            ["检验员签名", _, "日期", _, "批准人签名", _, _],
        ],
        merges="A1:G1 B17:G17",
        bold="A1 A5 B5 A8 B8 A13 B13",
    )
    return (
        data_of(book),
        "成品出厂检验记录",
        [
            f("客户名称", "text"),
            f("型号规格", "text"),
            f("批号", "lot"),
            f("出货数量", "integer", unit="套"),
            f("检验日期", "date"),
            f("抽样方案", "text"),
            f("单包装", "pass_fail", section="外观检验", samples=2),
            f("标签", "pass_fail", section="外观检验", samples=2),
            f("封边宽度", M, "|6.0||mm", section="尺寸检验", samples=2),
            f("袋长", M, "250|248|252|mm", section="尺寸检验", samples=2),
            f("孔距", M, "10.0|10.0|10.2|mm", section="尺寸检验", samples=2),
            f("孔径", M, "|3.0|3.2|", section="尺寸检验", samples=2),
            f("焊接拉力", M, "|20||N", section="性能检验", samples=2),
            f("滤除率", M, "|80||%", section="性能检验", samples=2),
            f("穿刺力", M, "|||N", section="性能检验", samples=2),
            f("总结论", "pass_fail"),
            f("检验员签名", "signature"),
            f("日期", "date"),
            f("批准人签名", "signature"),
        ],
        ["B16"],
    )


def stacked_in_rows() -> Sheet:
    """Deviations stacked beside the nominal, group merged over them, strokes as diagonals."""
    from openpyxl.styles import Border, Side

    book = a_book()
    sheet = a_sheet(
        book,
        "CNC",
        [
            ["阀芯尺寸检验报告 Valve core dimension report"],
            ["零件号 Part No.", _, _, "工单 Order", _, _, "数量 Qty", _, "送检人 Submitted by", _],
            [
                "类别 Type",
                "检查项目 Check item",
                "图纸要求 Drawing requirement",
                _,
                "单位",
                "抽样数 n",
                "样品1",
                "样品2",
                "样品3",
                "合格否 OK?",
            ],
            ["尺寸\nDimensions", "孔径 Bore", "Ø12.00", "+0.018", "mm", 3, _, _, _, _],
            [_, _, _, "0", _, _, _, _, _, _],
            [_, "轴径 Shaft", "Ø11.99", "-0.006", "mm", 3, _, _, _, _],
            [_, _, _, "-0.017", _, _, _, _, _, _],
            [_, "高度 Height", "18.5±0.05", _, "mm", 2, _, _, _, _],
            [
                "外观\nAppearance",
                "表面 Surface",
                "无划伤、无毛刺 No scratch",
                _,
                "/",
                3,
                _,
                _,
                _,
                _,
            ],
            ["标记\nMarking", "激光标记 Laser mark", "清晰可读 Legible", _, "/", 3, _, _, _, _],
            ["结果 Result", _, _, _, _, _, _, _, _, _],
            ["检验 Inspected by", _, _, _, "审核 Reviewed by", _, _, "日期 Date", _, _],
        ],
        merges="A1:J1 B2:C2 E2:F2 C3:D3 A4:A8 B4:B5 C4:C5 E4:E5 F4:F5 G4:G5 H4:H5 I4:I5 J4:J5"
        " B6:B7 C6:C7 E6:E7 F6:F7 G6:G7 H6:H7 I6:I7 J6:J7 C8:D8 C9:D9 C10:D10 B11:J11 B12:D12"
        " F12:G12 I12:J12",
        lists={"B11": '"OK,NG"'},
    )
    sheet["I8"].border = Border(diagonal=Side(style="thin"), diagonalUp=True)
    both = "尺寸 Dimensions"
    return (
        data_of(book),
        "阀芯尺寸检验报告 Valve core dimension report",
        [
            f("零件号 Part No.", "text"),
            f("工单 Order", "text"),
            f("数量 Qty", "integer"),
            f("送检人 Submitted by", "person"),
            f("孔径 Bore", M, "12.00|12.00|12.018|mm", section=both, samples=3),
            f("轴径 Shaft", M, "11.99|11.973|11.984|mm", section=both, samples=3),
            f("高度 Height", M, "18.5|18.45|18.55|mm", section=both, samples=2),
            f("表面 Surface", "pass_fail", section="外观 Appearance", samples=3),
            f("激光标记 Laser mark", "pass_fail", section="标记 Marking", samples=3),
            f("结果 Result", "pass_fail"),
            f("检验 Inspected by", "signature"),
            f("审核 Reviewed by", "signature"),
            f("日期 Date", "date"),
        ],
        [],
    )


def plain_without_borders() -> Sheet:
    """Typed in a hurry: no merges, no borders, no styles, blanks simply left empty."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["管材检验单"],
        [],
        ["批号", None, "日期", None, "操作人", None],
        ["数量(m)", None, "机台", None, "温度(℃)", None],
        [],
        ["项目", "标准", "单位", "1", "2", "3", "4", "5", "结果"],
        ["外径", "4.10±0.05", "mm"],
        ["内径", "3.00±0.05", "mm"],
        ["同心度", ">=90", "%"],
        ["硬度", "75-81", "Shore A"],
        ["外观", "光滑无杂质", "-"],
        [],
        ["结论"],
        ["检验", None, "审核", None],
    ):
        sheet.append(row)
    return (
        data_of(book),
        "管材检验单",
        [
            f("批号", "lot"),
            f("日期", "date"),
            f("操作人", "person"),
            f("数量", "decimal", unit="m"),
            f("机台", "text"),
            f("温度", "decimal", unit="°C"),
            f("外径", M, "4.10|4.05|4.15|mm", samples=5),
            f("内径", M, "3.00|2.95|3.05|mm", samples=5),
            f("同心度", M, "|90||%", samples=5),
            f("硬度", M, "|75|81|Shore A", samples=5),
            f("外观", "pass_fail", samples=5),
            f("结论", "pass_fail"),
            f("检验", "signature"),
            f("审核", "signature"),
        ],
        [],
    )


INVENTED: tuple[Any, ...] = (
    assembly_patrol,
    final_in_english,
    parameters_and_tests,
    requirement_first,
    stacked_in_rows,
    plain_without_borders,
)
