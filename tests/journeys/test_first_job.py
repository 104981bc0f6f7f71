"""The first job, whole: plan to finished goods over two stations, the server away in the middle."""

import json
import os
import subprocess
import sys
from pathlib import Path

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
    assert len(told["orders_finished"]) == 2
    third = told["reports"] / 3
    assert third - 1 <= told["reports_while_server_away"] <= third + 1
    assert told["unsent_high_water"] >= told["reports_while_server_away"] - 2
    assert len(list(pictures.glob("*.png"))) >= 5
    for node in ("server", "WH-PK", "CNC-QC", "SUP-1"):
        verified = subprocess.run(
            [sys.executable, "-m", "app", "journal", "verify", str(data / node)],
            cwd=ROOT,
            env=ENVIRONMENT,
            check=False,
            capture_output=True,
        )
        assert verified.returncode == 0, verified.stdout
