"""The wizard that binds a device, over real ptys: shown at work first, and never guessed."""

import sys

import pytest
from PySide6.QtWidgets import QLineEdit

from app.capabilities.sites.queries import devices
from app.stations.bench import Binding, Condition, Transport, heard
from app.stations.bound import bound_here, layout_of
from app.ui.scans import WEDGE
from app.ui.screens.screen import Place
from drivers.scanners.layouts import FR
from drivers.simulated.device import SimulatedDevice
from drivers.simulated.press import TAGS
from drivers.simulated.roster import part
from drivers.simulated.scanner import SimulatedScanner
from drivers.simulated.stage import TcpStage
from tests.stations.at_bench import BRISK, a_scale, at_bench, bound
from tests.ui.screens.hands import Hands
from tests.ui.screens.sites.at_devices import (
    RIGHTS,
    a_window,
    at_devices,
    name_a_port,
    type_into,
)
from tests.ui.screens.station_at_work import PROFILE, a_station

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")


@pytest.fixture(params=["touch", "bench"])
def hands(qtbot, tmp_path, request):
    """A line lead at a station without devices."""
    with at_devices(qtbot, tmp_path / "s", density=request.param) as made:
        yield made


@pytest.fixture
def scanner():
    with SimulatedScanner() as made:
        made.open()
        yield made


def begin(hands: Hands) -> None:
    hands.window.go(Place("sync-devices"))
    hands.press("device-add")
    hands.is_at("bind-device")


def listen_at(hands: Hands, scanner: SimulatedScanner) -> None:
    """Name the port of a scanner to the wizard and wait until it is listened at."""
    hands.press("hearing-type")
    name_a_port(hands, "hearing", scanner.address.removeprefix("serial:"))
    chip = f"hearing-chip-{scanner.address}"
    hands.sees(lambda: (c := hands.find(chip)) is not None and c.accessibleName() == "监听中")


def typed(hands: Hands, name: str) -> str:
    """Return what stands in a field."""
    field = hands.window.findChild(QLineEdit, name)
    assert field is not None
    return field.text()


def played(kind: str, protocol: str) -> SimulatedDevice:
    """Return a device that is played on a TCP port of its own."""
    cast = part(kind)
    assert cast is not None
    return cast.load({})[protocol](TcpStage())


def can_go_on(hands: Hands) -> bool:
    return hands.find("bind-next") is not None


def test_scan_to_bind_refuses_until_every_byte_is_right_and_lasts(hands, scanner, commissioned):
    begin(hands)
    hands.press("kind-scanner")
    hands.reads("用要绑定的扫码枪扫描此码")
    assert not can_go_on(hands)
    listen_at(hands, scanner)
    scanner.scan(commissioned.replace("\x1d", ""))
    hands.reads("丢掉了字段之间的分隔符")
    hands.reads("逐字节一致才能绑定")
    assert not can_go_on(hands)
    scanner.scan(commissioned)
    hands.reads("逐字节一致")
    hands.press("bind-next")
    hands.reads("它在这里叫什么")
    hands.press("bind-next")
    hands.is_at("sync-devices")
    hands.reads("扫码枪 SCAN-1")
    bench = hands.floor.bench
    hands.sees(lambda: [state.condition for state in bench.states()] == [Condition.READY])
    scanner.scan("ABC-12")
    hands.sees(lambda: (s := hands.window.news.last_scan("SCAN-1")) is not None and s.text != "")
    assert hands.at.ask(bound_here(PROFILE)) == (Binding("SCAN-1", "scanner", scanner.address),)


def test_what_was_bound_is_opened_after_a_restart(qtbot, tmp_path, scanner, commissioned):
    with at_devices(qtbot, tmp_path / "s") as hands:
        begin(hands)
        hands.press("kind-scanner")
        listen_at(hands, scanner)
        scanner.scan(commissioned)
        hands.reads("逐字节一致")
        hands.press("bind-next")
        hands.press("bind-next")
        hands.is_at("sync-devices")
    again = a_station(tmp_path / "s", clock=hands.at.clock)
    with a_window(qtbot, again, *again.ask(bound_here(PROFILE))) as hands:
        bench = hands.floor.bench
        hands.sees(lambda: [state.condition for state in bench.states()] == [Condition.READY])


def test_two_scanners_that_hear_the_symbol_are_asked_about(hands, scanner, commissioned):
    with SimulatedScanner() as other:
        other.open()
        begin(hands)
        hands.press("kind-scanner")
        for each in (scanner, other):
            listen_at(hands, each)
        scanner.scan(commissioned)
        hands.sees(lambda: can_go_on(hands))
        other.scan(commissioned)
        hands.reads("2 台设备收到了此码")
        assert not can_go_on(hands)
        hands.press(f"hearing-{other.address}")
        hands.sees(lambda: can_go_on(hands))
        hands.press("bind-next")
        hands.reads(other.address)


