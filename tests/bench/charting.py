"""What a quality engineer waits for: a control chart of 50,000 readings, from question to paint."""

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop
from PySide6.QtWidgets import QApplication
from sqlalchemy import Connection

from app.capabilities.forms.definition.bodies import FORM, Field, Form, Section
from app.capabilities.forms.filling.events import filled_stream
from app.capabilities.forms.filling.tables import EntryRow, FilledRow
from app.capabilities.quality.charts.answers import Characteristic
from app.capabilities.quality.charts.events import chart_stream
from app.capabilities.quality.charts.queries import charted
from app.capabilities.quality.points.answers import ChartKind
from app.composition import Workplace, application
from app.journal.rows import Row
from app.kernel.words import Bilingual
from app.ui.screens.quality.spc.spc import Spc
from app.ui.screens.screen import Place
from app.ui.tidy import Tidier
from tests.bench.figures import BESIDE, REPEATS, Bar, Figure, at_percent, milliseconds
from tests.ui.screens.station_at_work import OPERATOR, PIN, AtWork, a_peopled_station

READINGS, SIZE = 50_000, 5
SWITCHES = 8
"""Openings of one round: one of two characteristics, the other …"""
FIELDS = ("od", "bore")
_FORM = "QF-BENCH"
_MINUTE_MS = 60_000


def spc_chart(folder: Path, share: int) -> Iterator[Figure]:
    """Turn between two charts of 50,000 readings each until the chart is painted.

    The raw arm is query and statistics alone, without window or paint. Beside it the processor time
    of an opening, and the longest the window's thread was held at once, by any of the steps.
    """
    tidier = Tidier(application(), lambda: False)  # as a station's process has it
    at = a_peopled_station(folder / "station")
    at.define("operator", "records.view", "production.view", "production.report")
    groups = max(40, READINGS // SIZE // share)
    _measure(at, groups)
    at.station.sessions.log_in(OPERATOR, PIN)
    workplace = Workplace(at.station)
    workplace.window.resize(1920, 1080)
    workplace.window.show()
    what = Characteristic(_FORM, FIELDS[0], _NAME, _NAME, "mm", None, None, None, ChartKind.XBAR_R)
    rounds: list[list[float]] = []
    raw_rounds: list[list[float]] = []
    longest: list[list[float]] = []
    busy: list[list[float]] = []
    for _ in range(1 + REPEATS):
        turns = [FIELDS[n % 2] for n in range(max(2, SWITCHES // share))]
        held = [_open(workplace, field) for field in turns]
        rounds.append([took for took, _, _ in held])
        longest.append([most for _, most, _ in held])
        busy.append([cpu for _, _, cpu in held])
        raw_rounds.append([milliseconds(lambda: at.ask(charted, what)) for _ in turns])
    workplace.close()
    tidier.deleteLater()
    yield Figure(
        "spc_chart_p95",
        "ms",
        Bar(most=200),
        at_percent(rounds[1:], 95),
        at_percent(raw_rounds[1:], 95),
        "query and statistics alone",
    )
    yield Figure("spc_chart_cpu_p95", "ms", BESIDE, at_percent(busy[1:], 95))
    yield Figure("spc_chart_held_p95", "ms", BESIDE, at_percent(longest[1:], 95))


_NAME = Bilingual("外径", "Outer diameter")


def _open(workplace: Workplace, field: str) -> tuple[float, float, float]:
    """Open a chart; return until it was painted, the longest single step, processor time: in ms."""
    wanted, most = chart_stream(_FORM, field), 0.0
    began_s, busy_s = time.perf_counter(), time.process_time()
    workplace.window.go(Place("spc", record=wanted))
    most = time.perf_counter() - began_s
    spc = workplace.window.screen_in_front
    assert isinstance(spc, Spc)
    while spc.shown != wanted:
        most = max(most, _wait_and_work())
    step_s = time.perf_counter()
    QApplication.processEvents()  # paints what the answer has changed
    ended_s, busy_s = time.perf_counter(), time.process_time() - busy_s
    while not spc.is_settled:
        _wait_and_work()
    return (ended_s - began_s) * 1000, max(most, ended_s - step_s) * 1000, busy_s * 1000


def _wait_and_work() -> float:
    """Wait for something to do as the window does, do all of it; return how long it took, in s.

    Asking over and over instead would take the interpreter away from the thread that answers.
    """
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    dispatcher.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    began_s = time.perf_counter()
    QApplication.processEvents()
    return time.perf_counter() - began_s


def _measure(at: AtWork, groups: int) -> None:
    """Let so many rounds have been measured: as the folds would have left them."""
    fields = tuple(
        Field(
            key=key,
            kind="samples",
            label=_NAME,
            settings={"lsl": "6.30", "usl": "6.40", "unit": "mm", "n": SIZE, "needs_gauge": False},
        )
        for key in FIELDS
    )
    section = Section(title=_NAME, fields=fields)
    form = Form(code=_FORM, name=_NAME, sections=(section,))
    at.publish(FORM, form.code, form, title=form.name)
    first_ms = at.clock.now_ms() - groups * _MINUTE_MS
    at.station.writer.act(lambda c: _fill(c, groups, first_ms)).result()


def _fill(connection: Connection, groups: int, first_ms: int) -> None:
    chance = Random(50_000)  # no secret: readings of a benchmark
    for number in range(groups):
        at_ms = first_ms + number * _MINUTE_MS
        head = _head(number, at_ms)
        _put(connection, (head,))
        _put(connection, tuple(_entries(head, at_ms, chance)))


def _put(connection: Connection, rows: tuple[Row, ...]) -> None:
    table = type(rows[0]).table
    connection.execute(
        table.insert(),
        [{name: getattr(row, name) for name in row.__struct_fields__} for row in rows],
    )


def _head(number: int, at_ms: int) -> FilledRow:
    name = f"{_FORM}-{number:05}"
    return FilledRow(
        stream=filled_stream(name),
        filled=name,
        form=_FORM,
        revision="A",
        pin="",
        title_zh=_NAME.zh,
        title_en=_NAME.en,
        right="",
        reviewed=False,
        order="WORK000434",
        operation="B20",
        lot=f"L{number // 100:04}",
        product="LA-316",
        material="",
        supplier="",
        equipment="",
        inspection="",
        why="",
        started_by=OPERATOR,
        station="S1",
        started_ms=at_ms,
    )


def _entries(head: FilledRow, at_ms: int, chance: Random) -> Iterator[EntryRow]:
    for key in FIELDS:
        for at in range(1, SIZE + 1):
            said = f"{chance.gauss(6.351, 0.011):.3f}"
            yield EntryRow(
                stream=head.stream,
                path=f"{key}/{at}",
                hash=f"{head.filled}{key}{at}",
                value=f'"{said}"',
                said=f"{said} mm",
                passes="pass",
                source="manual",
                device="",
                gauge="",
                raw="",
                reason="",
                not_applicable="",
                by=OPERATOR,
                at_ms=at_ms,
                read_ms=0,
            )
