"""Words of requirements: what is looked at, compared, not to be found, or stands elsewhere."""

import re

from app.capabilities.forms.sheets.signs import half, key

_ELSEWHERE = re.compile(
    r"(?:见|详见|参[见照考]|按照?|依据?|依照|根据|执行|同|符合|满足|以)\s*[^，,;；。]{0,12}?(?:图纸?|图样|图号|协议|"
    r"合同|附[件表录图]|标准(?!样|件|品|板)|规范|规程|规格书|文件|作业指导书|说明书|技术要求|客户要求|工艺[卡单书要]|确认书|承认书|"
    r"sop|sip|dwg|drawing)"
    r"|(?:见|详见|参见|按照?|依|符合|执行|满足)\s*(?:[A-Za-z]{1,5}(?:/[A-Za-z]{1,3})?[-\s]?\d|《)"
    r"|^(?:图纸|图样|drawing)"
    r"|(?:\bsee|\bas per|\bper|acc(?:ording|\.)?\s?to|accordance with|refer(?:s|"
    r"ring)? to|\bref\.?|\bas)\s+[^,;.]{0,24}?(?:drawing|dwg|agree|spec|contract|"
    r"attach|appendix|annex|standard|document|\bdoc\b|procedure|\bsop\b|order form|"
    r"[A-Z]{2,}-?\d)"
    r"|待定|\btbd\b|\btbc\b|双方(?:商定|协商|协议)|另行(?:规定|通知)|协商|as agreed|"
    r"to be (?:agreed|defined|determined)",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"^\s*[(（]?(?:见|详见|参[见照考]|按照?|依据?|依照|根据|执行|see\b|as per|"
    r"per\b|acc|refer|ref\b|待定|tbd|tbc|双方|另行|协商|图[纸样]|drawing|as agreed|to be)",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"封样|样件|样板|样品|标样|色板|限度样|订单|标签|一致|sample|golden|master|swatch|"
    r"purchase order|\border\b|match",
    re.IGNORECASE,
)
_NONE_FOUND = re.compile(
    r"无(?!菌检查)|不得|不应|不允许|没有|未见|清晰|完整|均匀|牢固|光滑|平整|良好|齐全|正确|合格|通[过端规]|止[端规]|"
    r"\bgo(?:es)?\b|\bno\b|\bnone\b|\bfree\b|"
    r"without|absen|clear\b|intact|legible",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"外观|目视|表面(?!粗糙|电阻|张力|处理|硬度|积|能)|气泡|黑点|异物|杂质|划[伤痕]|裂纹|污[渍点]|"
    r"foreign|speck|bubble|scratch|crack|印刷|标[识签]|颜色|色泽|气味|字[迹体]|包装(?!.*(?:重|尺寸))|毛刺|飞边|appearance|visual|print|"
    r"label|colou?r|odou?r|burr|flash|cosmetic"
)
_SIZE = re.compile(
    r"[长宽高厚]度?$|直径|[内外]径|间[距隙]|尺寸|克重|重量|"
    r"width|height|length|diameter|thickness|weight|gap|pitch|distance"
)
"""Sizes, measured whatever they are a size of: 标签宽度, the gap between labels."""
_FORM = re.compile(
    r"同[轴心]度|圆[柱]?度|平[面行整]度|直线度|垂直度|位置度|对称度|轮廓度|跳动|偏摆|倾斜度|粗糙度|翘曲|变形量|间隙|"
    r"concentric|coaxial|circularity|roundness|cylindricity|flatness|straightness|perpendicular|"
    r"parallel|symmetry|run-?out|roughness|warp"
)
"""Deviations of form, place and surface: one number is what they may be at most (ISO 1101)."""
_BEYOND = re.compile(
    r"(?:以上|[>≥]|大于|超过)[^，,;；。]{0,12}?(?:不允许|不得有|不应有|不可有|不许有)"
    r"|(?:不允许有?|不得有|不应有|无)\s*[^，,;；。\d]{0,6}?(?:[>≥]|大于|超过)\s*\d"
    r"|\b(?:none|no)\b[^,;.\d]{0,24}?(?:[>≥]|over|above|larger|greater|exceeding)",
    re.IGNORECASE,
)


def points_elsewhere(text: str, hint: str) -> bool:
    """Tell whether the limit stands in another paper; where there is a unit, words are no limit."""
    plain = half(text)
    if not plain or _COMPARES.search(plain):
        return False
    if hint:
        return _ELSEWHERE.search(plain) is not None or not finds_none(plain)
    return _POINTS.match(plain) is not None and (
        _ELSEWHERE.search(plain) is not None or plain.startswith("见")
    )


def is_deviation(label: str) -> bool:
    """Tell whether a characteristic is a deviation, so that a lone number is its upper limit."""
    return _FORM.search(key(label)) is not None


def is_look(label: str) -> bool:
    """Tell whether a characteristic is judged by looking."""
    word = key(label)
    return _LOOKS.search(word) is not None and not _SIZE.search(word)


def finds_none(text: str) -> bool:
    """Tell whether a requirement says that something is not to be found, or is as it should be."""
    return _NONE_FOUND.search(half(text)) is not None


def excludes_beyond(text: str) -> bool:
    """Tell whether a number only says what is too large to be there: `0.3 mm以上不允许`."""
    return _BEYOND.search(half(text)) is not None


def compares(text: str) -> bool:
    """Tell whether a requirement compares with a sealed sample or an order."""
    return _COMPARES.search(half(text)) is not None
