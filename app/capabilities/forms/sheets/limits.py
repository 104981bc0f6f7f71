"""What a requirement says in numbers: nominal and limits, exact; nothing is guessed.

`25.0±0.1`, `5.60 +0.10/-0.05`, `(3.925~3.990)mm`, `不小于15N`, `NMT 0.30 %`, `75≤HA≤81`, `1,800±10`,
`100±10%`. Test conditions, alert values and legal minima beside a limit are no limits.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.capabilities.forms.sheets.amounts import NUMBER, number, whole, with_plain_numbers
from app.capabilities.forms.sheets.signs import half, is_none_mark, one_line
from app.capabilities.forms.sheets.units import is_condition, is_time, is_unit, leading_unit, tidy_unit


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
    r"|not\s+(?:be\s+)?less\s+than|no\s+less\s+than|not\s+(?:be\s+)?below|at\s+least"
    r"|greater\s+than(?:\s+or\s+equal\s+to)?|more\s+than|above|NLT|minimum|min\b\.?|lower\s+limit|LSL"
)
_LE = (
    r"≤|≯|<=|=<|<|不大于|不高于|不超过|不多于|不长于|不得大于|不得高于|不得过|不得超过|不得多于|小于或?等于|小于|低于|少于|至多|上限|最大值?|最高|不大於"
    r"|not\s+(?:be\s+)?(?:more|greater|higher)\s+than|no\s+(?:more|greater)\s+than"
    r"|not\s+(?:to\s+)?exceed(?:ing)?|not\s+(?:be\s+)?above|at\s+most|up\s+to|less\s+than(?:\s+or\s+equal\s+to)?|below"
    r"|NMT|maximum|max\b\.?|upper\s+limit|USL"
)
_GE_AFTER = r"(?:及|或)?以上|或更多|minimum|(?<![/·])min\b\.?|or\s+(?:more|above|greater|higher)|and\s+above"
_LE_AFTER = r"(?:及|或)?以[下内]|或更少|maximum|max\b\.?|or\s+(?:less|below|lower)|and\s+below"
_PM = r"(?:±|\+\s?/\s?-|\+\s?-(?=\s?[\d.])|-\s?/\s?\+)"
_GAP = r"[^\d±+\-~≥≤<>=，,;；。()]{0,14}?"
"""A unit or a word like 公差 between a number and what follows."""

_SYMMETRIC = re.compile(rf"(?P<nominal>{_S})(?P<between>{_GAP})\(?\s?{_PM}\s?(?P<dev>{NUMBER})", re.I)
_ASYMMETRIC = re.compile(
    rf"(?P<nominal>{_S})(?P<between>{_GAP})[(\[]?\s*(?P<one>[-+]\s?{NUMBER}|(?<=\s)0(?:\.0+)?|(?<=[(\[])0(?:\.0+)?)(?P<unit1>\s?%|\s?[A-Za-zμ°]*)"
    rf"\s?[/,，;~\s]?\s?(?P<two>[-+]\s?{NUMBER}|(?<![\d.])0(?:\.0+)?(?![\d.]))(?P<unit2>\s?%)?",
    re.I,
)
_RANGE = re.compile(
    rf"(?P<low>{_S})(?P<between>{_GAP})\s?(?:~|-|…|\.\.\.?|至|到|\bto\b|\band\b)\s?[øØφΦ⌀]?\s?(?P<high>[-+]?{NUMBER})",
    re.I,
)
_CHAIN = re.compile(
    rf"(?P<low>{_S})(?P<between>{_GAP})(?P<op>≤|<=?|≥|>=?)\s?[^\d≤<≥>=，,;；]{{0,14}}?\s?(?:≤|<=?|≥|>=?)\s?(?P<high>{_S})"
)
_BEFORE = re.compile(
    rf"(?:(?P<ge>{_GE})|(?P<le>{_LE}))\s*(?:[:：=]|为|of\b|is\b)?\s?[øØφΦ⌀]?\s?(?P<value>{_S})", re.I
)
_AFTER = re.compile(
    rf"(?P<value>{_S})(?P<between>[^\d±+~≥≤<>=，,;；。()]{{0,12}}?)\s?\(?(?:(?P<ge>{_GE_AFTER})|(?P<le>{_LE_AFTER}))\)?",
    re.I,
)
_BARE = re.compile(rf"(?P<value>{_S})", re.I)

_ACCEPTANCE = re.compile(
    r"\(?\s*(?:AQL\s*[=:：]?\s*[\d.]+%?|(?:\bAc|\bRe)\s*[=:：]?\s*\d+|\bAc\s*/\s*Re\s*[=:：]?\s*\d+\s*/\s*\d+"
    r"|\(\s*\d+\s*[,，]\s*\d+\s*\)|接收数?\s*[=:：]?\s*\d+|拒收数?\s*[=:：]?\s*\d+|\bn\s*[=:：]\s*\d+)\s*\)?",
    re.I,
)
_REFERENCES = re.compile(
    r"\b(?:GB|YY|ISO|IEC|EN|ASTM|USP|EP|BP|JIS|DIN|BS|HG|QB|WS|YBB|SJ|Q|ANSI|ASME|ChP)(?:\s?/\s?[A-Z]{1,4})*[\s-]*[A-Z]?\d[\d.\-:/]*"
    r"|(?<![A-Za-z])[A-Z]{1,5}(?:-[A-Z]{1,4})*-\d+(?:[-./]\d+)*[A-Z]?\b|《[^》]*》"
)
_WHOLE = "\1"
"""Stands where a bracket closed after a whole tolerance."""
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_CONTEXT = re.compile(
    r"(?:^|[，,;；。\s(])(?:在|于|经|用|按|at|under|in|with|after|for|施加|加压至?|压力|温度|湿度|持续|保持|保压|浸泡?|水温|持|test(?:ed)?)\s*[^，,;；。]{0,6}$",
    re.I,
)
_CONTEXT_AFTER = re.compile(r"^\s*(?:的?条件|环境|水中|下|后|内(?!径)|时(?!间)|之后|保压|water\b)", re.I)


def read_limits(text: str, hint: str = "") -> Limits | None:
    """Return what a requirement limits; None where it limits nothing in numbers.

    `hint` is the unit that its column or name gives: it tells a limit from a test's condition.
    Raises `Contradiction` where the text contradicts itself.
    """
    plain = prepared(text)
    outside, inside = _without_asides(plain)
    found = _limits_in(outside, hint)
    unwrapped = _BRACKETS.sub(lambda b: f" {b[1] or b[2] or ''} ", plain)
    chosen = _chosen(found, hint) if found else None
    if chosen is None and inside:
        chosen = _chosen(_limits_in(unwrapped, hint), hint)
        nominal = _lone(outside)
        if chosen and chosen.nominal is None and nominal is not None:
            chosen = replace(chosen, nominal=nominal.nominal, unit=chosen.unit or nominal.unit)
    if chosen and any(_contradicts(chosen, aside) for aside in inside):
        raise Contradiction(text)
    if chosen and not chosen.unit:
        chosen = replace(chosen, unit=_leftover_unit(inside))
    if chosen and not chosen.is_sound:
        raise Contradiction(text)
    return chosen or _lone(outside) or _lone(unwrapped)


def _contradicts(limits: Limits, aside: str) -> bool:
    """Tell whether a bracket without words gives two other limits: `28±1 (27.5~28.5)`."""
    if re.search(r"[^\d\s.,~±+\-≤≥<>/a-zA-Zμ°%²³·]", aside) or None in (limits.lsl, limits.usl):
        return False
    other = _limits_in(aside, "")
    if len(other) != 1 or None in (other[0].lsl, other[0].usl):
        return False
    units = {one.unit.casefold() for one in (limits, other[0]) if one.unit}
    return len(units) < 2 and (other[0].lsl, other[0].usl) != (limits.lsl, limits.usl)


def stacked_limits(parts: Sequence[str]) -> Limits | None:
    """Return the limits of a nominal with two deviations in cells of their own; None if not so."""
    if len(parts) != 3:
        return None
    nominal, *deviations = (lone_number(part) for part in parts)
    if nominal is None or None in deviations:
        return None
    signs = [half(part).strip()[:1] in "+-" for part in parts[1:]]
    if not any(signs) or any(not s and d for s, d in zip(signs, deviations, strict=True)):
        return None
    values = [value for value in deviations if value is not None]
    low, high = nominal + min(values), nominal + max(values)
    unit = next((u for u in map(unit_of, parts) if u), "")
    return Limits(nominal, whole(low), whole(high), unit)


def lone_number(text: str) -> Decimal | None:
    """Return the value of a text that is one number, with or without a unit; None if it is not."""
    lone = _lone(prepared(text))
    return None if lone is None else lone.nominal


def unit_of(text: str) -> str:
    """Return the unit after a text's only number."""
    lone = _lone(prepared(text))
    return "" if lone is None else lone.unit


