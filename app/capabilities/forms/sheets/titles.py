"""Headings, company names, form numbers and footnotes: what stands around a form's boxes."""

import re

from app.capabilities.forms.sheets.signs import half, has_cjk, key, label_text, one_line

_COMPANY = re.compile(
    r"有限(?:责任)?公司|股份公司|集团|公司$|厂$|公司[（(]|co\.,?\s?ltd|\bltd\b|\binc\b|\bgmbh\b|"
    r"\bcorp|\bllc\b|\bplc\b"
    r"|\bs\.?a\.?$|demo plant|company|\bplant$",
    re.IGNORECASE,
)
_COMPANY_BEFORE = re.compile(
    r"^.*?(?:有限(?:责任)?公司|股份公司|集团公司|集团)(?:[（(][^（）()]*[）)])?\s*|"
    r"^.*?(?:co\.,?\s?ltd\.?|\bltd\.?|\binc\.?|\bgmbh)\s*[-–:|]?\s*",
    re.IGNORECASE,
)
_FORM_NUMBER = re.compile(
    r"^(?:表单|表格|文件|记录表?|form|document|doc)?\.?\s*(?:编号|编码|版本号?|版次|修订|"
    r"(?:no|rev(?:ision)?|ver(?:sion)?|number|(?<=[mct])\s?id)(?![a-z])\.?)"
    r"\s*[:：.]?\s*(?:(?!(?-i:[A-Za-z][a-z]{3}))[A-Z0-9][\w/.\-]*)?(?:[\s\u3000,，;/]*(?:版本号?|版次|修订|"
    r"rev(?:ision)?\.?|ver(?:sion)?\.?|生效日期|effective(?: date)?|页码?|page|第).*)?$"
    r"|^(?:form|document|doc|表单|表格|文件)\.?\s+[A-Z]{1,5}[-/.]?\d?[\w./-]*\d[\w./-]*(?:\s.*)?$"
    r"|^(?=.*\d)[A-Z]{2,4}(?:[-/][A-Z0-9.]{1,8}){1,4}(?:\s*(?:版|ver|rev|第|page|共|[A-Z]/\d).*)?$"
    r"|^[A-Z]/\d{1,2}$|^V\.?\d+(?:\.\d+)*$"
    r"|^第\s*\d*\s*页.*$|^共\s*\d*\s*页.*$|^page\b.*$|^页码.*$|^\d+\s*/\s*\d+$",
    re.IGNORECASE | re.DOTALL,
)
_FORM_LABEL = re.compile(
    r"^(?:(?:表单|表格|文件|form|document|doc)\.?(?:编号|编码|no\.?|number|id|code)?|版本号?|版次|"
    r"修订号?|rev(?:ision)?\.?(?:no\.?)?|ver(?:sion)?\.?(?:no\.?)?|页码?|页次|第.*页|"
    r"page(?:no\.?)?|生效日期|effectivedate|密级|保存期限?)$"
)
_TITLE = re.compile(
    r"记录|报告|检[验查测]|[表单卡书]$|验收|清场|点检|巡检|评审|record|report|sheet|form|inspection|"
    r"checklist|check\s?list|\bcheck\b(?!\s*(?:items?|points?)\b)|test|log|protocol|certificate|monitoring|"
    r"calibration|measurement|clearance",
    re.IGNORECASE,
)
_INSPECTS = re.compile(
    r"检[验测查定]|验收|测[试量定]|试验|点检|[巡首末自互专抽全终]检|巡回|首件|首样|清场|验证|核[查对]|监[测控]|"
    r"校[准验]|确认|inspect|calibrat|monitor|test|check|verif|measur|quality|clearance|audit"
)
_ASIDE = re.compile(
    r"^(?:(?:cri?|maj?|min?|致命|严重|主要|次要|critical|major|minor)(?:缺陷)?\s*[:=]\s*(?:AQL\s*)?"
    r"\d[\d.]*$|注(?:意|释)?\s*(?:\d|[一二三:：、.)）])|注$|※|★|▲|[*＊]\s*\S|(?:备注|"
    r"说明)\s*[:：]\s*[^\s_□☐○(（\[]|填[写表记](?:说明|方法|要求|须知)|(?:符号|记录|使用)(?:说明|方法)\s*[:：]|使用说明|温馨提示|提示\s*[:：]|(?:notes?|"
    r"remarks?)\s*[:：.\d]\s*[^\s_□☐○(（\[]|nb\b|\d+[.、)]\s*\S.{24,}|[①-⑳]\s*\S{12,})",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．:：]|[(（][一二三四五六七八九十\d]{1,3}[)）]|"
    r"[IVX]{1,4}\s*[.、]|[A-H]\s*[.、)]\s|第[一二三四五六七八九十\d]+[部章节]|(?:section|part|"
    r"step)\s+\w+|\d{1,2}(?:\.\d{1,2})*\s*[、.．)]?\s*(?=[^\d\s.]))",
    re.IGNORECASE,
)
LONG = 46
"""What has more signs than this is a sentence, not a label."""


def is_company(text: str) -> bool:
    """Tell whether a line is a company's name."""
    return _COMPANY.search(one_line(half(text))) is not None and not _is_title_tail(text)


def _is_title_tail(text: str) -> bool:
    tail = without_company(text)
    return bool(tail) and _TITLE.search(tail) is not None


def without_company(text: str) -> str:
    """Return a heading without the company's name before it or in a line of its own."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    kept = []
    for line in lines:
        if _COMPANY.search(half(line)):
            line = _COMPANY_BEFORE.sub("", line, count=1).strip()
            if _COMPANY.search(half(line)) or not _TITLE.search(line):
                continue
        kept.append(line)
    return "\n".join(kept)


def is_form_number(text: str) -> bool:
    """Tell whether a text is a form's number, version or page."""
    return _FORM_NUMBER.match(one_line(half(text))) is not None


def is_form_label(label: str) -> bool:
    """Tell whether a label asks for a form's own number, version or page."""
    return _FORM_LABEL.match(key(label)) is not None


def is_title(text: str) -> bool:
    """Tell whether a text reads like the heading of a form."""
    plain = one_line(half(text))
    return 2 < len(plain) <= 90 and _TITLE.search(plain) is not None and "：" not in text


def inspects(text: str) -> bool:
    """Tell whether a heading speaks of inspecting, testing or checking."""
    return _INSPECTS.search(key(text)) is not None


def is_aside(text: str) -> bool:
    """Tell whether a text is a footnote or an explanation."""
    plain = half(text).strip()
    if _ASIDE.match(plain):
        return len(plain) > 6 or plain[-1].isdigit() or plain.startswith(("注", "※", "*"))
    sentence = re.search(r"[。；;！]", plain) is not None or (
        not has_cjk(plain) and plain.count(" ") > 11
    )
    return len(plain) > LONG and sentence and "□" not in plain


def is_numbered(text: str) -> bool:
    """Tell whether a heading carries a number: 一、 (1) 2. A."""
    return _NUMBERED.match(half(text)) is not None


def plain_heading(text: str) -> str:
    """Return a section's heading for people: one line, without its number and closing colon."""
    plain = label_text(text)
    bare = _NUMBERED.sub("", half(plain), count=1).strip()
    return bare or plain
