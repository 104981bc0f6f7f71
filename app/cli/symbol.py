"""`lineside symbol decode`: what symbols say, JSON lines in and out, for programs.

In `{"text": "…"}`; out `{"valid", "scheme", "symbology", "elements", "element_string", "errors"}`,
one answer per line in. A line that is none gets `{"error": …}` and exit status 1 in the end.
"""

import argparse
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import BinaryIO

import msgspec

from app.cli.json_lines import answered
from app.cli.language import spoken
from app.kernel.symbols.decoded import Decoded
from app.kernel.symbols.decoding import decode


class Question(msgspec.Struct, frozen=True):
    """One line in."""

    text: str


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One line out."""

    valid: bool
    scheme: str
    symbology: str | None
    elements: dict[str, str]
    element_string: str | None
    errors: tuple[str, ...]


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's options."""
    words = spoken()
    actions = parser.add_subparsers(dest="action", required=True, metavar=words("cli.action"))
    actions.add_parser(
        "decode",
        help=words("cli.symbol.decode.help"),
        description=words("cli.symbol.decode.about"),
        epilog=words("cli.symbol.decode.epilog"),
    )


def run(args: argparse.Namespace) -> int:
    """Answer standard input line by line; 1 where a line could not be read."""
    return decode_lines(sys.stdin.buffer, sys.stdout.buffer, datetime.now(UTC).date())


def decode_lines(lines: Iterable[bytes], out: BinaryIO, today: date) -> int:
    """Answer each line at once and in order; returns the exit status."""
    return answered(lines, out, Question, lambda asked: _told(decode(asked.text, today)))


def _told(found: Decoded) -> Answer:
    return Answer(
        valid=found.valid,
        scheme=found.scheme,
        symbology=found.symbology or None,
        elements=dict(found.elements),
        element_string=found.element_string or None,
        errors=found.errors,
    )
