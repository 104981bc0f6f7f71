"""Both scenarios of the demo: the first job, and a reading that fails while the server is away."""

import json
import os
import subprocess
import sys
from pathlib import Path

from app.demo.failing_report import REFUSED

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {
    **os.environ,
    "QT_QPA_PLATFORM": "offscreen",
    "LINESIDE_NO_ANIM": "1",
    "LC_ALL": "C.UTF-8",
}


def test_the_demo_plays_by_itself_and_nothing_is_lost_or_doubled(tmp_path):
    report = tmp_path / "r.json"
    data, pictures = tmp_path / "data", tmp_path / "pictures"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "app.demo", "--offscreen", "--report", str(report)),
            *("--data", str(data), "--pictures", str(pictures)),
        ],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(report.read_text())
    assert told["converged"]
    assert told["digests_equal"]
    assert told["chains_verified"]
    assert (told["lost"], told["doubled"]) == (0, 0)
    assert len(told["orders_finished"]) == 3
    third = told["reports"] / 3
    assert third - 1 <= told["reports_while_server_away"] <= third + 1
    assert told["unsent_high_water"] >= told["reports_while_server_away"] - 2
    assert len(list(pictures.glob("*.png"))) >= 5
    second = told["second_scenario"]
    assert second["rules_fired"]["R-01"] == 1
    pieces = second["pieces"]
    assert pieces["done"] == {"rework": "25", "downgrade": "8", "scrap": "7"}
    assert pieces["found"] == pieces["adds_up_to"] == "40"
    assert [one["code"] for one in second["refused"]] == list(REFUSED)
    assert second["discrepancies"]["settled"] == ["worked_on_hold"]
    for node in ("server", "WH-PK", "CNC-QC", "SUP-1"):
        verified = subprocess.run(
            [sys.executable, "-m", "app", "journal", "verify", str(data / node)],
            cwd=ROOT,
            env=ENVIRONMENT,
            check=False,
            capture_output=True,
        )
        assert verified.returncode == 0, verified.stdout
