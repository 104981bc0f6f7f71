"""What the columns of a table of characteristics are called, in Chinese, English or both."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.capabilities.forms.sheets.signs import key


class Role(StrEnum):
    """What a column holds."""

    SEQUENCE = "sequence"
    GROUP = "group"
    ITEM = "item"
    REQUIREMENT = "requirement"
    NOMINAL = "nominal"
    TOLERANCE = "tolerance"
    UPPER_DEVIATION = "upper_deviation"
    LOWER_DEVIATION = "lower_deviation"
    USL = "usl"
    LSL = "lsl"
    UNIT = "unit"
    TOOL = "tool"
    SAMPLES = "samples"
    ACCEPT = "accept"
    REJECT = "reject"
    READING = "reading"
    DERIVED = "derived"
    VERDICT = "verdict"
    TICK = "tick"
    """One of several columns of which one is ticked: 是 | 否."""
    REMARK = "remark"
    ACTION = "action"
    """The limit at which one acts: what is required where nothing else is said."""
    OTHER = "other"


LIMITING = frozenset(
    {
        Role.REQUIREMENT,
        Role.NOMINAL,
        Role.TOLERANCE,
        Role.UPPER_DEVIATION,
        Role.LOWER_DEVIATION,
        Role.USL,
        Role.LSL,
    }
)

_ROLES: Sequence[tuple[Role, str]] = (
    (Role.SEQUENCE,
        r"^(?:序号|序|项次|编号|№|#|ref\.?|s/?n|sn|seq\.?|no\.?|item(?:no\.?|#)|行号|步骤)(?:no\.?|#|"
        r"item)?$"),
    (Role.OTHER,
        r"警戒|预警|报警限|内控|alert|warning|图纸区域|图区|^zone$|drawingzone|^球标|^气泡号|^balloon|^bubble"),
    (Role.ACTION, r"行动限|行动值|纠偏限|纠偏值|^actionl(?:imit|evel)"),
    (Role.TOLERANCE, r"允许误差|最大允许|最大允差|示值允差|^mpe$|permissibleerror|allowableerror"),
    (Role.NOMINAL,
        r"图[纸面示样]尺寸|图[纸面示样]值|标称尺寸|drawing(?:dim|size|value|nominal)|blueprint(?:dim|value)"),
    (Role.DERIVED,
        r"^(?:示值)?误差(?:值)?$|^error$|^deviation$|^修正值|^correction$|^不确定度|^uncertainty|"
        r"平均|均值|极差|标准差|标准偏差|^x[-\u0304]?bar$|x̄|mean|average|^avg\.?$|^range$|^r$|^r值$|"
        r"std|sigma|^s$|σ|cpk|^cp$|^ppk$|合计|total|sum$"),
    (Role.ACCEPT, r"^(?:ac|接收数|允收数|合格判定数|acceptno\.?)$"),
    (Role.REJECT, r"^(?:re|拒收数|不合格判定数|rejectno\.?)$"),
    (Role.OTHER,
        r"aql|检验水平|inspectionlevel|频次|频率|frequency|freq\.?|重要度|关键|ctq|严重|severity|等级|"
        r"^class$|缺陷(?!名称|现象|内容|描述|项)|不良[品]?[数率]|^defect(?:class|s)?$|defectsfound|nonconforming|critical|图号|drawing|编码|code|旧版|条款|clause"),
    (Role.UPPER_DEVIATION,
        r"上偏差|上公差|正公差|正偏差|公差上|公差\+|公差\(\+\)|上差|upper(?:dev|tol)|tol(?:erance)?\.?\(?\+|"
        r"\+tol|plustol|usd|^\+$"),
    (Role.LOWER_DEVIATION,
        r"下偏差|下公差|负公差|负偏差|公差下|公差-|公差\(-\)|下差|lower(?:dev|tol)|tol(?:erance)?\.?\(?-|"
        r"-tol|minustol|^-$"),
    (Role.USL,
        r"上限|最大|^usl|upper(?:spec|limit)|upperlimit|^max(?:imum)?\.?(?:value)?$|"
        r"maxlimit|^上$|^upper$|^max\.?\("),
    (Role.LSL,
        r"下限|最小|^lsl|lower(?:spec|limit)|lowerlimit|^min(?:imum)?\.?(?:value)?$|"
        r"minlimit|^下$|^lower$|^min\.?\("),
    (Role.NOMINAL,
        r"标准值|标称|公称|基本尺寸|名义|目标值|设定|^set(?:ting)?$|中心值|理论值|nominal|^nom\.?$|target|"
        r"setpoint|setvalue"),
    (Role.READING,
        r"^(?:样本|样品|样件|试样|样|测试?值|实测值?|测量值?|读数|第|数据|件|sample|specimen|piece|pcs?|reading|"
        r"points?|pts?|cavity|cav|location|loc|position|pos|part|unit|run|trial|test|measurement|value|"
        r"腔|穴|点|测点|监测点|点位|位置|模腔|型腔|穴位|次|组|支|测量|检测|"
        r"x|n|s|d|no\.?|#|p|r)?[\W_]*(?:no\.?)?(?:[0-9]{1,2}|[①-⑳]|"
        r"[一二三四五六七八九十])[\W_]*(?:[#号]?(?:机|台|线|模|腔|穴|班|轮|组|点|支|个|只|片|根|套|瓶|袋|粒|天|次|件|日)?|"
        r"sample.*|piece.*|reading.*)?$|^(?:周|星期|礼拜)[一二三四五六日天]$|"
        r"^\d{1,2}(?:st|nd|rd|th)(?:piece|sample|reading|value|shot)?$|^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?$|"
        r"^[0-2]?\d[:：][0-5]\d$|^(?:上午|下午|夜间|[早中晚夜白]班|甲班|乙班|丙班|am|pm|a\.m\.|p\.m\.|"
        r"morning|afternoon|evening|night|(?:day|night|early|late)shift)$|^(?:首|末|中|巡|自|互|专|抽)[件检](?:值|数据|结果|记录)?\d{0,2}$"),
    (Role.SAMPLES,
        r"^n$|抽样|样本[数量大]|样品数|取样[数量](?!据)|抽检[数量]|检验数(?!据)|检测数(?!据)|检查数(?!据)|样本n|"
        r"samplesize|samplingsize|^samples?$|^sampled$|sample\(?n|sampleqty|qty|quantity|^数量|"
        r"sampling|n\(|\(n\)|^n="),
    (Role.VERDICT,
        r"(?:判定|判断|评[定价判])(?!基准|标准|依据|准则|要求)|结论|合格否|是否合格|是否符合|judg|verdict|conclusion|pass/?fail|ok/?ng|合格/不合格|"
        r"accept/?reject|disposition|符合性|^within|^in(?:spec|range|limit)|^p/f$|^y/n$|^是/否|^√/×|conform|acceptable"),
    (Role.ITEM,
        r"(?:检[验测查]|确认|点检|核对|控制|测试|评价|不良|缺陷)项|^检项|(?:缺陷|不良)(?:名称|现象|内容|描述)|检[验测查]项目|测试项目|试验项目|检[验查测]内容|检[验查测]要素|点检项目|点检内容|确认项目|确认内容|核对项目|核查项目|质量特性|^特性|"
        r"检验特性|控制项目|参数名称|项目名称|(?:尺寸|指标|特性|缺陷)名称|检[测验]指标|测量部位|尺寸代号|characteristic|inspectionitem|testitem|inspectionpoint|"
        r"checkitem|checkpoint|itemtocheck|itemstocheck|parameter|feature|^dimension$|"
        r"propert(?:y|ies)|attribute|^tests?$|项目$|[\u4e00-\u9fff]{2}(?:内容|要素)$|校准点|检定点|"
        r"(?:test|check|calibration|measur\w+|control|set)points?$|^checks?$|^aspects?$|要点$|^[质监]控点|^what|checkfor|itemchecked|items?$|"
        r"^项目|^item|^内容|^参数|工艺参数|^尺寸$|^名称|^检查点|"
        r"description"),
    (Role.REQUIREMENT,
        r"要求|基准(?!值)|(?:判定|判断|评定)依据|标准(?!值|差|件)|规格|规范|接[受收]准则|接[受收]标准|准则|限[度值]|公差范围|允许范围|允许值|控制范围|合格范围|^范围|spec|"
        r"requirement|limit|accept|criteri|standard|[a-z]range$|window|工艺窗口|^range/|规定"),
    (Role.TOLERANCE, r"公差|允差|容差|偏差|toleran|^tol\.?|^±"),
    (Role.UNIT, r"单位|^units?$|^uom$|unit$"),
    (Role.TOOL,
        r"器具|量具|方法|工具|仪器|设备|检具|手段|gauge|gage|instrument|method|tool|equipment|device"),
    (Role.REMARK, r"备注|说明|remark|note|comment"),
    (Role.GROUP,
        r"类别|分类|类型|大类|检验类|^阶段|^phase$|^stage$|^(?:process)?step$|group|categor|section|^type$|^工序$|"
        r"部位|^class"),
    (Role.READING,
        r"实测|测量|检[验测查]结果|检[验测查]记录|检[验测查]数据|测试?值|测试结果|测试数据|检测值|检验值|实际值|观测|结果|记录|数据|样本|样品|"
        r"示值|indicat|^found$|asfound|asleft|reading|measur|actual|value|observ|result|record|finding|data|sample|检查情况|情况"),
)  # fmt: skip
_COMPILED = [(role, re.compile(pattern)) for role, pattern in _ROLES]
STRONG_ITEM = re.compile(
    r"缺陷|不良|检[验测查定]|测[试量]|试验|点检|特性|确认|核[对查]|监[测控]|校准|清[场洁]|验证|characteristic|calibrat|monitor|inspection|test|check|parameter|"
    r"feature|attribute|工艺参数"
)
TICKS = frozenset(
    word
    for line in (
        "是 否 合格 不合格 符合 不符合 有 无 正常 异常 不适用 √ ×",
        "ok ng nok notok notok. yes no pass fail good bad accept reject accepted rejected",
        "conforms nonconforming na n/a 不适用 良 不良 完好 损坏 √ × ✓ ✗",
    )
    for word in line.split()
)
"""Headings of columns to tick, as `key` writes them."""
_BESIDE = re.compile(r"警戒|预警|报警|内控|alert|warning|^within|^in(?:spec|limit)")
"""Words of a limit beside the limit, or of the verdict on it."""
_REQUIRES = re.compile(r"要求|标准(?!号)|规格|requirement|spec|limit|criteri")
_PAID_OR_GRADED = re.compile(
    r"单价|金额|价格|报价|费用|姓名|工号|权重|得分|评分|分数|成绩|薪|unitprice|^price|amount\(|^amount$|cost|salary|"
    r"^score$|grade$|employee"
)
"""Headings of lists in which things are paid for and people are graded."""
_UNIT_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]$")


def role_of(text: str) -> Role | None:
    """Return what a column's heading says it holds; None for words that no such table has."""
    word = key(text)
    if not word or len(word) > 48:
        return None
    for candidate in (word, _UNIT_BRACKET.sub("", word)):
        for role, pattern in _COMPILED:
            if candidate and pattern.search(candidate):
                told = role in (Role.OTHER, Role.VERDICT) and _REQUIRES.search(candidate)
                return Role.REQUIREMENT if told and not _BESIDE.search(candidate) else role
    return None


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table's columns stand: visible column → role and heading."""

    roles: Mapping[int, Role]
    headings: Mapping[int, str]

    def of(self, *roles: Role) -> tuple[int, ...]:
        """Return the visible columns of some roles, left to right."""
        return tuple(column for column, role in sorted(self.roles.items()) if role in roles)

    def has(self, *roles: Role) -> bool:
        """Tell whether the table has a column of one of these roles."""
        return any(role in roles for role in self.roles.values())

    @property
    def is_inspecting(self) -> bool:
        """Tell whether no heading says that people are graded or things are paid for."""
        return not any(_PAID_OR_GRADED.search(key(text)) for text in self.headings.values())

    @property
    def items(self) -> tuple[int, ...]:
        """Return the columns that name characteristics; without any, what is required names them.

        A list of dimensions has none: `Φ8`, `25.0±0.1`.
        """
        return self.of(Role.ITEM) or self.of(Role.REQUIREMENT, Role.NOMINAL)[:1]

    @property
    def left(self) -> int:
        """Return the first column."""
        return min(self.roles)

    @property
    def right(self) -> int:
        """Return the last column."""
        return max(self.roles)
