"""One statement of a limit: `25.0±0.1`, `5.60 +0.10/-0.05`, `75~81`, `≥15`, `20 N min.`."""

import re
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.forms.sheets.amounts import NUMBER, number, whole
from app.capabilities.forms.sheets.units import is_time, is_unit, leading_unit, tidy_unit


@dataclass(frozen=True, slots=True)
class Limits:
    """Nominal value and limits as a sheet gives them; what it doesn't give is None."""

    nominal: Decimal | None = None
    lsl: Decimal | None = None
    usl: Decimal | None = None
    unit: str = ""
    is_condition: bool = False
    """It stands where a test's condition stands: `at 23 ± 2 °C`, `保压≥15 s`."""

    @property
    def is_limit(self) -> bool:
        """Tell whether it limits anything; a lone nominal doesn't."""
        return self.lsl is not None or self.usl is not None

    @property
    def is_sound(self) -> bool:
        """Tell whether it does not contradict itself."""
        low, high, middle = self.lsl, self.usl, self.nominal
        if low is not None and high is not None and low > high:
            return False
        if middle is None:
            return True
        return (low is None or low <= middle) and (high is None or middle <= high)


class Contradiction(Exception):
    """The text says two things that cannot both hold, or more than one and not which counts."""


_S = rf"(?:(?<![\w.)])[-+]\s?)?{NUMBER}"
_GE = (
    r"≥|≮|>=|=>|>|不小于|不低于|不少于|不短于|不得小于|不得低于|不得少于|大于或?等于|大于|高于|至少|下限|最小值?|最低|不小於"
    r"|(?:not|no)\s+(?:be\s+)?(?:less|lower|smaller|shorter|fewer)\s+than|not\s+(?:be\s+)?below|at\s+least"
    r"|greater\s+than(?:\s+or\s+equal\s+to)?|more\s+than|above|NLT|minimum|min\b\.?|"
    r"lower\s+limit|LSL"
)
_LE = (
    r"≤|≯|<=|=<|<|不大于|不高于|不超过|不多于|不长于|不得大于|不得高于|不得过|不得超过|不得多于|小于或?等于|小于|低于|少于|至多|上限|最大值?|最高|不大於"
    r"|(?:not|no)\s+(?:be\s+)?(?:more|greater|higher|larger|longer|wider|bigger)\s+than"
    r"|not\s+(?:to\s+)?exceed(?:ing)?|not\s+(?:be\s+)?above|at\s+most|up\s+to|"
    r"less\s+than(?:\s+or\s+equal\s+to)?|below"
    r"|NMT|maximum|max\b\.?|upper\s+limit|USL"
)
_GE_AFTER = (
    r"(?:及|或)?以上|或更多|minimum|(?<![/·])min\b\.?|or\s+(?:more|above|greater|higher)|"
    r"and\s+above"
)
_LE_AFTER = r"(?:及|或)?以[下内]|或更少|maximum|max\b\.?|or\s+(?:less|below|lower)|and\s+below"
PLUS_MINUS = r"(?:±|\+\s?/\s?-|\+\s?-(?=\s?[\d.])|-\s?/\s?\+)"
_GAP = r"[^\d±+\-~≥≤<>=，,;；。()]{0,14}?"
"""A unit or a word like 公差 between a number and what follows."""

_SYMMETRIC = re.compile(
    rf"(?P<nominal>{_S})(?P<between>{_GAP})\(?\s?{PLUS_MINUS}\s?(?P<dev>{NUMBER})", re.I
)
_ASYMMETRIC = re.compile(
    rf"(?P<nominal>{_S})(?P<between>{_GAP})[(\[]?\s*(?P<one>[-+]\s?{NUMBER}|"
    rf"(?<=\s)0(?:\.0+)?|(?<=[(\[])0(?:\.0+)?)(?P<unit1>\s?%|\s?[A-Za-zμ°]*)"
    rf"\s?[/,，;~\s]?\s?(?P<two>[-+]\s?{NUMBER}|(?<![\d.])0(?:\.0+)?(?![\d.]))(?P<unit2>\s?%)?",
    re.I,
)
_RANGE = re.compile(
    rf"(?P<low>{_S})(?P<between>{_GAP})\s?(?:~|-|…|\.\.\.?|至|到|\bto\b|"
    rf"\band\b)\s?[øØφΦ⌀]?\s?(?P<high>[-+]?{NUMBER})",
    re.I,
)
_CHAIN = re.compile(
    rf"(?P<low>{_S})(?P<between>{_GAP})(?P<op>≤|<=?|≥|"
    rf">=?)\s?[^\d≤<≥>=，,;；]{{0,14}}?\s?(?:≤|<=?|≥|>=?)\s?(?P<high>{_S})"
)
BEFORE = re.compile(
    rf"(?:(?P<ge>{_GE})|(?P<le>{_LE}))\s*(?:[:：=]|为|of\b|is\b)?\s?[øØφΦ⌀]?\s?(?P<value>{_S})",
    re.I,
)
_AFTER = re.compile(
    rf"(?P<value>{_S})(?P<between>[^\d±+~≥≤<>=，,;；。()]{{0,12}}?)\s?\(?(?:(?P<ge>{_GE_AFTER})|"
    rf"(?P<le>{_LE_AFTER}))\)?",
    re.I,
)
TARGET = re.compile(
    rf"(?:(?:目标|中心|标称|公称|名义)[值尺寸]*|\b(?:target|nominal))\s*(?:[:：=]|为|of\b|is\b)?\s?"
    rf"[øØφΦ⌀]?\s?(?P<value>{_S})(?![\d.]|\s*[~±+-])",
    re.I,
)
"""The middle that is aimed at, said beside the limits: `0.80~1.00，目标0.90`."""


