"""Two symbols of one label become one UDI, and nothing else does."""

import pytest

from app.kernel.symbols import hibc
from app.kernel.symbols.udi import Udi
from app.kernel.words import LANGUAGES, Words
from app.stations.joined import WITHIN_MS, Waiting, joined
from app.stations.recogniser import recognise
from drivers.scanners.scan import heard

GS = "\x1d"
SECONDARY = "+$$3291126L7G"
HALVES = [
    ("]C10109521234560029", f"]C11729111510L7{GS}21A7", "09521234560029"),
    ("(01)09521234560029", "(17)291115(10)L7", "09521234560029"),
    ("]E09521234560029", "]C11729111510L7", "09521234560029"),
    ("+A123BJC5D6E71G", SECONDARY + hibc.check_character(SECONDARY), "A123BJC5D6E71"),
    ("MA.156.M0.100204.13351764", ".LL7.E20291126", "MA.156.M0.100204.13351764"),
    ("=/A9999XYZ100T0944", "&,10000000000000000L7", "A9999XYZ100T0944"),
]


def scanned(held: Waiting | None, text: str, source: str = "scanner", at_ms: int = 0):
    scan = heard(text, source, at_ms)
    meaning = recognise(scan)
    assert isinstance(meaning, Udi)
    return joined(held, meaning, scan)


def waiting(text: str) -> Waiting:
    held = scanned(None, text)
    assert isinstance(held, Waiting)
    return held


@pytest.mark.parametrize(("di", "pi", "device"), HALVES)
def test_two_halves_are_one_in_either_order(di, pi, device):
    for first, second in ((di, pi), (pi, di)):
        whole = scanned(waiting(first), second)
        assert isinstance(whole, Udi)
        assert whole.valid, whole.faults
        assert whole.di == device
        assert whole.lot.endswith("L7")


def test_a_whole_udi_waits_for_nothing():
    assert isinstance(scanned(None, "(01)09521234560029(10)L7"), Udi)


def test_the_rules_between_elements_apply_to_both_halves():
    whole = scanned(waiting("(01)09521234560029"), "(235)X(21)A7")
    assert isinstance(whole, Udi)
    assert [fault.word for fault in whole.faults] == ["validateAImutex"]


def test_a_half_of_another_primary_is_told_apart():
    secondary = "+$$3291126L7H"
    whole = scanned(waiting("+A123BJC5D6E71G"), secondary + hibc.check_character(secondary))
    assert isinstance(whole, Udi)
    assert [fault.word for fault in whole.faults] == ["LINK_CHARACTER"]


@pytest.mark.parametrize(
    ("text", "source", "at_ms"),
    [
        ("(10)L7", "scanner", WITHIN_MS + 1),
        ("(10)L7", "scanner", -1),
        ("(10)L7", "other", 5),
        ("(01)09521234560036", "scanner", 5),
        (".LL7", "scanner", 5),
    ],
)
def test_what_does_not_fit_takes_the_place_of_what_waited(text, source, at_ms):
    held = waiting("(01)09521234560029")
    assert scanned(held, text, source, at_ms) == scanned(None, text, source, at_ms)


def test_a_faulty_half_is_handed_back_for_its_own_sentence():
    found = scanned(waiting("(10)L7"), "(01)09521234560028")
    assert isinstance(found, Udi)
    assert not found.valid


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_waits_says_what_is_missing(language):
    words = Words(language)
    said = {waiting(text).said(words) for text in ("(01)09521234560029", "(10)L7")}
    assert len(said) == 2
    assert not any(sentence.startswith("devices.") for sentence in said)
