"""A sixth set: tables turned or side by side, limits in headings, dimensions without names."""

from typing import Any

from tests.capabilities.forms.sheets.building import a_book, a_sheet, data_of, f
from tests.capabilities.forms.sheets.invented import Sheet

_: None = None
M = "measurement"


def across_the_top() -> Sheet:
    """Characteristics across the top, samples down the side."""
    book = a_book()
    a_sheet(
        book,
        "滴斗",
        [
            ["滴斗尺寸检验记录", _, _, _, _, _],
            ["产品名称", _, "批号", _, "检验日期", _],
            ["检验项目", "外径", "内径", "高度", "重量", "外观"],
            ["技术要求", "16.0±0.2", "14.0 +0.1/0", "50~52", "≤3.5", "无毛刺、无黑点"],
            ["单位", "mm", "mm", "mm", "g", "/"],
            ["检测器具", "卡尺", "内径规", "卡尺", "天平", "目视"],
            ["1", _, _, _, _, _],
            ["2", _, _, _, _, _],
            ["3", _, _, _, _, _],
            ["4", _, _, _, _, _],
            ["5", _, _, _, _, _],
            [
                "平均值",
                "=AVERAGE(B7:B11)",
                "=AVERAGE(C7:C11)",
                "=AVERAGE(D7:D11)",
                "=AVERAGE(E7:E11)",
                "/",
            ],
            ["单项判定", _, _, _, _, _],
            ["检验结论", "□合格 □不合格", _, _, _, _],
            ["检验员", _, "审核", _, "日期", _],
        ],
        merges="A1:F1 B14:F14",
    )
    fields = [
        f("产品名称", "text"),
        f("批号", "lot"),
        f("检验日期", "date"),
        f("外径", M, "16.0|15.8|16.2|mm", samples=5),
        f("内径", M, "14.0|14.0|14.1|mm", samples=5),
        f("高度", M, "|50|52|mm", samples=5),
        f("重量", M, "||3.5|g", samples=5),
        f("外观", "pass_fail", samples=5),
        f("检验结论", "pass_fail"),
        f("检验员", "signature"),
        f("审核", "signature"),
        f("日期", "date"),
    ]
    return data_of(book), "滴斗尺寸检验记录", fields, []


def side_by_side() -> Sheet:
    """Two tables beside one another under headings of their own."""
    book = a_book()
    a_sheet(
        book,
        "过程",
        [
            ["导管挤出与组装巡检记录", _, _, _, _, _, _, _, _, _, _],
            ["机台", _, _, "班次", _, _, _, "操作工", _, _, _],
            ["尺寸检验", _, _, _, _, _, "性能检验", _, _, _, _],
            ["序号", "项目", "标准", "实测1", "实测2", _, "序号", "项目", "标准", "实测", "判定"],
            [1, "外径", "4.10±0.05mm", _, _, _, 1, "拉力", "≥15N", _, _],
            [2, "内径", "3.00±0.05mm", _, _, _, 2, "气密性", "50kPa下15s无泄漏", _, _],
            [3, "壁厚", "0.55±0.03mm", _, _, _, 3, "外观", "无扭结", _, _],
            ["检验员", _, _, "审核", _, _, _, "日期", _, _, _],
        ],
        merges="A1:K1 B2:C2 E2:G2 H2:H2 I2:K2 A3:E3 G3:K3 B8:C8 E8:G8 I8:K8",
    )
    fields = [
        f("机台", "text"),
        f("班次", "text"),
        f("操作工", "person"),
        f("外径", M, "4.10|4.05|4.15|mm", section="尺寸检验", samples=2),
        f("内径", M, "3.00|2.95|3.05|mm", section="尺寸检验", samples=2),
        f("壁厚", M, "0.55|0.52|0.58|mm", section="尺寸检验", samples=2),
        f("拉力", M, "|15||N", section="性能检验"),
        f("气密性", "pass_fail", section="性能检验"),
        f("外观", "pass_fail", section="性能检验"),
        f("检验员", "signature"),
        f("审核", "signature"),
        f("日期", "date"),
    ]
    return data_of(book), "导管挤出与组装巡检记录", fields, []


