"""What a requirement says in numbers: nominal and limits, exact; nothing is guessed.

`25.0±0.1`, `5.60 +0.10/-0.05`, `(3.925~3.990)mm`, `不小于15N`, `NMT 0.30 %`, `75≤HA≤81`,
`1,800±10`, `100±10%`. Test conditions, alert values and legal minima beside a limit are no limits.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial, reduce

from app.capabilities.forms.sheets.amounts import NUMBER, number, whole, with_plain_numbers
from app.capabilities.forms.sheets.asides import DEVIATION, WHOLE, unwrapped_text, without_asides
from app.capabilities.forms.sheets.signs import half, one_line
from app.capabilities.forms.sheets.statements import (
    BEFORE,
    READERS,
    TARGET,
    Contradiction,
    Limits,
)
from app.capabilities.forms.sheets.units import (
    is_condition,
    is_unit,
    leading_unit,
    masked_units,
    tidy_unit,
)

LONGEST = 400
"""Longer texts are explanations; reading them sign by sign would only take time."""
_ACCEPTANCE = re.compile(
    r"\(?\s*(?:AQL\s*[=:：]?\s*[\d.]+%?|(?:\bAc|\bRe)\s*[=:：]?\s*\d+|"
    r"\bAc\s*/\s*Re\s*[=:：]?\s*\d+\s*/\s*\d+"
    r"|\(\s*\d+\s*[,，]\s*\d+\s*\)|接收数?\s*[=:：]?\s*\d+|拒收数?\s*[=:：]?\s*\d+|\bn\s*[=:：]\s*\d+)\s*\)?",
    re.I,
)
_REFERENCES = re.compile(
    r"\b(?:GB|YY|ISO|IEC|EN|ASTM|USP|EP|BP|JIS|DIN|BS|HG|QB|WS|YBB|SJ|Q|ANSI|ASME|"
    r"ChP)(?:\s?/\s?[A-Z]{1,4})*[\s-]*[A-Z]?\d[\d.\-:/]*"
    r"|(?<![A-Za-z0-9°/])(?<!\d )(?<!Shore )[A-Z]{1,5}(?:-[A-Z]{1,4})*-\d+(?:[-./]\d+)*[A-Z]?\b"
    r"|《[^》]*》"
)
_FITTED = re.compile(
    r"(?<=\d)\s?(?:JS|js|[A-HKMNPR-UX-Za-hkmnpr-ux-z])(?:[4-9]|1[0-4])(?=\s*(?:[(\[]\s*)?[-+0±])"
)
"""A tolerance class whose deviations stand behind it: `φ8h9(0/-0.036)`."""
_BEFORE_TOLERANCE = re.compile(r"\s*[，,;；]\s*(?=(?:允许)?(?:允差|公差|偏差|误差)|tol|±)", re.I)
"""What parts a size from its tolerance: `38mm，允差+1.5/-2.5`, `12 mg，±2 mg`."""
_CAPABILITY = re.compile(r"[，,;；(]?\s*\b[CP](?:pk|p|mk|m)\s*(?:≥|>=?|=)\s*\d+(?:\.\d+)?\)?", re.I)
"""How capable the process has to be, beside what limits a piece: `5.60±0.10 Cpk≥1.33`."""
_NAMED_DEVIATION = re.compile(r"[，,;；\s]*[上下]偏差\s*[:：]?\s*(?=[-+0])")
"""What names the deviations behind a size: `3.00 上偏差+0.05 下偏差-0.05`."""
_CHAMFER = re.compile(r"(?<=\d)\s?[×xX*]\s?(?:30|45|60)\s?°")
"""The angle behind a chamfer's length: `0.5×45°`."""
_ROUGHNESS = re.compile(rf"R[az]\s?(?P<value>{NUMBER})")
_CONTEXT = re.compile(
    r"(?:^|[，,;；。\s(])(?:在|于|经|用|按|at|under|in|with|after|for|施加|加压至?|压力|温度|湿度|波长|持续|"
    r"保持|保压|浸泡?|水温|水深|持|test(?:ed)?)\s*[^，,;；。]{0,6}$",
    re.I,
)
_CONTEXT_AFTER = re.compile(
    r"^\s*(?:的?条件|环境|水中|下|后|内(?!径)|范围[内中]|波长|时(?!间)|之后|保压|water\b)", re.I
)


