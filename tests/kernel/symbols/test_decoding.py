"""Every shared vector that can be decoded, a second opinion beside us, and any text at all."""

import time

import biip
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.kernel.symbols import aim, gs1, hibc
from app.kernel.symbols.decoded import Decoded, Scheme
from app.kernel.symbols.decoding import LONGEST, decode
from app.kernel.symbols.gs1.check_digits import CSET82
from tests.kernel.symbols.vectors import GS, TODAY, rows

NOT_INTERPRETED = {
    "GS054": "a link's path is not looked into (GS1 Digital Link): a link is plain text, and valid",
}
"""Rows we answer otherwise than they say, and why."""

BELIEVED_WRONG = (
    ("(89)ABC(89)ABC", False, "GS1's program may be told to let unknown elements pass; ours not"),
    ("]d1https://a/NOPRIMARYAI", True, "as GS054: a link is not looked into"),
)
"""Rows of the same kinds elsewhere that we answer otherwise than they say, and why."""

FIELDS = (
    "di", "lic", "pcn", "unit_of_measure", "lot", "serial", "mfg_date", "quantity",
    "donation_id", "sterilisation_lot", "pack_code", "item_code", "valid_until",
)  # fmt: skip


def decoded(text: str) -> Decoded:
    return decode(text, TODAY)


@pytest.mark.parametrize("row", rows("gs1_ai_data"))
def test_gs1_element_strings(row):
    found = decoded(row["input"])
    assert found.valid == (row["verdict"] == "valid"), found.errors
    if row["expected_element_string"]:
        assert found.element_string == row["expected_element_string"]
    assert row["expected_error"] in " ".join(found.errors)


@pytest.mark.parametrize("row", rows("gs1_scan_data"))
def test_scans_with_their_identifier(row):
    found = decoded(row["scan"].replace("<GS>", GS))
    if row["id"] in NOT_INTERPRETED:
        assert (found.scheme, found.valid) == (Scheme.PLAIN, True)
        return
    assert found.valid == (row["verdict"] == "valid"), found.errors
    assert (found.symbology or "NONE", found.element_string) == (
        row["symbology"],
        row["expected_data"],
    )


@pytest.mark.parametrize(("text", "valid", "why"), BELIEVED_WRONG)
def test_what_we_believe_to_be_wrong_elsewhere_we_answer_our_way(text, valid, why):
    assert decoded(text).valid is valid, why


@pytest.mark.parametrize("row", rows("gs1_scan_generate"))
def test_scans_made_of_data(row):
    made = aim.scan_of(row["symbology"], row["data"])
    assert made == row["expected_scan"].replace("<GS>", GS)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("NONE", "TESTING"),
        ("GS1_128_CCA", "TESTING"),
        ("EAN13", "2112345678901"),
        ("EAN8", "02345673|99X"),
        ("DataBarOmni", "1"),
    ],
)
def test_no_scan_is_made_of_what_the_symbol_cannot_hold(name, data):
    assert aim.scan_of(name, data) is None


def test_a_composite_is_one_message():
    linear = "{FNC1}011231231231233310ABC123"
    assert aim.scan_of("GS1_128_CCC", linear + "|{FNC1}98X{FNC1}97Y") == (
        f"]e0011231231231233310ABC123{GS}98X{GS}97Y"
    )
    assert aim.scan_of("DataBarExpanded", linear + "{FNC1}11991225|{FNC1}98X") == (
        f"]e0011231231231233310ABC123{GS}1199122598X"
    )
    assert aim.scan_of("DataBarLimited", "15012345678907|{FNC1}99C") == "]e0011501234567890799C"


@pytest.mark.parametrize("row", rows("gs1_udi_examples"))
def test_published_gs1_udis(row):
    found = decoded(row["input"])
    assert found.valid == (row["verdict"] == "valid"), found.errors
    keys = {"di": "01", "mfg_date": "11", "expiry": "17", "lot": "10", "serial": "21"}
    expected = {key: row[name] for name, key in keys.items() if row[name]}
    if row["id"] == "GU007":  # no separator: the lot holds all the rest, and is not cut by guess
        expected = {"01": row["di"], "10": "353259317200325"}
    assert dict(found.elements) == expected