def _between_unit(match: re.Match[str]) -> str:
    between = (match.groupdict().get("between") or "").strip()
    unit, _ = leading_unit(between)
    return unit


def _symmetric(match: re.Match[str], hint: str) -> Limits:
    nominal, deviation = number(match["nominal"]), number(match["dev"])
    unit = _between_unit(match)
    after = match.string[match.end() :].lstrip()
    if unit == "°" and after[:1] in ("′", "'"):
        deviation /= 60  # minutes of arc
    elif unit == "%" and leading_unit(after)[0].casefold().replace(" ", "") == "%rh":
        unit = leading_unit(after)[0]  # 50%±5%RH
    elif unit and (own := leading_unit(after)[0]) and own != "%" and own != unit:
        raise Contradiction  # 1.9 g ± 50 mg: which unit the numbers share is not said
    if after.startswith("%") and _is_relative(match, unit, hint):
        deviation = abs(nominal) * deviation / 100
        unit = unit or hint or _unit_behind_percent(after)
        return Limits(nominal, whole(nominal - deviation), whole(nominal + deviation), unit or "\0")
    return Limits(nominal, whole(nominal - deviation), whole(nominal + deviation), unit)


def _is_relative(match: re.Match[str], unit: str, hint: str) -> bool:
    """Tell whether ±10% is of the nominal (`100±10%`) or of the scale (`(50±5)%`, `50%±5%`)."""
    if (
        "%" in unit
        or "%" in hint
        or re.match(r"%\s?RH", match.string[match.end() :].lstrip(), re.I)
    ):
        return False
    return not match.string[match.end() :].lstrip(" ").startswith(")")


def _unit_behind_percent(after: str) -> str:
    unit, _ = leading_unit(after[1:])
    return unit


def _asymmetric(match: re.Match[str], hint: str) -> Limits | None:
    nominal = number(match["nominal"])
    one, two = number(match["one"]), number(match["two"])
    if match["one"][0] not in "+-" and match["two"][0] not in "+-":
        return None
    unit = _between_unit(match)
    if "%" in (match["unit1"] + (match["unit2"] or "")) and "%" not in unit + hint:
        one, two = abs(nominal) * one / 100, abs(nominal) * two / 100
        unit = unit or hint or "\0"
    elif match["unit1"].strip() and is_unit(match["unit1"]):
        unit = unit or tidy_unit(match["unit1"])
    low, high = nominal + min(one, two), nominal + max(one, two)
    return Limits(nominal, whole(low), whole(high), unit)


def _range(match: re.Match[str], hint: str) -> Limits | None:
    low, high = number(match["low"]), number(match["high"])
    between = match["between"].strip()
    if between and not (is_unit(between) or re.fullmatch(r"[øØφΦ⌀]", between)):
        return None
    sign = match[0][match.end("between") - match.start() :].strip()
    if sign.startswith("-") and low > high:
        return None  # `8.0 -0.10`: one deviation, or a range the wrong way round
    return Limits(None, whole(low), whole(high), _between_unit(match))


def _chain(match: re.Match[str], hint: str) -> Limits:
    low, high = number(match["low"]), number(match["high"])
    if match["op"].startswith((">", "≥")):
        low, high = high, low
    return Limits(None, whole(low), whole(high), _between_unit(match))


def _one_sided(match: re.Match[str], hint: str) -> Limits | None:
    value = whole(number(match["value"]))
    unit = _between_unit(match)
    if match["ge"]:
        return Limits(lsl=value, unit=unit)
    return Limits(usl=value, unit=unit)


def _one_sided_after(match: re.Match[str], hint: str) -> Limits | None:
    """Read `15 N min.`; a bare `15 min` is a time unless something says that it is a minimum."""
    between = match["between"].strip()
    if between and not leading_unit(between)[0] and not re.fullmatch(r"[\s(]*", between):
        return None
    is_min = (match["ge"] or "").casefold().rstrip(".") == "min"
    dotted = match[0].rstrip(")").endswith(".")
    if (
        is_min
        and not between
        and not dotted
        and (not hint or is_time(hint))
        and "(" not in match[0]
    ):
        return None
    return _one_sided(match, hint)


def _target(match: re.Match[str], hint: str) -> Limits:
    return Limits(whole(number(match["value"])))


READERS = (
    (_CHAIN, _chain),
    (_ASYMMETRIC, _asymmetric),
    (_SYMMETRIC, _symmetric),
    (TARGET, _target),
    (BEFORE, _one_sided),
    (_RANGE, _range),
    (_AFTER, _one_sided_after),
)
