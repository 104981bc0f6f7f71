"""What labels ask for, in both languages; boxes, formulas and units beside them."""

import pytest

from app.capabilities.forms.sheets.boxes import boxes_in, is_verdict
from app.capabilities.forms.sheets.formulas import translated
from app.capabilities.forms.sheets.labels import is_signer, kind_of_label, ticks_all
from app.capabilities.forms.sheets.units import bracketed_unit, is_unit, leading_unit

ASKED = {
    "text": """
        产品名称 | 产品编码 | 规格 | 箱号 | 序列号 | 流水号 | 检验单号 | 报检单号 | 采购单号 |
        合同号 | 模具编号 | 模具号 | 设备编号 | 机台编号 | 工位 | 车间 | 生产线 | 班次 |
        班组 | 客户 | 检验依据 | 执行标准 | 抽样方案 | 抽样标准 | 检验水平 | AQL | 检验状态 |
        检验地点 | 检验环境 | 温湿度 | 环境温湿度 | 腔号 | 型腔号 | 材料 | 材质 | 颜色 |
        图号 | 版本号 | 物料编号 | 存放位置 | 检验类别 | Product | Product name | Part No. |
        Model | Work order | PO No. | Supplier | Customer | Shift | Line | Machine |
        Machine No. | Mould No. | Cavity No. | Drawing No. | Drawing rev. | Standard |
        Test method | Serial range | Gauge ID | Storage location | Material | Purchase order |
        Invoice No. | Resin grade | Vendor | Pallet No. | Country of origin | 仪器编号 |
        压差计编号 | 量具编号 | 产线 | 供方 | 生产厂家 | 产地 | 品牌 | 牌号 | 包装规格 | 贮存条件 |
        检验频次 | 工序名称 | 洁净级别
    """,
    "lot": """
        批次号 | 产品批号 | 原料批号 | 树脂批号 | 进货批号 | 供应商批号 | 灭菌批次 | 炉号 |
        生产批次 | 检验批号 | Lot No. | Lot number | Batch | Batch No. | Batch/Lot |
        Supplier lot | Sterilization lot
    """,
    "integer": """
        批量 | 批量（件） | 来料批量 | 送检批量 | 数量 | 数量（只） | 到货数量（卷） |
        生产数量 | 计划数量 | 送检数量 | 抽样数量 | 抽样数 | 样本量 | 取样数量 | 抽检数量 |
        不合格数量 | 合格数量 | 合格数 | 不良数 | 缺陷数 | 模腔数 | 穴数 | Lot size |
        Batch size | Quantity | Quantity (pcs) | Sample size | No. of samples |
        Number of defects | Order quantity | Number of cartons | 订单数量 | 箱数 | 件数 |
        检验次数
    """,
    "decimal": """
        环境温度（℃） | 温度 | 相对湿度（%） | 湿度 | 重量（kg） | 净重 | 来料重量（kg） |
        数量（kg） | 不合格率（%） | 不良率 | 保压时间（s） | 冷却时间（s） |
        灭菌时间（min） | 成型周期（s） | 注射压力（MPa） | Qty received (kg) |
        Cycle time (s) | Room temperature (°C) | Relative humidity (%) | Weight (g) |
        压差（Pa）
    """,
    "date": """
        生产日期 | 到货日期 | 有效期 | 有效期至 | 失效日期 | 检验日期 | 送检日期 | 报告日期 |
        日期 | 首检日期 | Date | Inspection date | Date of manufacture | Mfg. date |
        Expiry date | Exp. date | Production date | Date received | Received on |
        Calibration due | 校准有效期 | 复验日期 | 灭菌日期
    """,
    "datetime": """
        送检时间 | 检验时间 | 检验日期时间 | 开始时间 | 结束时间 | 到货时间 | 时间 |
        生产时间 | 取样时间 | 日期/时间 | Time | Inspection time | Date & time | Start time
    """,
    "person": """
        操作工 | 操作员 | 操作人员 | 操作者 | 送检人 | 送检员 | 报检人 | 检验员 | 检验人员 |
        检验人 | 巡检员 | 取样人 | 抽样员 | 班长 | 班组长 | 调机员 | 机修工 | 领料人 |
        记录人 | 复核人 | 审核人 | 责任人 | 生产人员 | Operator | Inspector | Sampled by |
        Submitted by | Received by | Operator name | Team leader | 首件确认人 | 质检员 |
        测试人 | 技术员 | 车间主任
    """,
    "multiline": """
        备注 | 不合格描述 | 不合格品描述 | 异常描述 | 问题描述 | 处置措施 | 处理措施 |
        纠正措施 | 原因分析 | Remarks | Comments | Description of nonconformity
    """,
    "photo": """
        照片 | 产品照片 | 样品照片 | 缺陷图片 | 实物照片（粘贴处） | Photo
    """,
    "pass_fail": """
        检验结论 | 综合判定 | Conclusion
    """,
}
LABELS = [
    (" ".join(label.split()), kind) for kind, said in ASKED.items() for label in said.split("|")
]


