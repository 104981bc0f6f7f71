"""The devices' screen over real ptys: live, tried, its frames, pulled, healed, taken away."""

import sys

import pytest

from app.capabilities.production.calls.queries import open_calls
from app.capabilities.sites.queries import devices
from app.stations.bench import Binding, Condition, DeviceState, Direction, Kind
from app.ui.kit import DataTable
from drivers.health import Trouble
from drivers.simulated.scanner import SimulatedScanner
from tests.stations.at_bench import a_scale, bound
from tests.ui.screens.sites.at_devices import RIGHTS, at_devices

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")


@pytest.fixture
def scale():
    with a_scale() as made:
        made.play("say 12.34 g")
        yield made


@pytest.fixture
def hands(qtbot, tmp_path, scale):
    """A line lead at the screen of a station with one scale."""
    with at_devices(qtbot, tmp_path / "s", bound(scale, asset="B135792468")) as made:
        made.press("device-SC-01")
        made.is_at("sync-devices")
        made.reads("12.34")
        yield made


def test_a_device_says_how_it_is_bound_and_what_it_weighs(hands):
    hands.reads("MT-SICS（Mettler Toledo） · serial:")
    hands.reads("解析无误")


def test_a_scale_is_tried_and_the_outcome_is_said_in_words(hands):
    hands.press("try-read")
    hands.reads("读取一次：12.34 g · 往返")
    hands.press("try-identify")
    hands.reads("身份核对一致：B135792468")
    hands.press("try-tare")
    hands.reads("已去皮")


def test_frames_are_shown_either_way_and_held_still(hands, scale):
    hands.press("device-frames")
    table = hands.window.findChild(DataTable, "frames-table")
    hands.sees(lambda: {one.direction for one in table.rows()} == set(Direction))
    assert any(b"12.34 g" in one.data for one in table.rows())
    hands.press("frames-pause")
    held = tuple(table.rows())
    bench = hands.floor.bench
    scale.play("say 55.55 g")
    hands.sees(lambda: b"55.55" in bench.frames("SC-01")[-1].data)
    assert tuple(table.rows()) == held
    hands.press("frames-pause")
    hands.sees(lambda: tuple(table.rows()) != held)


def test_a_pulled_cable_is_said_at_once_with_what_to_do_and_heals_by_itself(hands, scale):
    scale.pull()
    hands.reads("电子秤 SC-01 线缆被拔出")
    hands.reads("线缆被拔出。重新插好后，设备会自动恢复")
    assert hands.find("try-read") is None
    scale.plug()
    hands.sees(lambda: hands.find("device-pulled") is None)
    hands.sees(lambda: hands.find("try-read") is not None)


def test_whoever_stands_before_a_pulled_device_calls_maintenance(hands, scale):
    scale.pull()
    hands.press("pulled-help")
    hands.reads("已呼叫")
    assert [call.reason for call in hands.at.ask(open_calls)] == ["equipment"]


def test_a_device_that_is_taken_away_disappears_everywhere_and_stays_away(hands):
    hands.press("device-unbind")
    hands.press("away-take")
    hands.sees(lambda: hands.find("device-SC-01") is None)
    hands.sees(lambda: hands.find("device-row-SC-01") is None)
    assert hands.floor.bench.states() == ()
    (row,) = hands.at.ask(devices, "S1")
    assert (row.role, row.address) == ("SC-01", "")


def test_who_may_not_bind_is_offered_nothing_to_bind(qtbot, tmp_path, scale):
    with at_devices(qtbot, tmp_path / "s", bound(scale), rights=RIGHTS) as hands:
        hands.press("device-SC-01")
        hands.sees(lambda: hands.find("try-read") is not None)
        assert not [n for n in ("device-add", "device-bind", "device-unbind") if hands.find(n)]


def test_two_devices_that_fit_are_asked_about_never_guessed(hands):
    state = DeviceState(
        "SC-01",
        Kind.SCALE,
        "usb:0403:6001",
        Condition.FAULTED,
        Trouble.AMBIGUOUS.value,
        since_ms=hands.at.clock.ms,
    )
    hands.floor.bench.stop()
    hands.router.changed(state)
    hands.reads("有不止一台设备符合绑定条件")
    hands.press("device-choose")
    hands.is_at("bind-device")
    hands.reads("为 SC-01 更换设备")


def test_a_scanner_at_work_is_tested_by_the_commissioning_scan(qtbot, tmp_path, commissioned):
    with SimulatedScanner() as scanner:
        binding = Binding("SCAN-1", "scanner", f"serial:{scanner.open()}")
        with at_devices(qtbot, tmp_path / "s", binding) as hands:
            hands.press("device-SCAN-1")
            hands.press("try-commission")
            hands.reads("请扫描此码")
            scanner.scan(commissioned.replace("\x1d", ""))
            hands.reads("丢掉了字段之间的分隔符")
            scanner.scan(commissioned)
            hands.reads("扫码枪 SCAN-1：逐字节一致")
