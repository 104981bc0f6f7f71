"""A cell's formula → what a form can calculate: + - * / and mean, sum, max, min, round of cells.

`IF(C19="","",E19/C19*100)` guards against an empty box; a form does so by itself, so the guard goes
and `{E19} / {C19} * 100` stays. Whatever else a spreadsheet can do is left for a person.
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r'\s*(?:(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<text>"(?:[^"]|"")*")'
    r"|(?P<cell>\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)(?![A-Za-z0-9_(!])"
    r"|(?P<name>[A-Za-z_.][A-Za-z0-9_.]*)\s*(?=\()|(?P<sign><>|<=|>=|[-+*/(),=<>%]))"
)
FUNCTIONS = {
    "AVERAGE": "mean",
    "SUM": "sum",
    "MAX": "max",
    "MIN": "min",
    "ROUND": "round",
    "ABS": "abs",
    "COUNT": "count",
    "STDEV": "stdev",
    "STDEV.S": "stdev",
}
_DEEPEST = 20


class _Beyond(Exception):
    """The formula is more than a form calculates."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What a form calculates, with the cells it reads in braces, and those cells."""

    expression: str
    cells: tuple[str, ...]


def translated(formula: str) -> Translation | None:
    """Return a formula (without its `=`) as a form calculates it; None where it is more."""
    try:
        parser = _Parser(_tokens(formula))
        expression = parser.sums(0)
        if parser.at != len(parser.tokens):
            return None
    except _Beyond:
        return None
    cells = tuple(dict.fromkeys(re.findall(r"\{([^}]*)\}", expression)))
    return Translation(expression, cells) if cells else None


def is_moment(formula: str) -> str:
    """Return `today` or `now` where a formula only tells the time; else empty."""
    found = re.fullmatch(r"\s*(TODAY|NOW)\(\)\s*", formula, re.IGNORECASE)
    return found[1].casefold() if found else ""


def is_reference(formula: str) -> bool:
    """Tell whether a formula only repeats another cell."""
    return re.fullmatch(r"(?:(?:'[^']+'|\w+)!)?\$?[A-Z]{1,3}\$?\d+", formula.strip()) is not None


def _tokens(formula: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at, text = 0, formula.strip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise _Beyond
        tokens.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return tokens


@dataclass(slots=True)
class _Parser:
    """Reads tokens by falling from sums to products to single values."""

    tokens: list[tuple[str, str]]
    at: int = 0

    def sums(self, depth: int) -> str:
        if depth > _DEEPEST:
            raise _Beyond
        text = self._products(depth)
        while self._peek() in ("+", "-"):
            text = f"{text} {self._take()} {self._products(depth)}"
        return text

    def _products(self, depth: int) -> str:
        text = self._value(depth)
        while self._peek() in ("*", "/", "%"):
            sign = self._take()
            text = f"{text} / 100" if sign == "%" else f"{text} {sign} {self._value(depth)}"
        return text

    def _value(self, depth: int) -> str:
        kind, text = self._next()
        if text in ("-", "+"):
            return f"{text}{self._value(depth)}".lstrip("+")
        if text == "(":
            inner = self.sums(depth + 1)
            self._expect(")")
            return f"({inner})"
        if kind == "number":
            return text
        if kind == "cell":
            return "{" + text.replace("$", "") + "}"
        if kind == "name":
            return self._call(text.upper(), depth)
        raise _Beyond

    def _call(self, name: str, depth: int) -> str:
        self._expect("(")
        if name == "IF":
            return self._guarded(depth)
        if name == "IFERROR":
            inner = self.sums(depth + 1)
            self._expect(",")
            self._nothing()
            self._expect(")")
            return f"({inner})"
        if name not in FUNCTIONS:
            raise _Beyond
        parts = [self.sums(depth + 1)]
        while self._peek() == ",":
            self._take()
            parts.append(self.sums(depth + 1))
        self._expect(")")
        return f"{FUNCTIONS[name]}({', '.join(parts)})"

    def _guarded(self, depth: int) -> str:
        """Read `IF(…, "", value)` or `IF(…, value, "")`: only a guard is let go."""
        opened = 0
        while self._peek() != "," or opened:
            _, text = self._next()
            opened += (text == "(") - (text == ")")
        self._take()
        if self._is_nothing():
            self._take()
            self._expect(",")
            inner = self.sums(depth + 1)
        else:
            inner = self.sums(depth + 1)
            self._expect(",")
            self._nothing()
        self._expect(")")
        return f"({inner})" if depth else inner

    def _is_nothing(self) -> bool:
        return self._peek() in ('""', '"/"', '"-"', "0")

    def _nothing(self) -> None:
        if not self._is_nothing():
            raise _Beyond
        self._take()

    def _peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _take(self) -> str:
        return self._next()[1]

    def _next(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise _Beyond
        self.at += 1
        return self.tokens[self.at - 1]

    def _expect(self, sign: str) -> None:
        if self._take() != sign:
            raise _Beyond
