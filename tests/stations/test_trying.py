"""Trying a device: one question, an outcome in words, in both languages; trouble has its words."""

import sys

import pytest

from app.kernel.words import LANGUAGES, Words
from app.stations.bench import Binding, Condition, Reading
from app.stations.trying import Tried, Try, tried
from drivers.simulated.scanner import SimulatedScanner
from tests.stations.at_bench import NOW_MS, a_scale, at_bench, bound

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")


@pytest.fixture
def scale():
    with a_scale() as made:
        made.play("say 12.34 g")
        yield made


def outcome(bench, what: Try) -> Tried:
    return tried(bench, "SC-01", what, now_ms=lambda: NOW_MS)


def at_rest(listener) -> None:
    """Wait until the pan has come to rest on what was laid on it."""
    listener.until_told(lambda told: isinstance(told, Reading) and told.decoded.text == "12.34")


def test_one_reading_says_the_value_and_how_long_it_took(scale):
    with at_bench(bound(scale)) as (bench, listener):
        at_rest(listener)
        came = outcome(bench, Try.READ)
    assert came.is_good
    assert came.at_ms == NOW_MS
    assert came.said(Words("en")).startswith("Read once: 12.34 g · ")
    assert "往返" in came.said(Words("zh_CN"))


def test_a_scale_says_whether_it_is_the_one_that_is_bound(scale):
    with at_bench(bound(scale)) as (bench, listener):
        listener.until_is(Condition.READY)
        assert outcome(bench, Try.IDENTIFY).facts == {"serial": "B135792468"}
    with at_bench(bound(scale, asset="B135792468")) as (bench, listener):
        listener.until_is(Condition.READY)
        assert outcome(bench, Try.IDENTIFY).word == "agrees"


def test_zero_and_tare_are_confirmed(scale):
    with at_bench(bound(scale)) as (bench, listener):
        at_rest(listener)
        assert outcome(bench, Try.TARE).word == "tare_done"
        assert outcome(bench, Try.ZERO).word == "zero_done"


def test_an_overload_is_no_reading(scale):
    with at_bench(bound(scale)) as (bench, listener):
        at_rest(listener)
        scale.play("overload on")
        came = outcome(bench, Try.READ)
        assert (came.word, came.is_good) == ("over", False)


def test_a_device_that_is_pulled_or_gone_is_not_ready_to_be_asked(scale):
    with at_bench(bound(scale)) as (bench, listener):
        listener.until_is(Condition.READY)
        scale.pull()
        listener.until(lambda state: state.is_pulled)
        assert outcome(bench, Try.READ).word == "not_ready"
        bench.unbind("SC-01")
        assert outcome(bench, Try.READ).word == "not_ready"


def test_a_scanner_is_not_asked_for_a_weight():
    with SimulatedScanner() as scanner:
        binding = Binding("SC-01", "scanner", f"serial:{scanner.open()}")
        with at_bench(binding) as (bench, listener):
            listener.until_is(Condition.READY)
            assert outcome(bench, Try.READ).word == "not_ready"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_printer_says_its_state_in_words(language):
    came = Tried("LB-01", NOW_MS, "status", False, 120, {"state": "paper_out"})
    said = came.said(Words(language))
    assert "devices." not in said
    assert Words(language)("devices.printer.paper_out") in said
