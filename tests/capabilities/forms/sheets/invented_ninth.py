"""A ninth set: a gauge's calibration, alert beside action, headings nobody has met before."""

from typing import Any

from tests.capabilities.forms.sheets.building import a_book, a_sheet, data_of, f, texts
from tests.capabilities.forms.sheets.invented import Sheet

_: None = None
M = "measurement"
PF = "pass_fail"


def three_header_rows() -> Sheet:
    """Deviations and cavities under headings that are three rows deep."""
    book = a_book()
    a_sheet(
        book,
        "巡检",
        [
            ["注塑车间巡检记录", *[_] * 12],
            ["产品名称", _, _, _, _, "生产批号", _, _, _, "班次", "□白班 □夜班", _, _],
            ["No.", "检验项目", "规格要求", _, _, _, "实测值", *[_] * 5, "单项\n结论"],
            [_, _, "单位", "标准值", "公差", _, "第1腔", _, _, "第2腔", _, _, _],
            [_, _, _, _, "上", "下", "1", "2", "3", "1", "2", "3", _],
            [1, "刺针总长", "mm", "28.0", "+1.0", "-1.0", *[_] * 7],
            [2, "刺针外径", "mm", "5.60", "+0.10", "-0.05", *[_] * 7],
            [3, "单重", "g", "1.90", "+0.05", "－0.05", *[_] * 7],
            [4, "浇口残留高度", "mm", "/", "0.3", "/", *[_] * 7],
            [5, "色泽", "/", "与标准样一致", _, _, *[_] * 7],
            ["异常说明", *[_] * 12],
            ["巡检员", _, _, _, _, "确认人", _, _, _, "日期", _, _, _],
        ],
        merges=(
            "A1:M1 A2:B2 C2:E2 G2:I2 K2:M2 A3:A5 B3:B5 C3:F3 G3:L3 M3:M5 C4:C5 D4:D5 E4:F4 "
            "G4:I4 J4:L4 D10:F10 A11:B11 C11:M11 A12:B12 C12:E12 G12:I12 K12:M12"
        ),
        heights={11: 48},
    )
    fields = [
        f("产品名称", "text"),
        f("生产批号", "lot"),
        f("班次", "single_choice", choices=["白班", "夜班"]),
        f("刺针总长", M, "28.0|27.0|29.0|mm", samples=6),
        f("刺针外径", M, "5.60|5.55|5.70|mm", samples=6),
        f("单重", M, "1.90|1.85|1.95|g", samples=6),
        f("浇口残留高度", M, "||0.3|mm", samples=6),
        f("色泽", PF, samples=6),
        f("异常说明", "multiline"),
        *texts("巡检员", "确认人", kind="signature"),
        f("日期", "date"),
    ]
    return data_of(book), "注塑车间巡检记录", fields, []


def gauge_calibration() -> Sheet:
    """A gauge against its standard: permissible errors in a column, a unit in each heading."""
    book = a_book()
    a_sheet(
        book,
        "内校",
        [
            ["数显卡尺内部校准记录", *[_] * 8],
            ["器具编号", _, _, "规格", "0~150mm", _, "标准器编号", _, _],
            ["校准日期", _, _, "有效期至", _, _, "环境温度（℃）", _, _],
            ["校准项目", "标准值(mm)", "允许误差(mm)", "示值(mm)", _, _, "平均值", "误差", "结论"],
            [_, _, _, "1", "2", "3", _, _, _],
            ["外测量 点1", "10.00", "±0.02", _, _, _, "=AVERAGE(D6:F6)", "=G6-B6", _],
            ["外测量 点2", "51.20", "±0.02", _, _, _, "=AVERAGE(D7:F7)", "=G7-B7", _],
            ["深度测量", "20.00", "±0.03", _, _, _, "=AVERAGE(D8:F8)", "=G8-B8", _],
            ["零位", "归零后示值不变", _, _, _, _, "/", "/", _],
            ["校准结论", "□合格 □限用 □停用", *[_] * 7],
            ["校准员", _, _, "核验员", _, _, "日期", _, _],
        ],
        merges=(
            "A1:I1 B2:C2 E2:F2 H2:I2 B3:C3 E3:F3 H3:I3 A4:A5 B4:B5 C4:C5 D4:F4 G4:G5 H4:H5 "
            "I4:I5 B9:C9 D9:F9 B10:I10 B11:C11 E11:F11 H11:I11"
        ),
    )
    fields = [
        *texts("器具编号", "规格", "标准器编号"),
        *texts("校准日期", "有效期至", kind="date"),
        f("环境温度", "decimal", "|||°C"),
        f("外测量 点1", M, "10.00|9.98|10.02|mm", samples=3),
        f("外测量 点2", M, "51.20|51.18|51.22|mm", samples=3),
        f("深度测量", M, "20.00|19.97|20.03|mm", samples=3),
        f("零位", PF),
        f("校准结论", "single_choice", choices=["合格", "限用", "停用"]),
        *texts("校准员", "核验员", kind="signature"),
        f("日期", "date"),
    ]
    return data_of(book), "数显卡尺内部校准记录", fields, []


