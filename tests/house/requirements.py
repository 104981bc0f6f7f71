"""Which test proves which requirement: `python -m tests.house.requirements` writes the page."""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "requirements.md"
LIST = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Requirement:
    """One thing an auditor may ask; `waits` names what it waits for while no test covers it."""

    id: str
    clause: str
    asks: str
    waits: str = ""


def requirements() -> tuple[Requirement, ...]:
    read = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return tuple(Requirement(**entry) for entry in read["requirement"])


@cache
def proofs() -> Mapping[str, Sequence[str]]:
    """Return the tests that name each requirement, as `tests/…/test_x.py::test_name`."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                place = f"{path.relative_to(ROOT).as_posix()}::{node.name}"
                for requirement in _named(node):
                    found[requirement].append(place)
    return found


def page() -> str:
    """Return the page as the marks have it."""
    proven = proofs()
    lines = [
        "# Requirements and the tests that prove them",
        "",
        "Made from the marks on the tests by `python -m tests.house.requirements`; `dev.py check`"
        " compares.",
        "A requirement that lost its last test is refused, unless the list says what it waits for.",
        "",
        "| id | clause | asks | proven by |",
        "|---|---|---|---|",
    ]
    for one in requirements():
        tests = "<br>".join(f"`{place}`" for place in proven.get(one.id, ()))
        shown = tests or f"waits for {one.waits}"
        lines.append(f"| {one.id} | {one.clause} | {one.asks} | {shown} |")
    return "\n".join(lines) + "\n"


def _named(function: ast.FunctionDef) -> Iterator[str]:
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith(
            "mark.requirement"
        ):
            yield from (ast.literal_eval(argument) for argument in decorator.args)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
