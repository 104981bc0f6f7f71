"""What a label asks for: 批号 a lot, 日期 a date, 操作工 a person, 抽样数量 a whole number …"""

import re
from collections.abc import Sequence

from app.capabilities.forms.sheets.drafts import DraftKind
from app.capabilities.forms.sheets.signs import key
from app.capabilities.forms.sheets.unit_words import COUNTED

_SIGNERS = re.compile(
    r"检[验测查]员|检[验测]人|检验者|质检员|质检$|[自互专]检$|审核|复核|批准|核准|审批|会签|班组?长|组长|主管|经理|负责人|操作[工员者人]|记录[人员]|编制|制[表单]|填表|"
    r"[\u4e00-\u9fff](?:人|员|者|长)$|^检[验测查](?:$|/)|^测试$|^记录$|^确认$|主任|工程师|(?:质量|品质|设备|生产|技术|工程|检验)[部科]$|品管部$|品管|qc|qa|质量部|质管|^操作$|授权人|"
    r"见证|确认人|签[名字章]|复检|"
    r"inspect(?:ed|or)|review(?:ed|er)|approv(?:ed|al|er)|check(?:ed|er)|"
    r"verif(?:ied|ier)|prepared|released|perform(?:ed)?by|signature|signed|sign(?:$|"
    r"-)|"
    r"supervisor|manager|operator|(?:team?|shift|line|group)lead(?:er)?|foreman|witness|authoriz|authoris|"
    r"record(?:ed|er)|[a-z]{2}(?:ed|ne)by(?:$|\()|technician|analyst|tester|auditor|engineer|"
    r"(?:lab(?:oratory)?|department|quality|production)head|headof"
)
_SAID_BY_SIGNERS = re.compile(
    r"(?:意见|结论|结果|依据|标准|说明|数量|(?<![/、及与和])日期|opinion|comments?|results?|remarks?)$"
)
_ENDS_TABLE = re.compile(
    r"结论|综合判[定断]|总判[定断]|最终判定|整体判定|^判定(?:结果)?$|处[理置]意见|处置|备注|^说明|描述|不合格[品]?(?:处理|描述|"
    r"说明|原因|数|率|项)|合格[数率]|^合计|^总计|"
    r"^检验数|^抽检(?:总)?数|^[检抽]?[检查验]?总数|^不良[品]?[数率]|^检查数|(?:异常|情况|问题|其他|缺陷|补充).{0,4}(?:说明|描述|记录|处理)|说明$|照片|图片|粘贴|附图|简图|^附件|签名|签字|"
    r"^检[验测查]员|^检[验测]人|^检验者|^质检员|^审核|^复核|^批准|^核准|^审批|^班组?长|^操作[工员者人]|^记录[人员]|^确认人|^编制|^检验日期|^日期|"
    r"conclusion|disposition|overall|finalresult|finaljudg|finalverdict|^result(?:$|"
    r"of)|^verdict|^judg(?:e?ment)$|^remarks?$|^comments?$|^notes?$|"
    r"photo|picture|inspectedby|inspector|reviewed|reviewer|approved|approver|"
    r"^approval|^i?p?[fo]?q[ca]$|checkedby|verifiedby|preparedby|signature|^date$|"
    r"^totalinspected|defectrate|rejectrate|^rejected|nonconformancedesc|"
    r"(?:qty|number|quantity)(?:inspected|tested|rejected|accepted|passed|failed)|^numberof|^no\.?of|releasedby|testedby|performedby|"
    r"^operator$"
)
_NAMING = re.compile(r"规格|型号|牌号|名称|编号|比$|比例|model|grade|specification|^part|ratio")
_NAMED = re.compile(r"(?:编号|名称|型号|代码|编码|牌号|序列号|证书号)$")
"""How a label ends that asks for a name, whatever it names: 压力表编号."""
_MULTILINE = re.compile(
    r"备注|描述|^说明$|(?:情况|异常|问题|缺陷|原因)说明|处置$|及处[理置]|原因分析|纠正措施|处理措施|处理情况|措施$|异常(?:记录|情况)|其他说明|补充|"
    r"remark|comment|descri|^notes?$|correctiveaction|observations|details"
)
_PHOTO = re.compile(r"照片|图片|拍照|影像|粘贴[处区]|photo|picture|^image")
_PERSON = re.compile(
    r"操作[工员者人]|送检[人员者]|检[验测查][人员者]|取样[人员者]|抽样[人员者]|报检[人员者]|请检人|测试[人员者]|试验[人员者]|"
    r"记录[人员者]|调机[人员者]|领料人|收货人|复核[人员]?$|审核[人员]?$|批准[人]?$|"
    r"班组?长|组长|负责人|责任人|责任者|姓名|人员$|作业[员者]|^员工|质检员|巡检员|工程师|技术员|主任|[\u4e00-\u9fff]者$|(?<![加施完竣开人])工$|[\u4e00-\u9fff]人$|"
    r"operator|inspector|submittedby|sampledby|testedby|checkedby|inspectedby|"
    r"receivedby|deliveredby|requestedby|preparedby|performedby|reviewedby|"
    r"approvedby|[a-z]{2}(?:ed|ne)by$|technician|employee|^person|analyst|^sampler|supervisor|(?:team|shift|line|group)lead(?:er)?|"
    r"^name$"
)
_LOT_SIZE = re.compile(
    r"批量|批次?数量|lotsize|batchsize|lotqty|batchqty|lotquantity|batchquantity"
)
_LOT = re.compile(
    r"批号|批次|灭菌批|炉号|炉批|生产批|^批$|批编号|\blot|^lot|lot(?:no|num|code|id|$|#)|batch|heatno|chargeno"
)
_DATETIME = re.compile(
    r"日期[/及和与、]?时间|时间|时刻|date(?:/|and|&|-|,)?time|^time|time$|timeof|[a-z]{3}(?:ed|en)at$|[a-z]time\b|timestamp"
)
_DURATION = re.compile(
    r"(?:保压|冷却|加热|持续|浸泡|加工|周期|固化|解析|停留|热封|封口|热合|焊接|点胶|保温|烘烤|烘干|老化|"
    r"搅拌|曝光|照射|注射|充气)时间|时长|duration|(?:cycle|dwell|hold|cure|"
    r"cooling|soak|seal)(?:ing)?time"
)
_DATE = re.compile(
    r"日期|有效期|失效期|效期|到期日|生产日|年月日|^日$|(?:检[验测查定]|测[试定量]|试验|生产|制造|到货|进货|入库|出货|发货|灭菌|记录|校准)日$|交期|\bdate|date$|^date|expir|exp\.?$|bestbefore|useby|"
    r"dateof|[a-z]{2}(?:ed|ne)on$|due$|datereceived"
)
_COUNT = re.compile(
    r"数量|件数|箱数|袋数|支数|只数|套数|个数|台数|卷数|包数|盘数|桶数|盒数|次数|模次|批量|样本[量数]|样品[量数]|抽样[量数]|"
    r"取样[量数]|检验[量数]$|检[验查]数|抽检[数量]|不合格[品]?数|合格[品]?数|缺陷数|不良[品]?数|数$|总数|送检[数量]|来料[数量]|"
    r"产量|穴数|腔数|模数|人数|"
    r"quantity|qty|count$|^count|numberof|^number(?:inspected|tested|rejected|accepted|passed|failed)|no\.?of|samplesize|lotsize|batchsize|#of|"
    r"defects?$|^rejected$|^inspected$|^accepted$|pieces|cavities|totalinspected|pcs|"
    r"[a-z]s(?:rejected|produced|accepted|remaining|destroyed|printed|issued|returned)$"
)
_NOT_COUNT = re.compile(r"参数|系数|函数|指数|分数|基数|account|discount|country")
_AMOUNT = re.compile(
    r"温度|(?<!温)湿度|重量|净重|毛重|皮重|压力|压差|长度|宽度|厚度|高度|直径|速度|流量|浓度|电压|电流|功率|力值|扭矩|转速|周期|剂量|"
    r"temperature|humidity|weight|pressure|length|width|thickness|diameter|speed|"
    r"flow|voltage|current|torque|cycletime|dose"
)
_RATE = re.compile(r"率$|百分比|比例|rate$|percent|yield")
_VERDICT = re.compile(
    r"结论|判[定断]|是否合格|检[验测查]结果|评定|conclusion|verdict|judg|overallresult|finalresult|"
    r"^result$|inspectionresult|pass/fail|ok/ng|合格/不合格"
)
_CHECK_ALL = re.compile(
    r"核对|核查|点检|清场|清单|齐全|逐项|资料|随货|文件(?!编?号)|附件|标识|包含|内容|确认(?!人|日期)|检查(?!类|方|结|员|人|日|"
    r"数|时|批)|多选|可多选|全部|"
    r"check(?!edby|er)|verif(?!iedby)|list|document|clearance|allof|include|present|enclosed"
)
_CHOOSE_ONE = re.compile(
    r"类[型别]|方式|方法|结论|意见|处[理置]|班[次别组]|判定|是否|状态|等级|性质|阶段|规格|型号|原因|来源|单选|选一|严[格度]|水平|"
    r"type|shift|mode|status|disposition|conclusion|decision|result|level|severity|"
    r"stage|reason|kind|category|class|result|option|selectone"
)
_NAMES = re.compile(
    r"[\u4e00-\u9fff]号$|名称|编号|编码|代码|型号|规格|依据|标准|供应商|供方|厂家|厂商|制造商|客户|来源|工序|工位|车间|班次|班组|班别|设备|模具|机台|机号|"
    r"线别|产线|生产线|订单|工单|单号|图号|物料|材料|品名|品号|料号|项目|部门|区域|地点|房间|场所|序列号|类[型别]|方式|方案|检验水平|"
    r"product|model|supplier|vendor|manufacturer|customer|drawing|dwg|order|machine|"
    r"line|process|material|part|equipment|mould|mold|document|standard|"
    r"specification|stage|shift|name|number|no\.?$|type|department|location|area|"
    r"station|serial|^item|item|gauge|level|plan|reference|procedure|station|rev|"
    r"unit|cavity|programme|program|tool"
)