def prepared(text: str) -> str:
    """Return a requirement on one line, half-width, without acceptance numbers and references."""
    plain = half(one_line(text.replace("\n", " ")))
    plain = _ACCEPTANCE.sub(" ", plain)
    plain = _REFERENCES.sub(" ", plain)
    return with_plain_numbers(plain).strip(" ;；。.，,")


def _without_asides(text: str) -> tuple[str, list[str]]:
    """Return the text without what brackets say aside, and what they say."""
    inside = [found[1] or found[2] or "" for found in _BRACKETS.finditer(text)]
    return _BRACKETS.sub(_kept_bracket, text).strip(), inside


def _kept_bracket(found: re.Match[str]) -> str:
    """Return a bracket that belongs to the limit: deviations, `max`, a formula's own."""
    content = (found[1] or found[2] or "").strip()
    if re.match(rf"{_PM}|[-+]\s?[\d.]+\s?%?\s?[/,，~; ]\s?[-+]?[\d.]|0(?:\.0+)?\s?[/,，~; ]\s?[-+]", content):
        return f" {content} "
    if re.fullmatch(r"max\.?|min\.?|maximum|minimum|最大|最小", content, re.I):
        return f" {content} "
    if re.search(rf"{_PM}", content) and re.match(r"\s*(?:%|°|[A-Za-zμ])", found.string[found.end() :]):
        return f" {content}{_WHOLE}"  # (50±5)%: the unit is that of both numbers
    return " "


