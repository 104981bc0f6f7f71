"""The devices' panel: a press is an order to a played device, and what came of it is shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSlider, QWidget

from app.__main__ import main
from app.demo.device_card import Actor, Ordered
from app.demo.device_panel import DevicePanel
from app.demo.device_player import Player
from app.demo.device_stage import DeviceStage
from app.kernel.words import Words
from app.ui.audits import audit
from app.ui.kit.switch import Switch
from app.ui.theme import Look, apply
from drivers.device import Kind
from drivers.simulated.scanner import SimulatedScanner
from drivers.simulated.stage import TcpStage
from tests.drivers.test_stage import Reader

NAME = "scanner-1"


@pytest.fixture(params=["zh_CN", "en"])
def look(qapp, request) -> Look:
    made = Look(Words(request.param))
    apply(qapp, made)
    return made


@pytest.fixture
def player() -> Iterator[Player]:
    player = Player(NAME, Kind.SCANNER, SimulatedScanner(TcpStage()))
    yield player
    player.close()


@pytest.fixture
def stage(qtbot, look, player) -> Iterator[DeviceStage]:
    made = DeviceStage(look, {NAME: player})
    qtbot.addWidget(made.panel)
    made.panel.show()
    yield made
    player.close()  # before the panel goes that it tells


@pytest.fixture
def reader(player) -> Iterator[Reader]:
    reader = Reader(player.device.address)
    yield reader
    reader.close()


def found(panel: DevicePanel, name: str) -> QWidget:
    widget = panel.findChild(QWidget, name)
    assert widget is not None, name
    return widget


def press(qtbot, panel: DevicePanel, name: str) -> None:
    widget = found(panel, name)
    where = widget.rect().center()
    if name.startswith("plug"):
        where.setX(widget.width() - 10)
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=where)


def cable(stage: DeviceStage) -> Switch:
    widget = found(stage.panel, f"plug-{NAME}")
    assert isinstance(widget, Switch)
    return widget


def show(qtbot, stage: DeviceStage, text: str) -> None:
    edit = found(stage.panel, f"text-{NAME}")
    assert isinstance(edit, QLineEdit)
    edit.setText(text)
    press(qtbot, stage.panel, f"show-{NAME}")


def test_what_is_shown_to_a_device_is_said_to_the_station(qtbot, stage, reader):
    show(qtbot, stage, "LS1/B/OP-07")
    assert reader.all_of(12) == b"LS1/B/OP-07\r"


def test_the_next_frame_is_spoiled_as_asked(qtbot, stage, reader):
    press(qtbot, stage.panel, f"duplicate-{NAME}")
    show(qtbot, stage, "A")
    show(qtbot, stage, "B")
    assert reader.all_of(6) == b"A\rA\rB\r"


def test_a_pulled_cable_is_out_and_comes_back(qtbot, stage, player, reader):
    switch = cable(stage)
    show(qtbot, stage, "A")
    assert reader.all_of(2) == b"A\r"
    press(qtbot, stage.panel, f"plug-{NAME}")
    assert reader.read() == b""
    qtbot.waitUntil(lambda: not player.device.is_plugged)
    press(qtbot, stage.panel, f"plug-{NAME}")
    qtbot.waitUntil(lambda: player.device.is_plugged and switch.isChecked())


def test_a_cable_pulled_within_a_frame_is_shown_as_out(qtbot, stage, reader):
    switch = cable(stage)
    press(qtbot, stage.panel, f"pulled-{NAME}")
    show(qtbot, stage, "1234567")
    assert reader.all_of(4) == b"1234"
    qtbot.waitUntil(lambda: not switch.isChecked())


def test_a_scale_is_shown_weights_by_its_slider(qtbot, look):
    panel = DevicePanel(look, [Actor("scale-1", Kind.SCALE, "tcp:127.0.0.1:1")])
    qtbot.addWidget(panel)
    panel.show()
    heard: list[Ordered] = []
    panel.ordered.connect(heard.append)
    slider = found(panel, "slider-scale-1")
    assert isinstance(slider, QSlider)
    slider.setValue(123)
    assert heard == [Ordered("scale-1", "say 12.3")]


def test_the_panel_passes_the_audits(qtbot, look, stage):
    assert not audit(stage.panel, look)


@pytest.mark.parametrize("device", ["robot", "scanner:morse"])
def test_what_nothing_plays_is_said(capsys, device):
    assert main(["panel", device, "--tcp"]) == 2
    assert device.partition(":")[2] in capsys.readouterr().err
