"""A scale by TOML profile: one file, no Python; and a file that is wrong says what is."""

import re
import sys
from pathlib import Path

import pytest

from drivers.device import Binding, Times
from drivers.health import Condition
from drivers.links.address import connect_to
from drivers.manner import adjusted
from drivers.reading import Decoded
from drivers.roster import DRIVERS
from drivers.scales.by_profile import FOLDER, BadProfile, manner, words
from drivers.scales.protocols import mt_sics
from drivers.scales.scale import Scale
from drivers.simulated.faults import Fault
from drivers.simulated.scale import SimulatedScale
from drivers.simulated.stage import PtyStage
from tests.drivers.at_work import BRISK, Listener, quick

SHOP = """
title = "The shop's own"
[frame]
pattern = 'W(?P<status>[sm]) (?P<digits>-? *\\d+\\.\\d{3})'
unit = "kg"
[status]
s = "stable"
m = "unstable"
[line]
baud = 4800
bits = 7
parity = "E"
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
def test_a_profile_dropped_in_a_folder_drives_a_scale(tmp_path):
    (tmp_path / "shop.toml").write_text(SHOP, encoding="utf-8")
    assert words(tmp_path) == ("shop",)
    listener = Listener()
    with SimulatedScale(PtyStage("scale"), "generic-st") as simulated:
        simulated.spoil(Fault.SILENCE, 1 << 30)
        binding = Binding("scale", "scale.shop", simulated.open(), settings=BRISK | {"unit": "kg"})
        found = manner("shop", tmp_path)
        scale = Scale(binding, connect_to(binding, quick), listener.ears(), Times(lambda: 0), found)
        scale.start()
        listener.until(Condition.PROBING)
        simulated.say(b"Wm   1.200\r", Fault.NONE)
        simulated.say(b"Ws   1.250\r", Fault.NONE)
        heard = listener.until_reading(lambda reading: reading.decoded.status == "stable")
        scale.stop()
    assert [(r.decoded.text, r.decoded.unit) for r in heard] == [("1.200", "kg"), ("1.250", "kg")]
    assert found.line == {"baud": "4800", "bits": "7", "parity": "E", "stop_bits": "1"}


def test_every_profile_that_ships_is_in_the_roster_and_can_be_read():
    listed = {one.word for one in DRIVERS}
    for name in words():
        assert f"scale.{name}" in listed
        assert manner(name).decode(b"") is not None
    assert {path.suffix for path in FOLDER.iterdir()} == {".toml"}


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("pattern", "patern", "patern"),
        ("(?P<digits>", "(?P<number>", "digits"),
        ("(?P<digits>", "(?P<digits>(", "unterminated"),
        ('"stable"', '"calm"', "calm"),
        ('unit = "kg"', 'unit = "kg"\nend = "never"', "end"),
        ("title =", "titel =", "titel"),
        ("[status]", "[status", "shop.toml"),
        ("[line]", "[pace]\nquiet_s = nan\n[line]", "seconds"),
        ("[line]", "[still]\ndivision = 'a bit'\n[line]", "a bit"),
        ("[line]", "[still]\ndivision = '-1'\n[line]", "-1"),
    ],
)
def test_a_wrong_profile_is_refused_by_the_file_and_the_word(tmp_path, right, wrong, says):
    (tmp_path / "shop.toml").write_text(SHOP.replace(right, wrong), encoding="utf-8")
    with pytest.raises(BadProfile, match=r"shop\.toml") as refused:
        manner("shop", tmp_path)
    assert says in str(refused.value)


def test_a_profile_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadProfile, match=r"shop\.toml"):
        manner("shop", tmp_path)


def test_a_binding_overrides_what_its_profile_says():
    found = adjusted(
        manner("generic-st"),
        {"units": "kg, g", "division": "0.005", "still_s": "1", "quiet_s": "9"},
    )
    assert found.units == {"kg", "g"}
    assert found.stillness is not None
    assert (str(found.stillness.division), found.stillness.for_s) == ("0.005", 1.0)
    assert found.quiet_s == 9.0


@pytest.mark.parametrize("division", ["NaN", "0", "-1", "x"])
def test_a_division_is_a_number_above_zero(division):
    with pytest.raises(ValueError, match="division"):
        adjusted(manner("generic-st"), {"division": division})


@pytest.mark.parametrize("poll_s", ["nan", "inf", "-1", "soon"])
def test_a_pace_is_a_number_of_seconds(poll_s):
    with pytest.raises(ValueError, match=r"seconds|convert"):
        adjusted(manner("generic-st"), {"poll_s": poll_s})


def test_the_profile_in_the_docs_reads_the_exchange_captured_in_the_docs(tmp_path):
    page = (Path(__file__).parents[3] / "docs" / "drivers.md").read_text(encoding="utf-8")
    (tmp_path / "shop.toml").write_text(page.split("```toml\n")[1].split("```")[0], "utf-8")
    decode = manner("shop", tmp_path).decode
    captured = re.findall(r"\| in \| `([0-9a-f ]+)` \| `(..),", page)
    said = [decode(bytes.fromhex(frame)) for frame, _ in captured]
    assert [one.status for one in said if isinstance(one, Decoded)] == [
        "unstable",
        "stable",
        "overload",
    ]
    spoken = re.findall(r"\| in \| `([0-9a-f ]+)` \| `(I4|S D|S S|Z A)", page)
    assert len(spoken) == 4
    assert all(isinstance(mt_sics.decode(bytes.fromhex(one)), Decoded) for one, _ in spoken)
