"""A fifth set: columns to tick, a unit in a line of its own, alerts behind the limit."""

from typing import Any

from tests.capabilities.forms.sheets.building import a_book, a_sheet, data_of, f
from tests.capabilities.forms.sheets.invented import Sheet

_: None = None
M = "measurement"


def equipment_check() -> Sheet:
    """是 and 否 as columns to tick, below a heading of both."""
    book = a_book()
    a_sheet(
        book,
        "点检",
        [
            ["注塑机日常点检表"],
            ["设备编号", _, "点检日期", _, "点检人", _],
            ["序号", "点检项目", "点检标准", "点检结果", _, "备注"],
            [_, _, _, "是", "否", _],
            [1, "急停按钮有效", "按下即停机", _, _, _],
            [2, "安全门联锁", "开门停机", _, _, _],
            [3, "料筒温度", "225±10℃", _, _, _],
            ["异常处理", _, _, _, _, _],
            ["班长确认", _, _, "日期", _, _],
        ],
        merges="A1:F1 A3:A4 B3:B4 C3:C4 D3:E3 F3:F4 B8:F8 B9:C9 E9:F9",
        heights={8: 60.0},
    )
    return (
        data_of(book),
        "注塑机日常点检表",
        [
            f("设备编号", "text"),
            f("点检日期", "date"),
            f("点检人", "person"),
            f("急停按钮有效", "single_choice", choices=["是", "否"]),
            f("安全门联锁", "single_choice", choices=["是", "否"]),
            f("料筒温度", M, "225|215|235|°C"),
            f("异常处理", "multiline"),
            f("班长确认", "signature"),
            f("日期", "date"),
        ],
        [],
    )


def joints() -> Sheet:
    """A unit for the whole table above it; alert and Cpk behind the limits; a hidden column."""
    book = a_book()
    sheet = a_sheet(
        book,
        "Sheet1",
        [
            ["组装拉力检验记录表", _, _, _, _, _, _, _, _],
            ["产品型号", _, _, "批    号", _, "检验员", _, "检验时间", _],
            ["单位：N", _, _, _, _, _, _, _, _],
            ["检 验 项 目", "技 术 要 求", "上一版要求", "样本量", "S1", "S2", "S3", "S4", "结 论"],
            ["滴斗—导管接头", "≥15，警戒≥25", "≥12", 8, _, _, _, _, _],
            ["导管—接头", "≥15（15 s），Cpk≥1.33", "≥12", 8, _, _, _, _, _],
            ["护帽拔出力", "2~15", "2~20", 5, _, _, _, _, _],
            ["推杆力", "10 ± 20%", "—", 5, _, _, _, _, _],
            ["目测", "无裂纹、无松动", "—", 8, _, _, _, _, _],
            ["审 核", _, _, "批 准", _, _, "日 期", _, _],
        ],
        merges="A1:I1 B2:C2 A3:I3 B10:C10 E10:F10 H10:I10",
    )
    sheet.column_dimensions["C"].hidden = True
    return (
        data_of(book),
        "组装拉力检验记录表",
        [
            f("产品型号", "text"),
            f("批号", "lot"),
            f("检验员", "person"),
            f("检验时间", "datetime"),
            f("滴斗—导管接头", M, "|15||N", samples=8),
            f("导管—接头", M, "|15||N", samples=8),
            f("护帽拔出力", M, "|2|15|N", samples=5),
            f("推杆力", M, "10|8|12|N", samples=5),
            f("目测", "pass_fail", samples=8),
            f("审核", "signature"),
            f("批准", "signature"),
            f("日期", "date"),
        ],
        [],
    )


def headed_parts() -> Sheet:
    """Parts with headings that sound like labels; rows of the table that sound like a closing."""
    book = a_book()
    a_sheet(
        book,
        "成品",
        [
            ["成品检验记录", _, _, _, _, _, _],
            ["物料信息", _, _, _, _, _, _],
            ["产品名称", _, "批号", _, "入库数量（箱）", _, _],
            ["检验结果", _, _, _, _, _, _],
            ["检验项目", "标准", "单位", "方法", "结果1", "结果2", "判定"],
            ["备注栏印刷", "清晰可辨", "/", "目视", _, _, _],
            ["照片标签位置", "距边 ≤5", "mm", "直尺", _, _, _],
            ["箱重", "8.0±0.2", "kg", "台秤", _, _, _],
            ["审核意见", _, _, _, _, _, _],
            [_, _, _, _, _, _, _],
            ["检验员：", _, "审核员：", _, "日期：", _, _],
        ],
        merges="A1:G1 A2:G2 F3:G3 A4:G4 B9:G9 F11:G11",
    )
    s = {"section": "检验结果"}
    return (
        data_of(book),
        "成品检验记录",
        [
            f("产品名称", "text"),
            f("批号", "lot"),
            f("入库数量", "integer", unit="箱"),
            f("备注栏印刷", "pass_fail", samples=2, **s),
            f("照片标签位置", M, "||5|mm", samples=2, **s),
            f("箱重", M, "8.0|7.8|8.2|kg", samples=2, **s),
            f("审核意见", "text"),
            f("检验员", "signature"),
            f("审核员", "signature"),
            f("日期", "date"),
        ],
        [],
    )


INVENTED: tuple[Any, ...] = (equipment_check, joints, headed_parts)
