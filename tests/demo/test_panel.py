"""The demo panel: a press is a scan at that station; the switches do what they say."""

import socket
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from app.capabilities.equipment.machines.tables import EquipmentRow
from app.capabilities.production.progress.answers import Tally, Task
from app.composition import Workplace
from app.demo import plant
from app.demo.panel import Panel
from app.demo.panel_column import FOREIGN_CODE, ColumnFacts
from app.demo.shown import who_can_log_in
from app.demo.site import Site, people
from app.demo.stage import Stage
from app.demo.watch import Sight
from app.kernel.words import Bilingual, Words
from app.stations.bench import Condition, Scan
from app.store.engine import open_reader
from app.store.tables import receipt
from app.sync.status import Standing
from app.ui.audits import audit
from app.ui.screens.people.login import Login
from app.ui.theme import Look, apply

PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    made = Site(tmp_path_factory.mktemp("demo"))
    made.set_up()
    yield made
    made.close()


@pytest.fixture
def look(qapp) -> Look:
    made = Look(Words("zh_CN"))
    apply(qapp, made)
    return made


@pytest.fixture
def stage(site, qtbot, look):
    made = Stage(look, site)
    qtbot.addWidget(made.panel)
    made.panel.show()
    yield made
    made.close()


@pytest.fixture
def workplace(site, stage, qtbot):
    opened = Workplace(site.posts["WH-PK"].open())
    opened.window.show()
    qtbot.waitUntil(lambda: is_ready(opened), timeout=PATIENCE_MS)
    yield opened
    opened.close()


def is_ready(workplace) -> bool:
    """Tell whether the scanner listens and what the plant knows has arrived."""
    in_step = workplace.line.status.state is Standing.SYNCED
    return in_step and all(state.condition is Condition.READY for state in workplace.bench.states())


def answers(site) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", site.server.port)) == 0


def press(qtbot, stage, name: str) -> None:
    found = stage.panel.findChild(QWidget, name)
    assert found is not None, name
    where = found.rect().center()
    if name.startswith(("cable", "server")):
        where.setX(found.width() - 10)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton, pos=where)


def test_nothing_of_the_demo_was_done_by_who_may_not(site):
    reading = open_reader(site.journals()["server"])
    with reading.begin() as connection:
        words = connection.execute(select(receipt.c.verdict, receipt.c.reason).distinct()).all()
    reading.dispose()
    assert [tuple(word) for word in words] == [("", "")]


def test_a_press_on_a_badge_is_a_scan_at_that_station(qtbot, stage, workplace):
    press(qtbot, stage, "badge-WH-PK-P-0113")

    def is_chosen() -> bool:
        screen = workplace.window.screen_in_front
        return isinstance(screen, Login) and screen.chosen == "P-0113"

    qtbot.waitUntil(is_chosen, timeout=PATIENCE_MS)


def test_a_foreign_code_reaches_the_station_as_it_is(qtbot, stage, workplace):
    heard: list[Scan] = []
    workplace.router.scanned.connect(heard.append)
    press(qtbot, stage, "foreign-WH-PK")
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE_MS)
    assert heard[0].text == FOREIGN_CODE


def test_a_station_falls_silent_when_its_cable_is_pulled_and_catches_up(qtbot, stage, workplace):
    line = workplace.line
    press(qtbot, stage, "cable-WH-PK")
    line.retry()
    qtbot.waitUntil(lambda: line.status.state is Standing.OFFLINE, timeout=PATIENCE_MS)
    press(qtbot, stage, "cable-WH-PK")
    line.retry()
    qtbot.waitUntil(lambda: line.status.state is Standing.SYNCED, timeout=PATIENCE_MS)


def test_the_server_is_switched_off_and_on(qtbot, stage, site):
    switch = stage.panel.findChild(QWidget, "server")
    for on in (False, True):
        press(qtbot, stage, "server")
        qtbot.waitUntil(
            lambda on=on: switch.isEnabled() and answers(site) is on, timeout=PATIENCE_MS
        )
        assert switch.isChecked() is on


def test_machines_of_a_station_are_offered_from_its_own_database(qtbot, stage, workplace):
    def is_offered() -> bool:
        return stage.panel.findChild(QWidget, "machine-WH-PK-PK-01") is not None

    qtbot.waitUntil(is_offered, timeout=PATIENCE_MS)
    assert stage.panel.findChild(QWidget, "machine-WH-PK-CNC-01") is None


def test_the_plan_is_there_to_be_pasted(qtbot, stage, site):
    press(qtbot, stage, "plan")
    path = QGuiApplication.clipboard().text()
    assert path.startswith(str(site.folder))
    assert path.endswith(".xlsx")


def test_everybody_who_can_log_in_is_said_with_badge_and_pin(stage):
    said = who_can_log_in(stage.columns, Words("en"))
    assert "Storekeeper 01, badge B-00713, PIN 258013" in said
    assert said.count("PIN") == 15


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_is_clipped_nameless_or_too_small(qtbot, look, language):
    turned = look.turned(language=language)
    everybody = people()
    facts = [
        ColumnFacts(plant.profile(place), everybody[:3], Path("/tmp/a/b/plan.xlsx"))
        for place in plant.demo_stations()
    ]
    panel = Panel(turned, facts)
    qtbot.addWidget(panel)
    task = a_task()
    machine = EquipmentRow(
        stream="equipment/CNC-01",
        equipment="CNC-01",
        name_zh="数控车床 01",
        name_en="CNC lathe 01",
        work_centre="CNC",
    )
    panel.show_sight(Sight("WH-PK", (task,), task, (machine,) * 9))
    panel.show_running("CNC-QC", True)
    panel.server_is(False)
    panel.show()
    qtbot.waitExposed(panel)
    assert audit(panel, turned) == ()


def a_task() -> Task:
    some = Decimal(20_000)
    return Task(
        order="WORK000471",
        lot="L1",
        operation="B60",
        name=Bilingual("完工入库", "Finished goods receipt"),
        icon="package",
        product="LA-316",
        product_name=Bilingual("接头", "Connector"),
        quantity=some,
        unit=Bilingual("个", "pcs"),
        due="2026-11-30",
        priority="normal",
        state="waiting",
        station="",
        equipment="",
        started_at="",
        tally=Tally(some, Decimal(0), Decimal(0), some),
        changed_ms=0,
    )
