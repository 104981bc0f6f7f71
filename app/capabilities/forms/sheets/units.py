"""Units as sheets write them: alone, after a number, in brackets after a name."""

import re

from app.capabilities.forms.sheets.signs import half, is_none_mark, one_line

_ATOMS = """
nm μm um mm cm dm m km in inch ft mil
ng μg ug mg g kg t mg/kg lb oz
N kN mN kgf gf cN Pa kPa MPa hPa GPa bar mbar psi mmHg cmH2O mmH2O inHg Torr torr mmAq
s sec ms min h hr hrs d day days month months yr
μL uL μl mL ml ML dL L l m3 cm3 mm3 cc
m2 cm2 mm2 dm2 m² cm² mm² dm² m³ cm³ mm³
° °C °F K % ‰ ppm ppb ppt wt% vol% %RH RH% RH
A mA μA V mV kV W kW VA Ω kΩ MΩ mΩ Hz kHz MHz dB dBA dB(A) lx lux cd T mT Gs
rpm r EU CFU cfu IU U mol mmol μmol kGy Gy J kJ mJ cal
Shore ShoreA ShoreD HA HD HRC HRB HV HB HS IRHD
cP mPa·s Pa·s cSt Fr G Ga mesh NTU AU Abs abs
pcs pc ea each set sets box boxes bag bags roll rolls lot batch unit units device part parts shot shots
drop drops piece pieces test cycles cycle times teeth
个 件 只 套 支 级 次 粒 滴 片 根 箱 盒 袋 包 张 瓶 桶 卷 批 处 点 条 台 块 枚 副 组 模 穴 把 双
米 毫米 厘米 微米 克 毫克 千克 公斤 吨 升 毫升 秒 分 分钟 小时 天 月 年 度 摄氏度 牛 牛顿 帕 千帕 兆帕 伏 安
元 转 转/分
""".split()  # fmt: skip
_KNOWN = frozenset(_ATOMS)
_LOWER = frozenset("mm cm kg mg ml kpa mpa pcs rpm sec hrs ℃ shore psi hz khz cfu".split())
"""Units that are also written in other cases, and are no words or elements then."""
_PARTS = re.compile(r"[/·*•.×]")
_POWER = re.compile(r"(?:\^?-?[0-9]|[²³⁻¹⁰⁴]+)+$")
_SPACED = re.compile(r"^(?:Shore|SHORE|shore|邵氏|邵尔)\s?[ADa-d]|^%\s?RH|^°\s[CF]\b|^RH\s?%")
_WORD = re.compile(
    r"[A-Za-zμΩ°%‰℃㎜²³·*^⁻¹⁰⁴0-9]*[A-Za-zμΩ°%‰²³](?:\([A-Za-z]\))?[²³⁻¹⁰⁴]*"
    r"(?:\s?[/·]\s?(?:\d+(?:\.\d+)?\s?)?(?:[A-Za-zμΩ%²³^⁻¹⁰⁴]+\d?|[\u4e00-\u9fff]{1,2}))*"
    r"|[\u4e00-\u9fff]{1,3}(?:/(?:\d+\s?)?(?:[A-Za-zμΩ²³]+\d?|[\u4e00-\u9fff]{1,2}))*"
)
_STOP = frozenset(
    "max min maximum minimum to and or per at for each of with nlt nmt the is in on by not no ac re"
    " aql n ref typ nom tol x std".split()
)
_MINUTES = ("min", "h", "s", "sec", "hr", "d", "day", "days", "秒", "分", "分钟", "小时", "天")


def tidy_unit(text: str) -> str:
    """Return a unit for people: `℃` as `°C`, no inner white space around strokes."""
    unit = half(one_line(text)).strip().strip("()[]").strip()
    return re.sub(r"\s*/\s*", "/", re.sub(r"^°\s", "°", unit))


def is_unit(text: str) -> bool:
    """Tell whether a text is a unit and nothing else: `N/15mm`, `g/m²`, `Shore A`, `CFU/件`."""
    unit = tidy_unit(text)
    if not unit or len(unit) > 16:
        return False
    spaced = _SPACED.match(unit)
    if spaced:
        unit = "Shore" + unit[spaced.end() :]
    return all(_is_part(part) for part in _PARTS.split(unit))


def _is_part(part: str) -> bool:
    part = re.sub(r"^\d+(?:\.\d+)?\s?", "", part.strip())
    if part in _KNOWN or _POWER.sub("", part) in _KNOWN:
        return True
    return part.casefold() in _LOWER


def leading_unit(text: str) -> tuple[str, int]:
    """Return the unit a text begins with and where it ends; empty and 0 where there is none.

    Known units are taken whatever follows; an unknown word only when it looks like one.
    """
    begin = len(text) - len(text.lstrip())
    rest = text[begin:]
    if spaced := _SPACED.match(rest):
        end = begin + spaced.end()
        return tidy_unit(text[begin:end]), end
    found = _WORD.match(rest)
    if not found:
        return "", 0
    word = found[0]
    while word and not (is_unit(word) or _looks_like(word)):
        word = _shorter(word)
    if not word or word == "n" or word.casefold() in _STOP - {"min", "n"}:
        return "", 0
    return tidy_unit(word), begin + len(word)


def bracketed_unit(text: str) -> tuple[str, str]:
    """Return a name without the unit in brackets after it, and that unit; else the name and ``.

    `袋长（mm）` → `袋长`, `mm`; `质保书（CoA）` keeps its brackets; `Length, mm` and `温度/℃` too are
    a name and its unit.
    """
    found = re.match(
        r"^(?P<name>.*?\S)\s*[(（\[【]\s*(?:单位|unit)?\s*[:：]?\s*(?P<unit>[^()（）\[\]【】]{1,16}(?:\([AaB]\))?)\s*"
        r"[)）\]】]\s*[:：]?\s*(?P<tail>[^()（）]*)$",
        text,
        re.DOTALL,
    )
    if found and is_unit(found["unit"]) and not is_none_mark(found["unit"]):
        name = f"{found['name']} {found['tail']}".strip()
        return name, tidy_unit(found["unit"])
    found = re.match(r"^(?P<name>.*?\S)\s*(?:,\s|[/／]\s*)(?P<unit>[^\s,/／一-鿿]{1,10})\s*[:：]?$", text, re.DOTALL)
    if found and is_unit(found["unit"]) and found["unit"].casefold() not in ("t", "a", "v", "g", "h"):
        return found["name"], tidy_unit(found["unit"])
    return text, ""


def is_time(unit: str) -> bool:
    """Tell whether a unit counts time."""
    return unit.casefold() in _MINUTES


def is_condition(unit: str) -> bool:
    """Tell whether a unit more often names how one tests than what one finds: time, heat, speed."""
    lower = unit.casefold()
    return is_time(unit) or lower in ("°c", "°f", "%rh", "rh", "mm/min", "rpm", "r/min", "drops/min")


def _looks_like(word: str) -> bool:
    plain = _POWER.sub("", word)
    return (
        1 <= len(plain) <= 8
        and word.isascii()
        and re.fullmatch(r"[A-Za-z%]{1,6}(?:/\d*[A-Za-z]{1,6})?", plain) is not None
        and plain.casefold() not in _STOP
    )


def _shorter(word: str) -> str:
    """Return a word without its last sign group: `N保持` → `N`, `EU/device` stays as long as it can."""
    cut = re.sub(r"(?:[/·]\s?[^/·]*|[\u4e00-\u9fff]|[A-Za-z0-9^]+|.)$", "", word)
    return cut if len(cut) < len(word) else word[:-1]