def is_signer(label: str) -> bool:
    """Tell whether a label names who signs: 检验员, 审核, Approved by."""
    word = key(label)
    return _SIGNERS.search(word) is not None and not _SAID_BY_SIGNERS.search(word)


def is_naming(label: str) -> bool:
    """Tell whether a label asks what something is called, so that `Φ8.0 mm` is no amount there."""
    return _NAMING.search(key(label)) is not None


def approves(label: str) -> bool:
    """Tell whether whoever signs here approves: 批准, Approved by."""
    return re.search(r"批准|核准|审批|授权|approv|authori[sz]|releas", key(label)) is not None


def reviews(label: str) -> bool:
    """Tell whether whoever signs here reviews what another did: 审核, 复核, Checked by."""
    return re.search(r"审核|复核|复检|review|verif|checkedby|checker", key(label)) is not None


def is_count(label: str) -> bool:
    """Tell whether a label asks for a number of pieces."""
    word = key(label)
    return _COUNT.search(word) is not None and not _NOT_COUNT.search(word)


def is_date(label: str) -> bool:
    """Tell whether a label asks for a date."""
    return _DATE.search(key(label)) is not None


def is_verdict_label(label: str) -> bool:
    """Tell whether a label asks for a verdict."""
    return _VERDICT.search(key(label)) is not None


