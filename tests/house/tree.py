"""The project's own files as the house tests read them: tracked, parsed, cut into comments."""

import ast
import importlib
import io
import re
import shutil
import subprocess
import tokenize
import types
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("app", "drivers", "server")
HOUSE = (*CODE, "docs", "installer", "resources", "tests")


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file git keeps (or is about to), where it still exists."""
    if not shutil.which("git"):  # a bare machine with an unpacked copy
        below = (path for top in HOUSE for path in (ROOT / top).rglob("*"))
        return tuple(sorted(p for p in below if p.is_file() and p.suffix not in (".pyc", ".mo")))
    ask = ["git", "-c", "safe.directory=*", "ls-files", "-z"]  # also where another user owns it
    listed = subprocess.run(ask, cwd=ROOT, capture_output=True, check=True)
    names = listed.stdout.decode().split("\0")
    return tuple(ROOT / name for name in sorted(names) if name and (ROOT / name).is_file())


def modules(*tops: str) -> tuple[Path, ...]:
    """Return the Python files below these top-level folders or of these names."""
    own = (path for path in tracked() if path.suffix == ".py")
    return tuple(path for path in own if path.relative_to(ROOT).parts[0] in tops)


@cache
def parsed(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_bytes(), filename=str(path))


def imported(path: Path) -> types.ModuleType:
    """Return a module as the program would have it."""
    return importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


@cache
def calls(path: Path) -> tuple[ast.Call, ...]:
    """Return every call in a module."""
    return tuple(node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """Return the last word of what is called: `words` for `self.look.words(...)`."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


@cache
def comments(path: Path) -> tuple[tuple[int, str], ...]:
    """Return a module's comments with their lines."""
    source = io.StringIO(path.read_text("utf-8"))
    tokens = tokenize.generate_tokens(source.readline)
    return tuple((t.start[0], t.string) for t in tokens if t.type == tokenize.COMMENT)


def where(path: Path, line: int) -> str:
    """Return a place as a person would look it up."""
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def texts() -> Iterator[tuple[Path, str]]:
    """Return every tracked file that is text."""
    for path in tracked():
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a font, a sheet in GB18030


def lines_with(pattern: str) -> list[str]:
    """Return the places in tracked texts that match."""
    wanted = re.compile(pattern)
    return [
        where(path, number)
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if wanted.search(line)
    ]
