"""Which device may be bound to which role of a station, and what may be taken away."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.capabilities.sites.decisions import bind_device
from app.capabilities.sites.events import DeviceBound
from app.capabilities.sites.tables import DeviceRow
from app.kernel.refused import Refused


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Assert that the block is refused for this reason."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code


def a_binding(
    role="SC-01", address="usb:0403:6001", driver="scale.mt-sics", asset=""
) -> DeviceBound:
    return DeviceBound(station="S1", role=role, driver=driver, address=address, asset=asset)


def a_device(role="SC-01", address="usb:0403:6001", asset="") -> DeviceRow:
    return DeviceRow(
        stream=f"device/S1/{role}",
        station="S1",
        role=role,
        driver="scale.mt-sics",
        address=address,
        asset=asset,
        settings=(),
        by="P-0110",
        at_ms=1,
    )


@pytest.mark.parametrize("role", ["", "SC 01", "-SC", "秤"])
def test_a_role_has_a_name_that_can_be_written_anywhere(role):
    with refused("device.bad_role"):
        bind_device(a_binding(role), [])


def test_a_device_needs_a_protocol_and_a_number_nobody_else_has():
    with refused("device.no_driver"):
        bind_device(a_binding(driver=""), [])
    with refused("device.asset_twice"):
        bind_device(a_binding("SC-02", asset="B1"), [a_device(asset="B1")])
    assert bind_device(a_binding(asset="B1"), [a_device(asset="B1")]).asset == "B1"


def test_what_is_taken_away_was_there_bound_or_in_the_profile():
    assert bind_device(a_binding(address=""), [a_device()]).address == ""
    assert bind_device(a_binding(address=""), []).address == ""  # the profile's: it names a driver
    for held, driver in (([a_device(address="")], "scale.sbi"), ([], "")):
        with refused("device.unknown"):
            bind_device(a_binding(address="", driver=driver), held)