def _limits_in(text: str, hint: str) -> list[Limits]:
    """Return every limit a text states, in order; each part of the text is read once."""
    found: list[tuple[int, Limits]] = []
    rest = text
    for pattern, read in _READERS:
        for match in list(pattern.finditer(rest)):
            if _is_name(rest, match) or (limits := read(match, hint)) is None:
                continue
            after = rest[match.end() :]
            unit, length = leading_unit(_after_noise(after))
            limits = replace(
                limits,
                unit=limits.unit or unit,
                is_condition=_stands_as_condition(text, match.start(), after[length:]),
            )
            found.append((match.start(), limits))
            end = match.end() + (length if unit else 0)
            rest = rest[: match.start()] + "\0" * (end - match.start()) + rest[end:]
    return [limits for _, limits in sorted(found, key=lambda one: one[0])]


def _after_noise(text: str) -> str:
    return re.sub(rf"^\s*[)\]{_WHOLE}]", lambda m: " " * len(m[0]), text)


def _stands_as_condition(text: str, start: int, after: str) -> bool:
    return _CONTEXT.search(text[:start]) is not None or _CONTEXT_AFTER.match(after) is not None


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number is part of a code (`G02`, `M6x1`) rather than an amount."""
    before = text[: match.start()]
    word = re.search(r"([A-Za-z]+)-?$", before)
    if not word or match.re is _BEFORE:
        return False
    return word[1] not in ("C", "R", "Ra", "Rz", "Rmax", "SR", "L", "W", "H", "D", "d", "DN", "ID", "OD", "T", "t", "pH", "PH", "x")  # fmt: skip


def _between_unit(match: re.Match[str]) -> str:
    between = (match.groupdict().get("between") or "").strip()
    unit, _ = leading_unit(between)
    return unit


def _symmetric(match: re.Match[str], hint: str) -> Limits:
    nominal, deviation = number(match["nominal"]), number(match["dev"])
    unit = _between_unit(match)
    after = match.string[match.end() :].lstrip()
    if after.startswith("%") and _is_relative(match, unit, hint):
        deviation = abs(nominal) * deviation / 100
        unit = unit or hint or _unit_behind_percent(after)
        return Limits(nominal, whole(nominal - deviation), whole(nominal + deviation), unit or "\0")
    return Limits(nominal, whole(nominal - deviation), whole(nominal + deviation), unit)


def _is_relative(match: re.Match[str], unit: str, hint: str) -> bool:
    """Tell whether ±10% is of the nominal (`100±10%`) or of the scale (`(50±5)%`, `50%±5%`)."""
    if "%" in unit or "%" in hint or re.match(r"%\s?RH", match.string[match.end() :].lstrip(), re.I):
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
    if is_min and not between and not dotted and (not hint or is_time(hint)) and "(" not in match[0]:
        return None
    return _one_sided(match, hint)


_READERS = (
    (_CHAIN, _chain),
    (_ASYMMETRIC, _asymmetric),
    (_SYMMETRIC, _symmetric),
    (_BEFORE, _one_sided),
    (_RANGE, _range),
    (_AFTER, _one_sided_after),
)


def _chosen(found: Sequence[Limits], hint: str) -> Limits | None:
    """Return the limit among several: the one in the hinted unit, not a test's condition."""
    if not found:
        return None
    for keep in _preferences(hint):
        kept = [limits for limits in found if keep(limits)]
        if kept:
            found = kept
    merged = found[0]
    for limits in found[1:]:
        merged = _joined(merged, limits)
    return merged


