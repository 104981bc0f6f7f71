"""The same rooms in every capability, and only its front doors are used."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOT, called, calls, modules, parsed, where

CAPABILITIES = ROOT / "app" / "capabilities"
ROOMS = {
    "__init__.py",
    "capability.py",
    "commands.py",
    "decisions.py",
    "events.py",
    "fold.py",
    "queries.py",
    "tables.py",
}
ANNEXES = {("production", "plan")}  # reads ERP sheets: a format's reader, not a noun with rooms
PURE = {"decisions.py", "fold.py"}
IMPURE = {"datetime", "os", "pathlib", "random", "secrets", "sqlalchemy", "sqlite3", "time", "uuid"}
FRONT_DOORS = {"queries", "decisions", "events"}


def test_each_capability_has_only_the_agreed_rooms():
    strays = [path for path in modules("app") if not _is_a_room(path)]
    assert not strays, [str(path.relative_to(ROOT)) for path in strays]


def test_each_capability_has_a_plug():
    folders = {path.parts[0] for path in _inside() if len(path.parts) > 1}
    plugged = {path.parts[0] for path in _inside() if path.parts[1:] == ("capability.py",)}
    assert folders == plugged


def test_decisions_and_folds_see_no_clock_no_database_and_no_chance():
    inside = [path for path in modules("app") if path.is_relative_to(CAPABILITIES)]
    pure = [path for path in inside if path.name in PURE]
    assert not [f"{where(p, line)} {name}" for p in pure for line, name in _impure(p)]


def test_a_capability_is_entered_by_its_front_doors():
    assert not [
        f"{where(path, line)} enters {owner}.{room}"
        for path in modules("app")
        for line, owner, room, _ in _foreign(path)
        if room not in FRONT_DOORS
    ]


def test_only_the_owner_constructs_its_events():
    broken = []
    for path in modules("app"):
        foreign = {name for _, _, room, name in _foreign(path) if room == "events"}
        broken += [where(path, c.lineno) for c in calls(path) if called(c) in foreign]
    assert not broken


def _inside() -> Iterator[Path]:
    """Return the modules of all capabilities, as paths below `app/capabilities`."""
    for path in modules("app"):
        if path.is_relative_to(CAPABILITIES):
            yield path.relative_to(CAPABILITIES)


def _is_a_room(path: Path) -> bool:
    if not path.is_relative_to(CAPABILITIES):
        return True
    match path.relative_to(CAPABILITIES).parts:
        case ("__init__.py" | "roster.py",):
            return True
        case (capability, noun, _) if (capability, noun) in ANNEXES:
            return True
        case (_, file) | (_, _, file):  # a capability, or a noun of one that has outgrown its rooms
            return file in ROOMS
    return False


def _foreign(path: Path) -> Iterator[tuple[int, str, str, str]]:
    """Return what a capability's module imports of others: line, owner, room, name."""
    if not path.is_relative_to(CAPABILITIES) or path.name == "roster.py":
        return
    own = path.relative_to(CAPABILITIES).parts[0]
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        for name in node.names:
            parts = f"{node.module}.{name.name}".split(".")
            if parts[:2] == ["app", "capabilities"] and len(parts) > 3 and parts[2] != own:
                room = next((part for part in parts[3:] if f"{part}.py" in ROOMS), parts[3])
                yield node.lineno, parts[2], room, name.asname or name.name


def _impure(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(parsed(path)):
        match node:
            case ast.Import(names=names):
                found = {name.name.partition(".")[0] for name in names}
            case ast.ImportFrom(module=str(module)):
                found = {module.partition(".")[0]}
            case _:
                continue
        yield from ((node.lineno, name) for name in found & IMPURE)
