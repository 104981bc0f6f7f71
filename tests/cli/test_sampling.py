"""`lineside sampling plan`: what a person and a program get to read."""

import json

import pytest

from app.__main__ import main

ASKED = ["sampling", "plan", "--lot", "1000", "--level", "II", "--aql", "1.0"]


def test_json_has_the_agreed_keys(capsys):
    assert main([*ASKED, "--severity", "normal", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "edition": "GB/T 2828.1-2012 = ISO 2859-1:1999",
        "letter": "J",
        "n": 80,
        "Ac": 2,
        "Re": 3,
    }


def test_full_inspection_is_said_with_n_as_the_lot(capsys):
    assert main(["sampling", "plan", "--lot", "10", "--aql", "1", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["letter"], said["n"], said["full_inspection"]) == ("E", 10, True)


def test_a_person_reads_the_arrow_and_the_whole_plan(capsys):
    assert main(["sampling", "plan", "--lot", "10", "--aql", "1.0", "--language", "zh_CN"]) == 0
    said = capsys.readouterr().out
    assert "字码 E：检验 10 件，不超过 0 接收，达到 1 不接收。" in said
    assert "该批字码为 B，表中箭头指向 E。" in said
    assert "应全检" in said


@pytest.mark.parametrize(
    "wrong",
    [
        ["--lot", "1"],
        ["--level", "IV"],
        ["--aql", "1.1"],
        ["--severity", "strict"],
    ],
)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_there_is_no_plan_for_is_one_sentence_and_status_2(wrong, language, capsys):
    assert main([*ASKED, *wrong, "--json", "--language", language]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "refused." not in said.err


def test_small_letters_are_understood(capsys):
    assert main([*ASKED[:4], "--level", "s-1", "--aql", "4", "--severity", "Tightened"]) == 0
    assert "S-1" in capsys.readouterr().out
