"""Every language, every fault, real pyserial on a pty: the right outcome, and the paper agrees."""

import threading

import pytest

from drivers.device import Kind
from drivers.health import Condition, Trouble
from drivers.printers.languages import LANGUAGES, ZPL
from drivers.printers.printer import Outcome, State
from drivers.simulated.device import UnknownOrder
from drivers.simulated.faults import Fault
from drivers.simulated.roster import part
from drivers.simulated.stage import TcpStage
from tests.drivers.printers.bench import PATIENCE_S, a_driver, a_printer
from tests.drivers.printers.labels import FACES, UDI_BYTES, a_udi_label, seen

EVERY = pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda one: one.word)
LABEL = {word: language.label(a_udi_label(), FACES) for word, language in LANGUAGES.items()}
SHORT_S = 0.6
"""Long enough for a label over a pty, short enough to wait for silence in a test."""


@EVERY
def test_a_label_is_sent_and_lies_on_paper(language):
    with a_printer(language) as bench:
        assert bench.printer.submit(LABEL[language.word]) is Outcome.SENT
        (printed,) = bench.simulated.tray
        assert printed == LABEL[language.word]
        assert seen(bench.simulated.picture(printed, FACES)) == [("]d2", UDI_BYTES)]


@EVERY
def test_labels_follow_each_other_one_by_one(language):
    with a_printer(language) as bench:
        for _ in range(3):
            assert bench.printer.submit(LABEL[language.word]) is Outcome.SENT
        assert len(bench.simulated.tray) == 3


@EVERY
def test_a_label_is_sent_over_tcp_as_well(language):
    with a_printer(language, TcpStage()) as bench:
        assert bench.printer.submit(LABEL[language.word]) is Outcome.SENT
        assert len(bench.simulated.tray) == 1


def test_every_language_can_be_played_by_its_word():
    played = part(Kind.PRINTER)
    assert played is not None
    assert set(played.load({})) == set(LANGUAGES)
    for word, play in played.load({}).items():
        with (
            play(TcpStage()) as simulated,
            a_driver(LANGUAGES[word], simulated.open()) as (printer, heard),
        ):
            heard.until(Condition.READY)
            simulated.play("say paper_out")
            assert printer.status().state is State.PAPER_OUT
            for order in ("shape wet", "say wet", "mishap wet", "dance"):
                with pytest.raises(UnknownOrder):
                    simulated.play(order)


@EVERY
@pytest.mark.parametrize(
    ("shape", "state"),
    [
        ("paper_out", State.PAPER_OUT),
        ("cover_open", State.COVER_OPEN),
        ("silent", State.UNKNOWN),
    ],
)
def test_a_printer_that_is_not_ready_gets_no_byte_of_the_label(language, shape, state):
    with a_printer(language) as bench:
        bench.simulated.play(f"shape {shape}")
        assert bench.printer.status(SHORT_S).state is state
        assert bench.printer.submit(LABEL[language.word], SHORT_S) is Outcome.REFUSED
        assert bench.simulated.tray == ()
        assert LABEL[language.word] not in [traffic.data for traffic in bench.heard.traffic]
        bench.simulated.play("shape well")
        assert bench.printer.submit(LABEL[language.word]) is Outcome.SENT
        assert len(bench.simulated.tray) == 1


@pytest.mark.parametrize("word", ["zpl", "tspl"])
@pytest.mark.parametrize(
    ("shape", "state"),
    [
        ("ribbon_out", State.RIBBON_OUT),
        ("paused", State.PAUSED),
        ("buffer_full", State.BUFFER_FULL),
        ("busy", State.BUSY),
    ],
)
def test_the_finer_troubles_of_label_languages_refuse_too(word, shape, state):
    with a_printer(LANGUAGES[word]) as bench:
        bench.simulated.play(f"shape {shape}")
        assert bench.printer.status(SHORT_S).state is state
        assert bench.printer.submit(LABEL[word], SHORT_S) is Outcome.REFUSED
        assert bench.simulated.tray == ()