@pytest.mark.parametrize("row", [*rows("hibc_udi"), *rows("iccbba_udi"), *rows("china_ma_udi")])
def test_published_udis_of_other_issuers(row):
    found = decoded(row["input"])
    assert found.valid == (row["verdict"] != "invalid"), found.errors
    for name in FIELDS:
        if row.get(name):
            assert found.elements[name] == row[name], name
    # A row names a month or an hour; we say the month's last day, and the hour apart.
    day, _, hour = row.get("expiry", "").partition("T")
    assert found.elements.get("expiry", "").startswith(day)
    assert found.elements.get("expiry_hour", "") == hour


def test_a_wrong_hibc_check_character_keeps_the_data():
    found = decoded("+A99912345/$$52001510X3/16D20111212/S77DEFG45/")
    assert not found.valid
    assert found.errors == ("CHECK_CHARACTER (label) 7",)
    assert (found.elements["pcn"], found.elements["lot"]) == ("1234", "10X3")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("$$2112629L7", {"expiry": "2029-11-26", "lot": "L7"}),
        ("$$3291126L7", {"expiry": "2029-11-26", "lot": "L7"}),
        ("$$429112623L7", {"expiry": "2029-11-26", "expiry_hour": "23", "lot": "L7"}),
        ("$$529330L7", {"expiry": "2029-11-26", "lot": "L7"}),
        ("$$62933023L7", {"expiry": "2029-11-26", "expiry_hour": "23", "lot": "L7"}),
        ("$$7L7", {"lot": "L7"}),
        ("$$1129L7", {"expiry": "2029-11-30", "lot": "L7"}),
        ("$$9001003291126L7", {"quantity": "100", "expiry": "2029-11-26", "lot": "L7"}),
        ("$$805L7", {"quantity": "5", "lot": "L7"}),
        ("$$+7S9", {"serial": "S9"}),
        ("$+S9", {"serial": "S9"}),
        ("$L7", {"lot": "L7"}),
        ("29330L7", {"expiry": "2029-11-26", "lot": "L7"}),
        ("S9", {"serial": "9"}),
        ("14D20291126", {"expiry": "2029-11-26"}),
        ("16D20251126", {"mfg_date": "2025-11-26"}),
        ("Q500", {"quantity": "500"}),
    ],
)
def test_every_way_hibc_writes_its_data(data, expected):
    combined = f"+A99912345/{data}"
    found = decoded(combined + hibc.check_character(combined))
    primary = {"di": "A99912345", "lic": "A999", "pcn": "1234", "unit_of_measure": "5"}
    assert found.valid, found.errors
    assert dict(found.elements) == primary | expected


@pytest.mark.parametrize(
    "data", ["$$3291326L7", "$$1329L7", "$$8X", "X", "14D20291326", "$$7" + "L" * 19]
)
def test_a_faulty_hibc_part_makes_the_whole_invalid(data):
    combined = f"+A99912345/{data}"
    assert not decoded(combined + hibc.check_character(combined)).valid


def test_a_hibc_secondary_that_links_to_another_primary_is_wrong():
    primary = "+A123BJC5D6E71G"
    right, wrong = "+$$3291126L7G", "+$$3291126L7H"
    assert decoded(primary + right + hibc.check_character(right)).valid
    assert decoded(primary + wrong + hibc.check_character(wrong)).errors == (
        "LINK_CHARACTER (label) G",
    )


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("+A123BJCMD6E79++$$52001510X3+ ", ()),
        ("+A123BJC5D6E71+" + "+$$52001510X3+D", ("CHECK_CHARACTER (label) G",)),
        ("+A123BJC5D6E71G" + "+$$52001510X3+ ", ("LINK_CHARACTER (label) G",)),
        ("+A123BJC5D6E71G" + "+$$52001510X3GE", ("CHECK_CHARACTER (label) D",)),
    ],
)
def test_joined_hibc_symbols_are_read_apart_whatever_their_check_characters(text, errors):
    found = decoded(text)
    assert (found.valid, found.errors[:1]) == (not errors, errors)
    assert (found.elements["unit_of_measure"], found.elements["lot"]) == (text[13], "10X3")


def test_the_regulators_iccbba_example():
    found = decoded(
        "=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123"
    )
    assert found.valid, found.errors
    assert dict(found.elements) == {
        "di": "A9999XYZ100T0944",
        "serial": "000025",
        "donation_id": "A99971312345600",
        "expiry": "2014-02-01",
        "mfg_date": "2013-02-01",
        "lot": "000000000000XYZ123",
    }


