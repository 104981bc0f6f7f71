"""A scale at work over a pty: who it is, how it is, what it reads, and what it does when told."""

import sys
import threading
import time
from decimal import Decimal
from itertools import pairwise

import pytest

from drivers.health import Condition, Trouble
from drivers.reading import Reading, Status
from drivers.roster import driver
from drivers.scales.scale import Done, NoWeight
from drivers.simulated.faults import Fault
from drivers.simulated.scale import SimulatedScale
from drivers.simulated.stage import PtyStage, TcpStage
from tests.drivers.at_work import at_work

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")


@pytest.fixture
def sics():
    with SimulatedScale(PtyStage("scale"), "mt-sics") as simulated:
        simulated.play("say 12.34 g")
        simulated.open()
        yield simulated


@pytest.fixture
def talker():
    with SimulatedScale(PtyStage("scale"), "generic-st") as simulated:
        simulated.play("say 1.250 kg")
        simulated.open()
        yield simulated


def test_a_reading_has_its_raw_frame_its_source_and_both_times(sics):
    before_s = time.monotonic()
    with at_work("scale.mt-sics", sics.address) as (scale, listener):
        listener.until(Condition.READY)
        reading = scale.read_stable(5)
    assert reading.decoded.text == "12.34"
    assert reading.raw == b"S S      12.34 g"
    assert (reading.source, reading.at_ms) == ("scale", 1_700_000_000_000)
    assert before_s < reading.heard_s < time.monotonic()


def test_the_scale_bound_by_its_serial_number_is_ready_once_it_has_said_it(sics):
    with at_work("scale.mt-sics", sics.address, asset="B135792468") as (scale, listener):
        listener.until(Condition.PROBING)
        listener.until(Condition.READY)
        assert isinstance(scale.read_stable(5), Reading)
        assert scale.identify() == "B135792468"


def test_another_scale_on_the_cable_is_a_wrong_device_and_tells_no_weight(sics):
    sics.play("serial X999")
    with at_work("scale.mt-sics", sics.address, asset="B135792468") as (scale, listener):
        health = listener.until(Condition.FAULTED, Trouble.WRONG_DEVICE)
        assert "X999" in health.detail
        assert scale.read_stable(0.2) is NoWeight.NOT_READY
        assert scale.zero() is Done.SILENT
        assert listener.readings.empty()
        sics.play("serial B135792468")
        listener.until(Condition.READY)


def test_a_scale_swapped_while_the_cable_stays_in_is_noticed_by_its_own_greeting(sics):
    with at_work("scale.mt-sics", sics.address, asset="B135792468") as (_, listener):
        listener.until(Condition.READY)
        sics.play("serial X999")
        sics.play("restart")
        listener.until(Condition.FAULTED, Trouble.WRONG_DEVICE)


def test_a_scale_that_talks_but_will_not_say_who_it_is_is_no_right_device(talker):
    with at_work("scale.mt-sics", talker.address, asset="B1") as (_, listener):
        assert listener.until(Condition.FAULTED).trouble in (
            Trouble.GARBLED,
            Trouble.WRONG_DEVICE,
        )
        assert listener.readings.empty()


def test_a_port_that_opens_on_silence_is_a_fault(sics):
    sics.play("fault silence always")
    with at_work("scale.mt-sics", sics.address) as (scale, listener):
        listener.until(Condition.FAULTED, Trouble.SILENT)
        assert scale.read_stable(0.1) is NoWeight.NOT_READY


def test_a_scale_that_falls_silent_is_degraded_and_heals(talker):
    with at_work("scale.generic-st", talker.address) as (_, listener):
        listener.until(Condition.READY)
        talker.play("fault silence always")
        listener.until(Condition.DEGRADED, Trouble.SILENT)
        talker.play("fault none")
        listener.until(Condition.READY)


def test_a_plug_that_hands_our_words_back_is_no_scale():
    with at_work("scale.mt-sics", "loopback:") as (_, listener):
        listener.until(Condition.FAULTED, Trouble.GARBLED)
        assert listener.readings.empty()


def test_answers_to_orders_are_not_told_as_weights(sics):
    with at_work("scale.mt-sics", sics.address, asset="B135792468") as (scale, listener):
        listener.until(Condition.READY)
        scale.read_stable(5)
        assert scale.tare() is Done.DONE
        scale.read_stable(5)
    told = {reading.decoded.status for reading in listener.readings.queue}
    assert told <= {Status.STABLE, Status.UNSTABLE}


def test_a_language_nobody_here_speaks_is_garbled_and_tells_nothing(talker):
    with at_work("scale.and", talker.address) as (_, listener):
        listener.until(Condition.FAULTED, Trouble.GARBLED)
        assert listener.readings.empty()
        assert listener.damages()


def test_the_line_under_way_when_we_began_to_listen_is_not_a_weight():
    with SimulatedScale(PtyStage("scale"), "ohaus-defender") as simulated:
        simulated.open()
        simulated.say(b"  111.50 kg    G  \r\n")  # its first blank went by before we listened
        with at_work("scale.ohaus-defender", simulated.address, settle_s="5", units="kg") as (
            _,
            listener,
        ):
            listener.until(Condition.READY)
            heard = listener.until_reading(lambda reading: reading.decoded.value is not None)
        assert all(reading.decoded.value != Decimal("111.50") for reading in heard)


def test_a_stable_reading_is_never_older_than_the_request(talker):
    with at_work("scale.generic-st", talker.address) as (scale, listener):
        listener.until(Condition.READY)
        for _ in range(10):
            asked_s = time.monotonic()
            assert scale.read_stable(5).heard_s > asked_s