def _preferences(hint: str):  # noqa: ANN202 - three predicates, told where they are used
    yield lambda one: not one.is_condition
    if hint:
        yield lambda one: one.unit.casefold() == hint.casefold()
    yield lambda one: not is_condition(one.unit)


def _joined(one: Limits, two: Limits) -> Limits:
    """Return two limits as one: a lower and an upper meet; the same said twice is said once."""
    if one.unit and two.unit and one.unit.casefold() != two.unit.casefold():
        raise Contradiction
    fields = []
    for a, b in ((one.nominal, two.nominal), (one.lsl, two.lsl), (one.usl, two.usl)):
        if a is not None and b is not None and a != b:
            raise Contradiction
        fields.append(b if a is None else a)
    return Limits(*fields, one.unit or two.unit)


def _lone(text: str) -> Limits | None:
    """Return the nominal of a text that is a number, with a sign like Ø before and a unit after."""
    plain = re.sub(r"^(?:[øØφΦ⌀]|R|Ra|=|pH|约)\s?", "", text.strip())
    match = re.match(rf"([-+]?\s?{NUMBER})", plain)
    if not match:
        return None
    after = plain[match.end() :].strip()
    unit, length = leading_unit(after)
    if after[length:].strip(" .") if unit else after:
        return None
    return Limits(nominal=whole(number(match[1])), unit=unit)


def _leftover_unit(inside: Sequence[str]) -> str:
    return next(
        (tidy_unit(text) for text in inside if is_unit(text) and not text.strip()[:1].isdecimal()),
        "",
    )


def numbers_in(text: str) -> Iterator[Decimal]:
    """Yield the numbers of a text, for what only asks whether there are any."""
    return (number(found["value"]) for found in _BARE.finditer(prepared(text)))