def read_limits(text: str, hint: str = "") -> Limits | None:
    """Return what a requirement limits; None where it limits nothing in numbers.

    `hint` is the unit that its column or name gives: it tells a limit from a test's condition.
    Raises `Contradiction` where the text contradicts itself.
    """
    plain = prepared(text[:LONGEST])
    outside, inside = without_asides(plain)
    found = _limits_in(outside, hint)
    unwrapped = unwrapped_text(plain)
    chosen = _chosen(found, hint) if found else None
    if chosen is None and inside:
        chosen = _chosen(_limits_in(unwrapped, hint), hint)
        nominal = _lone(outside)
        if chosen and chosen.nominal is None and nominal is not None:
            chosen = replace(chosen, nominal=nominal.nominal, unit=chosen.unit or nominal.unit)
    if chosen and chosen.nominal is None:
        chosen = replace(chosen, nominal=_aimed_at(inside))
    if chosen and any(_contradicts(chosen, aside) for aside in inside):
        raise Contradiction(text)
    if chosen and not chosen.unit:
        chosen = replace(chosen, unit=_leftover_unit(inside))
    if chosen and not chosen.is_sound:
        raise Contradiction(text)
    return chosen or _roughness(outside) or _lone(outside) or _lone(unwrapped)


def _aimed_at(inside: Sequence[str]) -> Decimal | None:
    """Return the middle that a bracket gives: `0.80~1.00（目标0.90）`."""
    aims = (TARGET.match(aside.strip()) for aside in inside)
    return next((whole(number(aim["value"])) for aim in aims if aim), None)


def _roughness(text: str) -> Limits | None:
    """Return the upper limit that a roughness by itself is (ISO 21920-3): `Ra 0.8`."""
    found = _ROUGHNESS.match(text.strip())
    if not found:
        return None
    after = text.strip()[found.end() :].strip()
    unit, length = leading_unit(after)
    return None if after[length:] else Limits(usl=whole(number(found["value"])), unit=unit)


def _contradicts(limits: Limits, aside: str) -> bool:
    """Tell whether a bracket without words gives two other limits: `28±1 (27.5~28.5)`."""
    if re.search(r"[^\d\s.,~±+\-≤≥<>/a-zA-Zμ°%²³·]", aside) or None in (limits.lsl, limits.usl):
        return False
    if DEVIATION.match(aside.strip()):
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
    lone = _lone(prepared(text[:LONGEST]))
    return None if lone is None else lone.nominal


def unit_of(text: str) -> str:
    """Return the unit after a text's only number."""
    lone = _lone(prepared(text[:LONGEST]))
    return "" if lone is None else lone.unit


def prepared(text: str) -> str:
    """Return a requirement on one line, half-width, without acceptance numbers and references."""
    plain = _BEFORE_TOLERANCE.sub(" ", half(one_line(text.replace("\n", " "))))
    plain = _CAPABILITY.sub(" ", plain)
    plain = _ACCEPTANCE.sub(" ", _NAMED_DEVIATION.sub(" ", plain))
    plain = _CHAMFER.sub(" ", _FITTED.sub(" ", _REFERENCES.sub(" ", plain)))
    plain = masked_units(with_plain_numbers(plain)).strip(" ;；。，,")
    return plain if plain.casefold().endswith(("min.", "max.")) else plain.rstrip(" .")


