"""What a rule fires once for, as the facts people pick and as an expression. No Qt."""

import ast
from collections.abc import Sequence

from app.kernel.expressions import expression
from app.kernel.refused import Refused

_BETWEEN = " + ' ' + "


def names_of(per: str) -> tuple[str, ...] | None:
    """Return the facts an expression puts one behind the other; None for any other expression."""
    if not per.strip():
        return ()
    try:
        found = _parts(expression(per).tree)
    except Refused:
        return None
    return found


def once_for(names: Sequence[str]) -> str:
    """Return the expression that differs wherever one of these facts does."""
    return _BETWEEN.join(names)


def _parts(node: ast.AST) -> tuple[str, ...] | None:
    match node:
        case ast.Name(id=name):
            return (name,)
        case ast.BinOp(
            left=ast.BinOp(left=left, op=ast.Add(), right=ast.Constant(value=" ")),
            op=ast.Add(),
            right=ast.Name(id=last),
        ):
            before = _parts(left)
            return None if before is None else (*before, last)
    return None