def dimensions() -> Sheet:
    """A list of dimensions: what is required names the line; a fit, a thread."""
    book = a_book()
    a_sheet(
        book,
        "FAI",
        [
            ["清溪医疗器械（演示）有限公司", _, _, _, _, _, _, _, _, _, _],
            ["首件检验报告 First Article Inspection Report", _, _, _, _, _, _, _, _, _, _],
            ["零件号 Part No.", _, _, "图号 Drawing No.", _, _, "版本 Rev.", _, "数量 Qty", _, _],
            [
                "编号\nNo.",
                "图纸要求\nRequirement",
                "公差\nTolerance",
                "量具\nGauge",
                "实测值 Measured",
                _,
                _,
                _,
                _,
                "结果\nOK/NG",
                "备注\nRemark",
            ],
            [_, _, _, _, "1", "2", "3", "4", "5", _, _],
            [1, "Φ12H7", _, "塞规", _, _, _, _, _, _, _],
            [2, "Φ8", "0/-0.015", "千分尺", _, _, _, _, _, _, _],
            [3, "R2.5", "±0.1", "投影仪", _, _, _, _, _, _, _],
            [4, "30°", "±1°", "投影仪", _, _, _, _, _, _, _],
            [5, "Ra≤0.8", "/", "粗糙度仪", _, _, _, _, _, _, _],
            [6, "25.0±0.1", _, "卡尺", _, _, _, _, _, _, _],
            [7, "平面度 0.05max", _, "平台", _, _, _, _, _, _, _],
            [8, "C0.5", "±0.1", "目视", _, _, _, _, _, _, _],
            [9, "M6×1-6H", _, "螺纹规", _, _, _, _, _, _, _],
            [10, "锐边去毛刺", _, "目视", _, _, _, _, _, _, _],
            ["结论 Conclusion", "□合格 Accept  □不合格 Reject", _, _, _, _, _, _, _, _, _],
            [
                "检验 Inspector",
                _,
                _,
                "审核 Reviewer",
                _,
                _,
                "批准 Approved by",
                _,
                "日期 Date",
                _,
                _,
            ],
        ],
        merges=(
            "A1:K1 A2:K2 B3:C3 E3:F3 J3:K3 A4:A5 B4:B5 C4:C5 D4:D5 E4:I4 J4:J5 K4:K5 "
            "B16:K16 B17:C17 E17:F17 J17:K17"
        ),
    )
    fields = [
        f("零件号 Part No.", "text"),
        f("图号 Drawing No.", "text"),
        f("数量 Qty", "integer"),
        f("Φ12H7", "pass_fail", samples=5),
        f("Φ8", M, "8|7.985|8|", samples=5),
        f("R2.5", M, "2.5|2.4|2.6|", samples=5),
        f("30°", M, "30|29|31|°", samples=5),
        f("Ra≤0.8", M, "||0.8|", samples=5),
        f("25.0±0.1", M, "25.0|24.9|25.1|", samples=5),
        f("平面度 0.05max", M, "||0.05|", samples=5),
        f("C0.5", M, "0.5|0.4|0.6|", samples=5),
        f("M6×1-6H", "pass_fail", samples=5),
        f("锐边去毛刺", "pass_fail", samples=5),
        f("结论 Conclusion", "pass_fail"),
        f("检验 Inspector", "signature"),
        f("审核 Reviewer", "signature"),
        f("批准 Approved by", "signature"),
        f("日期 Date", "date"),
    ]
    return data_of(book), "首件检验报告 First Article Inspection Report", fields, []


def room_log() -> Sheet:
    """Empty lines under headings that carry the limits."""
    book = a_book()
    a_sheet(
        book,
        "环境",
        [
            ["洁净车间温湿度压差监测记录", _, _, _, _, _, _],
            ["车间名称", _, "洁净级别", _, "月份", _, _],
            [
                "日期",
                "时间",
                "温度\n(18~26℃)",
                "相对湿度\n(45~65%)",
                "压差\n(≥10Pa)",
                "记录人",
                "备注",
            ],
            *[[_] * 7 for __ in range(10)],
            ["审核：", _, _, "日期：", _, _, _],
        ],
        merges="A1:G1 F2:G2 B14:C14 E14:G14",
    )
    fields = [
        f("车间名称", "text"),
        f("洁净级别", "text"),
        f("月份", "text"),
        f("日期", "date"),
        f("时间", "datetime"),
        f("温度", M, "|18|26|°C", samples=10),
        f("相对湿度", M, "|45|65|%", samples=10),
        f("压差", M, "|10||Pa", samples=10),
        f("记录人", "person"),
        f("审核", "signature"),
        f("日期", "date"),
    ]
    return data_of(book), "洁净车间温湿度压差监测记录", fields, []


