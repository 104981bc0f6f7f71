"""Units as sheets write them: alone, after a number, in brackets after a name."""

import re

from app.capabilities.forms.sheets.signs import half, has_cjk, is_none_mark, one_line
from app.capabilities.forms.sheets.unit_words import (
    ANY_CASE,
    CONDITIONS,
    KNOWN,
    NAMED_TOO,
    NOT_UNITS,
    TIMES,
)

_ONE_LETTER = frozenset([*"sghmNVJW%°", "°C"])
_PARTS = re.compile(r"[/·*•.×]")
_POWER = re.compile(r"(?:\^?-?[0-9]|[²³⁻¹⁰⁴]+)+$")
_PER = re.compile(
    r"^/\s?(?:[cdm]?m[³32²]|[mμdkM]?[Ll]|ft[³3]|[mk]?g|h|min|s|皿|件|只|支|个|套|set|pc|dish|plate)(?![\w³²])"
)
"""A count in a volume, an area or a piece, without a word for what is counted: `3520 /m³`."""
_SPACED = re.compile(r"^(?:Shore|SHORE|shore|邵氏|邵尔)\s?[ADa-d]|^%\s?RH|^°\s[CF]\b|^RH\s?%")
_WORD = re.compile(
    r"[A-Za-zμΩ°%‰℃㎜²³·*^⁻¹⁰⁴0-9]*[A-Za-zμΩ°%‰²³](?:\([A-Za-z]\))?[²³⁻¹⁰⁴]*"
    r"(?:\s?[/·]\s?(?:[\d.\ue000-\ue00b]+\s?)?(?:[A-Za-zμΩ%²³^⁻¹⁰⁴]+\d?|[\u4e00-\u9fff]{1,2}))*"
    r"|[\u4e00-\u9fff]{1,3}(?:/(?:\d+\s?)?(?:[A-Za-zμΩ²³]+\d?|[\u4e00-\u9fff]{1,2}))*"
)

_MASKED = {ord(sign): 0xE000 + at for at, sign in enumerate("0123456789.")}
_UNMASKED = {mask: chr(sign) for sign, mask in _MASKED.items()}
_INNER = re.compile(r"(?<=[A-Za-zμ%])\s?/\s?\d+(?:\.\d+)?(?=\s?[A-Za-z])")
_LONGEST = 200
_BRACKETED = re.compile(
    r"^(?P<name>.*?\S)\s*[(（\[【]\s*(?:单位|unit)?\s*[:：]?\s*"
    r"(?P<unit>[^()（）\[\]【】]{1,16}(?:\([AaB]\))?)\s*[)）\]】]\s*[:：]?\s*(?P<tail>[^()（）]*)$",
    re.DOTALL,
)
_PLACE_AND_UNIT = re.compile(
    r"^(?P<name>[^()（）]*\S\s*[(（][^()（）]+?)\s*[,，;；]\s*(?P<unit>[^\s,，;；()（）]{1,10})(?P<end>[)）])$",
    re.DOTALL,
)
"""A place and the unit in one pair of brackets: `外径（距端口5mm处，mm）`."""
_TRAILING = re.compile(
    r"^(?P<name>.*?\S)\s*(?:,\s|[/／]\s*)(?P<unit>[^\s,/／\u4e00-\u9fff]{1,10})\s*[:：]?$",
    re.DOTALL,
)


def tidy_unit(text: str) -> str:
    """Return a unit for people: `℃` as `°C`, no inner white space around strokes."""
    unit = half(one_line(text.translate(_UNMASKED))).strip().strip("()[]").strip()
    return re.sub(r"\s*/\s*", "/", re.sub(r"^°\s", "°", unit))


