"""A third set of sheets: rows of two lines, grouped items, signatures one below another."""

import datetime
from typing import Any

from tests.capabilities.forms.sheets.building import a_book, a_sheet, data_of, f
from tests.capabilities.forms.sheets.invented import Sheet

_: None = None
M = "measurement"


def two_lines_of_readings() -> Sheet:
    """Ten readings in two lines, the item over two columns with its group, limits in three."""
    book = a_book()
    a_sheet(
        book,
        "注塑",
        [
            ["安和精密塑胶有限公司", _, _, _, _, _, _, _, _, _, _, _],
            ["滴斗注塑首件/巡检检验表", _, _, _, _, _, _, _, _, _, "表单编号：QR-IP-12", _],
            ["品名", "滴斗", "料号", _, "模号", _, "穴数", _, "机台", _, "检验日期/时间", _],
            ["检验项目", _, "标准", _, _, "单位", "检测值", _, _, _, _, "判定"],
            [_, _, "标准值", "上公差", "下公差", _, 1, 2, 3, 4, 5, _],
            ["尺寸", "总高", 52.0, 0.3, -0.3, "mm", _, _, _, _, _, _],
            [_, _, _, _, _, _, _, _, _, _, _, _],
            [_, "外径", 18.0, 0.1, -0.2, "mm", _, _, _, _, _, _],
            [_, _, _, _, _, _, _, _, _, _, _, _],
            ["重量", "单重", 3.2, "+0.1", "-0.1", "g", _, _, _, _, _, _],
            ["外观", "缩水", "不允许", _, _, "/", _, _, _, _, _, _],
            [_, "色差", "对照标准色板无明显色差", _, _, "/", _, _, _, _, _, _],
            ["最终判定", "□ OK    □ NG    □ 特采", _, _, _, _, _, _, _, _, _, _],
            ["检验员", _, _, _, _, _, _, _, _, _, _, _],
            ["班长", _, _, _, _, _, _, _, _, _, _, _],
            ["日期", _, _, _, _, _, _, _, _, _, _, _],
        ],
        merges="A1:L1 A2:J2 K2:L2 A4:B5 C4:E4 F4:F5 G4:K4 L4:L5 A6:A9 B6:B7 B8:B9 C6:C7 D6:D7 E6:E7"
        " F6:F7 C8:C9 D8:D9 E8:E9 F8:F9 L6:L7 L8:L9 A11:A12 C11:E11 C12:E12 G11:K11 G12:K12"
        " B13:L13 B14:L14 B15:L15 B16:L16",
    )
    return (
        data_of(book),
        "滴斗注塑首件/巡检检验表",
        [
            f("品名", "text"),
            f("料号", "text"),
            f("模号", "text"),
            f("穴数", "integer"),
            f("机台", "text"),
            f("检验日期/时间", "datetime"),
            f("总高", M, "52|51.7|52.3|mm", section="尺寸", samples=10),
            f("外径", M, "18|17.8|18.1|mm", section="尺寸", samples=10),
            f("单重", M, "3.2|3.1|3.3|g", section="重量", samples=5),
            f("缩水", "pass_fail", section="外观"),
            f("色差", "pass_fail", section="外观"),
            f("最终判定", "single_choice", choices=["OK", "NG", "特采"]),
            f("检验员", "signature"),
            f("班长", "signature"),
            f("日期", "date"),
        ],
        [],
    )


