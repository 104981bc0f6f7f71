"""From what happened to the policy to its state.

Two nodes that published the same version without knowing of each other: the later words stand, and
who acknowledged the other ones reads again.
"""

from app.capabilities.people.policies.decisions import text_hash
from app.capabilities.people.policies.events import PolicyAcknowledged, PolicyPublished
from app.capabilities.people.policies.tables import AcknowledgedRow, PolicyRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Apply one event."""
    match event.happened:
        case PolicyPublished() as published:
            rows.put(
                PolicyRow(
                    stream=event.stream,
                    version=published.version,
                    zh=published.text.zh,
                    en=published.text.en,
                    text=text_hash(published.text),
                    by=event.actor,
                    at_ms=event.wall,
                    why=published.why,
                )
            )
        case PolicyAcknowledged() as acknowledged:
            rows.put(
                AcknowledgedRow(
                    stream=event.stream,
                    hash=event.hash,
                    person=acknowledged.person,
                    version=acknowledged.version,
                    text=acknowledged.text,
                    at_ms=event.wall,
                )
            )