def aql_lines() -> Sheet:
    """An AQL and Ac/Re for each line, a drop-down for the verdict."""
    book = a_book()
    a_sheet(
        book,
        "Final",
        [
            ["Final Inspection Report - IV Set IS-20F", _, _, _, _, _, _, _, _],
            ["Work order", _, "Lot No.", _, "Lot size", _, "Inspection date", _, _],
            ["Inspection level", "II", "AQL", _, "Sample size", _, "Shift", "Day/Night", _],
            [
                "#",
                "Characteristic",
                "Specification",
                "Unit",
                "Method",
                "AQL",
                "Ac/Re",
                "Defects found",
                "Result",
            ],
            ["A. Visual", _, _, _, _, _, _, _, _],
            [1, "Particles", "None visible at 300 mm", "-", "Visual", "1.0", "7/8", _, _],
            [2, "Printing legibility", "Legible and complete", "-", "Visual", "2.5", "14/15", _, _],
            ["B. Dimensional", _, _, _, _, _, _, _, _],
            [3, "Tube length", "1500 +20/-10", "mm", "Ruler", "4.0", "1/2", _, _],
            [4, "Outer diameter", "between 4.05 and 4.15", "mm", "Caliper", "4.0", "1/2", _, _],
            [5, "Wall thickness", "0.55 nom., 0.50 min.", "mm", "Micrometer", "4.0", "1/2", _, _],
            ["C. Functional", _, _, _, _, _, _, _, _],
            [6, "Joint strength", "min. 15 N for 15 s", "N", "Tensile tester", "0.65", "0/1", _, _],
            [7, "Leakage", "No leak at 50 kPa", "-", "Leak tester", "0.65", "0/1", _, _],
            [8, "Flow rate", "20 drops = 1.0 mL ± 0.1 mL", "mL", "Balance", "0.65", "0/1", _, _],
            ["Disposition", "☐ Accept ☐ Reject ☐ Rework", _, _, _, _, _, _, _],
            ["Comments", _, _, _, _, _, _, _, _],
            ["Inspected by", _, _, "Reviewed by", _, _, "Date", _, _],
        ],
        merges="A1:I1 H2:I2 H3:I3 A5:I5 A8:I8 A12:I12 B16:I16 B17:I17 B18:C18 E18:F18 H18:I18",
        heights={17: 60},
        lists={"I6:I15": '"Pass,Fail,N/A"', "H3": '"Day,Night"'},
    )
    fields = [
        f("Work order", "text"),
        f("Lot No.", "lot"),
        f("Lot size", "integer"),
        f("Inspection date", "date"),
        f("Inspection level", "text"),
        f("AQL", "text"),
        f("Sample size", "integer"),
        f("Shift", "single_choice", choices=["Day", "Night"]),
        f("Particles", "pass_fail", section="Visual", ac=7, re=8),
        f("Printing legibility", "pass_fail", section="Visual", ac=14, re=15),
        f("Tube length", M, "1500|1490|1520|mm", section="Dimensional", ac=1, re=2),
        f("Outer diameter", M, "|4.05|4.15|mm", section="Dimensional", ac=1, re=2),
        f("Wall thickness", M, "|0.50||mm", section="Dimensional", ac=1, re=2),
        f("Joint strength", M, "|15||N", section="Functional", ac=0, re=1),
        f("Leakage", "pass_fail", section="Functional", ac=0, re=1),
        f("Flow rate", M, "1.0|0.9|1.1|mL", section="Functional", ac=0, re=1),
        f("Disposition", "single_choice", choices=["Accept", "Reject", "Rework"]),
        f("Comments", "multiline"),
        f("Inspected by", "signature"),
        f("Reviewed by", "signature"),
        f("Date", "date"),
    ]
    return data_of(book), "Final Inspection Report - IV Set IS-20F", fields, []


