"""Sync and devices: words for how things stand, what waits here, the chain, the devices."""

import threading
from collections.abc import Callable

from app.capabilities.labels.bodies import LABEL_TEMPLATE
from app.capabilities.sites.events import RollbackSeen
from app.stations.bench import Condition, DeviceState, Kind, heard
from app.sync.status import Standing, SyncStatus
from app.sync.transport import Contact
from tests.capabilities.labels.factory import TEMPLATE, asked
from tests.ui.screens.hands import at_window
from tests.ui.screens.station_at_work import a_peopled_station


class Wire:
    """An exchange whose state a test sets, told on a thread of its own as the real one does."""

    def __init__(self, status: SyncStatus) -> None:
        self.status = status
        self.retries = 0
        self._listeners: list[Callable[[SyncStatus], None]] = []

    def listen(self, listener) -> None:
        self._listeners.append(listener)

    def retry(self) -> None:
        self.retries += 1

    def become(self, status: SyncStatus) -> None:
        self.status = status
        for listener in self._listeners:
            thread = threading.Thread(target=listener, args=(status,))
            thread.start()
            thread.join()


def offline(now_ms: int) -> SyncStatus:
    return SyncStatus(
        Standing.OFFLINE,
        unsent=12,
        oldest_unsent_ms=now_ms - 119 * 60_000,
        unsent_kinds=(("flows.moved", 9), ("production.operation_started", 3)),
        last_contact_ms=now_ms - 122 * 60_000,
        next_try_ms=now_ms + 18_000,
        tries=41,
    )


def test_offline_is_said_in_words_with_count_and_age(qtbot, tmp_path):
    at = a_peopled_station(tmp_path / "s")
    wire = Wire(offline(at.clock.ms))
    at.station.hear(Contact(at.clock.ms + 800, at.clock.monotonic_s(), 40))
    hands = at_window(qtbot, at, sync=wire)
    try:
        hands.reads("照常登录、报工")
        hands.log_in()
        hands.reads("离线 · 待同步 12 · 1 小时 59 分")
        hands.press("sync")
        hands.is_at("sync-devices")
        for said in (
            "离线 · 数据安全",
            "已试 41 次",
            "18 秒",
            "流转",
            "开工",
            "+0.8 ± 0.1",
            "已同步",
        ):
            hands.reads(said)
        hands.press("retry")
        assert wire.retries == 1
        wire.become(SyncStatus(Standing.SYNCED, last_contact_ms=at.clock.ms))
        hands.reads("全部记录已在服务器上")
        hands.reads("没有待上传的记录")
    finally:
        hands.close()


def test_a_station_alone_says_so_and_works(hands):
    hands.log_in()
    hands.reads("单机运行")
    hands.press("sync")
    hands.reads("本工位没有连接服务器")
    assert hands.find("retry") is None


def test_a_clock_that_was_set_back_wants_attention_until_the_server_agrees(qtbot, tmp_path):
    at = a_peopled_station(tmp_path / "s")
    clock = at.clock
    hands = at_window(qtbot, at, sync=Wire(SyncStatus(Standing.SYNCED, last_contact_ms=clock.ms)))
    try:
        hands.log_in()
        hands.reads("已同步 ")
        clock.set_ms = -3_600_000
        hands.reads("时钟存疑")
        hands.press("sync")
        hands.reads("时钟需要注意")
        hands.reads("请校正时钟，服务器核对一致后即可签署")
        hands.press("clock-offset-card")
        hands.reads("本机时钟被改动过")
        hands.reads("被拨回")
        clock.set_ms = 0
        at.station.watch_clock()
        at.station.hear(Contact(clock.ms, clock.monotonic_s(), 20))
        hands.reads("已同步 ")
    finally:
        hands.close()


def test_a_station_alone_says_that_its_clock_was_set(hands):
    hands.log_in()
    hands.at.clock.set_ms = 3_600_000
    hands.reads("时钟存疑")


def test_the_chain_is_checked_at_a_persons_wish(hands):
    hands.log_in()
    hands.press("sync")
    hands.press("chain-card")
    hands.reads("校验完整")


def test_the_place_of_the_key_is_said_aloud(hands):
    hands.log_in()
    hands.press("sync")
    hands.press("key-card")
    hands.reads("本机没有可用的系统钥匙环：工位密钥存于文件，只绑定本机编号")


def test_a_device_shows_how_it_is_and_what_it_last_sent(hands):
    at_ms = hands.at.clock.ms
    hands.router.changed(
        DeviceState("SCAN-1", Kind.SCANNER, "serial:/dev/ttyS7", Condition.READY, since_ms=at_ms)
    )
    hands.log_in()
    hands.reads("扫码枪 SCAN-1: 就绪")
    hands.router.heard(heard("ABC-12", "SCAN-1", at_ms))
    hands.press("device-SCAN-1")
    hands.is_at("sync-devices")
    hands.reads("最新一帧 · 十六进制 · 6 字节")
    pulled = DeviceState(
        "SCAN-1", Kind.SCANNER, "serial:/dev/ttyS7", Condition.ABSENT, "pulled", since_ms=at_ms
    )
    hands.router.changed(pulled)
    hands.reads("线缆被拔出")


def test_an_older_copy_of_the_disk_is_said_with_what_to_do(hands):
    at = hands.at
    station = at.station
    seen = RollbackSeen(
        station=station.profile.station,
        chain=station.journal.author.chain,
        seq=5,
        hash="a" * 64,
        held_seq=1_207,
        held="b" * 64,
    )
    station.writer.act(lambda c: station.journal.record(c, [seen], "")).result()
    hands.log_in()
    hands.press("sync")
    hands.reads("本工位在用旧磁盘副本")
    hands.reads("服务器已有到 1,207")


def test_a_pulled_printer_says_how_many_labels_wait_and_leads_to_them(hands):
    at = hands.at
    at.define("operator", "production.view", "production.report", "labels.print")
    at.publish(LABEL_TEMPLATE, TEMPLATE.code, TEMPLATE, title=TEMPLATE.name)
    at.do(asked(2, printer="label1"))
    hands.log_in()
    hands.press("sync")
    hands.window.news.note_device(
        DeviceState(
            "label1", Kind.PRINTER, "tcp:192.0.2.7:9100", Condition.ABSENT, "pulled", at.clock.ms
        )
    )
    hands.reads("2 张标签留在队列")
    hands.press("pulled-queue")
    hands.is_at("labels")
