"""Whoever logs in waits for nothing that a login does not need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LATER = (
    "app.ui.kit.table",
    "app.ui.screens.production",
    "app.capabilities.documents",
    "app.capabilities.people.reviews",
    "app.capabilities.production",
    "app.capabilities.records",
    "keyring",
    "openpyxl",
    "requests",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.orm",
    "sqlite_utils",
    "zxingcpp",
)
"""Each takes 10 to 200 ms; who needs one imports it when it is needed."""


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    """Return every module that a fresh process holds once composition is imported."""
    script = "import sys, app.composition; print(*sys.modules)"
    settings = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=settings, check=True
    )
    return frozenset(done.stdout.split())


@pytest.mark.parametrize("module", LATER)
def test_the_login_waits_for_no(module, loaded):
    assert module not in loaded
