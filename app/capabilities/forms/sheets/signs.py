"""Texts of cells made comparable: half-width signs, one kind of dash, joined lines, no colons."""

import re
import unicodedata

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ALIKE = str.maketrans(
    dict.fromkeys("‐‑‒–—−－﹣", "-")
    | dict.fromkeys("～〜∼˜∽﹏", "~")
    | dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000\t", " ")
    | dict.fromkeys("≧⩾﹥≥", "≥")
    | dict.fromkeys("≦⩽﹤≤", "≤")
    | {"℃": "°C", "℉": "°F", "﹢": "+", "᙮": ".", "【": "[", "】": "]", "〔": "[", "〕": "]"}
    | {"㎜": "mm", "㎝": "cm", "㎏": "kg", "㎎": "mg", "㎡": "m²", "μ": "μ", "µ": "μ", "Ω": "Ω"}
    | {"，": "，", "²": "²", "³": "³"}
)
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_LINE_IN_CHINESE = re.compile(rf"(?<=[{_CJK}])[ \t]*\n[ \t]*(?=[{_CJK}])")
_SPREAD = re.compile(r"[\u3400-\u9fff](?: [\u3400-\u9fff])+")
"""A word spread over its cell: `批 号`."""
_DAY_RULES = re.compile(r"(?:[:：]\s*|\s+)[_＿]*年[\s_＿]*月[\s_＿]*日?\s*$")
"""Where a date is written into its label's own cell: `日期：   年  月  日`."""
_COLONS = " \t:：_＿﹍"
NONE_MARKS = frozenset({"/", "-", "--", "---", "\\", "//", "n/a", "na", "無", "无", "*", "／", "╱"})
"""What people write into a cell that has nothing to say."""


def half(text: str) -> str:
    """Return `text` with half-width signs, one kind of dash, tilde and space; superscripts stay."""
    comma_kept = text.replace("，", "\u0001")
    return comma_kept.translate(_WIDE).translate(_ALIKE).replace("\u0001", "，")


def one_line(text: str) -> str:
    """Return `text` on one line: Chinese lines meet, others are parted by a space."""
    return " ".join(_LINE_IN_CHINESE.sub("", text).split())


def key(text: str) -> str:
    """Return what words are looked up by: NFKC, lower case, no white space, no closing colon."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", half(text))).casefold().rstrip(":_")


def label_text(text: str) -> str:
    """Return a label for people: one line, without closing colon, rules to write on, or star."""
    label = _DAY_RULES.sub("", one_line(text)).strip(_COLONS + "*＊").strip()
    return label.replace(" ", "") if _SPREAD.fullmatch(label) else label


def is_none_mark(text: str) -> bool:
    """Tell whether a cell says that it says nothing: `/`, `—`, `N/A`."""
    return half(text).strip().casefold() in NONE_MARKS


def is_only_rule(text: str) -> bool:
    """Tell whether a text is blank or only a rule to write on: `____`."""
    return re.fullmatch(r"[\s_＿﹍….]*", text) is not None


def has_cjk(text: str) -> bool:
    """Tell whether Chinese is written in it."""
    return re.search("[\u3400-\u9fff]", text) is not None
