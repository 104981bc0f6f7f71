"""The same rooms in every capability, and only its front doors are used."""

import ast
from collections.abc import Iterator
from pathlib import Path

from app.journal.event import Happened
from tests.house.tree import ROOT, called, calls, imported, modules, parsed, where

CAPABILITIES = ROOT / "app" / "capabilities"
ROOMS = {
    "__init__.py",
    "answers.py",
    "bodies.py",
    "capability.py",
    "commands.py",
    "decisions.py",
    "events.py",
    "fold.py",
    "kinds.py",
    "queries.py",
    "ruling.py",
    "tables.py",
    "todos.py",
}
ANNEXES = {  # read a file's format: neither a noun nor a room
    ("people", "starting"),  # the roles and people a plant starts with
    ("forms", "workbooks"),  # a filled form's spreadsheet
    ("production", "plan"),  # an ERP's sheet
    ("quality", "standards"),  # the tables that standards print
    ("forms", "sheets"),  # an inspection sheet
}
PLUGGED = {"commands.py", "events.py", "fold.py", "tables.py"}
"""Rooms whose contents reach the journal through the plug beside them."""
PURE = {"answers.py", "bodies.py", "decisions.py", "fold.py"}
IMPURE = {"datetime", "os", "pathlib", "random", "secrets", "sqlalchemy", "sqlite3", "time", "uuid"}
FRONT_DOORS = {"queries", "decisions", "events", "bodies", "answers"}


def test_each_capability_has_only_the_agreed_rooms():
    strays = [path for path in modules("app") if not _is_a_room(path)]
    assert not strays, [str(path.relative_to(ROOT)) for path in strays]


def test_each_capability_has_a_plug():
    """One for the whole capability, or where it is split by noun, one in each noun that acts."""
    folders = {path.parts[0] for path in _inside() if len(path.parts) > 1}
    plugged = {path.parent for path in _inside() if path.name == "capability.py"}
    assert folders == {folder.parts[0] for folder in plugged}
    acting = {path.parent for path in _inside() if path.name in PLUGGED}
    assert not {folder for folder in acting if folder.parts not in ANNEXES} - plugged
    assert not [folder for folder in plugged if set(folder.parents) & plugged]


def test_a_plug_is_named_after_its_folder():
    for path in _inside():
        if path.name == "capability.py":
            name = ".".join(path.parent.parts)
            assert f'name="{name}"' in (CAPABILITIES / path).read_text("utf-8")


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
    owners = {name: owner for owner, name in _happened()}
    assert not [
        where(path, call.lineno)
        for path in modules("app")
        if path.is_relative_to(CAPABILITIES)
        for call in calls(path)
        if owners.get(called(call), _owner(path)) != _owner(path)
    ]


def _happened() -> Iterator[tuple[str, str]]:
    """Return every kind of event a capability defines: owner, class name."""
    inside = [path for path in modules("app") if path.is_relative_to(CAPABILITIES)]
    for path in (path for path in inside if path.name == "events.py"):
        room = imported(path)
        for name, what in vars(room).items():
            own = isinstance(what, type) and what.__module__ == room.__name__
            if own and issubclass(what, Happened):
                yield _owner(path), name


def _owner(path: Path) -> str:
    return path.relative_to(CAPABILITIES).parts[0]


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
        case (capability, annexe, *_) if (capability, annexe) in ANNEXES:
            return True
        case (_, file) | (_, _, file) | (_, _, _, file):  # a capability, or a noun of one that has
            return file in ROOMS  # outgrown its rooms, or of a noun that has
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
