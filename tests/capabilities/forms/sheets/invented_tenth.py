"""A tenth set: units of sections behind a stroke, aimed-at middles, a page of tests in English."""

from tests.capabilities.forms.sheets.building import a_book, a_joined_sheet, data_of, f, texts
from tests.capabilities.forms.sheets.invented import Sheet

_: None = None
M = "measurement"
PF = "pass_fail"


def sections_with_units() -> Sheet:
    """The first article of a chamber: `/` says that the section's heading gives the unit."""
    book = a_book()
    readings = [_] * 5
    three = [_, _, _, "/", "/"]
    one = [_, "<", "<", "<", "<"]
    rows: list[list[object]] = [
        ["清溪医疗器械（演示）有限公司", *["<"] * 11],
        ["滴斗首件检验记录", *["<"] * 8, "QR-8.2-04\n版本 A/1", "<", "<"],
        ["产品名称", "<", "滴斗组件", "灭菌柜号", "<", "EO-01", "<", "批号", "<", _, "<", "<"],
        ["首件原因", "<", "□开机  □换模  □修模", "穴数", "<", _, "<", "操作工", "<", _, "<", "<"],
        [
            "序号",
            "检验项目",
            "技术要求",
            "单位",
            "抽样数",
            "1",
            "2",
            "3",
            "4",
            "5",
            "平均值",
            "判定",
        ],
        ["一、尺寸（mm）", *["<"] * 11],
        [1, "总高", "62.0±0.3", "/", 5, *readings, "=AVERAGE(F7:J7)", _],
        [2, "壁厚（最薄处）", "0.80～1.00，目标0.90", "/", 3, *three, "=AVERAGE(F8:J8)", _],
        [3, "配合孔径", "见图纸DC-20-03", "/", 3, *three, "=AVERAGE(F9:J9)", _],
        [4, "抗扭结", "弯曲半径30mm不扭结", "/", 3, *three, "/", _],
        ["二、性能", *["<"] * 11],
        [5, "粘接剂用量", "12mg，±2mg", "/", 5, *readings, "=AVERAGE(F12:J12)", _],
        [6, "管长（含接头，mm）", "1，800±10（法定≥1，500）", "/", 5, *readings, "/", _],
        [7, "密封", "水深≥50mm，50kPa保持15s，不得冒泡", "/", 20, *one, "/", _],
        [8, "紫外吸光度", "250nm～320nm范围内不大于0.1", "/", 3, *three, "/", _],
        ["首件结论", "<", "□合格    □不合格    □让步放行", *["<"] * 9],
        ["检验员：", "<", _, "班组长：", "<", _, "<", "审核：", "<", _, "日期：", _],
    ]
    a_joined_sheet(
        book, "首件", rows, lists={"L7:L10": '"合格,不合格"', "L12:L15": '"合格,不合格"'}
    )
    sizes, function = {"section": "尺寸"}, {"section": "性能"}
    fields = [
        *texts("产品名称", "灭菌柜号"),
        f("批号", "lot"),
        f("首件原因", "single_choice", choices=["开机", "换模", "修模"]),
        f("穴数", "integer"),
        f("操作工", "person"),
        f("总高", M, "62.0|61.7|62.3|mm", samples=5, **sizes),
        f("壁厚（最薄处）", M, "0.90|0.80|1.00|mm", samples=3, **sizes),
        f("配合孔径", M, "|||mm", samples=3, **sizes),
        f("抗扭结", PF, samples=3, **sizes),
        f("粘接剂用量", M, "12|10|14|mg", samples=5, **function),
        f("管长（含接头）", M, "1800|1790|1810|mm", samples=5, **function),
        f("密封", PF, samples=20, **function),
        f("紫外吸光度", M, "||0.1|", samples=3, **function),
        f("首件结论", "single_choice", choices=["合格", "不合格", "让步放行"]),
        *texts("检验员", "班组长", "审核", kind="signature"),
        f("日期", "date"),
    ]
    return data_of(book), "滴斗首件检验记录", fields, ["C9"]


def english_in_areas() -> Sheet:
    """Only English: an `Area` joins rows, `Number inspected` is a label, answers side by side."""
    book = a_book()
    rows: list[list[object]] = [
        ["Clearbrook Demo Plant", *["<"] * 8],
        ["Inspection Record of Extracts", *["<"] * 5, "QR-8.6-09 Rev. A/0", "<", "<"],
        ["Lot", "<", _, "Extraction ratio", "<", "1 set / 250 mL", "Taken (date, time)", "<", _],
        ["No.", "Area", "Test item", "Requirement", "Unit", "No. 1", "No. 2", "No. 3", "Result"],
        [1, "Chemistry", "pH shift against blank", "within ±1.5", "/", _, _, _, _],
        [2, "^", "Residue", "NMT 5 mg per 50 mL", "/", _, _, _, _],
        [3, "Room", "Humidity", "40 % to 65 % RH", "/", _, "—", "—", _],
        [4, "^", "Bioburden", "(1.0–5.0)×10²", "CFU/mL", _, _, "—", _],
        [5, "^", "Bubbles", "≤0.5 mm and max. 2 (none ≥1 mm)", "/", _, _, _, _],
        ["Number inspected", "<", _, "Number rejected", "<", _, "Rate (%)", "<", "=F10/C10*100"],
        ["Retest needed", "<", "□ Yes □ No", "Final result", "<", "□ Pass □ Fail", "<", "<", "<"],
        ["Line lead:", "<", _, "Lab head:", "<", _, "Date:", "<", _],
    ]  # fmt: skip
    a_joined_sheet(book, "Extracts", rows, lists={"I5:I9": '"Pass,Fail"'})
    chemistry, room = {"section": "Chemistry"}, {"section": "Room"}
    fields = [
        f("Lot", "lot"),
        f("Extraction ratio", "text"),
        f("Taken (date, time)", "datetime"),
        f("pH shift against blank", M, "|-1.5|1.5|", samples=3, **chemistry),
        f("Residue", M, "||5|mg", samples=3, **chemistry),
        f("Humidity", M, "|40|65|%RH", samples=1, **room),
        f("Bioburden", M, "|100|500|CFU/mL", samples=2, **room),
        f("Bubbles", PF, samples=3, **room),
        *texts("Number inspected", "Number rejected", kind="integer"),
        f("Rate", "formula", "|||%"),
        f("Retest needed", "single_choice", choices=["Yes", "No"]),
        f("Final result", PF),
        *texts("Line lead", "Lab head", kind="signature"),
        f("Date", "date"),
    ]
    return data_of(book), "Inspection Record of Extracts", fields, []


INVENTED = (sections_with_units, english_in_areas)
