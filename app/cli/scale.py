r"""`lineside scale decode`: what frames of scales and gauges say, JSON lines in and out.

In `{"frame": "S S     100.00 g\\r\\n"}`, the escapes `\r \n \t \\ \x02` within the text; out
`{"status": "stable", "value": "100.00", "unit": "g"}`, one answer per line in. A frame nothing may
be read from is `error` with its reason; a line that is none gets `{"error": …}` alone, and exit
status 1 in the end.
"""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from app.cli.json_lines import answered
from app.cli.language import spoken
from drivers.decoding import Decode, Unreadable
from drivers.protocols import protocol, words
from drivers.reading import Decoded, Status
from drivers.scales.by_profile import BadProfile

_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|.?)", re.DOTALL)
_SHORT = {"r": "\r", "n": "\n", "t": "\t", "\\": "\\", '"': '"'}


class Question(msgspec.Struct, frozen=True):
    """One line in."""

    frame: str


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line out; `error` says why nothing may be read from the frame."""

    status: str
    value: str | None
    unit: str | None
    error: str = ""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's options."""
    said = spoken()
    actions = parser.add_subparsers(dest="action", required=True, metavar=said("cli.action"))
    decode = actions.add_parser(
        "decode",
        help=said("cli.scale.decode.help"),
        description=said("cli.scale.decode.about"),
        epilog=said("cli.scale.decode.epilog"),
    )
    decode.add_argument(
        "--protocol", choices=words(), required=True, help=said("cli.scale.protocol.help")
    )


def run(args: argparse.Namespace) -> int:
    """Answer standard input line by line; 1 where a line could not be read, 2 without protocol."""
    try:
        decode = protocol(args.protocol)
    except BadProfile as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if decode is None:  # the parser has refused it already
        return 2
    return decode_lines(decode, sys.stdin.buffer, sys.stdout.buffer)


def decode_lines(decode: Decode, lines: Iterable[bytes], out: BinaryIO) -> int:
    """Answer each line at once and in order; returns the exit status."""
    return answered(lines, out, Question, lambda asked: _told(decode(_bytes(asked.frame))))


def _told(said: Decoded | Unreadable) -> Answer:
    if isinstance(said, Unreadable):
        return Answer(Status.ERROR, None, None, said.why)
    return Answer(said.status, _value(said), said.unit or None)


def _value(said: Decoded) -> str | None:
    """Return the number without leading zeros; `12 lb 7.50 oz` has a text only."""
    return (said.text or None) if said.value is None else f"{said.value:f}"


def _bytes(text: str) -> bytes:
    """Return the bytes a frame's text stands for. Raises ValueError."""
    return _ESCAPE.sub(_unescaped, text).encode("latin-1")


def _unescaped(found: re.Match[str]) -> str:
    sign = found[1]
    if len(sign) == 3:
        return chr(int(sign[1:], 16))
    if sign not in _SHORT:
        raise ValueError(f"no escape: {found[0]}")
    return _SHORT[sign]
