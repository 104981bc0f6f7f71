"""What a printer's language is to whoever drives it: how to say a label, how to ask, what is heard.

Pure: the device holds the wire and the clock.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from drivers.printers.layout import Layout
from drivers.printers.typefaces import Typefaces
from drivers.printers.words import UNKNOWN


@dataclass(frozen=True, slots=True)
class Question:
    """One status request; `whole` says when its answer has all come, `read` what it says.

    `read` takes any bytes and answers with a word of `words.py`: `unknown` to all that is no whole
    and proper answer.
    """

    request: bytes
    whole: Callable[[bytes], bool]
    read: Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Language:
    """One language. `questions` together say how the printer is; each is safe to ask at any time
    but inside a label."""

    word: str
    label: Callable[[Layout, Typefaces], bytes]
    """Says a layout. Raises Unprintable."""
    preview: Callable[[bytes, tuple[int, int], Typefaces], Image.Image]
    """Draws such a label on paper of so many dots, mode "1", ink is 1. Raises NotUnderstood."""
    questions: tuple[Question, ...]
    flush: Callable[[int], bytes]
    """Ends what a cable pulled in the middle of a label of so many bytes left in the printer: else
    half a bitmap would swallow the beginning of the next one."""
    others: tuple[Question, ...] = ()
    """What can be read though no device asks it."""
    hello: bytes = b""
    """Said once to a printer that has just been reached."""
    receipt: Question | None = None
    """Asked right behind a label, where the printer answers only when the label is done."""

    def read(self, request: bytes, answer: bytes) -> str:
        """Return the word of an answer to a request; `unknown` where nobody knows the request."""
        asked = request.strip(b"\r\n")
        known = (*self.questions, *self.others, *([self.receipt] if self.receipt else ()))
        for question in known:
            if question.request.strip(b"\r\n") == asked:
                word: str = question.read(answer)
                return word
        return UNKNOWN
