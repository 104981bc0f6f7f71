"""Draw the kit and every screen of the demo plant, in both languages, to PNG, and audit each.

python -m app.demo.gallery --out DIR [--only NAME]
"""

import sys

from app.demo.bench_exhibits import EXHIBITS as BENCH_SCREENS
from app.demo.case_exhibits import EXHIBITS as CASE_SCREENS
from app.demo.design_exhibits import EXHIBITS as DESIGN_SCREENS
from app.demo.device_exhibits import EXHIBITS as DEVICE_SCREENS
from app.demo.exhibits import EXHIBITS as TOUCH_SCREENS
from app.demo.flow_exhibits import EXHIBITS as FLOW_SCREENS
from app.demo.form_exhibits import EXHIBITS as FORM_SCREENS
from app.demo.hold_exhibits import EXHIBITS as HOLD_SCREENS
from app.demo.inbox_exhibits import EXHIBITS as INBOX_SCREENS
from app.demo.inspect_exhibits import EXHIBITS as INSPECT_SCREENS
from app.demo.label_exhibits import EXHIBITS as LABEL_SCREENS
from app.demo.nonconformance_exhibits import EXHIBITS as NONCONFORMANCE_SCREENS
from app.demo.quality_exhibits import EXHIBITS as QUALITY_SCREENS
from app.demo.record_exhibits import EXHIBITS as RECORD_SCREENS
from app.demo.rule_exhibits import EXHIBITS as RULE_SCREENS
from app.demo.sheet_exhibits import EXHIBITS as SHEET_SCREENS
from app.demo.stock_exhibits import EXHIBITS as STOCK_SCREENS
from app.ui.exhibits.roster import EXHIBITS as KIT
from app.ui.gallery import run

EXHIBITS = (
    *KIT,
    *TOUCH_SCREENS,
    *DEVICE_SCREENS,
    *BENCH_SCREENS,
    *LABEL_SCREENS,
    *INBOX_SCREENS,
    *INSPECT_SCREENS,
    *FLOW_SCREENS,
    *FORM_SCREENS,
    *DESIGN_SCREENS,
    *SHEET_SCREENS,
    *QUALITY_SCREENS,
    *NONCONFORMANCE_SCREENS,
    *RECORD_SCREENS,
    *RULE_SCREENS,
    *STOCK_SCREENS,
    *HOLD_SCREENS,
    *CASE_SCREENS,
)
"""What is drawn, in this order."""

if __name__ == "__main__":
    sys.exit(run(EXHIBITS, sys.argv[1:]))