def is_photo(label: str) -> bool:
    """Tell whether a label asks for a picture."""
    return _PHOTO.search(key(label)) is not None


def is_multiline(label: str) -> bool:
    """Tell whether a label asks for free words."""
    return _MULTILINE.search(key(label)) is not None


def is_closing_label(text: str) -> bool:
    """Tell whether a label stands below a table rather than in it: conclusion, remarks, signers."""
    word = key(text)
    return len(word) <= 40 and _ENDS_TABLE.search(word) is not None


def is_known_label(text: str) -> bool:
    """Tell whether a text reads like the label of a box."""
    word = key(text)
    if not word or len(word) > 40:
        return False
    vocabulary = (
        _LOT, _LOT_SIZE, _DATE, _DATETIME, _PERSON, _SIGNERS, _COUNT, _AMOUNT, _VERDICT, _MULTILINE,
        _PHOTO, _NAMES, _RATE, _CHOOSE_ONE,
    )  # fmt: skip
    return any(pattern.search(word) for pattern in vocabulary)


def kind_of_label(label: str, unit: str, *, is_large: bool) -> DraftKind:
    """Return what a label asks for, where no box, drop-down or formula says it."""
    word = key(label)
    for kind, pattern in _TELLING:
        if pattern.search(word) and not (kind is DraftKind.DATETIME and unit):
            return kind
    return _amount_kind(word, unit, is_large=is_large)


