"""Two forms of the demo plant: the in-process inspection of a spike, and one with every kind."""

from typing import Any

from app.capabilities.forms.definition.bodies import Field, Form, Section
from app.kernel.words import Bilingual

SPIKE, EVERYTHING = "QF-8203", "QF-0001"


def _field(key: str, kind: str, zh: str, en: str, **facts: Any) -> Field:  # noqa: ANN401  # any fact of Field
    settings = facts.pop("settings", {})
    return Field(key=key, kind=kind, label=Bilingual(zh, en), settings=settings, **facts)


def _choice(code: str, zh: str, en: str, **facts: bool) -> dict[str, Any]:
    return {"code": code, "label": {"zh": zh, "en": en}, **facts}


def _size(lsl: str, usl: str, nominal: str = "", unit: str = "mm", **facts: Any) -> dict[str, Any]:  # noqa: ANN401  # any setting of Samples
    return {
        "lsl": lsl,
        "usl": usl,
        "nominal": nominal or None,
        "unit": unit,
        "needs_gauge": False,
        **facts,
    }


def spike_form() -> Form:
    """Return the in-process inspection of a moulded spike."""
    head = Section(
        title=Bilingual("表头", "Head"),
        fields=(
            _field("batch", "text", "批号", "Batch", settings={"longest": 20}),
            _field("day", "date", "检验日期", "Day of inspection"),
            _field(
                "shift",
                "single_choice",
                "班次",
                "Shift",
                settings={
                    "choices": [_choice("day", "白班", "Day"), _choice("night", "夜班", "Night")]
                },
            ),
            _field(
                "machine",
                "scan",
                "机台",
                "Machine",
                help=Bilingual("扫描机台标签", "Scan the machine"),
            ),
        ),
    )
    sizes = Section(
        title=Bilingual("尺寸与重量", "Sizes and weight"),
        fields=(
            _field(
                "length",
                "samples",
                "刺针长度",
                "Spike length",
                settings=_size("27.0", "29.0", "28.0", n=5),
            ),
            _field(
                "od",
                "samples",
                "刺针外径（距尖端 15 mm）",
                "Outer diameter (15 mm from the tip)",
                critical=True,
                settings=_size("5.55", "5.70", "5.60", n=5),
            ),
            _field(
                "weight",
                "samples",
                "刺针单重",
                "Piece weight",
                settings=_size("1.85", "1.95", "1.90", "g", n=3),
            ),
            _field(
                "force",
                "measurement",
                "穿刺力",
                "Penetration force",
                settings=_size("15", "30", "", "N"),
            ),
        ),
    )
    look = Section(
        title=Bilingual("外观", "Appearance"),
        fields=(
            _field(
                "flash",
                "pass_fail",
                "飞边、缺料、黑点",
                "Flash, short shots, black specks",
                settings={"may_not_apply": True},
                second_person=True,
            ),
            _field(
                "clean",
                "checklist",
                "清场",
                "Line clearance",
                settings={
                    "items": [
                        _choice("parts", "无上批零件", "No parts of the last batch"),
                        _choice("labels", "无上批标签", "No labels of the last batch"),
                        _choice("tools", "工装已清洁", "Tooling cleaned"),
                    ],
                    "may_not_apply": ["tools"],
                },
            ),
        ),
    )
    end = Section(
        title=Bilingual("结论", "Conclusion"),
        fields=(
            _field(
                "mean_od",
                "formula",
                "外径平均",
                "Mean diameter",
                settings={"expression": "round(mean(od), 3)", "unit": "mm"},
            ),
            _field("remarks", "multiline", "备注", "Remarks", required=False, not_applicable=True),
            _field(
                "inspector", "signature", "检验员", "Inspector", settings={"meaning": "performed"}
            ),
        ),
    )
    return Form(
        code=SPIKE,
        name=Bilingual("注塑刺针过程检验记录", "In-process inspection, moulded spike"),
        sections=(head, sizes, look, end),
        reviewed=True,
    )


