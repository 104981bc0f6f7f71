"""What the forms of an act offer to pick: instructions in force, items, people, operations."""

from sqlalchemy import Connection

from app.capabilities.documents.answers import Pin
from app.capabilities.documents.queries import all_in_force
from app.capabilities.people.accounts.queries import people
from app.capabilities.production.orders.queries import routed
from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.quality.nonconformance.asks import Offered

_INSTRUCTION, _ITEMS = "instruction", ("product", "material")


def offered(connection: Connection, order: str, now_ms: int, words: Words) -> Offered:
    """Return what may be picked for a nonconformance of an order (empty: of none)."""
    language = words.language
    steps = routed(connection, [order]).get(order, []) if order else []
    return Offered(
        instructions=tuple(
            _pin(one, words) for one in all_in_force(connection, _INSTRUCTION, now_ms)
        ),
        items=tuple(
            _pin(one, words) for kind in _ITEMS for one in all_in_force(connection, kind, now_ms)
        ),
        people=people(connection),
        operations=tuple(
            kit.Pick(
                one.operation,
                f"{one.operation} {one.name_zh if language == 'zh_CN' else one.name_en}",
                one.work_centre,
            )
            for one in steps
        ),
    )


def _pin(one: Pin, words: Words) -> kit.Pick:
    title = one.title.of(words.language)
    revision = words("library.revision", revision=one.revision)
    return kit.Pick(one.code, f"{one.code} {title}", revision)
