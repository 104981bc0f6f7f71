"""What no file of the project may say, and what each must."""

import ast
import re

from tests.house.tree import CODE, ROOT, called, calls, comments, lines_with, modules, parsed, where

EVERYWHERE = (*CODE, "tests", "dev.py")
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
HOSTS = ("pypi", "pythonhosted", "npmjs", "deb\\.debian", "ghcr", "docker", "crates", "anaconda")
SILENCED = re.compile(
    r"#\s*(type:\s*ignore|noqa)(?P<codes>\[[^\]]*\]|:\s*[A-Z0-9, ]+\b)?(?P<reason>.*)"
)


def test_every_module_says_first_what_it_is_for():
    told = [
        p for p in modules(*EVERYWHERE) if parsed(p).body or p.relative_to(ROOT).parts[0] in CODE
    ]
    assert not [where(path, 1) for path in told if not ast.get_docstring(parsed(path))]


def test_no_module_has_an_empty_name():
    assert not [
        where(path, 1)
        for path in modules(*EVERYWHERE)
        if {path.stem, *path.relative_to(ROOT).parts[:-1]} & EMPTY_NAMES
    ]


def test_no_file_names_a_package_registry():
    assert not lines_with(rf"\b({'|'.join(HOSTS)})\.(org|com|io|net)\b")


def test_no_file_names_a_path_of_one_machine():
    assert not lines_with(r"(?<![\w.~*-])/(?:work|root|home)/\w")


def test_styles_are_set_in_the_theme_only():
    theme = ROOT / "app" / "ui" / "theme"
    elsewhere = [path for path in modules(*CODE) if not path.is_relative_to(theme)]
    assert not _places(elsewhere, {"setStyleSheet"})


def test_whoever_silences_a_checker_says_why():
    silent = []
    for path in modules(*EVERYWHERE):
        for line, comment in comments(path):
            found = SILENCED.search(comment)
            if found and (not found["codes"] or len(found["reason"].split()) < 3):
                silent.append(where(path, line))
    assert not silent


def test_nothing_sleeps_in_tests():
    assert not _places(modules("tests"), {"sleep", "qWait", "qSleep"})
    waits = [(p, c) for p in modules("tests") for c in calls(p) if called(c) == "wait"]
    assert not [where(p, c.lineno) for p, c in waits if ast.unparse(c.func) == "qtbot.wait"]


def test_tests_do_not_mock():
    assert not lines_with(r"^\s*(from|import) (unittest\.mock|unittest import mock|mock)\b")


def test_no_error_is_swallowed():
    assert not [
        where(path, node.lineno)
        for path in modules(*EVERYWHERE)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler) and _catches_all(node) and _does_nothing(node)
    ]


def test_a_todo_names_its_issue():
    todo = re.compile(r"\b(TODO|FIXME|XXX)\b(?!.*#\d)")
    assert not [
        where(path, line)
        for path in modules(*EVERYWHERE)
        for line, comment in comments(path)
        if todo.search(comment)
    ]


def _places(paths, names):
    return [
        where(path, call.lineno) for path in paths for call in calls(path) if called(call) in names
    ]


def _catches_all(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or ast.unparse(handler.type) in ("Exception", "BaseException")


def _does_nothing(handler: ast.ExceptHandler) -> bool:
    return all(isinstance(step, ast.Pass | ast.Continue) for step in handler.body)