def is_unit(text: str) -> bool:
    """Tell whether a text is a unit and nothing else: `N/15mm`, `g/m²`, `Shore A`, `CFU/件`."""
    unit = tidy_unit(text)
    if not unit or len(unit) > 16:
        return False
    if _PER.fullmatch(unit):
        return True
    spaced = _SPACED.match(unit)
    if spaced:
        unit = "Shore" + unit[spaced.end() :]
    return all(_is_part(part) for part in _PARTS.split(unit))


def _is_part(part: str) -> bool:
    part = re.sub(r"^\d+(?:\.\d+)?\s?", "", part.strip())
    if part in KNOWN or _POWER.sub("", part) in KNOWN:
        return True
    return part.casefold() in ANY_CASE


def leading_unit(text: str) -> tuple[str, int]:
    """Return the unit a text begins with and where it ends; empty and 0 where there is none.

    Known units are taken whatever follows; an unknown word only when it looks like one.
    """
    begin = len(text) - len(text.lstrip())
    rest = text[begin:]
    if spaced := _SPACED.match(rest) or _PER.match(rest):
        end = begin + spaced.end()
        return tidy_unit(text[begin:end]), end
    found = _WORD.match(rest)
    if not found:
        return "", 0
    word = found[0]
    while word and not (is_unit(word) or _looks_like(word)):
        word = _shorter(word)
    if not word or word == "n" or word.casefold() in NOT_UNITS - {"min", "n"}:
        return "", 0
    return tidy_unit(word), begin + len(word)


def masked_units(text: str) -> str:
    """Return `text` with the digits inside units (`N/15mm`) hidden, so that they are no amounts."""
    return _INNER.sub(lambda found: found[0].translate(_MASKED), text)


def bracketed_unit(text: str) -> tuple[str, str]:
    """Return a name without the unit in brackets after it, and that unit; else the name and ``.

    `袋长（mm）` → `袋长`, `mm`; `质保书（CoA）` keeps its brackets; `Length, mm` and `温度/℃`
    too are a name and its unit.
    """
    if len(text) > _LONGEST:
        return text, ""
    found = _BRACKETED.match(text)
    if found and _is_plain_unit(found["unit"]):
        return f"{found['name']} {found['tail']}".strip(), tidy_unit(found["unit"])
    found = _PLACE_AND_UNIT.match(text)
    if found and _is_plain_unit(found["unit"]):
        return found["name"] + found["end"], tidy_unit(found["unit"])
    found = _TRAILING.match(text)
    if found and _is_plain_unit(found["unit"]) and _is_told(found["name"], found["unit"]):
        return found["name"], tidy_unit(found["unit"])
    return text, ""


def _is_told(name: str, unit: str) -> bool:
    """Tell whether a unit behind a stroke is meant; one letter only behind Chinese: `时间/s`."""
    if unit.casefold() in NAMED_TOO:
        return False
    return len(unit) > 1 or (has_cjk(name[-1]) and tidy_unit(unit) in _ONE_LETTER)


def _is_plain_unit(text: str) -> bool:
    return is_unit(text) and not is_none_mark(text) and not text.strip()[:1].isdigit()


def is_time(unit: str) -> bool:
    """Tell whether a unit counts time."""
    return unit.casefold() in TIMES


def is_condition(unit: str) -> bool:
    """Tell whether a unit more often names how one tests than what one finds: time, heat, speed."""
    return is_time(unit) or unit.casefold() in CONDITIONS


def _looks_like(word: str) -> bool:
    plain = _POWER.sub("", word)
    return (
        1 <= len(plain) <= 8
        and word.isascii()
        and re.fullmatch(r"[A-Za-z%]{1,6}(?:/\d*[A-Za-z]{1,6})?", plain) is not None
        and plain.casefold() not in NOT_UNITS
    )


def _shorter(word: str) -> str:
    """Return a word without its last group of signs: `N保持` → `N`."""
    cut = re.sub(r"(?:[/·]\s?[^/·]*|[\u4e00-\u9fff]|[A-Za-z0-9^]+|.)$", "", word)
    return cut if len(cut) < len(word) else word[:-1]