@EVERY
@pytest.mark.parametrize("mishap", ["paper_out", "cover_open"])
def test_what_goes_wrong_in_the_middle_of_a_label_is_uncertain(language, mishap):
    with a_printer(language) as bench:
        bench.simulated.play(f"mishap {mishap}")
        assert bench.printer.submit(LABEL[language.word], SHORT_S) is Outcome.UNCERTAIN
        assert bench.simulated.tray == ()


@EVERY
def test_a_label_printed_in_silence_is_uncertain_and_lies_there_once(language):
    with a_printer(language) as bench:
        bench.simulated.play("mishap silent")
        assert bench.printer.submit(LABEL[language.word], SHORT_S) is Outcome.UNCERTAIN
        assert len(bench.simulated.tray) == 1


@EVERY
def test_a_cable_pulled_before_the_label_is_whole_leaves_it_uncertain_and_off_paper(language):
    with a_printer(language) as bench:
        bench.simulated.play("mishap pulled_before")
        assert bench.printer.submit(LABEL[language.word], 5) is Outcome.UNCERTAIN
        assert bench.simulated.tray == ()
        assert bench.heard.until(Condition.ABSENT).trouble is Trouble.PULLED
        assert bench.printer.submit(LABEL[language.word], 5) is Outcome.REFUSED
        bench.simulated.plug()
        bench.heard.until(Condition.READY)
        assert bench.printer.submit(LABEL[language.word]) is Outcome.SENT
        assert len(bench.simulated.tray) == 1


@EVERY
def test_a_cable_pulled_after_the_label_came_out_leaves_it_uncertain_and_there_once(language):
    with a_printer(language) as bench:
        bench.simulated.play("mishap pulled_after")
        assert bench.printer.submit(LABEL[language.word], 5) is Outcome.UNCERTAIN
        assert len(bench.simulated.tray) == 1


@EVERY
def test_a_cable_that_heals_in_the_middle_does_not_make_a_label_certain(language):
    with a_printer(language) as bench:
        bench.simulated.play("mishap pulled_after")
        told = []
        at_work = threading.Thread(
            target=lambda: told.append(bench.printer.submit(LABEL[language.word], 5))
        )
        at_work.start()
        bench.heard.until(Condition.ABSENT)
        bench.simulated.plug()
        at_work.join(PATIENCE_S)
        assert told == [Outcome.UNCERTAIN]
        assert len(bench.simulated.tray) == 1


@EVERY
@pytest.mark.parametrize("fault", [Fault.SPLIT, Fault.DRIP])
def test_slow_answers_are_waited_for(language, fault):
    with a_printer(language) as bench:
        bench.simulated.spoil(fault, 1_000)
        assert bench.printer.submit(LABEL[language.word], 30) is Outcome.SENT
        assert len(bench.simulated.tray) == 1


@EVERY
@pytest.mark.parametrize("fault", [Fault.GARBAGE, Fault.PARITY, Fault.SILENCE, Fault.BANNER])
def test_garbled_answers_are_never_well(language, fault):
    with a_printer(language) as bench:
        bench.simulated.spoil(fault, 1_000)
        outcome = bench.printer.submit(LABEL[language.word], SHORT_S)
        harmless = fault is Fault.PARITY and language.word == "escpos"  # even parity already
        assert outcome is (Outcome.SENT if harmless else Outcome.REFUSED)
        assert len(bench.simulated.tray) == (1 if harmless else 0)


@EVERY
def test_garbage_after_the_label_left_leaves_it_uncertain(language):
    with a_printer(language) as bench:
        bench.simulated.play("mishap garbled")
        assert bench.printer.submit(LABEL[language.word], SHORT_S) is Outcome.UNCERTAIN
        assert len(bench.simulated.tray) == 1