def _limits_in(text: str, hint: str) -> list[Limits]:
    """Return every limit a text states, in order; each part of the text is read once."""
    found: list[tuple[int, Limits]] = []
    rest = text
    for pattern, read in READERS:
        for match in list(pattern.finditer(rest)):
            if _is_name(rest, match) or (limits := read(match, hint)) is None:
                continue
            after = rest[match.end() :]
            unit, length = leading_unit(_after_noise(after))
            limits = replace(
                limits,
                unit=unit if _goes_on(limits.unit, unit) else limits.unit or unit,
                is_condition=_stands_as_condition(text, match.start(), after[length:]),
            )
            found.append((match.start(), limits))
            end = match.end() + (length if unit else 0)
            rest = rest[: match.start()] + "\0" * (end - match.start()) + rest[end:]
    return [limits for _, limits in sorted(found, key=lambda one: one[0])]


def _goes_on(first: str, last: str) -> bool:
    """Tell whether the last of two numbers says more of their unit: `40%~80%RH`."""
    return bool(first) and last.casefold().replace(" ", "") == first.casefold() + "rh"


def _after_noise(text: str) -> str:
    return re.sub(rf"^\s*[)\]{WHOLE}]", lambda m: " " * len(m[0]), text)


def _stands_as_condition(text: str, start: int, after: str) -> bool:
    return _CONTEXT.search(text[:start]) is not None or _CONTEXT_AFTER.match(after) is not None


_SYMBOLS = frozenset(
    [
        "C",
        "R",
        "Ra",
        "Rz",
        "Rmax",
        "SR",
        "L",
        "W",
        "H",
        "D",
        "d",
        "DN",
        "ID",
        "OD",
        "T",
        "t",
        "pH",
        "PH",
        "x",
    ]
)
"""Letters that name a quantity right before its number: `Ra0.8`, `R5`, `C0.5`."""


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number is part of a code (`G02`, `M6x1`) rather than an amount."""
    before = text[: match.start()]
    word = re.search(r"([A-Za-z]+)-?$", before)
    if not word or match.re is BEFORE:
        return False
    return word[1] not in _SYMBOLS


def _chosen(found: Sequence[Limits], hint: str) -> Limits | None:
    """Return the limit among several: the one in the hinted unit, not a test's condition."""
    if not found:
        return None
    for keep in (_is_no_condition, partial(_has_unit, hint)):
        found = [limits for limits in found if keep(limits)] or found
    findings = [limits for limits in found if not is_condition(limits.unit)]
    if findings and (hint or all(limits.unit for limits in findings)):
        found = findings
    return reduce(_joined, found)


def _is_no_condition(limits: Limits) -> bool:
    return not limits.is_condition


def _has_unit(unit: str, limits: Limits) -> bool:
    return bool(unit) and limits.unit.casefold() == unit.casefold()


def _joined(one: Limits, two: Limits) -> Limits:
    """Return two limits as one: a lower and an upper meet; the same said twice is said once."""
    if one.unit and two.unit and one.unit.casefold() != two.unit.casefold():
        raise Contradiction
    return Limits(
        _either(one.nominal, two.nominal),
        _either(one.lsl, two.lsl),
        _either(one.usl, two.usl),
        one.unit or two.unit,
    )


def _either(one: Decimal | None, two: Decimal | None) -> Decimal | None:
    if one is not None and two is not None and one != two:
        raise Contradiction
    return two if one is None else one


def _lone(text: str) -> Limits | None:
    """Return the nominal of a text that is a number, with a sign like Ø before and a unit after."""
    plain = re.sub(r"^(?:[øØφΦ⌀]|S?R|C|L|=|pH|约)\s?", "", text.strip())
    match = re.match(rf"([-+]?\s?{NUMBER})", plain)
    if not match:
        return None
    after = plain[match.end() :].strip()
    unit, length = leading_unit(after)
    if after[length:].strip(" .") if unit else after:
        return None
    return Limits(nominal=whole(number(match[1])), unit=unit)


def _leftover_unit(inside: Sequence[str]) -> str:
    """Return the unit that a bracket holds: `10 (mm)`; `(min)` says at least."""
    units = (text for text in inside if is_unit(text) and not text.strip()[:1].isdecimal())
    return next((tidy_unit(text) for text in units if text.strip().casefold() != "min"), "")
