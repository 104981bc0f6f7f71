"""`lineside plan check FILE`: read a plan without any database and say what is in it.

`lineside plan import` is told in `plan_import`.
"""

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.capabilities.production.plan.checking import file_content
from app.capabilities.production.plan.reading import PlanReading, read_plan
from app.capabilities.production.plan.rules import PlannedOrder
from app.capabilities.production.plan.sorting import SKIPPED
from app.cli import plan_import
from app.cli.language import add_language, spoken
from app.kernel.quantity import plain, trimmed
from app.kernel.refused import Refused
from app.kernel.words import Words

DEMO_PRODUCTS = ("IS-20F", "IS-60F", "LA-316")
"""The demo plant's products: what `--products` is where nobody says otherwise."""

_COLUMNS = ("order", "product_code", "quantity", "start", "due", "priority", "remark")


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's options."""
    words = spoken()
    actions = parser.add_subparsers(dest="action", required=True, metavar=words("cli.action"))
    check = actions.add_parser(
        "check",
        help=words("cli.plan.check.help"),
        description=words("cli.plan.check.about"),
        epilog=words("cli.plan.check.epilog"),
    )
    check.add_argument("file", metavar=words("cli.file"), help=words("cli.plan.file.help"))
    check.add_argument(
        "--products",
        metavar="A,B,C",
        type=_codes,
        default=DEMO_PRODUCTS,
        help=words("cli.plan.products.help", default=",".join(DEMO_PRODUCTS)),
    )
    check.add_argument("--json", action="store_true", help=words("cli.json.help"))
    add_language(check)
    plan_import.configure(
        actions.add_parser(
            "import",
            help=words("cli.plan.import.help"),
            description=words("cli.plan.import.about"),
            epilog=words("cli.plan.import.epilog"),
        )
    )


def run(args: argparse.Namespace) -> int:
    """Check or import, as asked; return the exit status."""
    return plan_import.run(args) if args.action == "import" else _check(args)


def _check(args: argparse.Namespace) -> int:
    """Read the file: 0 when it can be read, rejected rows or not; else 2 and one sentence."""
    words = spoken(args.language)
    path = Path(args.file)
    try:
        reading = read_plan(file_content(path), path.name, args.products)
    except Refused as refused:
        sys.stderr.write(words.refusal(refused) + "\n")
        return 2
    said = as_json(reading) if args.json else "\n".join(_report(reading, words))
    sys.stdout.write(said + "\n")
    return 0


def as_json(reading: PlanReading) -> str:
    """Return orders and rejected rows as a program reads them; quantities are exact strings."""
    said = {
        "orders": [_fields(order) for order in reading.orders],
        "rejected": [{"row": row.row, "reason": row.reason} for row in reading.rejected],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _fields(order: PlannedOrder) -> dict[str, str | None]:
    return {
        "order": order.order,
        "product_code": order.product_code,
        "product_name": order.product_name,
        "quantity": str(trimmed(order.quantity)),
        "unit": order.unit,
        "due": order.due.isoformat(),
        "start": order.start.isoformat() if order.start else None,
        "priority": order.priority,
        "remark": order.remark,
    }


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


def _report(reading: PlanReading, words: Words) -> Iterator[str]:
    yield words("cli.plan.read", name=reading.name, sheet=reading.sheet, row=reading.header_row)
    yield ""
    header = [words(f"plan.field.{field}") for field in _COLUMNS]
    yield from _table([header, *(_shown(order) for order in reading.orders)])
    yield ""
    yield words("cli.plan.good", n=len(reading.orders))
    yield words("cli.plan.rejected", n=len(reading.rejected))
    for row in reading.rejected:
        value = f" [{row.fault.value}]" if row.fault.value else ""
        what = row.sentence(words) + value
        yield words("cli.plan.row", row=row.row, order=row.order or "—", what=what)
    counts = ((why, reading.skipped_count(why)) for why in SKIPPED)
    skipped = ", ".join(f"{words(f'plan.skipped.{why}')} {count}" for why, count in counts if count)
    yield words("cli.plan.skipped", what=skipped)


def _shown(order: PlannedOrder) -> list[str]:
    unit = f" {order.unit}" if order.unit else ""
    said = _fields(order) | {"quantity": plain(order.quantity) + unit}
    return [" ".join((said[field] or "").split()) for field in _COLUMNS]


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (text + " " * (w - _width(text)) for text, w in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """Return the columns a text takes on a console: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