@EVERY
def test_stopping_in_the_middle_of_a_label_leaves_it_uncertain(language):
    with a_printer(language) as bench:
        bench.simulated.play("mishap silent")
        told = []
        at_work = threading.Thread(
            target=lambda: told.append(bench.printer.submit(LABEL[language.word], 3))
        )
        at_work.start()
        bench.printer.stop()
        at_work.join(PATIENCE_S)
        assert told[0] in (Outcome.UNCERTAIN, Outcome.REFUSED)
        assert len(bench.simulated.tray) <= (told[0] is Outcome.UNCERTAIN)


@pytest.mark.parametrize("poll_s", ["0", "-1", "nan", "often"])
def test_a_time_between_questions_that_is_none_is_refused(poll_s):
    with (
        pytest.raises(ValueError, match=r"poll_s|convert"),
        a_driver(ZPL, "loopback:", poll_s=poll_s),
    ):
        pass


@EVERY
def test_health_follows_the_printer(language):
    with a_printer(language, poll_s="0.02") as bench:
        bench.simulated.play("shape paper_out")
        assert bench.heard.until(Condition.DEGRADED).trouble is Trouble.PAPER_OUT
        bench.simulated.play("shape well")
        bench.heard.until(Condition.READY)
        bench.simulated.play("shape cover_open")
        assert bench.heard.until(Condition.DEGRADED).trouble is Trouble.COVER_OPEN
        bench.simulated.pull()
        assert bench.heard.until(Condition.ABSENT).trouble is Trouble.PULLED
        bench.simulated.plug()
        assert bench.heard.until(Condition.DEGRADED).trouble is Trouble.COVER_OPEN
        assert bench.heard.status.get(timeout=PATIENCE_S).state is not None


@EVERY
def test_flow_control_in_an_answer_belongs_to_the_line(language):
    with a_printer(language) as bench:
        bench.simulated.say(b"\x13\x11", Fault.NONE)
        assert bench.printer.submit(LABEL[language.word]) is Outcome.SENT


@EVERY
def test_a_silent_printer_is_a_fault_and_not_well(language):
    with a_printer(language) as bench:
        bench.simulated.play("shape silent")
        status = bench.printer.status(0.1)
        assert (status.state, status.word, status.raw) == (State.UNKNOWN, "unknown", b"")
        assert bench.heard.until(Condition.FAULTED).trouble is Trouble.SILENT


@EVERY
def test_a_printer_that_talks_nonsense_is_garbled(language):
    with a_printer(language) as bench:
        bench.simulated.spoil(Fault.GARBAGE, 1_000)
        assert bench.printer.status(0.1).state is State.UNKNOWN
        assert bench.heard.until(Condition.FAULTED).trouble is Trouble.GARBLED
        assert any(traffic.damage == "garbled" for traffic in bench.heard.traffic)


@pytest.mark.parametrize(
    ("settings", "outcome"),
    [({}, Outcome.UNCERTAIN), ({"trust": "one-way"}, Outcome.SENT)],
)
@EVERY
def test_a_one_way_printer_says_no_more_than_that_the_bytes_left(
    language, settings, outcome, tmp_path
):
    paper = tmp_path / "lp0"
    paper.touch()
    with a_driver(language, f"file:{paper}", **settings) as (printer, heard):
        assert heard.until(Condition.DEGRADED).trouble is Trouble.NO_STATUS
        assert printer.status().state is State.UNKNOWN
        assert printer.submit(LABEL[language.word]) is outcome
        assert paper.read_bytes() == LABEL[language.word]


def test_a_one_way_printer_that_is_not_there_refuses(tmp_path):
    with a_driver(ZPL, f"file:{tmp_path / 'lp0'}", trust="one-way") as (printer, heard):
        assert heard.until(Condition.ABSENT).trouble is Trouble.NO_SUCH_PORT
        assert printer.submit(LABEL["zpl"]) is Outcome.REFUSED
        assert not (tmp_path / "lp0").exists()
