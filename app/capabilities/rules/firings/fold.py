"""From firings to rows: the first of a key stands, a later one is the same case."""

from msgspec.structs import replace

from app.capabilities.rules.firings.events import RuleFired
from app.capabilities.rules.firings.tables import FiringRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one firing."""
    match event.happened:
        case RuleFired() as fired:
            row = rows.get(FiringRow)
            if row is not None:
                rows.put(replace(row, again=row.again + 1))
                return
            rows.put(
                FiringRow(
                    stream=event.stream,
                    firing=fired.key,
                    rule=fired.rule,
                    revision=fired.revision,
                    pin=fired.pin,
                    title_zh=fired.title.zh,
                    title_en=fired.title.en,
                    when=fired.when,
                    cause=fired.cause,
                    subject=fired.subject,
                    threshold=fired.threshold,
                    about=(fired.matter,),
                    facts=fired.facts,
                    actions=fired.actions,
                    undone=fired.undone,
                    station=event.station,
                    at_ms=event.wall,
                )
            )