def every_kind() -> Form:
    """Return a form in which every kind of field stands once."""
    words = Section(
        title=Bilingual("文字与编号", "Words and numbers given"),
        fields=(
            _field("line", "text", "单行文字", "A line"),
            _field(
                "serial",
                "serial_number",
                "本工位编号",
                "Number of this station",
                settings={"prefix": "QF"},
            ),
            _field("area", "multiline", "多行文字", "Several lines"),
            _field("note", "rich_note", "格式说明", "Formatted note"),
        ),
    )
    numbers = Section(
        title=Bilingual("数值", "Numbers"),
        fields=(
            _field("count", "integer", "数量", "Count", settings={"unit": "pcs", "least": 0}),
            _field(
                "temp",
                "decimal",
                "温度",
                "Temperature",
                settings={"unit": "°C", "lsl": "18", "usl": "26"},
            ),
            _field(
                "scale",
                "weight",
                "称重",
                "Weight",
                settings={"unit": "kg", "lsl": "2.2", "usl": "2.4"},
            ),
            _field(
                "split",
                "quantity_split",
                "数量分配",
                "Quantities",
                settings={"unit": "pcs", "reasons": ["scratched", "out_of_size"]},
            ),
            _field(
                "grid",
                "matrix",
                "特性 × 样本",
                "Characteristics × samples",
                settings={
                    "rows": [
                        {"key": "a", "label": {"zh": "内径", "en": "Inner diameter"}, "n": 4}
                        | _size("2.40", "2.60", "2.50"),
                        {"key": "b", "label": {"zh": "壁厚", "en": "Wall"}, "n": 4}
                        | _size("0.45", "0.55", "0.50"),
                    ]
                },
            ),
        ),
    )
    choices = Section(
        title=Bilingual("选择与时间", "Choices and times"),
        fields=(
            _field("dry", "boolean", "已干燥", "Dried", settings={"wanted": True}),
            _field(
                "defects",
                "multi_choice",
                "缺陷",
                "Defects",
                settings={
                    "choices": [
                        _choice("none", "无", "None", alone=True),
                        _choice("flash", "飞边", "Flash", fails=True),
                        _choice("speck", "黑点", "Black speck", fails=True),
                    ]
                },
            ),
            _field("from_day", "date", "有效期至", "Expiry"),
            _field("at", "datetime", "取样时间", "Sampled at"),
            _field("soak", "duration", "浸泡时间", "Soaking", settings={"least_s": 1800}),
        ),
    )
    things = Section(
        title=Bilingual("引用、图片与表格", "References, pictures, rows"),
        fields=(
            _field("udi", "udi", "产品 UDI", "UDI of the product"),
            _field("who", "person", "操作者", "Operator"),
            _field("link", "linked_record", "关联记录", "Linked record"),
            _field("photo", "photo", "照片", "Photos", required=False),
            _field("file", "file", "附件", "Attachment", required=False),
            _field(
                "map",
                "defect_map",
                "缺陷位置",
                "Where the defects are",
                required=False,
                settings={
                    "codes": [
                        _choice("scratch", "划伤", "Scratch", fails=True),
                        _choice("speck", "黑点", "Speck"),
                    ]
                },
            ),
            _field(
                "rows",
                "table",
                "设备参数",
                "Machine settings",
                settings={
                    "columns": [
                        {"key": "what", "label": {"zh": "参数", "en": "Setting"}, "kind": "text"},
                        {
                            "key": "value",
                            "label": {"zh": "值", "en": "Value"},
                            "kind": "decimal",
                            "settings": {"unit": "bar"},
                        },
                    ],
                    "least": 1,
                },
            ),
        ),
    )
    return Form(
        code=EVERYTHING,
        name=Bilingual("全部字段样表", "A form with every kind of field"),
        sections=(words, numbers, choices, things, _of_the_plant(), _end()),
    )


def _of_the_plant() -> Section:
    """Return the kinds that other capabilities plug in."""
    return Section(
        title=Bilingual("工厂数据", "Of the plant"),
        fields=(
            _field("material_lot", "lot", "物料批", "Lot of material"),
            _field("gauge", "gauge", "量具", "Gauge", settings={"sort": "caliper"}),
            _field("press", "equipment", "设备", "Machine"),
            _field(
                "settings",
                "parameters",
                "设备参数快照",
                "Parameters of a machine",
                settings={"windows": [{"parameter": "spindle"}, {"parameter": "load"}]},
            ),
            _field(
                "sample",
                "sampling",
                "抽样检验",
                "Acceptance sampling",
                settings={
                    "level": "II",
                    "classes": [
                        {"code": "major", "label": {"zh": "重缺陷", "en": "Major"}, "aql": "0.65"},
                        {"code": "minor", "label": {"zh": "轻缺陷", "en": "Minor"}, "aql": "2.5"},
                    ],
                },
            ),
        ),
    )


def _end() -> Section:
    """Return the kinds that judge and close: measured, worked out, signed."""
    return Section(
        title=Bilingual("测量与结论", "Measured and concluded"),
        fields=(
            _field("bore", "measurement", "孔径", "Bore", settings=_size("4.95", "5.05", "5.00")),
            _field("walls", "samples", "壁厚", "Walls", settings=_size("0.9", "1.1", "1.0", n=3)),
            _field("mean", "formula", "均值", "Mean", settings={"expression": "mean(walls)"}),
            _field("colour", "single_choice", "颜色", "Colour", settings={"choices": _COLOURS}),
            _field("visual", "pass_fail", "外观", "Appearance"),
            _field("seen", "scan", "标签", "Label"),
            _field(
                "tidy",
                "checklist",
                "收尾",
                "Afterwards",
                settings={"items": [_choice("clean", "已清洁", "Cleaned")]},
            ),
            _field("by", "signature", "检验员", "Inspector", settings={"meaning": "performed"}),
        ),
    )


_COLOURS = [_choice("clear", "透明", "Clear"), _choice("white", "白色", "White")]
