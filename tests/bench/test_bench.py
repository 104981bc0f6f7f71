"""The benchmarks run, small, and say what they should; what they measure so is worth nothing."""

import json

import pytest

from tests.bench.__main__ import main

FIGURES = {
    "save_report": {"save_report_cpu", "save_report_p50", "save_report_p99", "fsync_p50"},
    "take_in": {"take_in"},
    "late_event": {"late_event"},
    "list_100k": {"list_100k_p95"},
    "screen_switch": {"screen_switch_p95"},
    "spc_chart": {"spc_chart_p95", "spc_chart_held_p95"},
    "verify": {"verify"},
    "login": {"login", "login_memory"},
    "signing": {"signing"},
    "scan": {"scan_to_handler_p95"},
    "hear_weight": {"weight_to_reading_p95"},
    "write": {"write_to_device_p95"},
    "pull": {"pulled_to_told_p95"},
    "udi_parse": {"udi_parse_p95"},
    "submit_label": {"label_first_byte_p95"},
    "weight": {"weight_to_painted_p95"},
    "prove_label": {"scan_to_shown_p95"},
    "form_keystroke": {"form_key_bench_p95", "form_key_touch_p95", "form_turn_bench_cpu"},
    "rules_200": {"rules_200_cpu", "rules_200_p50"},
}


@pytest.mark.parametrize("bench", FIGURES)
def test_a_benchmark_says_its_figures_beside_the_raw_arm(bench, capsys):
    assert main(["--quick", "--json", "--only", bench]) == 0
    said = json.loads(capsys.readouterr().out)
    assert not said["broken"]
    assert FIGURES[bench] <= {figure["figure"] for figure in said["figures"]}
    for figure in said["figures"]:
        assert figure["ours"]["low"] <= figure["ours"]["value"] <= figure["ours"]["high"]
        assert figure["raw"] is None or figure["raw"]["value"] > 0


def test_a_table_names_figure_bar_and_whether_it_holds(capsys):
    assert main(["--quick", "--only", "late_event"]) == 0
    head, line = capsys.readouterr().out.splitlines()
    assert head.split() == ["figure", "ours", "(spread)", "raw", "ratio", "bar", "raw", "is"]
    assert line.startswith("late_event")
    assert "<= 30 ms" in line
