"""A station that reports without end, and says each hash once it is saved. Killed by its test."""

import sys
from decimal import Decimal
from pathlib import Path

from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.capabilities.production.operations.decisions import Scrap
from app.journal.head import HeadFile
from app.store import local
from app.store.engine import DURABLE
from app.store.writer import Writer
from tests.capabilities.production.factory import a_plant, a_released_order
from tests.journal.node import Node


def opened(folder: Path) -> Node:
    """Open the station's database, or found it with one running operation."""
    fresh = not (folder / "station.db").exists()
    node = a_plant("S1", path=folder / "station.db", durability=DURABLE)
    if fresh:
        node.ask(lambda c: local.put(c, "chain", "own", b"S1-1"))
        order = a_released_order(node, quantity=10**9)
        node.do(StartOperation(order=order, operation="B10"))
    return node


def main() -> None:
    """Report good and scrap, one act after another, for ever."""
    folder = Path(sys.argv[1])
    node = opened(folder)
    head = HeadFile(folder, node.journal.author, lambda text: text[:64])
    writer = Writer(node.engine, head.note)
    command = ReportOperation(
        order="WORK000434",
        operation="B10",
        good=Decimal(2),
        scrap=(Scrap("burr", Decimal(1)),),
    )
    while True:
        saved = writer.act(lambda c: node.journal.carry_out(c, command, "OP-01")).result()
        for sealed in saved.events:
            sys.stdout.write(f"{sealed.hash}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
