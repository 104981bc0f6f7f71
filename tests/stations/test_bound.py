"""What hangs on a station: its profile's devices, and what people bound since, which counts."""

from app.capabilities.sites.commands import BindDevice
from app.capabilities.sites.tables import DeviceRow
from app.stations.bench import Binding, Condition, layout
from app.stations.bound import bindings, bound_here, layout_of
from app.stations.profile import DeviceLine
from tests.stations.at_bench import at_bench
from tests.ui.screens.station_at_work import PROFILE, a_station

LINES = (
    DeviceLine("SCAN-1", "scanner", "serial:/dev/ttyS1"),
    DeviceLine("WEDGE", "scanner", "keyboard"),
)
SERIAL = Binding("SCAN-1", "scanner", "serial:/dev/ttyS1")
TYPING = Binding("WEDGE", "scanner", "keyboard")


def a_row(role: str, address: str, *settings: str, driver: str = "scale.mt-sics") -> DeviceRow:
    return DeviceRow(
        stream=f"device/S1/{role}",
        station="S1",
        role=role,
        driver=driver,
        address=address,
        asset="B1",
        settings=settings,
        by="P-0110",
        at_ms=1,
    )


def test_a_profile_stands_alone_where_nobody_bound_anything():
    assert bindings(LINES, ()) == (SERIAL, TYPING)


def test_what_people_bound_stands_in_place_of_the_profiles():
    found = bindings(LINES, [a_row("SCAN-1", "usb:0403:6001", driver="scanner")])
    assert found == (Binding("SCAN-1", "scanner", "usb:0403:6001", "B1"), TYPING)


def test_what_people_took_away_is_away_and_what_they_added_is_there():
    rows = [a_row("SCAN-1", ""), a_row("SC-01", "serial:/dev/ttyS2", "baud=4800", "units=g kg=")]
    settings = {"baud": "4800", "units": "g kg="}
    assert bindings(LINES, rows) == (
        Binding("SC-01", "scale.mt-sics", "serial:/dev/ttyS2", "B1", settings),
        TYPING,
    )


def test_a_scanner_that_types_is_ready_and_opened_by_nobody():
    typing = Binding("SCAN-2", "scanner", "keyboard")
    with at_bench(typing) as (bench, _):
        assert [state.condition for state in bench.states()] == [Condition.READY]
        assert bench.device("SCAN-2") is None


def test_the_layout_of_a_scanner_that_types_is_the_one_bound_last():
    rows = [a_row("SCAN-2", "keyboard", "layout=fr", driver="scanner")]
    assert layout_of(bindings(LINES, rows)) is None  # the profile's WEDGE types as it is
    assert layout_of(bindings(LINES[:1], rows)) is layout("fr")


def test_what_was_bound_is_there_after_a_restart(tmp_path):
    at = a_station(tmp_path / "s")
    at.do(
        BindDevice(
            role="SC-01",
            driver="scale.mt-sics",
            address="serial:/dev/ttyS2",
            asset="B135792468",
            settings=("baud=4800",),
        )
    )
    at.station.close()
    again = a_station(tmp_path / "s", clock=at.clock)
    bound = again.ask(bound_here(PROFILE))
    again.station.close()
    settings = {"baud": "4800"}
    assert bound == (
        Binding("SC-01", "scale.mt-sics", "serial:/dev/ttyS2", "B135792468", settings),
    )
