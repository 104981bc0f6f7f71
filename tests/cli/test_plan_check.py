"""`lineside plan check`: what a person and a program get to read."""

import json
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli.language import spoken

PLAN = Path(__file__).parents[1] / "vectors" / "plans" / "plan-03-bad-rows.xlsx"


def test_json_has_the_agreed_shape_and_status_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "check", str(PLAN), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said) == {"orders", "rejected"}
    assert list(said["orders"][0]) == [
        "order", "product_code", "product_name", "quantity", "unit", "due", "start", "priority",
        "remark",
    ]  # fmt: skip
    assert said["orders"][0]["quantity"] == "20000"
    assert said["rejected"][0] == {"row": 4, "reason": "negative_quantity"}


def test_a_person_gets_a_table_and_a_sentence_for_each_bad_row(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["plan", "check", str(PLAN), "--language", "zh_CN"]) == 0
    said = capsys.readouterr().out
    assert "MO-26120001  IS-20F    20,000 套" in said
    assert "第 8 行，MO-26120001：与第 3 行的工单号重复" in said
    assert "标题行 1" in said


def test_other_products_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "check", str(PLAN), "--products", "LA-316, IS-99X", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert {order["product_code"] for order in said["orders"]} == {"LA-316", "IS-99X"}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_cannot_be_read_is_one_sentence_and_status_2(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "计划.xlsx"
    broken.write_bytes(PLAN.read_bytes()[:2000])
    for path in (broken, tmp_path / "none.csv", tmp_path):
        assert main(["plan", "check", str(path), "--json", "--language", language]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1
        assert path.name in said.err


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        (None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {}, "en"),
    ],
)
def test_it_speaks_the_language_asked_for_or_that_of_the_environment(
    asked: str | None, environment: dict[str, str], language: str
) -> None:
    assert spoken(asked, environment).language == language


@pytest.mark.parametrize("arguments", [["--help"], ["plan", "--help"], ["plan", "check", "--help"]])
@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "en_GB.UTF-8"])
def test_help_is_there_in_both_languages(
    arguments: list[str],
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 0
    assert "cli." not in capsys.readouterr().out