_TELLING: Sequence[tuple[DraftKind, re.Pattern[str]]] = (
    (DraftKind.PHOTO, _PHOTO),
    (DraftKind.INTEGER, _LOT_SIZE),
    (DraftKind.LOT, _LOT),
    (DraftKind.DECIMAL, _DURATION),
    (DraftKind.DATETIME, _DATETIME),
    (DraftKind.DATE, _DATE),
)


def _amount_kind(word: str, unit: str, *, is_large: bool) -> DraftKind:
    if unit:
        return DraftKind.INTEGER if unit.casefold() in COUNTED else DraftKind.DECIMAL
    if _MULTILINE.search(word):
        return DraftKind.MULTILINE
    if _PERSON.search(word):
        return DraftKind.PERSON
    if _NAMED.search(word):
        return DraftKind.TEXT
    if is_count(word):
        return DraftKind.INTEGER
    if _VERDICT.search(word):
        return DraftKind.PASS_FAIL
    if _AMOUNT.search(word) or _RATE.search(word):
        return DraftKind.DECIMAL
    return DraftKind.MULTILINE if is_large else DraftKind.TEXT


def ticks_all(label: str, options: Sequence[str], *, in_table: bool) -> bool:
    """Tell whether all boxes are to be ticked (a checklist) rather than one of them.

    The label says it; else words that shut each other out (有/无, 是/否) are one-of, and what
    stands in a table of things to check is a checklist.
    """
    word = key(label)
    if re.search(r"多选|全部|逐项|checkall|allthatapply", word):
        return True
    if _excludes(options):
        return False
    if _CHOOSE_ONE.search(word) and not re.search(r"核对|清单|点检|checklist|清场", word):
        return False
    if _CHECK_ALL.search(word):
        return True
    return in_table and len(options) > 1


_EXCLUSIVE = frozenset(
    word
    for line in (
        "是否 有无 合格不合格 接收退货 接收拒收 让步接收 退货 返工 报废",
        "白班 夜班 首检 巡检 正常 加严 放宽 yes",
        "no accept reject rework scrap return day night normal",
        "tightened reduced first patrol final 是 否 有 无 不合格 ng 特采 挑选 新",
        "旧 自制 外购 首件 末件 use-as-is concession",
        "完好 良好 破损 损坏 受潮 静态 动态 甲 乙 丙 早 中 晚 早班 中班 晚班",
        "intact damaged good bad late early open closed",
    )
    for word in line.split()
)
"""Answers of which only one can hold."""


def _excludes(options: Sequence[str]) -> bool:
    words = [key(option) for option in options]
    if any(_denies(one, other) for one in words for other in words):
        return True
    return sum(word in _EXCLUSIVE for word in words) * 2 >= len(words)


_AFFIRMED = re.compile(r"^(?:已经?|有|是|可以?|is|are)")
_DENIED = re.compile(r"^(?:未|不|无|没有?|非|not|no|non-?)")


def _denies(one: str, other: str) -> bool:
    """Tell whether an answer is the other one denied: `未发放` and `已发放`, `Not attached`."""
    bare = _DENIED.sub("", one)
    return bool(bare) and bare != one and bare in (other, _AFFIRMED.sub("", other))