@pytest.mark.parametrize("text", ["=/A9999", "=)1TE123456A&)RZ1", "=/A9999XYZ100T0944=>014400"])
def test_a_faulty_iccbba_code_is_invalid(text):
    found = decoded(text)
    assert (found.scheme, found.valid) == (Scheme.ICCBBA, False)


def test_a_longer_ma_product_is_kept_whole_and_nothing_is_read_into_it():
    found = decoded("MA.156.M0.100204.133517641234.E20291126")
    assert dict(found.elements) == {"di": "MA.156.M0.100204.133517641234", "expiry": "2029-11-26"}
    assert not decoded("MA.156.M0.100204.13351764.E20291326").valid


def test_an_alihealth_code_stays_whole():
    assert decoded("81234567890123456789").scheme is Scheme.AHM
    assert decoded("81234567890123456789").elements == {"code": "81234567890123456789"}


@pytest.mark.parametrize(
    "text", ["", "ABC", "12345", "(15", "]X", "]XXTESTING", "+8613912345678", "x" * (LONGEST + 1)]
)
def test_what_nobody_claims_is_plain_and_not_valid(text):
    assert (decoded(text).scheme, decoded(text).valid) == (Scheme.PLAIN, False)


def test_the_forms_of_a_separator_are_one():
    forms = (
        f"]d20109521234560029{GS}10L1",
        f"{GS}010952123456002910L1",
        "{FNC1}010952123456002910L1",
        "^010952123456002910L1",
        "010952123456002910L1",
        "(01)09521234560029(10)L1",
    )
    assert {decoded(text).element_string for text in forms} == {"{FNC1}010952123456002910L1"}


VALID = [
    row.values[0]["input"].replace("{FNC1}", GS)
    for row in rows("gs1_ai_data")
    if row.values[0]["verdict"] == "valid" and row.values[0]["form"] == "element_string"
]


@pytest.mark.parametrize("text", VALID)
def test_biip_reads_the_same_values(text):
    assert ours(text) == biips(text)


@given(
    lot=st.text(CSET82, min_size=1, max_size=20),
    serial=st.text(CSET82, min_size=1, max_size=20),
    note=st.text(CSET82, min_size=1, max_size=90),
)
def test_biip_reads_the_same_of_whatever_we_write(lot, serial, note):
    pairs = [("01", "09521234560029"), ("10", lot), ("17", "291115"), ("21", serial), ("91", note)]
    written = gs1.scan_text(gs1.built(pairs))
    assert ours(written) == biips(written) == pairs


def ours(text: str) -> list[tuple[str, str]]:
    return [(element.ai, element.value) for element in gs1.elements(text)]


def biips(text: str) -> list[tuple[str, str]]:
    parsed = biip.gs1_messages.GS1Message.parse(text.removeprefix(GS))
    return [(element.ai.ai, element.value) for element in parsed.element_strings]


@given(st.text(max_size=80))
@example("+A" + "9" * 60)
@example("=" * 60)
@example("(01)(01)(01)")
def test_any_text_has_an_answer(text):
    for mark in ("", "]d2", "]C1", "]E0", "]Q1", "+", "=", "MA.156.M0.", "(10)"):
        found = decoded(mark + text)
        assert isinstance(found.errors, tuple)
        assert found.valid or not found.symbology


@given(
    name=st.sampled_from(["QR", "DM", "EAN8", "UPCA", "DataBarOmni", "GS1_128_CCA", "NONE", ""]),
    data=st.lists(
        st.sampled_from(["{FNC1}", "|", "01", "10", "9521234560029", "7", "A"])
        | st.text(max_size=3)
    ),
)
def test_any_data_make_a_scan_or_none(name, data):
    made = aim.scan_of(name, "".join(data))
    assert made is None or made.startswith("]")


SIGNS = "+=/$&,.SLMPDVEC0123456789AZ()\\^" + GS


@given(st.text(SIGNS, max_size=60))
def test_any_text_of_telling_signs_has_an_answer(text):
    decoded(text)


@pytest.mark.parametrize("sign", ["(", "+", "=", "/", GS, "0", ".S", "(10)", "+$", "%"])
def test_the_longest_text_is_read_in_no_time(sign):
    started = time.perf_counter()
    for mark in ("", "]d2", "+A99912345/", "]E0", "=/", "MA.156.M0.100204.13351764"):
        decoded((mark + sign * LONGEST)[:LONGEST])
    assert time.perf_counter() - started < 2
