"""State of gauges."""

from app.journal.rows import Row, state_table


@state_table("gauge", key=("stream",), index=(("gauge",), ("serial",)))
class GaugeRow(Row, frozen=True, kw_only=True):
    """One gauge; decimals as text, empty where there is none."""

    gauge: str
    name_zh: str = ""
    name_en: str = ""
    sort: str = ""
    serial: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    resolution: str = ""
    months: int = 0
    work_centre: str = ""
    defined_ms: int = 0


@state_table("gauge_calibration", key=("stream", "hash"))
class CalibrationRow(Row, frozen=True, kw_only=True):
    """One calibration; `passed` when it came, `passes` when it left. Days are ISO dates."""

    hash: str
    certificate: str
    calibrated_by: str
    date: str
    due: str
    passed: bool
    passes: bool
    by: str
    at_ms: int


@state_table("gauge_out", key=("stream", "name"))
class OutRow(Row, frozen=True, kw_only=True):
    """Why a gauge was taken out of use; it stands until it is put back.

    `name` is the firing of the rule that did it, else the hash of the event.
    """

    name: str
    reason: str
    by: str
    at_ms: int
    is_over: bool = False
