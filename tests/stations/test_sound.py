"""Sounds: right waveforms, never in the way, silent where they cannot sound."""

import io
import queue
import sys
import threading
import wave

import pytest

from app.stations.sound import RATE, TUNES, Cue, Silence, Speaker, speaker, waveform


@pytest.mark.parametrize("cue", Cue)
def test_a_cue_is_a_short_mono_wav(cue):
    with wave.open(io.BytesIO(waveform(cue))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        wanted_ms = sum(ms for _, ms in TUNES[cue])
        assert abs(file.getnframes() * 1000 / RATE - wanted_ms) < 2


def test_the_cues_sound_apart():
    assert len({waveform(cue) for cue in Cue}) == len(Cue)


def test_cues_are_played_in_order_on_another_thread():
    played: queue.Queue[tuple[bytes, str]] = queue.Queue()
    loud = Speaker(lambda wav: played.put((wav, threading.current_thread().name)))
    loud.play(Cue.OK)
    loud.play(Cue.REFUSED)
    loud.close()
    assert [played.get_nowait() for _ in range(2)] == [
        (waveform(Cue.OK), "sound"),
        (waveform(Cue.REFUSED), "sound"),
    ]


def test_who_asks_never_waits_for_a_stuck_player():
    stuck = threading.Event()

    def waits(wav: bytes) -> None:
        stuck.wait(10)

    loud = Speaker(waits)
    for _ in range(100):
        loud.play(Cue.OK)
    stuck.set()
    loud.close()


def test_a_player_that_cannot_play_is_only_logged(warnings):
    def broken(wav: bytes) -> None:
        raise OSError("no sound card")

    loud = Speaker(broken)
    with warnings.expected("sound.failed"):
        loud.play(Cue.OK)
        loud.close()


def test_switched_off_it_is_silent():
    played: list[bytes] = []
    loud = Speaker(played.append)
    loud.on = False
    loud.play(Cue.OK)
    loud.close()
    assert played == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has winsound")
def test_a_machine_without_player_is_silent(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert isinstance(speaker(), Silence)
    speaker().play(Cue.CALL)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script as player")
def test_a_player_of_the_system_gets_the_wav(monkeypatch, tmp_path):
    player = tmp_path / "aplay"
    player.write_text(f'#!/bin/sh\n/bin/cp "$1" {tmp_path}/heard.wav\n')
    player.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    loud = speaker()
    assert isinstance(loud, Speaker)
    loud.play(Cue.CALL)
    loud.close()
    assert (tmp_path / "heard.wav").read_bytes() == waveform(Cue.CALL)
