"""`lineside device`: devices played by software, to try a station without the real ones."""

import argparse
import sys
from collections.abc import Iterable
from typing import TextIO

from drivers.simulated.scanner import Fault, SimulatedScanner

HELP = """\
Play a bar code scanner on a pseudo-terminal. Prints the name of its port first: bind that to a
station's scanner. Then every line of standard input is one scan. A line that begins with ! is
an order to the scanner:

  !pull, !plug          take the cable out, put it back
  !split TEXT           send TEXT in two halves
  !merged TEXT          keep TEXT back and send it together with the next scan
  !garbage TEXT         send line noise before TEXT
  !dropped_cr TEXT      send TEXT without its end
  !! TEXT               scan a text that itself begins with !

For example:  echo LS1/O/WORK000434/B20 | lineside device simulate scanner --pty
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    actions = parser.add_subparsers(dest="action", required=True)
    simulate = actions.add_parser("simulate", help="play a device, with its faults")
    kinds = simulate.add_subparsers(dest="kind", required=True)
    scanner = kinds.add_parser(
        "scanner",
        help="play a bar code scanner",
        description=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    scanner.add_argument(
        "--pty", action="store_true", required=True, help="on a pseudo-terminal (not on Windows)"
    )
    scanner.add_argument(
        "--suffix", choices=("cr", "lf", "crlf"), default="cr", help="what ends a scan (cr)"
    )


def run(args: argparse.Namespace) -> int:
    """Carry the command out; 0 when standard input has ended, 2 where it cannot be done."""
    suffix = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n"}[args.suffix]
    with SimulatedScanner(suffix=suffix) as scanner:
        try:
            port = scanner.open()
        except OSError as error:
            _say(str(error), sys.stderr)
            return 2
        _say(port, sys.stdout)
        play(scanner, sys.stdin)
        scanner.await_reader()
    return 0


def play(scanner: SimulatedScanner, lines: Iterable[str]) -> None:
    """Let the scanner do what each line says."""
    for line in lines:
        _play(scanner, line.rstrip("\r\n"))


def _play(scanner: SimulatedScanner, line: str) -> None:
    word, _, text = line.partition(" ")
    if not word.startswith("!"):
        if line:
            scanner.scan(line)
    elif word == "!!":
        scanner.scan(text)
    elif word == "!pull":
        scanner.pull()
    elif word == "!plug":
        scanner.plug()
    elif word[1:] in tuple(Fault):
        scanner.scan(text, Fault(word[1:]))
    else:
        _say(f"not an order to the scanner: {word}", sys.stderr)


def _say(text: str, where: TextIO) -> None:
    print(text, file=where, flush=True)  # a command line prints
