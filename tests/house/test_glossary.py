"""The glossary speaks of what exists, in both languages, and its forbidden words are kept out."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import ROOT, modules, parsed, where

GLOSSARY = ROOT / "docs" / "glossary.md"
CAPABILITIES = ROOT / "app" / "capabilities"
CHINESE = re.compile("[一-鿿]")


def rows() -> list[list[str]]:
    lines = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_entry_is_whole():
    assert rows()
    assert not [row for row in rows() if len(row) != 5 or not row[1]]
    assert not [row for row in rows() if not CHINESE.search(row[2]) or CHINESE.search(row[1])]


def test_no_word_stands_twice():
    for column in range(3):
        words = [row[column] for row in rows()]
        assert not [word for word in words if words.count(word) > 1]


def test_every_code_word_exists():
    named = {name for path in modules("app", "server") for name in _names(parsed(path))}
    assert not [row[0] for row in rows() if row[0].strip("`") not in named]


def test_no_capability_uses_a_word_that_means_something_else():
    forbidden = {word for row in rows() for word in re.findall(r"\b[A-Z][A-Za-z]+\b", row[4])}
    used = [
        f"{where(path, node.lineno)} {node.name}"
        for path in modules("app")
        if path.is_relative_to(CAPABILITIES)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef) and _words(node.name) & forbidden
    ]
    assert not used


def _words(name: str) -> set[str]:
    return {name, *re.findall(r"[A-Z][a-z]+", name)}


def _names(tree: ast.Module) -> Iterator[str]:
    """Return what a module gives a name: classes, functions, constants, fields, arguments."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