def type_by_scanner(hands: Hands, typed: str) -> None:
    scan = heard(typed, WEDGE, hands.at.clock.ms, transport=Transport.KEYBOARD, raw=typed.encode())
    hands.router.heard(scan)


def test_a_scanner_that_types_is_recognised_and_refused_where_it_types_wrongly(hands, commissioned):
    begin(hands)
    hands.press("kind-scanner")
    hands.reads("用要绑定的扫码枪扫描此码")
    type_by_scanner(hands, commissioned.replace("\x1d", ""))
    hands.reads("丢掉了字段之间的分隔符")
    assert not can_go_on(hands)
    type_by_scanner(hands, commissioned)
    hands.reads("键盘式扫码枪：逐字节一致")
    hands.reads("它以键盘方式输入，无需绑定即可使用")


def test_a_scanner_that_types_through_a_known_layout_is_bound_with_it(hands, commissioned):
    begin(hands)
    hands.press("kind-scanner")
    hands.reads("用要绑定的扫码枪扫描此码")
    type_by_scanner(hands, FR.done(commissioned))
    hands.reads("键盘式扫码枪：可以使用")
    hands.press("bind-next")
    hands.press("bind-next")
    hands.is_at("sync-devices")
    hands.reads("扫码枪 SCAN-1")
    (bound,) = hands.at.ask(bound_here(PROFILE))
    assert (bound.address, bound.settings) == ("keyboard", {"layout": "fr"})
    assert layout_of((bound,)) is FR
    (state,) = hands.floor.bench.states()
    assert state.condition is Condition.READY
    hands.press("device-unbind")
    hands.press("away-take")
    hands.sees(lambda: hands.find("device-SCAN-1") is None)


def test_a_scanner_bound_already_is_named(qtbot, tmp_path, scanner, commissioned):
    here = Binding("SCAN-1", "scanner", scanner.address)
    with at_devices(qtbot, tmp_path / "s", here) as hands:
        begin(hands)
        hands.press("kind-scanner")
        hands.reads("用要绑定的扫码枪扫描此码")
        scanner.scan(commissioned)
        hands.reads("SCAN-1 收到了此码：它已绑定")
        hands.press("hearing-type")
        name_a_port(hands, "hearing", scanner.address)
        hands.reads("已绑定本工位的其他设备")


def test_a_scale_is_bound_once_it_has_shown_that_it_works(hands):
    with a_scale() as scale:
        scale.play("say 12.34 g")
        begin(hands)
        hands.press("kind-scale")
        assert not can_go_on(hands)
        hands.press("protocol-scale.mt-sics")
        hands.press("bind-next")
        hands.press("place-type")
        name_a_port(hands, "place", scale.address)
        hands.press("bind-next")
        hands.reads("12.34")
        hands.reads("它报告序列号 B135792468")
        hands.press("bind-next")
        assert typed(hands, "bind-asset") == "B135792468"
        type_into(hands, "bind-role", "SC-02")
        hands.press("bind-next")
        hands.is_at("sync-devices")
        hands.reads("电子秤 SC-02")
        (row,) = hands.at.ask(devices, "S1")
        assert (row.role, row.driver, row.address, row.asset, row.settings) == (
            "SC-02",
            "scale.mt-sics",
            scale.address,
            "B135792468",
            (),
        )
        bench = hands.floor.bench
        hands.sees(lambda: [state.condition for state in bench.states()] == [Condition.READY])


def test_a_device_that_does_not_answer_is_not_bound(hands):
    begin(hands)
    hands.press("kind-scale")
    hands.press("protocol-scale.mt-sics")
    hands.press("bind-next")
    hands.press("place-type")
    name_a_port(hands, "place", "serial:/dev/no-such-port")
    hands.press("bind-next")
    hands.reads("找不到这个端口")
    hands.reads("设备正常工作后才能绑定")
    assert not can_go_on(hands)
    hands.press("bind-back")
    hands.reads("它接在哪里")


def test_a_bad_or_taken_name_is_refused_at_its_field(qtbot, tmp_path, scanner, commissioned):
    away = Binding("SCAN-1", "scanner", "")
    with at_devices(qtbot, tmp_path / "s", away) as hands:
        begin(hands)
        hands.press("kind-scanner")
        listen_at(hands, scanner)
        scanner.scan(commissioned)
        hands.sees(lambda: can_go_on(hands))
        hands.press("bind-next")
        assert typed(hands, "bind-role") == "SCAN-2"
        type_into(hands, "bind-role", "SCAN-1")
        hands.reads("此名称已占用")
        assert not can_go_on(hands)
        type_into(hands, "bind-role", "scan 1")
        hands.press("bind-next")
        hands.reads("scan 1")
        hands.reads("不可用")
        hands.is_at("bind-device")


