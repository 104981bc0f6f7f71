"""`lineside spc`: files as people have them, and what a person and a program get to read."""

import csv
import json
from pathlib import Path

import pytest

from app.__main__ import main

VECTORS = Path(__file__).parents[1] / "vectors" / "quality"
RINGS = str(VECTORS / "pistonrings.csv")
XBAR = ["--chart", "xbar-r", "--value", "diameter", "--subgroup", "sample"]


@pytest.fixture
def said(capsys):
    """Ask, expect status 0, return the JSON said."""

    def ask(action, file, *options):
        assert main(["spc", action, str(file), *options, "--json"]) == 0, capsys.readouterr().err
        return json.loads(capsys.readouterr().out)

    return ask


@pytest.fixture
def refused(capsys):
    """Ask in both languages, expect status 2 and one sentence; return the English one."""

    def ask(action, file, *options):
        for language in ("zh_CN", "en"):
            asked = ["spc", action, str(file), *options, "--json", "--language", language]
            assert main(asked) == 2
            told = capsys.readouterr()
            assert told.out == ""
            assert told.err.count("\n") == 1
            assert not told.err.startswith("refused.")
        return told.err

    return ask


@pytest.fixture
def file(tmp_path):
    """Write a file as its bytes or text say; return its path."""

    def write(content, encoding="utf-8"):
        path = tmp_path / "data.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def test_the_shared_piston_rings(said):
    answer = said("limits", RINGS, *XBAR, "--phase1", "trial", "--run", "7")
    assert list(answer) == ["center", "sigma", "lcl", "ucl", "beyond", "runs", "range"]
    with (VECTORS / "spc_expected.csv").open(encoding="utf-8", newline="") as rows:
        expected = list(csv.DictReader(rows))
    keys = {
        "center": "center",
        "std.dev": "sigma",
        "LCL": "lcl",
        "UCL": "ucl",
        "beyond_limits": "beyond",
        "violating_runs": "runs",
    }
    for row in expected:
        chart = answer if row["case"].endswith("xbar") else answer["range"]
        found = chart[keys[row["statistic"]]]
        if isinstance(found, list):
            assert found == [int(number) for number in row["value"].split(";") if number], row
        else:
            assert found == pytest.approx(float(row["value"]), rel=3.1e-5), row


def test_without_phase_1_all_points_fix_the_limits(said):
    assert said("limits", RINGS, *XBAR)["center"] == pytest.approx(74.003605)


