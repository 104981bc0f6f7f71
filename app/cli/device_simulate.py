"""`lineside device simulate`: devices played by software, to try a station without real ones."""

import argparse
import functools
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from app.cli.settings import add_settings, settings_of
from app.kernel.words import Words
from drivers.simulated.device import SimulatedDevice, UnknownOrder
from drivers.simulated.roster import PARTS, Part, part
from drivers.simulated.script import Step, play_script, read_script
from drivers.simulated.stage import PtyStage, Stage, TcpStage

Complain = Callable[[str], None]


SERIAL = "serial:"
"""Left out of what is printed: whoever opens the port by its name needs no scheme."""


def configure(parser: argparse.ArgumentParser, words: Words) -> None:
    """Say what the action takes."""
    kinds = [one.kind.value for one in PARTS]
    parser.add_argument("kind", choices=kinds, help=words("cli.device.simulate.kind.help"))
    stage = parser.add_mutually_exclusive_group(required=True)
    stage.add_argument("--pty", action="store_true", help=words("cli.device.simulate.pty.help"))
    stage.add_argument("--tcp", type=int, help=words("cli.device.simulate.tcp.help"))
    parser.add_argument("--protocol", help=words("cli.device.simulate.protocol.help"))
    add_settings(parser, words)
    parser.add_argument("--script", type=Path, help=words("cli.device.simulate.script.help"))


def run(args: argparse.Namespace, words: Words) -> int:
    """Play until standard input and the script have ended: 0; 2 where it cannot be played."""
    cast = part(args.kind)
    if cast is None:  # the parser has refused it already
        return 2
    try:
        with _device(cast, args, words) as device:
            _play(device, _script(args.script, device), words)
    except (ValueError, OSError) as error:
        sys.stderr.write(words("cli.device.simulate.unplayable", why=error) + "\n")
        return 2
    return 0


def _device(cast: Part, args: argparse.Namespace, words: Words) -> SimulatedDevice:
    """Return what plays. Raises ValueError, with what does, where nothing plays that; OSError."""
    players = cast.load(settings_of(args))
    word = args.protocol or next(iter(players))
    if word not in players:
        known = ", ".join(players)
        raise ValueError(words("cli.device.simulate.protocols", word=word, known=known))
    stage: Stage = PtyStage(args.kind) if args.pty else TcpStage(args.tcp)
    return players[word](stage)


def _script(path: Path | None, device: SimulatedDevice) -> tuple[Step, ...]:
    return read_script(path.read_text(encoding="utf-8"), device.orders()) if path else ()


def _play(device: SimulatedDevice, steps: tuple[Step, ...], words: Words) -> None:
    device.open()
    sys.stdout.write(device.address.removeprefix(SERIAL) + "\n")
    sys.stdout.flush()  # first, and at once: whoever started us binds it
    complain = functools.partial(_complain, words, device)
    over = threading.Event()
    play = functools.partial(_obey, device, complain)
    script = threading.Thread(
        target=lambda: play_script(steps, play, is_over=over.wait), name="script", daemon=True
    )
    script.start()
    try:
        play_lines(device, sys.stdin, complain)
        script.join()
        device.await_reader()
    except KeyboardInterrupt:
        over.set()


def play_lines(device: SimulatedDevice, lines: Iterable[str], complain: Complain) -> None:
    """Let the device do what each line says: `!` begins an order, anything else is shown to it."""
    for line in lines:
        if order := _order(line.rstrip("\r\n")):
            _obey(device, complain, order)


def _order(line: str) -> str:
    if line.startswith("!! "):
        return f"say {line[3:]}"
    return line[1:] if line.startswith("!") else f"say {line}" if line else ""


def _obey(device: SimulatedDevice, complain: Complain, order: str) -> None:
    try:
        device.play(order)
    except UnknownOrder:
        complain(order)


def _complain(words: Words, device: SimulatedDevice, order: str) -> None:
    known = ", ".join(sorted(device.orders()))
    sys.stderr.write(words("cli.device.simulate.no_order", order=order, known=known) + "\n")
