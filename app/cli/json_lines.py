"""Questions and answers as JSON lines, for programs: one answer a line, in order, at once.

A line that is no question gets `{"error": …}`, and the exit status is 1 in the end.
"""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable
from typing import BinaryIO, TypeVar

import msgspec

Q = TypeVar("Q")


class NoQuestion(msgspec.Struct, frozen=True):
    """The line out for a line in that could not be read."""

    error: str


def answered(
    lines: Iterable[bytes], out: BinaryIO, question: type[Q], answer: Callable[[Q], msgspec.Struct]
) -> int:
    """Answer each line; return the exit status. `answer` may raise ValueError, in words."""
    status = 0
    for line in lines:
        said: msgspec.Struct
        try:
            asked = msgspec.json.decode(line.removeprefix(BOM_UTF8), type=question)
            said = answer(asked)
        except (msgspec.MsgspecError, RecursionError, ValueError) as error:
            said, status = NoQuestion(str(error)), 1
        out.write(msgspec.json.encode(said) + b"\n")
        out.flush()
    return status
