"""`lineside printer status`: what a printer's answers mean, JSON lines in and out, for programs.

In `{"query": "10 04 01", "response": "12"}`, both in hexadecimal, a query also as it is typed
(`~HS`); an empty response is silence. Out `{"status": "online"}`, one answer per line in; a line
that is none gets `{"error": …}` and exit status 1 in the end.
"""

import argparse
import sys
from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from app.cli.json_lines import answered
from app.cli.language import spoken
from drivers.printers.language import Language
from drivers.printers.languages import LANGUAGES

_TYPED = ("~", "^")
"""How a query begins that is typed and not in hexadecimal."""


class Exchange(msgspec.Struct, frozen=True):
    """One line in."""

    query: str
    response: str


class Answer(msgspec.Struct, frozen=True):
    """One line out."""

    status: str


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's options."""
    words = spoken()
    actions = parser.add_subparsers(dest="action", required=True, metavar=words("cli.action"))
    status = actions.add_parser(
        "status",
        help=words("cli.printer.status.help"),
        description=words("cli.printer.status.about"),
    )
    status.add_argument(
        "--protocol", choices=LANGUAGES, required=True, help=words("cli.printer.protocol.help")
    )


def run(args: argparse.Namespace) -> int:
    """Answer standard input line by line; 1 where a line could not be read."""
    return status_lines(LANGUAGES[args.protocol], sys.stdin.buffer, sys.stdout.buffer)


def status_lines(language: Language, lines: Iterable[bytes], out: BinaryIO) -> int:
    """Answer each line at once and in order; returns the exit status."""
    return answered(lines, out, Exchange, lambda asked: _told(language, asked))


def _told(language: Language, asked: Exchange) -> Answer:
    response = _hex(asked.response)
    return Answer(language.read(_query(asked.query), response))


def _query(said: str) -> bytes:
    return said.encode() if said.startswith(_TYPED) else _hex(said)


def _hex(said: str) -> bytes:
    try:
        return bytes.fromhex(said)
    except ValueError:
        raise ValueError(spoken()("cli.printer.not_hex", said=said)) from None