def english_first() -> Sheet:
    """English before Chinese, times of day as columns, verdicts by list in the reading cells."""
    book = a_book()
    t = datetime.time
    sheet = a_sheet(
        book,
        "Extrusion",
        [
            ["Tube Extrusion Patrol Inspection 挤管巡检记录"],
            ["Product 产品", _, "Lot No. 批号", _, "Line 产线", _, "Date 日期", _, _],
            [
                "Operator 操作工",
                _,
                "Resin lot 树脂批号",
                _,
                "Qty (m) 数量",
                _,
                "Shift 班次",
                "☐ A ☐ B ☐ C",
                _,
            ],
            [
                "Item 项目",
                "Requirement 要求",
                "Unit 单位",
                "Tool 量具",
                t(8, 0),
                t(10, 0),
                t(12, 30),
                t(15, 0),
                "Remark 备注",
            ],
            ["Dimensions 尺寸"],
            ["OD 外径", "4.10 ± 0.05", "mm", "Laser", _, _, _, _, _],
            ["ID 内径", "2.95-3.05", "mm", "Pin", _, _, _, _, _],
            ["Ovality 椭圆度", "not more than 0.03", "mm", "Laser", _, _, _, "—", _],
            ["Hardness 硬度", "75≤H≤81", "Shore A", "G-01", _, _, _, _, _],
            ["Visual 外观"],
            ["Surface 表面", "Smooth, no bubbles 光滑无气泡", "—", "Eye", _, _, _, _, _],
            ["Packing 包装", "As per order 与订单一致", "—", "Eye", _, _, _, _, _],
            ["Conclusion 结论", "☐ Pass 合格 ☐ Fail 不合格"],
            ["Inspector 检验员:", _, "Reviewer 审核:", _, "Date 日期:", _, _, _, _],
            ["Note: stop the line when two readings in a row are out of limits."],
        ],
        merges="A1:I1 H3:I3 A5:I5 A10:I10 B13:I13 A15:I15",
        lists={"E11:H11": '"OK,NG"'},
    )
    for place in ("E4", "F4", "G4", "H4"):
        sheet[place].number_format = "h:mm"
    return (
        data_of(book),
        "Tube Extrusion Patrol Inspection 挤管巡检记录",
        [
            f("Product 产品", "text"),
            f("Lot No. 批号", "lot"),
            f("Line 产线", "text"),
            f("Date 日期", "date"),
            f("Operator 操作工", "person"),
            f("Resin lot 树脂批号", "lot"),
            f("Qty 数量", "decimal", unit="m"),
            f("Shift 班次", "single_choice", choices=["A", "B", "C"]),
            f("OD 外径", M, "4.10|4.05|4.15|mm", section="Dimensions 尺寸", samples=4),
            f("ID 内径", M, "|2.95|3.05|mm", section="Dimensions 尺寸", samples=4),
            f("Ovality 椭圆度", M, "||0.03|mm", section="Dimensions 尺寸", samples=3),
            f("Hardness 硬度", M, "|75|81|Shore A", section="Dimensions 尺寸", samples=4),
            f("Surface 表面", "pass_fail", section="Visual 外观", samples=4),
            f("Packing 包装", "pass_fail", section="Visual 外观", samples=4),
            f("Conclusion 结论", "pass_fail"),
            f("Inspector 检验员", "signature"),
            f("Reviewer 审核", "signature"),
            f("Date 日期", "date"),
        ],
        [],
    )


def two_forms_shared_words() -> Sheet:
    """Two forms on one sheet with company rows, groups, photo boxes, AQL in columns."""
    book = a_book()

    def form(title: str, unit: str) -> list[list[object]]:
        return [
            ["海岸医疗有限公司", _, _, _, _, _, _, _, _],
            [title, _, _, _, _, _, _, "编号：QR-8.2-31", _],
            ["物料名称", _, "物料批号", _, f"来料数量（{unit}）", _, "生产日期", _, _],
            ["供应商", _, "有效期至", _, "是否首批", "□是 □否", "取样人", _, _],
            ["类别", "检验项目", "质量要求", "AQL", "Ac", "Re", "抽样数", "不合格数", "单项结论"],
            ["外观", "污渍、破损", "不得有污渍、破损", 1.0, 7, 8, 315, _, _],
            [_, "标识", "字迹清楚，内容与合格证一致", 4.0, 3, 4, 50, _, _],
            ["尺寸", "长度（mm）", "150+1/-2", "/", 0, 1, 8, _, _],
            ["性能", "耐压", "≥0.30MPa，保压30s无泄漏", "/", 0, 1, 8, _, _],
            ["包装照片（粘贴区）", _, _, _, _, _, _, _, _],
            ["检验结论", "□合格入库　□退货　□让步接收", _, _, _, _, _, _, _],
            ["检验人：", _, _, "复核人：", _, _, "批准人：", _, _],
        ]

    merges = " ".join(
        f"A{o + 1}:I{o + 1} A{o + 2}:G{o + 2} H{o + 2}:I{o + 2} H{o + 3}:I{o + 3} H{o + 4}:I{o + 4}"
        f" A{o + 6}:A{o + 7} B{o + 10}:I{o + 10} B{o + 11}:I{o + 11} B{o + 12}:C{o + 12}"
        f" E{o + 12}:F{o + 12} H{o + 12}:I{o + 12}"
        for o in (0, 13)
    )
    titles = ("护帽进厂检验记录", "夹片进厂检验记录")
    a_sheet(
        book,
        "IQC",
        [*form(titles[0], "只"), [_] * 9, *form(titles[1], "kg")],
        merges=merges,
        heights={10: 80.0, 23: 80.0},
    )
    fields: list[dict[str, Any]] = []
    for title, unit, kind in ((titles[0], "只", "integer"), (titles[1], "kg", "decimal")):
        s = {"section": title}
        fields += [
            f("物料名称", "text", **s),
            f("物料批号", "lot", **s),
            f("来料数量", kind, unit=unit, **s),
            f("生产日期", "date", **s),
            f("供应商", "text", **s),
            f("有效期至", "date", **s),
            f("是否首批", "single_choice", choices=["是", "否"], **s),
            f("取样人", "person", **s),
            f("污渍、破损", "pass_fail", samples=315, ac=7, re=8, **s),
            f("标识", "pass_fail", samples=50, ac=3, re=4, **s),
            f("长度", M, "150|148|151|mm", samples=8, ac=0, re=1, **s),
            f("耐压", M, "|0.30||MPa", samples=8, ac=0, re=1, **s),
            f("包装照片", "photo", label_also=["包装照片（粘贴区）"], **s),
            f("检验结论", "single_choice", choices=["合格入库", "退货", "让步接收"], **s),
            f("检验人", "signature", **s),
            f("复核人", "signature", **s),
            f("批准人", "signature", **s),
        ]
    return data_of(book), titles[0], fields, []


