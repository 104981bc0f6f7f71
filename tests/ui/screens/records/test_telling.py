"""What a record says of equipment, in words people read."""

from app.kernel.words import Words
from app.ui.screens.records.telling import Names, Teller

SAID = {"parameter": "melt", "unit": "°C", "count": 60, "bad": 0, "beyond": 0}


def test_a_series_says_its_span_and_how_many_samples_it_holds():
    teller = Teller(Words("zh_CN"), Names({}, {}))
    whole = {**SAID, "least": "185.3", "greatest": "187.0", "mean": "186.1"}
    assert teller.value("series", [whole, SAID]) == "melt 185.3–187.0 °C (60)、melt – (60)"
    assert teller.value("state", "stopped") == "停机"
    assert teller.value("reason", "setup") == "换型调机"
    assert teller.record("equipment_day/IM-01/2026-11-26") == "设备 IM-01 · 2026-11-26"
    assert teller.record("parameter/IM-01/melt") == "IM-01 的参数 melt"
