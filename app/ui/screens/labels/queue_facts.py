"""What the queue of labels shows, asked in one go on the reader's thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.documents.answers import Pin
from app.capabilities.documents.queries import body
from app.capabilities.labels.bodies import LabelTemplate
from app.capabilities.labels.jobs.answers import ON_PAPER, WAITING, State
from app.capabilities.labels.jobs.commands import PrintLabels
from app.capabilities.labels.jobs.decisions import Template, expected_scan, values
from app.capabilities.labels.jobs.decisions import queue as decide
from app.capabilities.labels.jobs.queries import numbers, template_of, templates
from app.capabilities.labels.jobs.tables import LabelRow
from app.capabilities.labels.reconciliation.answers import StationLabels
from app.capabilities.labels.reconciliation.decisions import UNPROVEN, standing
from app.capabilities.labels.reconciliation.queries import queue
from app.capabilities.labels.serials.decisions import take
from app.capabilities.people.accounts.queries import people
from app.capabilities.production.bodies import Product
from app.capabilities.production.orders.queries import released_order
from app.capabilities.production.orders.tables import OrderRow
from app.capabilities.production.progress.answers import OrderLine, Phase
from app.capabilities.production.progress.queries import order_lines
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

LABELS = "labels"
ALL, OPEN, TO_PRINT, ON_LABEL = "all", "open", "waiting", "printed"
PARTS = ((ALL, ""), (OPEN, "warn_solid"), (TO_PRINT, "accent"), (ON_LABEL, "ok"))
"""The parts of the queue and the colour of each part's dot."""


@dataclass(frozen=True, slots=True)
class QueueFacts:
    """The labels of one station, the templates in force, the orders labels are printed for.

    `people` are the names of those who asked for labels; `scans` what a scanner sends for each of
    them that a scan may prove, where its template is here.
    """

    queue: StationLabels
    templates: tuple[tuple[Pin, LabelTemplate], ...]
    orders: tuple[OrderLine, ...]
    people: dict[str, Bilingual]
    scans: dict[str, str]

    def part(self, key: str) -> Sequence[LabelRow]:
        """Return the labels of one part, the newest first."""
        return [row for row in self.queue.jobs if _is_in(row, key)]

    def label(self, name: str) -> LabelRow | None:
        """Return one label by its name."""
        return next((row for row in self.queue.jobs if row.label == name), None)

    def batch(self) -> tuple[int, int]:
        """Return how many labels of the batch now printing are through, and how many there are."""
        printing = [row for row in self.queue.jobs if row.state in WAITING]
        if not printing:
            return (0, 0)
        rows = [row for row in self.queue.jobs if row.batch == printing[-1].batch]
        return (sum(row.state not in WAITING for row in rows), len(rows))


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What an order's labels say: its head, its product."""

    head: OrderRow
    product: Product


def queue_facts(connection: Connection, station: str, today: str, now_ms: int) -> QueueFacts:
    """Return what the queue shows."""
    pins = templates(connection, now_ms)
    found = [(pin, body(connection, pin.body, LabelTemplate)) for pin in pins]
    labels = queue(connection, station)
    return QueueFacts(
        queue=labels,
        templates=tuple(sorted(found, key=lambda one: one[1].level)),
        orders=tuple(
            line for line in order_lines(connection, today) if line.phase is not Phase.PLANNED
        ),
        people={one.person: one.name for one in people(connection)},
        scans=_scans(connection, (*labels.uncertain, *labels.jobs)),
    )


def order_facts(connection: Connection, order: str) -> OrderFacts | Refused:
    """Return what an order's labels say, or why that is not known here."""
    try:
        head = released_order(connection, order)
        return OrderFacts(head, body(connection, head.product_pin, Product))
    except Refused as refused:
        return refused


def draft_values(
    connection: Connection, station: str, template: LabelTemplate, draft: PrintLabels
) -> dict[str, str] | Refused:
    """Return what the first label of a draft would say, or why none can be printed."""
    by = Template(template.code, "", "", template)
    _, (first, *_) = take(numbers(connection, station), 1, station, lambda: "")
    try:
        return values(decide(by, draft.content, draft.printer, first, label="", batch=""))
    except Refused as refused:
        return refused


def template_here(connection: Connection, row: LabelRow) -> LabelTemplate | Refused:
    """Return the body a label is printed by, or why it cannot be shown."""
    try:
        return template_of(connection, row)
    except Refused as refused:
        return refused


def _scans(connection: Connection, rows: Sequence[LabelRow]) -> dict[str, str]:
    found = {}
    for row in rows:
        if row.state in (*ON_PAPER, State.UNCERTAIN):
            body_here = template_here(connection, row)
            if not isinstance(body_here, Refused):
                found[row.label] = expected_scan(row, body_here)
    return found


def _is_in(row: LabelRow, part: str) -> bool:
    if part == OPEN:
        return standing(row) in (State.UNCERTAIN, State.FAILED, UNPROVEN)
    if part == TO_PRINT:
        return row.state in WAITING
    if part == ON_LABEL:
        return row.state in (State.SENT, State.VERIFIED)
    return True
