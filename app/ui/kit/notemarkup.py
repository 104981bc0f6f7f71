"""The markup of a rich note, a small part of Markdown: `# ` heading, `- ` item, `**bold**`.

Nothing else means anything: other signs are the text itself, and a backslash before a mark keeps it
plain. Without Qt, so that records and papers read the same note.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

PLAIN, HEADING, ITEM = "plain", "heading", "item"
_STARTS = {HEADING: "# ", ITEM: "- "}
_ESCAPED = re.compile(r"([\\*])")
_TOKENS = re.compile(r"\\(.)|(\*\*)|([^\\*]+|[\\*])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a note: its kind and its pieces, each (text, is it bold)."""

    kind: str
    pieces: tuple[tuple[str, bool], ...]


def read(markup: str) -> tuple[Line, ...]:
    """Return the lines of a note. Total: what is no markup is text."""
    return tuple(_line(text) for text in markup.replace("\r", "").split("\n")) if markup else ()


def write(lines: tuple[Line, ...]) -> str:
    """Return the markup of a note, without empty lines at its end."""
    return "\n".join(_written(line) for line in lines).rstrip()


def _line(text: str) -> Line:
    for kind, start in _STARTS.items():
        if text.startswith(start):
            return Line(kind, _pieces(text.removeprefix(start)))
    return Line(PLAIN, _pieces(text))


def _pieces(text: str) -> tuple[tuple[str, bool], ...]:
    made: list[tuple[str, bool]] = []
    bold = False
    for escaped, mark, plain in _TOKENS.findall(text):
        if mark:
            bold = not bold
        else:
            made.append((escaped or plain, bold))
    return _merged(made)


def _written(line: Line) -> str:
    said = _joined(line.pieces)
    start = _STARTS.get(line.kind, "")
    if not start and said.startswith(tuple(_STARTS.values())):
        start = "\\"
    return f"{start}{said}"


def _joined(pieces: tuple[tuple[str, bool], ...]) -> str:
    made = []
    for text, bold in _merged(pieces):
        plain = _ESCAPED.sub(r"\\\1", text)
        made.append(f"**{plain}**" if bold else plain)
    return "".join(made)


def _merged(pieces: Iterable[tuple[str, bool]]) -> tuple[tuple[str, bool], ...]:
    """Return the pieces with neighbours of one kind joined and empty ones left out."""
    made: list[tuple[str, bool]] = []
    for text, bold in pieces:
        if made and text and made[-1][1] == bold:
            made[-1] = (made[-1][0] + text, bold)
        elif text:
            made.append((text, bold))
    return tuple(made)
