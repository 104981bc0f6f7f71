"""`lineside device test`: does the device answer? Opens it, asks it once, and says what came."""

import argparse
import sys
import time
from typing import Protocol, runtime_checkable

from app.cli import device_session
from app.cli.device_lines import as_json, as_text, why
from app.cli.device_session import Felt, Session, Told
from app.kernel.words import Words
from drivers.device import Device, Kind
from drivers.health import Condition, Trouble
from drivers.printers.printer import PrinterStatus, State

LONG_ENOUGH_S = 10.0


@runtime_checkable
class Weighs(Protocol):
    """A device that reads once it rests."""

    def read_stable(self, timeout_s: float) -> object: ...


@runtime_checkable
class Measures(Protocol):
    """A device that reads when it is asked."""

    def read(self, timeout_s: float) -> object: ...


@runtime_checkable
class Prints(Protocol):
    """A device that says how it is."""

    def status(self, timeout_s: float) -> PrinterStatus: ...


def configure(parser: argparse.ArgumentParser, words: Words) -> None:
    """Say what the action takes."""
    device_session.configure(parser, words, seconds=LONG_ENOUGH_S)


def run(args: argparse.Namespace, words: Words) -> int:
    """Test: 0 when the device answered, 1 when it did not in time, 2 with nothing to open."""
    try:
        with device_session.opened(args, words) as session:
            if session.driver.kind is Kind.SCANNER:
                sys.stderr.write(words("cli.device.scan_now") + "\n")
            answer, trouble = _answer(session, time.monotonic() + args.seconds)
    except device_session.CannotOpen as sentence:
        sys.stderr.write(f"{sentence}\n")
        return 2
    if answer is None:
        sys.stderr.write(why(trouble, words) + "\n")
        return 1
    sys.stdout.write((as_json(answer) if args.json else as_text(answer, words)) + "\n")
    return 0


def _answer(session: Session, late_s: float) -> tuple[Told | None, Trouble]:
    """Return what the device told first, or the trouble that stands at the end."""
    trouble = Trouble.SILENT
    for news in session.until(late_s):
        if isinstance(news, Told) and _is_answer(news.value):
            return news, Trouble.NONE
        if isinstance(news, Felt):
            trouble = news.health.trouble or Trouble.SILENT
            if news.health.condition is Condition.READY:
                _ask(session, late_s)
    return None, trouble


def _ask(session: Session, late_s: float) -> None:
    """Ask once what a device of its kind can be asked; others speak by themselves, or by a hand."""
    device: Device = session.device
    left_s = max(0.0, late_s - time.monotonic())
    if isinstance(device, Weighs):
        device.read_stable(left_s)
    elif isinstance(device, Measures):
        device.read(left_s)
    elif isinstance(device, Prints):
        status = device.status(left_s)
        session.news.put(Told(status, status.at_ms))


def _is_answer(value: object) -> bool:
    return not isinstance(value, PrinterStatus) or value.state is not State.UNKNOWN