def forms_among_others() -> Sheet:
    """Two forms among explanations and data; content that is a requirement."""
    book = a_book()
    a_sheet(book, "说明", [["填写说明"], ["1. 每班首件必须检验"], ["2. 数据真实"]])
    a_sheet(
        book,
        "进货",
        [
            ["滤膜进货检验单", _, _, _, _, _],
            ["供应商", _, "批号", _, "数量（片）", _],
            ["检验项目", "标准值", "上公差", "下公差", "实测值", "判定"],
            ["膜厚 (μm)", 150, "+10", "-10", _, _],
            ["孔径 (μm)", 0.22, "0", "-0.02", _, _],
            ["起泡点 (MPa)", "≥0.35", _, _, _, _],
            ["外观", "无破损", _, _, _, _],
            ["检验员", _, "复核", _, "日期", _],
        ],
        merges="A1:F1",
        lists={"F4:F7": '"OK,NG"'},
    )
    a_sheet(
        book,
        "出货",
        [
            ["成品出货检验单", _, _, _, _, _],
            ["客户", _, "订单号", _, "出货日期", _],
            ["检查项目", "检查内容", "检查方法", "是", "否", "备注"],
            ["包装", "外箱无破损", "目视", _, _, _],
            ["标签", "批号、效期与订单一致", "目视", _, _, _],
            ["重量", "8.0±0.2kg", "台秤", _, _, _],
            ["数量", "与装箱单相符", "点数", _, _, _],
            ["QC", _, "QA", _, "日期", _],
        ],
        merges="A1:F1",
    )
    a_sheet(book, "数据", [["年", "月", "产量"], [2026, 1, 100], [2026, 2, 200]])
    fields = [
        f("供应商", "text"),
        f("批号", "lot"),
        f("数量", "integer", unit="片"),
        f("膜厚", M, "150|140|160|μm"),
        f("孔径", M, "0.22|0.20|0.22|μm"),
        f("起泡点", M, "|0.35||MPa"),
        f("外观", "pass_fail"),
        f("检验员", "signature"),
        f("复核", "signature"),
        f("日期", "date"),
        f("客户", "text"),
        f("订单号", "text"),
        f("出货日期", "date"),
        f("包装", "single_choice", choices=["是", "否"]),
        f("标签", "single_choice", choices=["是", "否"]),
        f("重量", M, "8.0|7.8|8.2|kg"),
        f("数量", "single_choice", choices=["是", "否"]),
        f("QC", "signature"),
        f("QA", "signature"),
        f("日期", "date"),
    ]
    return data_of(book), "滤膜进货检验单", fields, []


def names_down_the_side() -> Sheet:
    """The name of each table runs down beside it."""
    book = a_book()
    a_sheet(
        book,
        "巡检",
        [
            ["注塑巡检记录表", _, _, _, _, _, _, _, _, _],
            ["产品型号", _, _, "机台", _, _, "模具编号", _, _, _],
            [
                "工艺参数",
                "项目",
                "设定值",
                "允许偏差",
                "8:00",
                "10:00",
                "12:00",
                "14:00",
                "16:00",
                "判定",
            ],
            [_, "料筒温度1段(℃)", 180, "±5", _, _, _, _, _, _],
            [_, "料筒温度2段(℃)", 190, "±5", _, _, _, _, _, _],
            [_, "注射压力(MPa)", 80, "±10%", _, _, _, _, _, _],
            [_, "冷却时间(s)", 12, "+3/-0", _, _, _, _, _, _],
            [
                "产品质量",
                "项目",
                "标准",
                "量具",
                "8:00",
                "10:00",
                "12:00",
                "14:00",
                "16:00",
                "判定",
            ],
            [_, "单重(g)", "1.90±0.05", "电子秤", _, _, _, _, _, _],
            [_, "长度(mm)", "28.0±1.0", "卡尺", _, _, _, _, _, _],
            [_, "外观", "无飞边、缩水", "目视", _, _, _, _, _, _],
            ["异常记录", _, _, _, _, _, _, _, _, _],
            ["巡检员签名", _, _, _, "班组长签名", _, _, "日期", _, _],
        ],
        merges="A1:J1 B2:C2 E2:F2 H2:J2 A3:A7 A8:A11 B12:J12 B13:D13 F13:G13 I13:J13",
        heights={12: 50},
    )
    fields = [
        f("产品型号", "text"),
        f("机台", "text"),
        f("模具编号", "text"),
        f("料筒温度1段", M, "180|175|185|°C", section="工艺参数", samples=5),
        f("料筒温度2段", M, "190|185|195|°C", section="工艺参数", samples=5),
        f("注射压力", M, "80|72|88|MPa", section="工艺参数", samples=5),
        f("冷却时间", M, "12|12|15|s", section="工艺参数", samples=5),
        f("单重", M, "1.90|1.85|1.95|g", section="产品质量", samples=5),
        f("长度", M, "28.0|27.0|29.0|mm", section="产品质量", samples=5),
        f("外观", "pass_fail", section="产品质量", samples=5),
        f("异常记录", "multiline"),
        f("巡检员签名", "signature"),
        f("班组长签名", "signature"),
        f("日期", "date"),
    ]
    return data_of(book), "注塑巡检记录表", fields, []


