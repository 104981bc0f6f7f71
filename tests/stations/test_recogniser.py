"""What scans mean, and the sentence for those that mean nothing here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.refused import Refused
from app.kernel.symbols import hibc, own
from app.kernel.symbols.udi import Udi
from app.kernel.words import LANGUAGES, Words
from app.stations.recogniser import (
    Badge,
    EquipmentLabel,
    GaugeLabel,
    LotLabel,
    OperationTraveller,
    OrderTraveller,
    Unknown,
    gauge_meant,
    lot_meant,
    recognise,
    refusal,
)
from app.stations.shown import shown
from drivers.scanners.layouts import BE, FR, US_CAPS
from drivers.scanners.scan import Transport, heard

NOW_MS = 1_795_651_200_000  # 2026-11-26


def meaning_of(text: str):
    return recognise(heard(text, "scanner", NOW_MS))


def sentence(text: str, language: str) -> str:
    refused = refusal(meaning_of(text))
    assert refused is not None
    return Words(language).refusal(refused)


def test_our_own_codes_are_known():
    assert meaning_of("LS1/B/OP-07") == Badge("OP-07")
    assert meaning_of("LS1/O/WORK000434") == OrderTraveller("WORK000434")
    assert meaning_of("LS1/O/WORK000434/B20") == OperationTraveller("WORK000434", "B20")
    assert meaning_of("]Q1LS1/E/CNC-01") == EquipmentLabel("CNC-01")
    assert meaning_of(own.lot_code("FM-2610-07")) == LotLabel("FM-2610-07")
    assert meaning_of(own.gauge_code("G-03")) == GaugeLabel("G-03")


@pytest.mark.parametrize(
    ("text", "lot"),
    [
        ("LS1/M/FM-2610-07", LotLabel("FM-2610-07")),
        ("]C1" + "0109521234560029" + "10FM-2610-07", LotLabel("FM-2610-07", "09521234560029")),
        ("]C1" + "10FM-2610-07", LotLabel("FM-2610-07")),
        ("FM-2610-07", LotLabel("FM-2610-07")),
        ("]C1" + "0109521234560029" + "21A7", None),
        ("(01)09521234560028(10)L7", None),  # a wrong check digit: whose lot is it?
        ("LS1/B/OP-07", None),
        ("LS1/G/G-03", None),
        ("LS2/M/FM-2610-07", None),
    ],
)
def test_who_asks_for_a_lot_is_given_what_a_scan_can_mean_by_one(text, lot):
    assert lot_meant(meaning_of(text)) == lot


@pytest.mark.parametrize(
    ("text", "gauge"),
    [
        ("LS1/G/G-03", GaugeLabel("G-03")),
        ("MX-11873", GaugeLabel("MX-11873")),
        ("LS1/E/CNC-01", None),
        ("]C1" + "10FM-2610-07", None),
    ],
)
def test_who_asks_for_a_gauge_is_given_what_a_scan_can_mean_by_one(text, gauge):
    assert gauge_meant(meaning_of(text)) == gauge


def test_a_wedge_with_caps_lock_on_is_understood():
    assert meaning_of("ls1/o/work000434/b20") == OperationTraveller("WORK000434", "B20")


@given(st.text(min_size=1, max_size=20))
def test_every_printed_operation_is_recognised(name):
    assert meaning_of(own.operation_code(name, name)) == OperationTraveller(name, name)


def test_gs1_data_is_read_by_its_identifier():
    meaning = meaning_of("]d2010952123456002917291115" + "10IS2611A07\x1d21A7")
    assert isinstance(meaning, Udi)
    assert meaning.valid
    assert (meaning.di, meaning.lot, meaning.serial, meaning.expiry) == (
        "09521234560029",
        "IS2611A07",
        "A7",
        "2029-11-15",
    )
    assert refusal(meaning) is None


def test_gs1_data_without_identifier_is_read_only_where_it_can_be_nothing_else():
    assert isinstance(meaning_of("010952123456002921A7"), Udi)
    assert meaning_of("0109521234560028" + "21A7") == Unknown("010952123456002821A7", "foreign")
    assert meaning_of("10ABC") == Unknown("10ABC", "foreign")


def test_a_wrong_check_digit_keeps_the_data_and_is_not_valid():
    meaning = meaning_of("(01)09521234560028(21)A7")
    assert isinstance(meaning, Udi)
    assert not meaning.valid
    assert meaning.serial == "A7"


@pytest.mark.parametrize(
    ("text", "di", "lot"),
    [
        ("+A99912345/$$3291126L7", "A99912345", "L7"),
        ("=)1TE123456A&)RZ12345678", "1TE123456A", "RZ12345678"),
        ("MA.156.M0.100204.13351764.LL7", "MA.156.M0.100204.13351764", "L7"),
        ("(01)09521234560029(10)L7", "09521234560029", "L7"),
    ],
)
def test_a_udi_is_one_meaning_whoever_issued_it(text, di, lot):
    meaning = meaning_of(text + hibc.check_character(text) if text[0] == "+" else text)
    assert isinstance(meaning, Udi)
    assert (meaning.di, meaning.lot, meaning.valid) == (di, lot, True)


def test_half_of_a_udi_is_no_fault():
    meaning = meaning_of("]C1" + "17291115" + "21A7")
    assert isinstance(meaning, Udi)
    assert (meaning.di, meaning.serial, meaning.valid) == ("", "A7", True)
    assert refusal(meaning) is None


@pytest.mark.parametrize("layout", [FR, BE])
def test_a_foreign_keyboard_layout_is_told(layout):
    typed = layout.done("LS1/O/WORK000434")
    scan = heard(typed, "keyboard", 0, transport=Transport.KEYBOARD)
    assert recognise(scan) == Unknown(typed, "layout")
    assert recognise(heard(typed, "scanner", 0)) == Unknown(typed, "foreign")


def test_caps_lock_does_no_harm_to_our_own_codes():
    scan = heard(US_CAPS.done("LS1/B/OP-07"), "keyboard", 0, transport=Transport.KEYBOARD)
    assert recognise(scan) == Badge("OP-07")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("6901234567892", "foreign"),
        ("https://example.org/x", "foreign"),
        ("", "foreign"),
        ("]d2", "foreign"),
        ("LS1/O/", "damaged"),
        ("LS1/Q/7", "damaged"),
        ("LS2/O/A", "newer"),
    ],
)
def test_what_is_not_ours_is_unknown_and_says_why(text, why):
    meaning = meaning_of(text)
    assert isinstance(meaning, Unknown)
    assert meaning.why == why


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "6901234567892",
        "LS1/O/",
        "LS2/O/A",
        "(01)09521234560028",
        "(01)0952",
        "(10)批号",
        "(17)261301",
        "(88)X",
        "(01)09521234560029(4321)2",
        "(01)09521234560029(01)09521234560036",
        "(01)09521234560029(37)2",
        "(01)09521234560029(250)2",
        "+A99912345/$$3291126L7$",
        "+A123BJC5D6E71G+$$3291126L7X$",
        "=/A9999",
        "MA.156.M0.100204.13351764.E291301",
    ],
)
def test_every_refused_scan_has_a_whole_sentence(language, text):
    said = sentence(text, language)
    assert not said.startswith("refused.")
    assert "{" not in said


def test_the_sentence_shows_the_control_signs_of_a_foreign_scan():
    assert "A␝B" in sentence("A\x1dB", "en")


def test_a_long_foreign_scan_is_shown_short():
    assert shown("x" * 500).endswith("x…")
    assert len(shown("x" * 500)) == 60


def test_a_refusal_names_the_text_that_was_heard():
    refused = refusal(Unknown("690", "foreign"))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.facts) == ("scan.foreign", {"text": "690"})


@given(st.text())
def test_any_text_has_a_meaning(text):
    meaning = meaning_of(text)
    refused = refusal(meaning)
    assert refused is None or Words("en").refusal(refused)
