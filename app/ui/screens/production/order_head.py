"""The facts of one order: what, how much, until when, by which revisions, planned by whom."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout

from app.kernel.clock import Clock
from app.kernel.quantity import plain
from app.ui import kit
from app.ui.screens.production import telling
from app.ui.screens.production.order_facts import OrderFacts
from app.ui.theme.look import Look

_COLUMNS = 3


class OrderHead(kit.Card):
    """A grid of label and value."""

    def __init__(self, look: Look, facts: OrderFacts, clock: Clock) -> None:
        super().__init__(look, "order-head", "sunken")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(4))
        grid.setVerticalSpacing(look.space(2))
        for place, (label, value) in enumerate(_facts(look, facts, clock)):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(kit.Text(look, look.words(f"orders.fact.{label}"), "hint"))
            text = kit.Text(look, value or "—", "strong", wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            cell.addWidget(text)
            cell.addStretch()
            grid.addLayout(cell, place // _COLUMNS, place % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)


def _facts(look: Look, facts: OrderFacts, clock: Clock) -> list[tuple[str, str]]:
    head, language = facts.head, look.words.language
    found = [
        ("product", f"{head.product} {facts.name.of(language)}"),
        ("quantity", f"{plain(head.quantity)} {facts.unit.of(language)}"),
        ("due", head.due),
        ("start", head.start),
        ("priority", head.priority),
        ("remark", head.remark),
        ("planned", _who(facts, head.planned_by, head.planned_ms, look, clock)),
        ("file", head.file),
    ]
    if facts.is_planned:
        return found
    return [
        *found,
        ("lot", head.lot),
        ("released", _who(facts, head.released_by, head.released_ms, look, clock)),
        ("product_pin", _pin(look, facts.product_revision, head.product_pin)),
        ("route_pin", _pin(look, facts.route_revision, head.route_pin)),
    ]


def _who(facts: OrderFacts, person: str, at_ms: int, look: Look, clock: Clock) -> str:
    name = facts.person(person, look.words.language)
    return f"{name} · {telling.time_of(at_ms, clock)}" if at_ms else name


def _pin(look: Look, revision: str, pin: str) -> str:
    return look.words("orders.pinned", revision=revision, pin=pin[:12])
