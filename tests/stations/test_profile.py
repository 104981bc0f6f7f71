"""A station's profile is a file people can read, and a broken one is named, not guessed at."""

import msgspec
import pytest

from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.stations.profile import DeviceLine, Profile, Purpose, read_profile, write_profile


def a_profile(**changes):
    profile = Profile(
        station="ST-WH-PK",
        name=Bilingual("仓库与包装", "Warehouse and packing"),
        purpose=Purpose.OPERATOR,
        areas=("P1",),
        zone=Bilingual("仓库", "Warehouse"),
        work_centres=("WH", "PK"),
        operations=("B10", "B50", "B60"),
        equipment=("SC-01",),
        devices=(DeviceLine("SCN-1", "scanner", "keyboard", settings={"gap_ms": "35"}),),
        server="http://127.0.0.1:8400",
    )
    return msgspec.structs.replace(profile, **changes)


def test_a_profile_reads_back_as_it_was_written(tmp_path):
    write_profile(tmp_path / "profile.json", a_profile())
    assert read_profile(tmp_path / "profile.json") == a_profile()


def test_the_file_shows_chinese_as_chinese(tmp_path):
    write_profile(tmp_path / "profile.json", a_profile())
    assert "仓库与包装" in (tmp_path / "profile.json").read_text(encoding="utf-8")


def test_a_station_serves_its_operations_and_its_work_centres_and_nothing_else():
    assert a_profile().serves(operation="B50")
    assert a_profile().serves(operation="B99", work_centre="PK")
    assert not a_profile().serves(operation="B20", work_centre="CNC")
    assert not a_profile().serves()


def test_its_first_area_is_where_it_works():
    assert a_profile(areas=("P2", "P1")).area == "P2"


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"station":"S","name":{"zh":"a","en":"b"},"purpose":"spaceship","areas":["P1"]}',
        '{"station":"S","name":{"zh":"a","en":"b"},"purpose":"operator","areas":[]}',
        '{"station":"","name":{"zh":"a","en":"b"},"purpose":"operator","areas":["P1"]}',
        '{"station":"S","name":{"zh":"a","en":"b"},"purpose":"operator","areas":["P1"],"x":1}',
    ],
    ids=["cut off", "a list", "unknown purpose", "no area", "no name", "unknown word"],
)
def test_a_broken_profile_is_refused_with_its_path(tmp_path, text):
    path = tmp_path / "profile.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_profile(path)
    assert refused.value.code == "sites.profile_unreadable"
    assert refused.value.facts["path"] == str(path)


def test_a_missing_profile_says_so(tmp_path):
    with pytest.raises(Refused, match=r"sites\.profile_missing"):
        read_profile(tmp_path / "profile.json")
