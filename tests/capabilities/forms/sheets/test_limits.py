"""Limits as plants write them, exact to the last digit; what is unclear is never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.forms.sheets.limits import read_limits, stacked_limits
from app.capabilities.forms.sheets.statements import Contradiction, Limits

WRITTEN = """
0.80～1.00（目标0.90）|0.9,0.8,1,
nominal 5.6, min 5.55, max 5.7|5.6,5.55,5.7,
标称值3.00 上偏差+0.05 下偏差-0.05|3,2.95,3.05,
12mg，±2mg|12,10,14,mg
1，800±10|1800,1790,1810,
≥15，100%检验|,15,,
(1.0～5.0)×10⁶ CFU/片|,1000000,5000000,CFU/片
40%～80%RH|,40,80,%RH
50%±5%RH|50,45,55,%RH
20 N (min 15 N legal)|20,,,N
法定≥1500，内控1800±10|1800,1790,1810,
250nm～320nm范围内不大于0.1|,,0.1,
波长250～320nm，吸光度≤0.1|,,0.1,
水深≥50mm，压降≤0.15kPa|,,0.15,kPa
5.60±0.10 Cpk≥1.33|5.6,5.5,5.7,
不超过 0.000 006 %|,,0.000006,%
38mm，允差 +1.5 / -2.5|38,35.5,39.5,mm
0.5×45° ±0.1|0.5,0.4,0.6,
max. 3,520 /m³|,,3520,/m³
≤5.1μS/cm|,,5.1,μS/cm
not lower than 30 %|,30,,%
not larger than 0.3 mm|,,0.3,mm
28.0 N/15mm ± 10 %|28,25.2,30.8,N/15mm
0.15 N/15mm max.|,,0.15,N/15mm
0.30N/15mm (+0.02, -0.01)|0.3,0.29,0.32,N/15mm
1.20~1.50 N/15mm|,1.2,1.5,N/15mm
90mg/L–95mg/L|,90,95,mg/L
1000N—1050N|,1000,1050,N
12℃–13℃|,12,13,°C
1.2 Shore A-1.4 Shore A|,1.2,1.4,Shore A
Min 225, Max 236 ℃|,225,236,°C
≥3.9，≤4.1 s|,3.9,4.1,s
225(min)|,225,,
1,800 min.|,1800,,
跳动 ≯0.05 mm|,,0.05,mm
≥15 N；警戒≥25 N|,15,,N
1,800±10，标准≥1,500|1800,1790,1810,
≥15 N，Cpk≥1.33|,15,,N
充气50kPa，保压15s，压降不大于0.15kPa|,,0.15,kPa
C0.5±0.1|0.5,0.4,0.6,
225±10℃|225,215,235,°C
50±5|50,45,55,
80±10MPa|80,70,90,MPa
45 ± 5|45,40,50,
(16.5~19.5)s|,16.5,19.5,s
28.0 mm 公差 ±1.0|28,27,29,mm
5.60 +0.10/-0.05|5.6,5.55,5.7,
5.60 +0.10/-0.05 mm|5.6,5.55,5.7,mm
75~81 Shore A|,75,81,Shore A
≤0.30%|,,0.3,%
≤ 0.30 %|,,0.3,%
57－63 g/m²|,57,63,g/m²
不小于1.20N/15mm|,1.2,,N/15mm
250±2|250,248,252,
120 (+2/-1)|120,119,122,
(3.925~3.990)mm|,3.925,3.99,mm
25.0±0.1mm|25,24.9,25.1,mm
Ra≤0.8μm|,,0.8,μm
≤5 mg|,,5,mg
应无毛刺、异物⏎No burrs, no foreign matter|
通端通过，止端不过⏎GO enters, NO-GO does not|
50 kPa，15 s，无气泡 No bubbles⏎Ac=0 Re=1|
应无飞边、缺料、黑点⏎AQL 1.0  Ac=7 Re=8|
见图纸 SP-20-07|
与封样一致|
符合 GB 8368-2018 6.3|
75-81|,75,81,
75 - 81 HA|,75,81,HA
75≤HA≤81|,75,81,
75 ≤ x < 81 mm|,75,81,mm
≥75，≤81|,75,81,
>=20N|,20,,N
≥20 N（标准 15 N）|,20,,N
≥15 N (alert 25)|,15,,N
≥15 N，警戒 25|,15,,N
NLT 20 N|,20,,N
NMT 0.30 %|,,0.3,%
max. 0.15 kPa|,,0.15,kPa
0.15 kPa max.|,,0.15,kPa
20 N min.|,20,,N
Min. 20 N|,20,,N
20 N (min)|,20,,N
not less than 1,000 mL|,1000,,mL
≥ 1 000 mL|,1000,,mL
1,800±10 mm (std ≥ 1,500)|1800,1790,1810,mm
1 800 ± 10|1800,1790,1810,
Ø5.60±0.10|5.6,5.5,5.7,
Φ 5.60 ± 0.10 mm|5.6,5.5,5.7,mm
+0.1 -0|
8.0 +0.1 -0|8,8,8.1,
8.0 0/-0.10|8,7.9,8,
8.0 +0/-0.10 mm|8,7.9,8,mm
8.0 -0.10/0|8,7.9,8,
100±10%|100,90,110,
12 mg ±10%|12,10.8,13.2,mg
12±10% mg|12,10.8,13.2,mg
(50±5)%|50,45,55,%
50%±5%|50,45,55,%
55±10%RH|55,45,65,%RH
５．６０±０．１０ｍｍ|5.6,5.5,5.7,mm
１８００＋１０／－５|1800,1795,1810,
４０～６０％|,40,60,%
≥100 %|,100,,%
1×10³ CFU/件|1000,,,CFU/件
≤1×10³ CFU/件|,,1000,CFU/件
≤10^2 CFU/g|,,100,CFU/g
≤ 100 CFU/件|,,100,CFU/件
≤20 EU/套|,,20,EU/套
20N以上|,20,,N
0.3%以下|,,0.3,%
pH 6.5~7.5|,6.5,7.5,
pH值：5.0-7.0|,5,7,
-5~+5|,-5,5,
-5~5 ℃|,-5,5,°C
75℃~81℃|,75,81,°C
3.0±0.05 (20℃)|3,2.95,3.05,
20 drops of water, 23 ± 2 °C, 50 drops/min: 1.00 ± 0.10 g|1,0.9,1.1,g
23±2℃，50滴/min，20滴：1.00±0.10g|1,0.9,1.1,g
在23±2℃下，拉力≥15N|,15,,N
15 s, ≥ 15 N|,15,,N
≥15N，保持15s不断裂|,15,,N
施加15N拉力，持续15s，应无断裂|
0.9% NaCl, 1m水头, 10min, ≥1,000 mL|,1000,,mL
25.0±0.1（见图纸）|25,24.9,25.1,
5.6|5.6,,,
225℃|225,,,°C
5.60 (5.50~5.70) mm|5.6,5.5,5.7,mm
5.60（5.50～5.70）|5.6,5.5,5.7,
0.05 MPa ~ 0.10 MPa|,0.05,0.1,MPa
between 75 and 81 N|,75,81,N
75 to 81 N|,75,81,N
75至81|,75,81,
≤4 mg/device (ISO 10993-7)|,,4,mg/device
≤ 1 mL 0.01 mol/L|,,1,mL
至少6.0mm|,6,,mm
最大 90|,,90,
max 90|,,90,
25 ±0.5|25,24.5,25.5,
5.60 +0.10 / -0.05|5.6,5.55,5.7,
5.60 +0.10, -0.05|5.6,5.55,5.7,
5.60+0.10-0.05mm|5.6,5.55,5.7,mm
5.60 (+0.10, -0.05) mm|5.6,5.55,5.7,mm
5.60mm(+0.10/-0.05)|5.6,5.55,5.7,mm
5.60 +0.10 mm/-0.05 mm|5.6,5.55,5.7,mm
2.5(max)|,,2.5,
<0.5|,,0.5,
＞2.0N|,2,,N
≥ 90％|,90,,%
1.90 g ± 0.05 g|1.9,1.85,1.95,g
800 ± 12 g|800,788,812,g
800g±1.5%|800,788,812,g
0.10±0.02 MPa|0.1,0.08,0.12,MPa
L=250±2|250,248,252,
1,80±0,05|1.8,1.75,1.85,
小于等于0.5mm|,,0.5,mm
大于等于 3.2 N|,3.2,,N
不超过 5 个|,,5,个
0~0.15 kPa|,0,0.15,kPa
20 ~ 24 s|,20,24,s
2~8℃|,2,8,°C
15 min|15,,,min
30 ± 1 min|30,29,31,min
≥ 15 min|,15,,min
3.925 mm – 3.990 mm|,3.925,3.99,mm
无菌|
Size: 25.0 +/- 0.1 mm|25,24.9,25.1,mm
0/-0.1|
±0.1|
≤0.1 (UV 250–320 nm)|,,0.1,
≥ 1.5 (ISO/IEC 15415)|,1.5,,
Not more than 2.0 mL|,,2,mL
At least 20 N for 15 s|,20,,N
≥20N/10s|,20,,N/10s
标准：25.0±0.1|25,24.9,25.1,
5.60+0.10⏎-0.05|5.6,5.55,5.7,
Tube OD 4.10±0.05 mm|4.1,4.05,4.15,mm
温度23±2℃，湿度≤65%|,,65,%
5±0.2%|5,4.99,5.01,
50 kPa, 30 s, ≤ 0.15 kPa|,,0.15,kPa
1.5级以上|,1.5,,级
3.00 0/+0.05|3,3,3.05,
3.00 (0, +0.05)|3,3,3.05,
≥1.5N·m|,1.5,,N·m
≤8μm（警戒值6μm）|,,8,μm
180°±5°|180,175,185,°
45°±1°|45,44,46,°
2 mm or less|,,2,mm
5 个以内|,,5,个
0.05～0.08|,0.05,0.08,
5.60 (-0.05~+0.10)|5.6,5.55,5.7,
30°±30′|30,29.5,30.5,°
φ8h9(0/-0.036)|8,7.964,8,
Ra 0.8|,,0.8,
Rz3.2 μm|,,3.2,μm
"""


def cases() -> list[tuple[str, str]]:
    lines = [line for line in WRITTEN.splitlines() if "|" in line]
    return [(text.replace("⏎", "\n"), said) for text, said in (x.rsplit("|", 1) for x in lines)]


def said(limits: Limits | None) -> str:
    if limits is None:
        return ""
    numbers = (
        "" if n is None else f"{n.normalize():f}" for n in (limits.nominal, limits.lsl, limits.usl)
    )
    return ",".join((*numbers, limits.unit.strip("\0")))


@pytest.mark.parametrize(("text", "expected"), cases())
def test_a_limit_as_written(text: str, expected: str) -> None:
    assert said(read_limits(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "81~75",
        "≥10 且 ≤5",
        "28.0±1.0 mm（27.5~28.5）",
        "最大 5 mm，最小 8 mm",
        "≥15 N, ≥20 N",
        "3 mm ≥ x ≥ 5 mm",
        "1.9 g ± 50 mg",
    ],
)
def test_what_contradicts_itself_is_not_guessed(text: str) -> None:
    with pytest.raises(Contradiction):
        read_limits(text)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("3.0", "+0.05", "-0.05"), "3,2.95,3.05,"),
        (("8.0", "0", "-0.10"), "8,7.9,8,"),
        (("Φ12.00 mm", "+0.018", "0"), "12,12,12.018,mm"),
        (("11.99", "－0.006", "－0.017"), "11.99,11.973,11.984,"),
        (("8.0", "0.1", "0.2"), ""),
        (("8.0", "+0.1"), ""),
        (("外观", "+0.1", "-0.1"), ""),
    ],
)
def test_deviations_in_cells_of_their_own(parts: tuple[str, ...], expected: str) -> None:
    assert said(stacked_limits(parts)) == expected


def test_the_hinted_unit_tells_the_limit_from_the_condition() -> None:
    text = "23±2℃，50滴/min，1.00±0.10"
    assert said(read_limits(text, "g")) == "1,0.9,1.1,"
    assert said(read_limits("5 min", "N")) == ",5,,"


numbers = st.decimals(min_value=1, max_value=9999, places=2, allow_nan=False)
steps = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("0.99"), places=2, allow_nan=False)
units = st.sampled_from(["", "mm", " mm", "N/15mm", " g/m²", "℃", " Shore A", " EU/device", "%RH"])
signs = st.sampled_from(
    [("±", "~", "-"), (" ± ", " ~ ", " - "), ("＋／－", "～", "－"), ("+/-", "—", "–")]
)


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c in "0123456789." else c for c in text)


@settings(max_examples=50)
@given(nominal=numbers, step=steps, unit=units, sign=signs, is_wide=st.booleans())
def test_a_symmetric_tolerance_comes_back_however_it_is_written(
    nominal: Decimal, step: Decimal, unit: str, sign: tuple[str, str, str], is_wide: bool
) -> None:
    text = f"{nominal}{sign[0]}{step}"
    found = read_limits((wide(text) if is_wide else text) + unit)
    assert found is not None
    if unit != "%RH":
        assert (found.nominal, found.lsl, found.usl) == (nominal, nominal - step, nominal + step)


@settings(max_examples=50)
@given(low=numbers, step=steps, unit=units, sign=signs)
def test_a_range_comes_back_however_it_is_written(
    low: Decimal, step: Decimal, unit: str, sign: tuple[str, str, str]
) -> None:
    found = read_limits(f"{low}{sign[1]}{low + step}{unit}")
    assert found is not None
    assert (found.nominal, found.lsl, found.usl) == (None, low, low + step)


@settings(max_examples=50)
@given(
    value=numbers,
    unit=units,
    sign=st.sampled_from(["≥", ">=", "不小于", "NLT ", "min. ", "至少", "＞＝"]),
)
def test_a_lower_limit_comes_back_however_it_is_written(
    value: Decimal, unit: str, sign: str
) -> None:
    found = read_limits(f"{sign}{value:,f}{unit}")
    assert found is not None
    assert (found.nominal, found.lsl, found.usl) == (None, value, None)


@settings(max_examples=50)
@given(
    nominal=numbers,
    up=steps,
    down=steps,
    unit=units,
    sign=st.sampled_from(["/", " ", ", ", " / ", ""]),
)
def test_an_asymmetric_tolerance_comes_back(
    nominal: Decimal, up: Decimal, down: Decimal, unit: str, sign: str
) -> None:
    found = read_limits(f"{nominal} +{up}{sign}-{down}{unit if unit != '%RH' else ''}")
    assert found is not None
    assert (found.nominal, found.lsl, found.usl) == (nominal, nominal - down, nominal + up)


@settings(max_examples=60)
@given(
    st.text(alphabet="0123456789.,±+-~≥≤<>()（）[]%/ ^×10mNg℃ min max不小于Ø°=…μ\n", max_size=24)
)
def test_any_text_is_read_or_refused_but_never_breaks(text: str) -> None:
    try:
        found = read_limits(text)
    except Contradiction:
        return
    assert found is None or found.is_sound
