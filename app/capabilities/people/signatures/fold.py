"""From signatures given to a row each."""

from app.capabilities.people.signatures.decisions import read_manifest
from app.capabilities.people.signatures.events import Signed
from app.capabilities.people.signatures.tables import SignatureRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Add a signature; one whose manifest cannot be read stays in the journal, unshown."""
    happened = event.happened
    manifest = read_manifest(happened.manifest) if isinstance(happened, Signed) else None
    if manifest is None or not isinstance(happened, Signed):
        return
    rows.put(
        SignatureRow(
            stream=event.stream,
            hash=event.hash,
            record=happened.record,
            meaning=happened.meaning,
            closes=happened.closes,
            withdraws=happened.withdraws,
            signer=event.actor,
            name_zh=manifest.name.zh,
            name_en=manifest.name.en,
            basis=manifest.basis,
            at_ms=manifest.at_ms,
            offset_min=manifest.offset,
            time_quality=manifest.time_quality,
            station=event.station,
            reason=manifest.reason,
            delegation=manifest.delegation,
            count=manifest.count,
            public_key=manifest.key,
        )
    )