def test_another_scale_takes_over_a_role_and_keeps_its_settings(qtbot, tmp_path):
    with a_scale() as old, a_scale() as new:
        held = bound(old, asset="B135792468", units="g")
        with at_devices(qtbot, tmp_path / "s", held) as hands:
            hands.press("device-SC-01")
            hands.press("device-bind")
            hands.reads("为 SC-01 更换设备")
            hands.press("bind-next")
            hands.press("place-type")
            name_a_port(hands, "place", new.address)
            hands.press("bind-next")
            hands.reads("它报告序列号")
            hands.press("bind-next")
            hands.press("bind-next")
            hands.is_at("sync-devices")
            (row,) = hands.at.ask(devices, "S1")
            assert (row.role, row.address) == ("SC-01", new.address)
            settings = {**BRISK, "units": "g"}
            assert row.settings == tuple(f"{k}={v}" for k, v in sorted(settings.items()))


def test_the_same_device_is_bound_anew_or_comes_back_untouched(qtbot, tmp_path):
    with (
        a_scale() as scale,
        at_devices(qtbot, tmp_path / "s", bound(scale), density="bench") as hands,
    ):
        bench = hands.floor.bench
        hands.window.go(Place("bind-device", record="SC-01"))
        hands.press("bind-next")
        hands.press("place-type")
        name_a_port(hands, "place", scale.address)
        type_into(hands, "line-more", "poll_s=0.05 quiet_s=3 settle_s=0")
        hands.press("bind-next")
        hands.reads("它报告序列号")
        hands.window.go(Place("sync-devices"))
        hands.sees(lambda: [state.condition for state in bench.states()] == [Condition.READY])
        assert dict(bench.bindings()[0].settings) == BRISK
        assert hands.at.ask(devices, "S1") == ()


def test_whoever_leaves_the_wizard_lets_go_of_every_port(hands, scanner):
    begin(hands)
    hands.press("kind-scanner")
    listen_at(hands, scanner)
    hands.press("bind-back")
    hands.press("bind-back")
    hands.is_at("sync-devices")
    with at_bench(Binding("SCAN-1", "scanner", scanner.address)) as (_, listener):
        listener.until_is(Condition.READY)


def test_the_wizard_is_only_for_who_may_bind(qtbot, tmp_path):
    with at_devices(qtbot, tmp_path / "s", rights=RIGHTS) as hands:
        hands.window.go(Place("bind-device"))
        hands.reads("没有这项操作的权限")


def test_a_printer_is_bound_once_it_says_that_it_is_well(qtbot, tmp_path):
    with (
        played("printer", "zpl") as printer,
        at_devices(qtbot, tmp_path / "s") as hands,
    ):
        begin(hands)
        hands.press("kind-printer")
        hands.press("protocol-printer.zpl")
        hands.press("bind-next")
        hands.press("place-type")
        name_a_port(hands, "place", printer.open())
        hands.press("bind-next")
        hands.sees(lambda: can_go_on(hands))
        hands.press("bind-next")
        assert typed(hands, "bind-role") == "LB-01"
        hands.press("bind-next")
        hands.is_at("sync-devices")
        hands.press("device-row-LB-01")
        hands.press("try-status")
        hands.reads("打印机：就绪")


def test_a_printer_on_a_one_way_link_says_so_and_may_be_bound(qtbot, tmp_path):
    way = tmp_path / "lp0"
    way.touch()
    with at_devices(qtbot, tmp_path / "s") as hands:
        begin(hands)
        hands.press("kind-printer")
        hands.press("protocol-printer.zpl")
        hands.press("bind-next")
        hands.press("place-type")
        name_a_port(hands, "place", f"file:{way}")
        hands.press("bind-next")
        hands.reads("单向")
        hands.sees(lambda: can_go_on(hands))


def test_a_machine_is_bound_with_the_table_of_its_tags(qtbot, tmp_path):
    tags = tmp_path / "tags.toml"
    tags.write_text(TAGS)
    with (
        played("equipment", "modbus") as machine,
        at_devices(qtbot, tmp_path / "s", density="bench") as hands,
    ):
        begin(hands)
        hands.press("kind-equipment")
        hands.press("protocol-equipment.modbus-tcp")
        hands.press("bind-next")
        hands.press("place-type")
        name_a_port(hands, "place", machine.open())
        type_into(hands, "line-more", f"tags={tags}")
        hands.press("bind-next")
        hands.sees(lambda: can_go_on(hands))