def across_in_groups() -> Sheet:
    """Across the top in English, in groups, the samples merged at the side."""
    book = a_book()
    a_sheet(
        book,
        "T",
        [
            ["Drip chamber in-process inspection", _, _, _, _, _],
            ["Machine", _, "Lot No.", _, "Date", _],
            ["Category", _, "Dimension", _, "Performance", _],
            ["Characteristic", _, "OD (mm)", "ID (mm)", "Pull force (N)", "Leak"],
            ["Specification", _, "16.0±0.2", "14.0+0.1/-0", "min. 15", "No leak at 50 kPa"],
            ["Frequency", _, "5/2h", "5/2h", "3/shift", "3/shift"],
            ["Sample", "1", _, _, _, _],
            [_, "2", _, _, _, _],
            [_, "3", _, _, _, _],
            ["Result", _, _, _, _, _],
            ["Remarks", _, _, _, _, _],
            ["Inspector", _, "Reviewed by", _, "Date", _],
        ],
        merges="A1:F1 A3:B3 C3:D3 E3:F3 A4:B4 A5:B5 A6:B6 A7:A9 A10:B10 B11:F11",
        heights={11: 60},
        lists={"C10:F10": '"OK,NG"'},
    )
    fields = [
        f("Machine", "text"),
        f("Lot No.", "lot"),
        f("Date", "date"),
        f("OD", M, "16.0|15.8|16.2|mm", section="Dimension", samples=3),
        f("ID", M, "14.0|14.0|14.1|mm", section="Dimension", samples=3),
        f("Pull force", M, "|15||N", section="Performance", samples=3),
        f("Leak", "pass_fail", section="Performance", samples=3),
        f("Remarks", "multiline"),
        f("Inspector", "signature"),
        f("Reviewed by", "signature"),
        f("Date", "date"),
    ]
    return data_of(book), "Drip chamber in-process inspection", fields, []


def hourly_log() -> Sheet:
    """Limits in a line of their own above times of day."""
    book = a_book()
    a_sheet(
        book,
        "T",
        [
            ["清溪医疗器械（演示）有限公司", _, _, _, _, _, _],
            ["灭菌解析间环境参数记录表", _, _, _, _, "QR-7.5-21", _],
            ["设备编号", _, _, "灭菌批号", _, _, _],
            ["时间", "温度(℃)", "相对湿度(%RH)", "EO浓度(ppm)", "风速(m/s)", "签名", "备注"],
            ["标准", "40±5", "30~80", "≤1.0", "≥0.3", "/", "/"],
            ["0:00", _, _, _, _, _, _],
            ["4:00", _, _, _, _, _, _],
            ["8:00", _, _, _, _, _, _],
            ["12:00", _, _, _, _, _, _],
            ["结论：□合格 □不合格", _, _, "审核人/日期：", _, _, _],
            ["注：每4小时记录一次，超标立即通知班长。", _, _, _, _, _, _],
        ],
        merges="A1:G1 A2:E2 F2:G2 B3:C3 E3:G3 A10:C10 D10:G10 A11:G11",
    )
    fields = [
        f("设备编号", "text"),
        f("灭菌批号", "lot"),
        f("时间", "datetime"),
        f("温度", M, "40|35|45|°C", samples=4),
        f("相对湿度", M, "|30|80|%RH", samples=4),
        f("EO浓度", M, "||1.0|ppm", samples=4),
        f("风速", M, "|0.3||m/s", samples=4),
        f("签名", "signature"),
        f("结论", "pass_fail"),
        f("审核人/日期", "signature"),
    ]
    return data_of(book), "灭菌解析间环境参数记录表", fields, []