def spelled_limits() -> Sheet:
    """Every limit in words or with unusual signs; number formats that carry units."""
    book = a_book()
    rows: list[list[object]] = [
        ["零部件检验记录单", _, _, _, _, _],
        ["零件名称", _, "图号/版本", _, "检验批号", _],
        ["送检数", _, "送检时间", _, "送检部门", _],
        ["编号", "检测项目", "规格要求", "检测手段", "检测数据", "结论"],
        [1, "高度", "不小于20，不大于22mm", "卡尺", _, _],
        [2, "槽宽", "2.0～2.2（mm）", "卡尺", _, _],
        [3, "同轴度", "Max 0.02", "三坐标", _, _],
        [4, "跳动", "≯0.05 mm", "百分表", _, _],
        [5, "螺纹长度", "12 mm 以上", "卡尺", _, _],
        [6, "硬度", "(28-32) HRC", "硬度计", _, _],
        [7, "镀层厚度", "8 至 12 μm", "测厚仪", _, _],
        [8, "电阻", "10 kΩ ± 5 %", "万用表", _, _],
        [9, "扭矩", "0.8 N·m ≤ T ≤ 1.2 N·m", "扭力计", _, _],
        [10, "清洁度", "≤5 mg/件", "天平", _, _],
        [11, "盐雾", "48 h 后无锈蚀", "盐雾箱", _, _],
        [12, "重量", 800, "电子秤", _, _],
        [13, "倒角", "C0.5±0.1", "投影仪", _, _],
        [14, "孔数", "4", "目视", _, _],
        [15, "角度", "90°±0.5°", "投影仪", _, _],
        [16, "间隙（塞尺）", "0.05 - 0.10", "塞尺", _, _],
        [17, "材质", "符合 GB/T 20878 要求", "核对报告", _, _],
        ["检验员：张工", _, "日期：", _, _, _],
    ]
    sheet = a_sheet(book, "Sheet1", rows, merges="A1:F1")
    sheet["C16"].number_format = '0"±12 g"'
    return (
        data_of(book),
        "零部件检验记录单",
        [
            f("零件名称", "text"),
            f("图号/版本", "text"),
            f("检验批号", "lot"),
            f("送检数", "integer"),
            f("送检时间", "datetime"),
            f("送检部门", "text"),
            f("高度", M, "|20|22|mm"),
            f("槽宽", M, "|2.0|2.2|mm"),
            f("同轴度", M, "||0.02|"),
            f("跳动", M, "||0.05|mm"),
            f("螺纹长度", M, "|12||mm"),
            f("硬度", M, "|28|32|HRC"),
            f("镀层厚度", M, "|8|12|μm"),
            f("电阻", M, "10|9.5|10.5|kΩ"),
            f("扭矩", M, "|0.8|1.2|N·m"),
            f("清洁度", M, "||5|mg/件"),
            f("盐雾", "pass_fail"),
            f("重量", M, "800|788|812|g"),
            f("倒角", M, "0.5|0.4|0.6|"),
            f("孔数", M, "4|||"),
            f("角度", M, "90|89.5|90.5|°"),
            f("间隙（塞尺）", M, "|0.05|0.10|"),
            f("材质", "pass_fail"),
            f("检验员", "signature"),
            f("日期", "date"),
        ],
        [],
    )


INVENTED: tuple[Any, ...] = (
    two_lines_of_readings,
    english_first,
    two_forms_shared_words,
    spelled_limits,
)