def alert_and_action() -> Sheet:
    """Only limits of alert and of action: those of action are the limits; boxes below the table."""
    book = a_book()
    a_sheet(
        book,
        "EM",
        [
            ["Environmental Monitoring Record – ISO Class 8", *[_] * 8],
            ["Room", _, "Date", _, "Shift", "☐ Day ☐ Night", "Sampled by", _, _],
            [
                *("Parameter", "Unit", "Alert limit", "Action limit"),
                *("Point 1", "Point 2", "Point 3", "Point 4", "Result"),
            ],
            ["Temperature", "°C", "19–27", "18–28", *[_] * 5],
            ["Differential pressure", "Pa", "≥ 12", "≥ 10", *[_] * 5],
            ["Particles ≥ 0.5 µm", "/m³", "≤ 2 800 000", "≤ 3 520 000", *[_] * 5],
            ["Particles ≥ 5 µm", "/m³", "≤ 25,000", "≤ 29,300", *[_] * 5],
            ["Surface contact", "CFU/plate", "—", "Max. 25", *[_] * 5],
            ["Deviation no.", _, "Incubator ID", _, "Programme", _, "Load", _, _],
            ["Monitored by", _, _, "Reviewed by", _, _, "Date", _, _],
        ],
        merges="A1:I1 H2:I2 H9:I9 B10:C10 E10:F10 H10:I10",
    )
    fields = [
        f("Room", "text"),
        f("Date", "date"),
        f("Shift", "single_choice", choices=["Day", "Night"]),
        f("Sampled by", "person"),
        f("Temperature", M, "|18|28|°C", samples=4),
        f("Differential pressure", M, "|10||Pa", samples=4),
        f("Particles ≥ 0.5 µm", M, "||3520000|/m³", samples=4),
        f("Particles ≥ 5 µm", M, "||29300|/m³", samples=4),
        f("Surface contact", M, "||25|CFU/plate", samples=4),
        *texts("Deviation no.", "Incubator ID", "Programme", "Load"),
        *texts("Monitored by", "Reviewed by", kind="signature"),
        f("Date", "date"),
    ]
    return data_of(book), "Environmental Monitoring Record – ISO Class 8", fields, []


def ticked_clearance() -> Sheet:
    """A line's clearance with columns to tick, counted under `Item`; what is left is reconciled."""
    book = a_book()
    answers = ["Yes", "No", "N/A"]
    checks = [
        "All product of the previous batch removed",
        "Printer ribbon and expiry date set-up verified",
        "Equipment cleaned and status label attached",
    ]
    a_sheet(
        book,
        "Line clearance",
        [
            ["Line Clearance Checklist – Packaging Line 2", *[_] * 5],
            ["Previous batch", _, "Next batch", _, "Date / time", _],
            ["Item", "Check", *answers, "Comments"],
            *[[at, check, _, _, _, _] for at, check in enumerate(checks, 1)],
            ["Released seals", "☐ Attached ☐ Not attached", *[_] * 4],
            ["Verdict", "☐ Clear ☐ Not clear", *[_] * 4],
            ["Performed by", _, "Verified by", _, "Date", _],
        ],
        merges="A1:F1 B7:F7 B8:F8",
    )
    fields = [
        *texts("Previous batch", "Next batch", kind="lot"),
        f("Date / time", "datetime"),
        *[f(check, "single_choice", choices=answers) for check in checks],
        f("Released seals", "single_choice", choices=["Attached", "Not attached"]),
        f("Verdict", "single_choice", choices=["Clear", "Not clear"]),
        *texts("Performed by", "Verified by", kind="signature"),
        f("Date", "date"),
    ]
    return data_of(book), "Line Clearance Checklist – Packaging Line 2", fields, []


def unknown_headings() -> Sheet:
    """Headings that no list holds: what stands below them says what they are."""
    book = a_book()
    a_sheet(
        book,
        "过滤片",
        [
            ["药液过滤片进厂检验原始记录", *[_] * 8],
            ["供应单位", _, "进厂批号", _, "抽样数", _, _, _, _],
            [
                "查什么",
                "应有的样子",
                "用什么查",
                "第一片",
                "第二片",
                "第三片",
                "均值",
                "高低差",
                "好坏",
            ],
            ["孔径", "15±1μm", "显微镜", *[_] * 6],
            ["直径", "12.0(0,-0.2)mm", "卡尺", *[_] * 6],
            ["乳胶粒子截留率", "不得低于80%", "浊度仪", *[_] * 6],
            ["起泡点压力", "≮ 2.5 kPa", "起泡点仪", *[_] * 6],
            ["洁净度", "无油污、异物", "目测", *[_] * 6],
            ["综合评价", "□ 合  格      □ 不合格", *[_] * 7],
            ["检验人", _, "复核人", _, "日期", _, _, _, _],
        ],
        merges="A1:I1 F2:I2 B9:I9 F10:I10",
    )
    fields = [
        f("供应单位", "text"),
        f("进厂批号", "lot"),
        f("抽样数", "integer"),
        f("孔径", M, "15|14|16|μm"),
        f("直径", M, "12.0|11.8|12.0|mm"),
        f("乳胶粒子截留率", M, "|80||%"),
        f("起泡点压力", M, "|2.5||kPa"),
        f("洁净度", PF),
        f("综合评价", PF),
        *texts("检验人", "复核人", kind="signature"),
        f("日期", "date"),
    ]
    for one in fields[3:8]:
        one["samples"] = 3
    return data_of(book), "药液过滤片进厂检验原始记录", fields, []


INVENTED: tuple[Any, ...] = (
    three_header_rows,
    gauge_calibration,
    alert_and_action,
    ticked_clearance,
    unknown_headings,
)
