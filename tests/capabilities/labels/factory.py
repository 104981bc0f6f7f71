"""Builders for labels' tests: a small template in force, a node that prints by it."""

from decimal import Decimal

from msgspec.structs import replace
from sqlalchemy import select

from app.capabilities.labels.bodies import LABEL_TEMPLATE, LabelTemplate, PrintedSymbol, PrintedText
from app.capabilities.labels.jobs.commands import (
    MarkClaimed,
    MarkSending,
    MarkSent,
    MarkUncertain,
    PrintLabels,
)
from app.capabilities.labels.jobs.tables import LabelRow
from app.capabilities.roster import ROSTER
from app.journal.rows import read
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import publish
from tests.journal.node import Node, a_node

DI = "09521234560012"
LUER = Bilingual("鲁尔接头", "Luer adaptor")
TEMPLATE = LabelTemplate(
    code="LB-UNIT",
    name=Bilingual("单件标签", "Unit label"),
    width=Decimal(50),
    height=Decimal(30),
    dpi=203,
    texts=(PrintedText(x=Decimal(2), y=Decimal(2), height=Decimal(3), text="{product_zh} {lot}"),),
    symbols=(
        PrintedSymbol(
            x=Decimal(2),
            y=Decimal(8),
            symbology="gs1-datamatrix",
            content="(01){di}(17){expiry_gs1}(10){lot}(21){serial}",
            module=Decimal("0.5"),
        ),
    ),
)


def a_printing_plant(station: str = "S1", **store) -> Node:
    """Return a node where the template is in force."""
    node = a_node(station, capabilities=ROSTER, **store)
    publish(node, LABEL_TEMPLATE, TEMPLATE.code, TEMPLATE)
    return node


def asked(count: int = 1, **facts) -> PrintLabels:
    command = PrintLabels(
        template="LB-UNIT",
        printer="label1",
        count=count,
        product="IS-20F",
        product_name=LUER,
        di=DI,
        order="W-1",
        lot="IS-2611-01",
        expiry="2028-11-30",
    )
    return replace(command, **facts)


def labels(node) -> tuple[LabelRow, ...]:
    """Return every label, in the order of its number and copy."""
    t = LabelRow.table
    query = select(t).order_by(t.c.serial, t.c.copy_number)
    return node.ask(lambda c: read(c, LabelRow, query))


def a_label(node, **facts) -> LabelRow:
    """Queue one label and return it."""
    before = {row.label for row in labels(node)}
    node.do(asked(**facts))
    (row,) = (row for row in labels(node) if row.label not in before)
    return row


def now(node, row: LabelRow) -> LabelRow:
    """Return a label as it stands now."""
    return next(one for one in labels(node) if one.label == row.label)


def begun(node, row: LabelRow) -> LabelRow:
    """Let a label's bytes be on their way."""
    node.do(MarkClaimed(label=row.label), actor="")
    node.do(MarkSending(label=row.label, rendered="ab" * 32, size=1_200), actor="")
    return now(node, row)


def printed(node, row: LabelRow) -> LabelRow:
    begun(node, row)
    node.do(MarkSent(label=row.label), actor="")
    return now(node, row)


def in_doubt(node, row: LabelRow) -> LabelRow:
    begun(node, row)
    node.do(MarkUncertain(label=row.label, cause="printer"), actor="")
    return now(node, row)