def two_who_tick() -> Sheet:
    """Boxes for two people behind each requirement."""
    book = a_book()
    a_sheet(
        book,
        "清场",
        [
            ["清场检查记录 Line Clearance Record", _, _, _],
            ["上批产品/批号 Previous lot", _, "下批产品/批号 Next lot", _],
            ["检查项目 Check item", "要求 Requirement", "操作者 Operator", "复核者 Verifier"],
            ["物料清除", "无上批物料残留", "□是 □否", "□是 □否"],
            ["文件清除", "无上批文件", "□是 □否", "□是 □否"],
            ["设备清洁", "清洁、无异物", "□是 □否", "□是 □否"],
            ["洁净区温度", "18~26℃", _, _],
            ["清场结论", "□合格 □不合格", _, _],
            ["操作者签名", _, "QA签名", _],
            ["日期时间", _, "日期时间", _],
        ],
        merges="A1:D1 B8:D8",
    )
    fields = [
        f("上批产品/批号 Previous lot", "lot"),
        f("下批产品/批号 Next lot", "lot"),
        f("物料清除", "pass_fail"),
        f("文件清除", "pass_fail"),
        f("设备清洁", "pass_fail"),
        f("洁净区温度", M, "|18|26|°C"),
        f("清场结论", "pass_fail"),
        f("操作者签名", "signature"),
        f("QA签名", "signature"),
        f("日期时间", "datetime"),
        f("日期时间", "datetime"),
    ]
    return data_of(book), "清场检查记录 Line Clearance Record", fields, []


def defect_classes() -> Sheet:
    """Three columns of classes under one heading; a line of AQLs below."""
    book = a_book()
    a_sheet(
        book,
        "IQC",
        [
            ["进料检验报告（IQC）", _, _, _, _, _, _, _, _, _],
            ["物料名称", "PVC管", _, "料号", _, "供应商", _, "来料数量", _, _],
            ["进料日期", _, _, "检验日期", _, "抽样标准", "GB/T 2828.1-2012 Ⅱ", _, "抽样数", _],
            ["类别", "检验项目", "检验标准", "检验方法", "缺陷等级", _, _, "检验结果", _, "判定"],
            [_, _, _, _, "CR", "MA", "MI", "样品1", "样品2", _],
            ["外观", "表面", "光洁无划伤", "目视", _, "√", _, _, _, _],
            [_, "色泽", "与封样一致", "目视", _, _, "√", _, _, _],
            ["尺寸", "外径", "Φ4.10±0.05", "卡尺", _, "√", _, _, _, _],
            [_, "长度", "1500mm（+20，-10）", "钢尺", _, "√", _, _, _, _],
            ["性能", "硬度", "75±3 Shore A", "硬度计", _, "√", _, _, _, _],
            [_, "抗拉强度", "不低于15MPa", "拉力机", "√", _, _, _, _, _],
            [_, "酸碱度", "pH差值≤1.5", "pH计", "√", _, _, _, _, _],
            ["AQL", "CR: 0", "MA: 0.65", "MI: 1.5", _, _, _, _, _, _],
            ["不良数", _, _, "不良率", "=IF(J3>0,B14/J3*100,0)", _, _, _, _, _],
            ["最终判定", "□允收 □拒收 □特采 □挑选", _, _, _, _, _, _, _, _],
            ["检验员", _, _, "审核", _, _, "核准", _, _, _],
        ],
        merges=(
            "A1:J1 B2:C2 I2:J2 B3:C3 G3:H3 A4:A5 B4:B5 C4:C5 D4:D5 E4:G4 H4:I4 J4:J5 "
            "A6:A7 A8:A9 A10:A12 B14:C14 E14:J14 B15:J15 B16:C16 E16:F16 H16:J16"
        ),
    )
    fields = [
        f("物料名称", "text"),
        f("料号", "text"),
        f("供应商", "text"),
        f("来料数量", "integer"),
        f("进料日期", "date"),
        f("检验日期", "date"),
        f("抽样标准", "text"),
        f("抽样数", "integer"),
        f("表面", "pass_fail", section="外观", samples=2),
        f("色泽", "pass_fail", section="外观", samples=2),
        f("外径", M, "4.10|4.05|4.15|", section="尺寸", samples=2),
        f("长度", M, "1500|1490|1520|mm", section="尺寸", samples=2),
        f("硬度", M, "75|72|78|Shore A", section="性能", samples=2),
        f("抗拉强度", M, "|15||MPa", section="性能", samples=2),
        f("酸碱度", M, "||1.5|", section="性能", samples=2),
        f("AQL", "text"),
        f("不良数", "integer"),
        f("不良率", "formula"),
        f("最终判定", "single_choice", choices=["允收", "拒收", "特采", "挑选"]),
        f("检验员", "signature"),
        f("审核", "signature"),
        f("核准", "signature"),
    ]
    return data_of(book), "进料检验报告（IQC）", fields, []