def test_an_answer_to_an_older_question_is_not_the_one_asked_for(sics):
    with at_work("scale.mt-sics", sics.address) as (scale, listener):
        listener.until(Condition.READY)
        assert scale.read_stable(5).decoded.text == "12.34"
        for load in ("20.00", "30.00", "20.00", "30.00"):
            sics.play(f"say {load} g")
            assert scale.read_stable(5).decoded.text == load


def test_a_frame_that_began_before_the_request_is_left_out():
    stage = PtyStage("scale")
    with (
        SimulatedScale(stage, "generic-st") as talker,
        at_work("scale.generic-st", talker.open(), quiet_s="5") as (scale, listener),
    ):
        listener.until(Condition.READY)
        talker.play("fault silence always")
        stage.send(b"\r\nST,GS,+   9")
        stage.await_reader()
        said = []
        reader = threading.Thread(target=lambda: said.append(scale.read_stable(0.3)))
        reader.start()
        stage.send(b".999kg\r\n")
        heard = listener.until_reading(lambda reading: reading.decoded.text == "+9.999")
        reader.join()
    assert heard[-1].decoded.status is Status.STABLE
    assert said == [NoWeight.SILENT]


def test_zeroing_and_taring_are_confirmed_by_a_scale_that_confirms(sics):
    with at_work("scale.mt-sics", sics.address) as (scale, listener):
        listener.until(Condition.READY)
        scale.read_stable(5)
        assert scale.tare() is Done.DONE
        assert scale.read_stable(5).decoded.value == 0
        assert scale.zero() is Done.DONE
        sics.play("never_stable on")
        assert scale.zero() is Done.NOT_EXECUTED
        assert scale.tare() is Done.NOT_EXECUTED


def test_a_scale_over_its_range_is_not_zeroed(sics):
    with at_work("scale.mt-sics", sics.address) as (scale, listener):
        listener.until(Condition.READY)
        sics.play("overload on")
        assert scale.zero() is Done.NOT_EXECUTED
        assert scale.read_stable(0.2) is NoWeight.OVER


def test_an_order_nobody_confirms_is_only_sent_and_one_there_is_not_is_impossible(talker):
    with SimulatedScale(PtyStage("scale"), "sbi") as sbi:
        sbi.play("say 12.34 g")
        with at_work("scale.sbi", sbi.open()) as (scale, listener):
            listener.until(Condition.READY)
            scale.read_stable(5)
            assert scale.tare() is Done.SENT
            assert scale.read_stable(5).decoded.value == 0
            assert scale.identify() == ""
    with at_work("scale.generic-st", talker.address) as (scale, listener):
        listener.until(Condition.READY)
        assert scale.zero() is Done.IMPOSSIBLE


def test_a_flag_that_never_comes_is_replaced_by_half_a_second_of_rest(sics):
    sics.play("never_stable on")
    with at_work("scale.mt-sics", sics.address, division="0.01") as (scale, listener):
        listener.until(Condition.READY)
        asked_s = time.monotonic()
        assert scale.read_stable(5).decoded.status is Status.STABLE
        sics.play("say 99.00 g")
        moved_s = time.monotonic()
        assert scale.read_stable(5).decoded.value > 90
        assert time.monotonic() - moved_s >= 0.4
    assert moved_s - asked_s < 5


def test_pounds_and_ounces_are_no_weight_for_a_record(sics):
    with at_work("scale.mt-sics", sics.address) as (scale, listener):
        listener.until(Condition.READY)
        sics.spoil(Fault.SILENCE, 10_000)
        reader_says = []
        reader = threading.Thread(target=lambda: reader_says.append(scale.read_stable(2)))
        reader.start()
        while not reader_says:
            sics.say(b"S S      12:07.50 lb:oz\r\n", Fault.NONE)
            reader.join(0.02)
    assert reader_says == [NoWeight.FOREIGN_UNIT]


def test_questions_keep_their_distance(sics):
    with at_work("scale.mt-sics", sics.address, poll_s="0.1") as (scale, listener):
        listener.until(Condition.READY)
        began_s = time.monotonic()
        heard = [scale.read_stable(5) for _ in range(3)]
        assert time.monotonic() - began_s >= 0.15
    asked = [reading.heard_s for reading in heard]
    assert all(later - earlier >= 0.09 for earlier, later in pairwise(asked))


def test_a_setting_that_is_no_number_is_refused_when_the_scale_is_made(sics):
    with (
        pytest.raises(ValueError, match="division"),
        at_work("scale.mt-sics", sics.address, division="a bit"),
    ):
        pass


def test_twenty_pulls_leave_no_thread_behind(sics):
    with at_work("scale.mt-sics", sics.address) as (_, listener):
        listener.until(Condition.READY)
        before = threading.active_count()
        for _ in range(20):
            sics.pull()
            listener.until(Condition.ABSENT)
            sics.plug()
            listener.until(Condition.READY)
        assert threading.active_count() == before


def test_a_scale_behind_a_serial_server_is_a_scale():
    with SimulatedScale(TcpStage(), "mt-sics") as simulated:
        simulated.play("say 12.34 g")
        with at_work("scale.mt-sics", simulated.open()) as (scale, listener):
            listener.until(Condition.READY)
            assert scale.read_stable(5).decoded.text == "12.34"


def test_every_driver_is_found_by_its_word():
    lines = {}
    for word in ("scale.rinstrum-f4", "scale.toledo-8217"):
        found = driver(word)
        assert found is not None
        lines[word] = found.line()
    assert lines["scale.rinstrum-f4"]["baud"] == "9600"
    assert lines["scale.toledo-8217"]["parity"] == "E"
    assert driver("scale.nobody") is None
