"""`lineside form import`: what a person and a program get to read."""

import json
from pathlib import Path

import pytest

from app.__main__ import main

SHEETS = Path(__file__).parents[1] / "vectors" / "excel"
SPIKE = SHEETS / "form-01-spike-moulding-ipqc.xlsx"
MENU = SHEETS / "form-90-lunch-menu.xlsx"


def test_json_has_the_agreed_shape_and_status_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "import", str(SPIKE), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert list(said) == ["title", "fields", "not_understood"]
    assert said["title"] == "注塑刺针过程检验记录"
    plain = ["section", "label", "kind", "unit", "nominal", "lsl", "usl", "choices", "samples"]
    assert {tuple(field) for field in said["fields"]} == {tuple(plain), (*plain, "ac", "re")}
    assert said["not_understood"] == [{"cell": "D15", "text": "见图纸 SP-20-07"}]


def test_a_person_gets_a_line_for_each_field(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "import", str(SPIKE), "--language", "zh_CN"]) == 0
    said = capsys.readouterr().out
    assert "注塑刺针过程检验记录（工作表“刺针IPQC”）：33 个字段" in said
    assert "刺针外径（距尖端15mm处） · 测量值 · 5.55 … 5.70 mm · n=5" in said
    assert "须由人来读：D15“见图纸 SP-20-07”。限值写在别的文件里" in said


def test_a_menu_is_refused_in_words_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "import", str(MENU), "--json", "--language", "en"]) == 2
    said = capsys.readouterr()
    assert json.loads(said.out) == {
        "refused": True,
        "reason": "not_an_inspection_sheet",
        "fields": [],
    }
    assert "form-90-lunch-menu.xlsx” holds no inspection" in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_cannot_be_read_is_one_sentence_and_status_2(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "检验.xlsx"
    broken.write_bytes(SPIKE.read_bytes()[:2000])
    for path in (broken, tmp_path / "none.xlsx", tmp_path):
        assert main(["form", "import", str(path), "--language", language]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1
        assert path.name in said.err