def deviations_in_columns() -> Sheet:
    """Numbered items, deviations in columns, calculated lines below."""
    book = a_book()
    a_sheet(
        book,
        "Luer",
        [
            ["Luer adaptor LA-316 – Dimensional inspection sheet", _, _, _, _, _, _, _, _, _],
            ["Part no.", "LA-316", "Rev", "C", "Lot", _, "Heat no.", _, "Qty", _],
            ["Item", "Dimension", "Nominal", "+ Tol", "- Tol", "Unit", "Gauge", "#1", "#2", "#3"],
            [1, "Taper large end", 4.315, 0.02, -0.02, "mm", "Taper gauge", _, _, _],
            [2, "Taper small end", 3.925, 0.065, 0, "mm", "Taper gauge", _, _, _],
            [3, "Length", 25, 0.1, 0.1, "mm", "Caliper", _, _, _],
            [4, "Thread", "M6x1-6g", _, _, "-", "Ring gauge", _, _, _],
            [5, "Surface roughness", "Ra 0.8 max", _, _, "μm", "Roughness tester", _, _, _],
            [6, "Burrs", "none", _, _, "-", "10x magnifier", _, _, _],
            [7, "Bore", "Φ12H7", _, _, "mm", "Air gauge", _, _, _],
            [
                "Mean length",
                "=AVERAGE(H6:J6)",
                _,
                "Range length",
                "=MAX(H6:J6)-MIN(H6:J6)",
                _,
                _,
                _,
                _,
                _,
            ],
            ["Overall result", "Pass / Fail", _, _, _, _, _, _, _, _],
            ["Inspected by", _, _, "Date", _, _, "Approved by", _, "Date", _],
        ],
        merges="A1:J1 B13:C13 E13:F13 B12:J12",
        lists={"B12": '"Pass,Fail"'},
    )
    fields = [
        f("Part no.", "text"),
        f("Lot", "lot"),
        f("Heat no.", "lot"),
        f("Qty", "integer"),
        f("Taper large end", M, "4.315|4.295|4.335|mm", samples=3),
        f("Taper small end", M, "3.925|3.925|3.990|mm", samples=3),
        f("Length", M, "25|24.9|25.1|mm", samples=3),
        f("Thread", "pass_fail", samples=3),
        f("Surface roughness", M, "||0.8|μm", samples=3),
        f("Burrs", "pass_fail", samples=3),
        f("Bore", M, "12|||mm", samples=3),
        f("Mean length", "formula"),
        f("Range length", "formula"),
        f("Overall result", "pass_fail"),
        f("Inspected by", "signature"),
        f("Date", "date"),
        f("Approved by", "signature"),
        f("Date", "date"),
    ]
    return data_of(book), "Luer adaptor LA-316 – Dimensional inspection sheet", fields, ["C10"]


INVENTED: tuple[Any, ...] = (
    across_the_top,
    side_by_side,
    dimensions,
    room_log,
    aql_lines,
    forms_among_others,
    names_down_the_side,
    across_in_groups,
    hourly_log,
    two_who_tick,
    defect_classes,
    deviations_in_columns,
)