@pytest.mark.parametrize(
    "content",
    [
        "x,g\n1.5,a\n2.5,a\n1.0,b\n2.0,b\n",
        '"x","g"\r\n"1.5","a"\r\n"2.5","a"\r\n"1.0","b"\r\n"2.0","b"\r\n',
        "\n x ; g \n\n1,5;a\n2,5;a\n;\n1,0;b\n2,0;b\n\n",
        "sep=;\nx;g\n1,5;a\n2,5;a\n1;b\n2;b",
        "X\tG\n1.5\ta\n2.5\ta\nNA\ta\n1.0\tb\n2.0\tb\n",
        "g,x\na,1.5\nb,1.0\na,2.5\nb,2.0\nb,\nc,\n",
        '"","x","g"\n"1",1.5,"a"\n"2",2.5,"a"\n"3",1.0,"b"\n"4",2.0,"b"\n',
        "x,g\n1,1.5,a\n2,2.5,a\n3,1.0,b\n4,2.0,b\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_as_people_have_them(content, encoding, file, said):
    answer = said("limits", file(content, encoding), *XBAR[:2], "--value", "x", "--subgroup", "g")
    assert (answer["center"], answer["range"]["center"]) == (1.75, 1.0)


def test_chinese_columns_in_gb18030(file, said):
    path = file("直径,批\n1.5,甲\n2.5,甲\n1,乙\n2,乙\n", "gb18030")
    assert said("limits", path, *XBAR[:2], "--value", "直径", "--subgroup", "批")["center"] == 1.75


def test_a_line_may_hold_a_whole_subgroup(file, said):
    path = file("a,b,c,phase\n1,2,3,TRUE\n2,3,,TRUE\n9,9,9,FALSE\n")
    answer = said("limits", path, "--chart", "xbar-s", "--value", "a,b,c", "--phase1", "phase")
    assert answer["center"] == pytest.approx((2 * 3 + 2.5 * 2) / 5)
    assert [len(answer[name]) for name in ("lcl", "ucl")] == [3, 3]
    assert set(answer) == {"center", "sigma", "lcl", "ucl", "beyond", "runs", "s"}


def test_one_column_with_decimal_commas(file, said):
    answer = said("limits", file("x\n1,5\n2,5\n2,0\n"), "--chart", "i-mr", "--value", "x")
    assert (answer["center"], answer["mr"]["center"]) == (2.0, 0.75)


def test_samples_of_unequal_size_have_lists_of_limits(file, said):
    path = file("d,n\n4,100\n6,80\n3,120\n9,100\n")
    for kind in ("p", "u"):
        answer = said("limits", path, "--chart", kind, "--value", "d", "--size", "n")
        assert answer["center"] == pytest.approx(0.055)
        assert (len(answer["lcl"]), len(answer["ucl"])) == (4, 4)
    number = said("limits", path, "--chart", "np", "--value", "d", "--size", "n")
    assert number["center"] == pytest.approx([5.5, 4.4, 6.6, 5.5])
    assert number["sigma"][0] == pytest.approx((100 * 0.055 * 0.945) ** 0.5)


def test_equal_samples_have_one_limit_and_the_size_may_be_a_number(file, said):
    path = file("d,n,day\n4,50,1\n1,50,1\n6,50,2\n2,50,2\n")
    by_column = said("limits", path, "--chart", "p", "--value", "d", "--size", "n")
    assert by_column == said("limits", path, "--chart", "p", "--value", "d", "--size", "50")
    assert isinstance(by_column["ucl"], float)
    by_day = said(
        "limits", path, "--chart", "np", "--value", "d", "--size", "n", "--subgroup", "day"
    )
    assert by_day["center"] == pytest.approx(6.5)


def test_capability(said):
    asked = ("--value", "diameter", "--subgroup", "sample", "--lsl", "73.95", "--usl", "74.05")
    answer = said("capability", RINGS, *asked)
    assert (answer["n"], answer["within"]) == (200, "range")
    assert answer["cp"] == pytest.approx(0.1 / (6 * answer["sigma_within"]))
    low, high = answer["cpk_interval"]
    assert low < answer["cpk"] < high
    one_sided = said("capability", RINGS, *asked[:4], "--usl", "74.05")
    assert (one_sided["cp"], one_sided["pp"]) == (None, None)


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        ("", "--chart c --value x", "no data"),
        ("x\n", "--chart c --value x", "no data"),
        (b"PK\x03\x04\x00\x00\xff\xff\x00", "--chart c --value x", "no text file"),
        ('x\n"1\n2\n', "--chart c --value x", "quote"),
        ("x,y\n1,2,3\n4,5\n", "--chart c --value x", "Row 2"),
        ("x\n1\n", "--chart c --value z", "z"),
        ("x,x\n1,2\n", "--chart c --value x", "more than one"),
        ("x\n1\n\nabc\n", "--chart c --value x", "Row 4"),
        ("x\n1\ninf\n", "--chart c --value x", "inf"),
        ("x\n1\n1e999\n", "--chart c --value x", "1e999"),
        ('x,y\n"1,234",2\n', "--chart c --value x", "1,234"),
        ("x\nNA\n", "--chart c --value x", "not a single value"),
        ("x\n1\n", "--chart i-mr --value x", "at least two"),
        ("x,g\n1,a\n2,a\n3,b\n", "--chart xbar-r --value x --subgroup g", "Subgroup 2"),
        ("x\n1\n2\n", "--chart xbar-r --value x", "--subgroup"),
        ("x,g\n1,a\n2,\n", "--chart xbar-r --value x --subgroup g", "Row 3"),
        ("x,g,p\n1,a,T\n2,a,F\n", "--chart xbar-r --value x --subgroup g --phase1 p", "Row 3"),
        ("x,p\n1,maybe\n", "--chart c --value x --phase1 p", "maybe"),
        ("x,p\n1,F\n2,\n", "--chart c --value x --phase1 p", "phase I"),
        ("x,n\n1,10\n2,\n", "--chart p --value x --size n", "Row 3"),
        ("x\n1\n2\n", "--chart p --value x", "--size"),
        ("x,n\n11,10\n", "--chart p --value x --size n", "11"),
        ("x,n\n1,10\n1,20\n", "--chart c --value x --size n", "u chart"),
    ],
)
def test_bad_files_are_refused_in_one_sentence(content, options, words, file, refused):
    assert words in refused("limits", file(content), *options.split())


def test_a_file_that_is_not_there_is_named(tmp_path, refused):
    for path in (tmp_path / "none.csv", tmp_path):
        assert path.name in refused("limits", path, "--chart", "c", "--value", "x")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("--value x", "limit"),
        ("--value x --lsl 3 --usl 2", "not below"),
        ("--value z --lsl 1", "z"),
    ],
)
def test_capability_without_sense_is_refused(options, words, file, refused):
    assert words in refused("capability", file("x\n1\n2\n4\n"), *options.split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Limits from 25 of 40 points", "beyond the limits: 37, 38, 39", "R chart")),
        ("zh_CN", ("控制限由 40 点中的 25 点确定", "超出控制限的点：37, 38, 39", "R 图")),
    ],
)
def test_a_person_reads_limits_and_signals(language, words, capsys):
    asked = ["spc", "limits", RINGS, *XBAR, "--phase1", "trial", "--run", "7"]
    assert main([*asked, "--language", language]) == 0
    said = capsys.readouterr().out
    assert all(word in said for word in words)


def test_a_person_never_reads_an_index_without_its_interval(file, capsys):
    path = file("x\n1\n2\n4\n3\n5\n2\n3\n4\n3\n60\n")
    assert (
        main(["spc", "capability", str(path), "--value", "x", "--usl", "9", "--language", "en"])
        == 0
    )
    said = capsys.readouterr().out
    stated = [line for line in said.splitlines() if line.startswith(("Cpk", "Ppk"))]
    assert len(stated) == 2
    assert all("(95 %: " in line for line in stated)
    assert "Cp: none" in said
    assert "Only 10 readings" in said
    assert "not stable" in said
    assert "hardly normal" in said


@pytest.mark.parametrize("action", ["limits", "capability"])
@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "en_GB.UTF-8"])
def test_help_is_there_in_both_languages(action, language, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", language)
    with pytest.raises(SystemExit) as left:
        main(["spc", action, "--help"])
    assert left.value.code == 0
    assert "cli." not in capsys.readouterr().out