@pytest.mark.parametrize(("label", "kind"), LABELS)
def test_a_label_tells_what_it_asks_for(label: str, kind: str) -> None:
    name, unit = bracketed_unit(label)
    assert kind_of_label(name, unit, is_large=False) == kind


def test_roles_sign_and_dates_do_not() -> None:
    signers = "检验员 审核 批准 班长 复核人 QA 质量部 操作工 品管 核准 编制 QC 检验 主管 检验/日期"
    assert all(is_signer(word) for word in signers.split())
    assert all(is_signer(word) for word in ("Reviewed by", "Checked by", "Released by"))
    assert not any(
        is_signer(word)
        for word in ["检验日期", "日期", "备注", "批号", "数量", "检验数", "结论", "照片"]
    )


@pytest.mark.parametrize(
    ("text", "lead", "options"),
    [
        ("□首检  □巡检  □末检", "", "首检 巡检 末检"),
        ("合格○ 不合格○", "", "合格 不合格"),
        ("[ ] Pass [ ] Fail", "", "Pass Fail"),
        ("(  )是 (  )否", "", "是 否"),
        ("口合格口不合格", "", "合格 不合格"),
        ("结论：□合格 □不合格", "结论", "合格 不合格"),
        ("判定：合格□ 不合格□", "判定", "合格 不合格"),
        ("□其他____ □无", "", "其他 无"),
        ("□白班/□夜班", "", "白班 夜班"),
        ("¨合格 ¨不合格", "", "合格 不合格"),
        ("1.□首件 2.□巡检", "", "首件 巡检"),
        ("合格/不合格", "", "合格 不合格"),
        ("是 / 否 / N/A", "", "是 否 NA"),
    ],
)
def test_boxes_are_read_with_their_words(text: str, lead: str, options: str) -> None:
    boxes = boxes_in(text)
    assert boxes is not None
    assert (boxes.lead, boxes.options) == (lead, tuple(options.split()))


@pytest.mark.parametrize("text", ["出口", "管口平整，口径正确", "锥度（口径）", "距尖端 15 mm"])
def test_words_are_no_boxes(text: str) -> None:
    assert boxes_in(text) is None


def test_verdicts_are_told_from_other_choices() -> None:
    verdicts = ("合格 不合格", "OK NG", "Pass Fail", "OK NG N/A", "合格Accepted 不合格Rejected")
    assert all(is_verdict(words.split()) for words in verdicts)
    others = ("是 否", "接收 让步接收 退货", "首检 巡检", "合格 不合格 特采", "Accept Reject")
    assert not any(is_verdict(words.split()) for words in others)
    assert is_verdict(("Accept", "Reject"), accepts=True)


def test_a_checklist_is_told_from_one_of_many() -> None:
    assert ticks_all("包装标识核对", ("品名", "批号", "有效期"), in_table=True)
    assert ticks_all("资料", ("图纸", "工艺卡"), in_table=False)
    assert not ticks_all("检验类型", ("首检", "巡检", "末检"), in_table=False)
    assert not ticks_all("处理意见", ("接收", "退货"), in_table=True)


@pytest.mark.parametrize(
    ("formula", "expression"),
    [
        ('IF(C19="","",E19/C19*100)', "{E19} / {C19} * 100"),
        ("IF(B12=0,0,D12/B12)", "{D12} / {B12}"),
        ("ROUND(AVERAGE($I$7:$M$7),2)", "round(mean({I7:M7}), 2)"),
        ("MAX(I7:M7)-MIN(I7:M7)", "max({I7:M7}) - min({I7:M7})"),
        ('IFERROR(SUM(A1:A3)/COUNT(A1:A3),"")', "(sum({A1:A3}) / count({A1:A3}))"),
        ("(A1+B1)*50%", "({A1} + {B1}) * 50 / 100"),
        ("VLOOKUP(A1,B1:C9,2,0)", None),
        ("IF(A1>5,A1,B1)", None),
        ("Sheet2!A1*2", None),
        ("LINEST(A1:A5)", None),
        ("A1^2", None),
        ("2+3", None),
    ],
)
def test_a_formula_is_read_or_left(formula: str, expression: str | None) -> None:
    found = translated(formula)
    assert (found.expression if found else None) == expression


def test_units_are_told_from_words() -> None:
    units = [
        "mm",
        "N/15mm",
        "g/m²",
        "EU/device",
        "CFU/件",
        "μg/mL",
        "mL/10min",
        "N·m",
        "kgf/cm2",
        "%RH",
        "只",
        "个/件",
        "Shore_A",
        "°C",
    ]
    assert all(is_unit(text.replace("_", " ")) for text in units)
    assert not any(
        is_unit(text)
        for text in ["CoA", "TOTM", "PVC", "pH", "Cd", "/", "—", "粘贴处", "距尖端15mm处"]
    )
    assert bracketed_unit("刺针外径（距尖端15mm处）") == ("刺针外径（距尖端15mm处）", "")
    assert bracketed_unit("紫外吸光度（250~320nm）")[1] == ""
    assert bracketed_unit("剥离强度（15mm）")[1] == ""
    assert leading_unit("N保持15s")[0] == "N"
    assert leading_unit(" max.")[0] == ""
