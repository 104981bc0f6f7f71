"""The command line as a program among others."""

import subprocess
import sys


def test_who_has_read_enough_gets_no_traceback(tmp_path):
    lines = tmp_path / "lines"
    lines.write_text('{"text": "]d2010952123456002921A1"}\n' * 20_000)
    command = f"{sys.executable} -m app symbol decode < {lines} | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
