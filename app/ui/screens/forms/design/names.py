"""How a name is renamed in an expression: where it is a name, never where it is a text. No Qt."""

import ast
import warnings


def renamed(text: str, old: str, new: str, others: frozenset[str] = frozenset()) -> str:
    """Return an expression in which `old` is called `new`, and its parts `old_x` are `new_x`.

    `others` are keys of other fields: one that looks like a part of `old` is its own. What cannot
    be read is left as it stands.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and id(node) not in called and _is_of(node.id, old, others)
    ]
    lines = [line.encode() for line in text.strip().split("\n")]
    for node in sorted(found, key=lambda one: (one.lineno, one.col_offset), reverse=True):
        line, end = lines[node.lineno - 1], node.col_offset + len(old)
        lines[node.lineno - 1] = line[: node.col_offset] + new.encode() + line[end:]
    return b"\n".join(lines).decode() if found else text


def _is_of(name: str, old: str, others: frozenset[str]) -> bool:
    return name == old or (name.startswith(f"{old}_") and name not in others)
